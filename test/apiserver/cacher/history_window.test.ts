import { expect, test } from 'vitest';
import { type CacheEvent, HistoryWindow } from '#apiserver/cacher/history_window.ts';
import { after, seconds, startOfRun } from '#base/time.ts';

const options = { capacity: 4, mostCapacity: 16, freshFor: seconds(75) };

/** The change that made `revision`, so many seconds after the start. */
function change(revision: number, at: number): CacheEvent {
  return {
    revision,
    type: 'MODIFIED',
    key: 'default/a',
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
    previous: undefined,
    at: after(startOfRun, seconds(at)),
    departed: undefined,
  };
}

/** A window with the changes 11, 12, … of which so many were made at each time. */
function windowOf(...made: readonly (readonly [count: number, at: number])[]): HistoryWindow {
  const window = new HistoryWindow(options, 10);
  let revision = 10;
  for (const [count, at] of made) {
    for (let n = 0; n < count; n++) window.add(change(++revision, at));
  }
  return window;
}

test.each([
  { name: 'one that is not full stays as it is', made: [[4, 0]], size: 4, capacity: 4, oldest: 10 },
  {
    name: 'a full one whose oldest is fresh doubles',
    made: [[5, 0]],
    size: 5,
    capacity: 8,
    oldest: 10,
  },
  {
    name: 'a full one forgets its oldest when that is old',
    made: [
      [4, 0],
      [1, 75],
    ],
    size: 4,
    capacity: 4,
    oldest: 11,
  },
  {
    name: 'the largest forgets what is fresh',
    made: [[17, 0]],
    size: 16,
    capacity: 16,
    oldest: 11,
  },
  {
    name: 'a full one halves when its last quarter is old',
    made: [
      [16, 0],
      [1, 76],
    ],
    size: 8,
    capacity: 8,
    oldest: 19,
  },
  {
    name: 'it does not halve at the very moment, nor while the last quarter is fresh',
    made: [
      [16, 0],
      [1, 75],
    ],
    size: 16,
    capacity: 16,
    oldest: 11,
  },
  {
    name: 'it never halves below the least',
    made: [
      [4, 0],
      [1, 200],
    ],
    size: 4,
    capacity: 4,
    oldest: 11,
  },
] as const)('$name', ({ made, size, capacity, oldest }) => {
  const window = windowOf(...made);
  expect([window.size, window.capacity, window.oldestStart]).toEqual([size, capacity, oldest]);
});

test('what comes after a revision is found, unless it is forgotten', () => {
  const window = windowOf([4, 0], [1, 75]);
  expect(window.next(10)).toBe('forgotten');
  expect(window.next(11)).toMatchObject({ revision: 12 });
  expect(window.next(14)).toMatchObject({ revision: 15 });
  expect(window.next(15)).toBeUndefined();
  expect([...window.back(13)].map(({ revision }) => revision)).toEqual([15, 14]);
});

test('a window that is emptied by hand begins at what it forgot last', () => {
  const window = windowOf([4, 0]);
  window.shrinkTo(0);
  expect([window.size, window.oldestStart]).toEqual([0, 14]);
  window.add(change(20, 1));
  expect(window.oldestStart).toBe(19);
  expect(window.next(14)).toMatchObject({ revision: 20 });
});
