/** Branches are laid out so that no two share a place and forks stand to the right of their parents. */

import { expect, test } from 'vitest';
import { branchTree } from '#view-model/branch_tree.ts';

const runs = [
  { id: 1, parent: undefined },
  { id: 2, parent: 1 },
  { id: 5, parent: 2 },
  { id: 3, parent: 1 },
  { id: 9, parent: undefined },
];

test('every run has a place of its own, to the right of the one it was forked from', () => {
  const { places, columns, rows } = branchTree(runs);
  expect(places.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 5, 9]);
  expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(runs.length);
  const byId = new Map(places.map((place) => [place.id, place]));
  for (const { id, parent } of runs) {
    const place = byId.get(id);
    const from = parent === undefined ? -1 : byId.get(parent)?.column;
    expect(place?.column).toBe((from ?? Number.NaN) + 1);
    expect(place?.row).toBeGreaterThanOrEqual(0);
    expect(place?.row).toBeLessThan(rows);
  }
  expect(columns).toBe(3);
});

test('no runs are no tree', () => {
  expect(branchTree([])).toEqual({ places: [], columns: 0, rows: 0 });
});
