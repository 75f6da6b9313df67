/** Pipes join the boxes they name, whichever way the stage is arranged. */

import { describe, expect, test } from 'vitest';
import {
  type Boxes,
  layPipes,
  lengthOf,
  type PipeName,
  pathThrough,
  pointAlong,
} from '#ui/stage/geometry.ts';

const box = (left: number, top: number, width = 100, height = 100) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const wide: Boxes = {
  server: box(0, 0, 100, 260),
  reflector: box(140, 0),
  queue: box(280, 0),
  indexer: box(420, 0),
  workers: box(140, 160),
  workqueue: box(280, 160),
  handlers: box(420, 160),
};

const pipeOf = (name: PipeName) =>
  layPipes(wide, 'wide').find((pipe) => pipe.name === name) ?? { tube: [], way: [] };

describe('pipes', () => {
  test.each([
    { name: 'watch' as const, from: 100, to: 140 },
    { name: 'deltas' as const, from: 240, to: 280 },
    { name: 'keys' as const, from: 420, to: 380 },
    { name: 'write' as const, from: 140, to: 100 },
  ])('$name runs from x=$from to x=$to in two rows', ({ name, from, to }) => {
    const { tube } = pipeOf(name);
    expect([tube[0]?.x, tube.at(-1)?.x]).toEqual([from, to]);
  });

  test('the way of a token starts and ends inside the boxes', () => {
    const { tube, way } = pipeOf('deltas');
    expect(lengthOf(way)).toBeGreaterThan(lengthOf(tube));
  });

  test('notifications fall from the Indexer to the handlers', () => {
    expect(pipeOf('notify').tube.map(({ y }) => y)).toEqual([100, 160]);
  });

  test('a box that is not shown has no pipes', () => {
    const { queue, ...others } = wide;
    expect(queue).toBeDefined();
    const names = layPipes(others, 'wide').map((pipe) => pipe.name);
    expect(names).not.toContain('deltas');
    expect(names).toContain('watch');
  });
});

test('a point along a bent way keeps to the way', () => {
  const way = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 30 },
  ];
  expect(pointAlong(way, 0.5)).toEqual({ x: 10, y: 10 });
  expect(pointAlong(way, 2)).toEqual({ x: 10, y: 30 });
  expect(pathThrough(way, 4)).toBe('M0 0L6 0Q10 0 10 4L10 30');
});
