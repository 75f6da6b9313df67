/** The forms that help shows are those of the language: each example is read, and written the same. */

import { describe, expect, test } from 'vitest';
import { helpFor } from '#script/help_text.ts';
import { parseScript } from '#script/parse.ts';
import { predicateForms } from '#script/predicate_forms.ts';
import { predicateWords, writePredicate } from '#script/predicate_text.ts';
import { predicateShapes } from '#trace/command_predicate.ts';

function read(example: string) {
  const parsed = parseScript(`expect ${example}\n`, 'test.lab');
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join('; '));
  const [statement] = parsed.value.statements;
  if (statement?.command.kind !== 'expect') throw new Error(`${example} is no predicate`);
  return statement.command.predicate;
}

describe('forms of predicates', () => {
  test.each(predicateForms)('$example', ({ usage, about, example }) => {
    expect(writePredicate(read(example))).toBe(example);
    const help = helpFor('help expect') ?? '';
    expect(help).toContain(`  ${usage}`);
    expect(help).toContain(about);
    expect(helpFor('until --help')).toContain(usage);
  });

  test('every kind of predicate has one', () => {
    const kinds = new Set(predicateForms.map(({ example }) => read(example).kind));
    for (const kind of Object.keys(predicateShapes)) expect(kinds).toContain(kind);
  });

  test('every word that a predicate begins with has one, or means the same as one', () => {
    const first = new Set(predicateForms.map(({ example }) => example.split(' ')[0]));
    expect(predicateWords.filter((word) => !first.has(word))).toEqual(['count']);
  });
});
