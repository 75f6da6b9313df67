/** Every setting is explained, takes what it should, refuses what it should, and reaches the script. */

import { describe, expect, test } from 'vitest';
import { readHead, usualStarts, writeHead } from '#script/head.ts';
import { parseScript } from '#script/parse.ts';
import { withoutBlock } from '#ui/script/script_block.ts';
import { countFaults, fieldGroups, withProgram } from '#ui/settings/setting_fields.ts';

const usual = { profile: 'classic', seed: 'informer-lab', policy: 'arrival' } as const;
const start = readHead('run 1s\n', usual);
const fields = fieldGroups.flatMap((group) => group.fields);

describe.each(fields)('$label', (field) => {
  test('is explained in a sentence', () => {
    expect(field.about).toMatch(/^[A-Z].*\.$/);
  });

  test('refuses nonsense, and takes what it names', () => {
    expect(field.check('nonsense')).toMatch(/^expected .*, got “nonsense”$/);
    expect(field.check('')).toBeUndefined();
    const value = ['3', 'on', '25ms'].find((each) => field.check(each) === undefined) ?? '';
    const script = writeHead('run 1s\n', field.write(start, value));
    expect(script).toContain(value);
    expect(parseScript(script).ok).toBe(true);
    expect(field.read(readHead(script, usual))).toBe(value);
    expect(writeHead(script, field.write(readHead(script, usual), ''))).toBe(
      writeHead('run 1s\n', start),
    );
  });
});

test('faults are counted, those of programs too', () => {
  expect(countFaults(start)).toBe(0);
  const programs = withProgram(usualStarts, 'gc', { workers: '0', resync: 'often' });
  expect(countFaults({ ...start, programs, seed: ' ' })).toBe(3);
  expect(countFaults({ ...start, programs: [] })).toBe(1);
});

test('a program is added, changed and left out', () => {
  const added = withProgram(usualStarts, 'job-controller', {});
  expect(added.at(-1)).toEqual({ program: 'job-controller', workers: '', resync: '' });
  const changed = withProgram(added, 'gc', { workers: '5' });
  expect(changed.find(({ program }) => program === 'gc')?.workers).toBe('5');
  expect(withProgram(changed, 'gc', undefined)).toHaveLength(added.length - 1);
});

test('nothing is completed inside a file', () => {
  expect(withoutBlock(['file a.yaml <<EOF', 'kind: Pod'])).toBeUndefined();
  expect(withoutBlock(['file a.yaml <<EOF', 'kind: Pod', 'EOF', 'run 1s'])).toEqual(['a.yaml']);
});
