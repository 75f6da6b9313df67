/**
 * Each variant of each fault of the registry changes what happens, and the log and the sequence of goroutines
 * tell of it. Nothing that is looked for was there before. A variant without a row fails here.
 */

import { describe, expect, test } from 'vitest';
import { assert } from '#base/assert.ts';
import { defaultLocale } from '#messages/locales.ts';
import { sentence } from '#messages/sentence.ts';
import { evaluate } from '#script/evaluate.ts';
import { parseScript } from '#script/parse.ts';
import { printLine } from '#script/print.ts';
import { World } from '#script/world.ts';
import type { Session } from '#session/session.ts';
import { promisedFaults } from '#test/browser/promised_faults.ts';
import type { Command } from '#trace/command.ts';
import type { Predicate } from '#trace/command_predicate.ts';
import type { TraceEvent } from '#trace/event.ts';
import { RunView } from '#view-model/run_view.ts';
import { SequenceIndex } from '#view-model/sequence.ts';
import { type VariantRow, variantRows } from './fault_variant_rows.ts';
import { variants } from './fault_variants.ts';
import { played, rolledOut } from './runs.ts';

describe('variants of faults', () => {
  test('each has a row, and no other', () => {
    expect(variantRows.map(({ variant }) => variant).toSorted()).toEqual(variants.toSorted());
  });

  test('each that the stage promises by name is among them', () => {
    const rows = new Set(variantRows.map(({ variant }) => variant));
    const named = promisedFaults.flatMap(({ variants: each = [] }) => each);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((variant) => !rows.has(variant))).toEqual([]);
  });

  test.each(variantRows)('$variant', (row) => {
    const session = played(scriptOf(row));
    expect(session.failures).toEqual([]);
    const at = seqOf(session, row.statement);
    for (const since of row.since ?? []) {
      expect(evaluate(predicateOf(since), worldSince(session, at)), since).toMatchObject({
        held: true,
      });
    }
    const { before, after } = parted(logOf(session.store.events), at);
    expect(before.filter((line) => says(line, row.log))).toEqual([]);
    expect(
      after.some((line) => says(line, row.log)),
      `the log says: ${row.log}`,
    ).toBe(true);
    const [program, text] = row.lanes ?? ['rs-controller', row.log];
    if (program === 'none') return;
    const sequence = parted(logOf(sequenceOf(session, program)), at);
    expect(sequence.before.filter((line) => says(line, text))).toEqual([]);
    expect(
      sequence.after.some((line) => says(line, text)),
      `${program}: ${text}`,
    ).toBe(true);
  });
});

function says(line: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? line.includes(what) : what.test(line);
}

function scriptOf({
  head = '',
  before = '',
  statement,
  afterwards,
  shows = [],
}: VariantRow): string {
  const absent = shows.map((predicate) => `expect not ( ${predicate} )\n`).join('');
  const present = shows.map((predicate) => `expect ${predicate}\n`).join('');
  return `${head}${rolledOut}${before}${absent}${statement}\n${afterwards}${present}`;
}

/** Where the variant was done: what leads up to it may have done the same action otherwise. */
function seqOf(session: Session, statement: string): number {
  const canonical = printLine(commandOf(statement));
  const applied = session.store.events.findLast(
    (event) => event.kind === 'command.applied' && event.data.text === canonical,
  );
  assert(applied !== undefined, `${statement} must have been done`);
  return applied.seq;
}

function predicateOf(text: string): Predicate {
  const command = commandOf(`expect ${text}`);
  assert(command.kind === 'expect', `${text} must be a predicate`);
  return command.predicate;
}

function commandOf(text: string): Command {
  const parsed = parseScript(`${text}\n`, 'row');
  const command = parsed.ok ? parsed.value.statements[0]?.command : undefined;
  assert(command !== undefined, `${text} must be a statement`);
  return command;
}

function worldSince(session: Session, seq: number): World {
  const world = new World((ref) => session.object(ref));
  for (const event of session.store.events) if (event.seq > seq) world.apply(event);
  return world;
}

interface Line {
  readonly seq: number;
  readonly text: string;
}

function logOf(events: readonly TraceEvent[]): readonly Line[] {
  const told = events.filter(({ kind }) => kind !== 'expect.checked');
  return told.map((event) => ({ seq: event.seq, text: sentence(event, defaultLocale) }));
}

function parted(lines: readonly Line[], seq: number) {
  const texts = (wanted: boolean) =>
    lines.filter((line) => line.seq >= seq === wanted).map(({ text }) => text);
  return { before: texts(false), after: texts(true) };
}

/** The rows of the sequence diagram of a program. */
function sequenceOf(session: Session, program: string): readonly TraceEvent[] {
  const view = new RunView();
  view.append(session.store.events, [...session.store.objects.entries()]);
  const index = new SequenceIndex(view, { program });
  const last = session.store.events.at(-1)?.seq ?? 0;
  return Array.from({ length: index.count(last) }, (_, row) => index.row(row)?.event).filter(
    (event) => event !== undefined,
  );
}
