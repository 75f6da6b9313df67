import { expect, test } from 'vitest';
import { framesOf } from '#view-model/export/frames.ts';

/** Hop n is shown after n times 100 ms. */
const pace = { shownAt: (seq: number): number => seq * 100 };

test('frames go from the first hop to the last at even steps, and the last is held', () => {
  const frames = framesOf(pace, { range: { from: 2, to: 5 }, framesPerSecond: 10, speed: 1 });
  expect(frames.map(({ displayMs }) => displayMs)).toEqual([200, 300, 400, 500]);
  expect(frames.map(({ lastsMs }) => lastsMs)).toEqual([100, 100, 100, 1_500]);
});

test('a faster pace takes fewer frames, and still ends where the range does', () => {
  const frames = framesOf(pace, { range: { from: 0, to: 5 }, framesPerSecond: 5, speed: 2 });
  expect(frames.map(({ displayMs }) => displayMs)).toEqual([0, 400, 500]);
});

test('one hop alone is one frame', () => {
  const frames = framesOf(pace, { range: { from: 7, to: 7 }, framesPerSecond: 20, speed: 1 });
  expect(frames).toEqual([{ displayMs: 700, lastsMs: 1_500 }]);
});
