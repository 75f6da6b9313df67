import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { played } from './runs.ts';

const folder = join(import.meta.dirname, '../scripts');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.lab'));

function text(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Scripts that are about one profile say so in their head. */
const profiles = ['classic', 'modern'] as const;
const rows = scripts.flatMap((name) =>
  /^profile /m.test(text(name))
    ? [{ name, overrides: {} }]
    : profiles.map((profile) => ({ name, overrides: { profile } })),
);

test.each(rows)('$name does what it expects of itself with $overrides', ({ name, overrides }) => {
  expect(played(text(name), overrides).failures).toEqual([]);
});
