import { describe, expect, test } from 'vitest';
import type { CatalogueRow } from '#cli/fidelity/catalogue.ts';
import { claimsOf, withClaims } from '#cli/fidelity/our_tests.ts';
import { simplificationOf } from '#cli/fidelity/simplifications.ts';

const path = 'test/client-go/tools/cache/store.test.ts';
const claims = (text: string) =>
  claimsOf(path, text).map(({ id, sentence, test: goTest }) => `${id} | ${sentence} | ${goTest}`);

describe('a behaviour that names a Go test is found', () => {
  test.each([
    {
      name: 'in a title',
      text: "test('DF4 a delete is ignored (TestX_y, TestZ)', () => {",
      found: ['DF4 | a delete is ignored | TestX_y', 'DF4 | a delete is ignored | TestZ'],
    },
    {
      name: 'in a row of a table',
      text: "{ id: 'WQ1',\n name: 'is queued', upstream: 'TestLen', calls: 'a' },",
      found: ['WQ1 | is queued | TestLen'],
    },
    {
      name: 'in the title that speaks for all rows above it, and for no older ones',
      text: `
        { id: 'AB1', name: 'one', upstream: 'TestOne' }])('$id $name ($upstream)', f)
        { id: 'AB2', name: 'two' }, { id: 'AB3', name: 'three' },
        ])('$id $name (TestBoth)', f)`,
      found: ['AB1 | one | TestOne', 'AB2 | two | TestBoth', 'AB3 | three | TestBoth'],
    },
    { name: 'but not in a comment', text: '// DF4 a delete (TestX)', found: [] },
    { name: 'nor without an id', text: "test('a delete (TestX)')", found: [] },
    { name: 'nor without a Go test', text: "test('DF4 a delete (no upstream test)')", found: [] },
  ])('$name', ({ text, found }) => {
    expect(claims(text)).toEqual(found);
  });
});

const row: CatalogueRow = {
  component: 'tools/cache',
  file: 'client-go/tools/cache/store_test.go',
  test: 'TestIndex',
  portability: 'portable',
  ids: [],
  ours: '',
  releases: ['0.32'],
};

test.each([
  { from: 'test/client-go/tools/cache/store.test.ts', ids: ['ST1'] },
  { from: 'test/golden/store/index.script.json', ids: ['ST1'] },
  { from: 'test/client-go/tools/watch/store.test.ts', ids: [] },
])('a test answers to the package that its folder mirrors: $from', ({ from, ids }) => {
  expect(withClaims(row, claimsOf(from, "'ST1 an index (TestIndex)'")).ids).toEqual(ids);
});

test('a note goes on until the next tag', () => {
  const text = `/**
 * A store.
 *
 * @upstream kubernetes/client-go tools/cache/store.go
 * @diverges One thing,
 *   told at length.
 * @diverges Another.
 */`;
  expect(simplificationOf('a.ts', text)).toEqual({
    file: 'a.ts',
    upstream: 'kubernetes/client-go tools/cache/store.go',
    notes: ['One thing, told at length.', 'Another.'],
  });
});
