import { expect, test } from 'vitest';
import { startOfRun } from '#base/time.ts';
import { openingRecord } from '#script/scenes/opening_record.ts';
import { configuratorAddress, type EmbeddedRun } from '#ui/share/configurator_address.ts';

const page = 'https://lab.example/deep/configure.html';
const hash = '#run=2.abc';
const act = { position: { at: startOfRun, step: 0 }, statement: 'kubectl get pods' };
const other = { ...openingRecord, script: 'run 1s\n' };

const rows: readonly [string, Omit<EmbeddedRun, 'hash'>, string][] = [
  ['the first scene', { record: openingRecord, preset: undefined }, '?scenario=opening'],
  [
    'the first scene under another release',
    { record: { ...openingRecord, profile: 'modern' }, preset: undefined },
    '?scenario=opening&profile=modern',
  ],
  [
    'a scene for talks',
    { record: other, preset: 'tombstone' },
    '?scenario=preset/tombstone&profile=classic',
  ],
  ['a scene with an act', { record: { ...openingRecord, acts: [act] }, preset: undefined }, hash],
  ['another seed', { record: { ...openingRecord, seed: 'x' }, preset: undefined }, hash],
  ['a run of its own', { record: other, preset: undefined }, hash],
  ['an act in a scene for talks', { record: { ...other, acts: [act] }, preset: 'tombstone' }, hash],
];

test.each(rows)('%s', (_name, run, expected) => {
  expect(configuratorAddress(page, { ...run, hash })).toBe(`${page}${expected}`);
});
