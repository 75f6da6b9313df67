import { expect, test } from 'vitest';
import { inTracks } from '#tutor/tracks.ts';
import { hashOf, learningOf } from '#ui/lesson/addresses.ts';
import { openedBy } from '#ui/lesson/learning.ts';

test('lessons stand in the tracks of the curriculum, in its order; empty tracks are left out', () => {
  const entries = ['L16-tombstones', 'L05-list-and-watch', 'L08-resync', 'L30-kubectl', 'L01-why'];
  const tracks = inTracks(entries.map((address) => ({ address })));
  expect(tracks.map(([track, found]) => [track, found.map(({ address }) => address)])).toEqual([
    ['A', ['L01-why']],
    ['B', ['L05-list-and-watch', 'L08-resync']],
    ['E', ['L16-tombstones']],
    ['K', ['L30-kubectl']],
  ]);
});

test('an address names its kind, its folder, and of a lesson the step', () => {
  expect(learningOf(hashOf('preset', 'tombstone'))).toEqual({
    kind: 'preset',
    address: 'tombstone',
  });
  expect(learningOf('#run=1.abc')).toBeUndefined();
  expect(openedBy('L05-list-and-watch/gone')).toEqual({
    kind: 'lesson',
    address: 'L05-list-and-watch',
    step: 'gone',
  });
  expect(openedBy('B04-tombstone')).toEqual({ kind: 'exhibit', address: 'B04-tombstone' });
});
