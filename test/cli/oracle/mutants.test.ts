import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutants } from '#cli/oracle/mutants.ts';

const source = join(import.meta.dirname, '../../../src');

test('there are defects enough, and no two have the same name', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(30);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});

test.each(mutants)('"$name" still has the one place where it is planted', ({ file, from, to }) => {
  expect(readFileSync(join(source, file), 'utf8').split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
