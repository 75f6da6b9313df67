/** Lists that must fit on a screen for a room: what is shown, and what is only counted. */

import { describe, expect, test } from 'vitest';
import { fewer, shareLines } from '#view-model/fewer_rows.ts';
import type { ResourceView } from '#view-model/stage_view.ts';

const rowsOf = (total: number, known = total) => ({
  total,
  rows: Array.from({ length: Math.min(total, known) }, (_, index) => `row ${index}`),
});

describe('fewer rows', () => {
  test.each([
    { name: 'all that fit', total: 3, lines: 5, shown: 3, more: 0 },
    { name: 'exactly all', total: 5, lines: 5, shown: 5, more: 0 },
    { name: 'one too many', total: 6, lines: 5, shown: 4, more: 2 },
    { name: 'no room but for the count', total: 4, lines: 1, shown: 0, more: 4 },
    { name: 'none', total: 0, lines: 5, shown: 0, more: 0 },
  ])('$name', ({ total, lines, shown, more }) => {
    const found = fewer(rowsOf(total), lines);
    expect(found.shown).toHaveLength(shown);
    expect(found.more).toBe(more);
  });

  test('counts what the reader was never given', () => {
    expect(fewer(rowsOf(10_000, 12), 5)).toMatchObject({ more: 9_996 });
  });
});

function resource(name: string, total: number): ResourceView {
  const rows = Array.from({ length: Math.min(12, total) }, (_, index) => ({
    ...{ key: `${name}/default/${index}`, name: `default/${index}`, resourceVersion: '1' },
    ...{ object: '', changedAt: 0 as never, seq: 0, deleting: false },
  }));
  return { resource: name, objects: { total, rows } };
}

describe('lines that several resources share', () => {
  test.each([
    { name: 'a rollout', totals: [1, 1, 3] },
    { name: 'many pods', totals: [1, 40] },
    { name: 'ten thousand of the first', totals: [10_000, 3, 3] },
    { name: 'more resources than lines', totals: [2, 2, 2, 2, 2, 2, 2] },
  ])('$name never take more than there are', ({ totals }) => {
    const all = totals.map((total, index) => resource(`r${index}`, total));
    for (const first of all) {
      const shared = shareLines(all, { lines: 9, first: first.resource });
      const taken = shared.map(({ shown, more }) => 1 + shown.length + (more > 0 ? 1 : 0));
      expect(taken.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(9);
      expect(shared.map((each) => each.resource)).toContain(first.resource);
      for (const { resource: name, shown, more } of shared) {
        const total = all.find((each) => each.resource === name)?.objects.total;
        expect(shown.length + more).toBe(total);
      }
    }
  });
});
