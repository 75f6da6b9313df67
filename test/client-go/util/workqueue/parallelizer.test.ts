/** Working through pieces in parallel. */

import { expect, test } from 'vitest';
import { milliseconds } from '#base/time.ts';
import { parallelizeUntil } from '#client-go/util/workqueue/parallelizer.ts';
import { background, withCancel } from '#sim/context.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

function work(shape: {
  readonly pieces: number;
  readonly workers: number;
  readonly chunkSize?: number;
}) {
  const run = simulatedRun();
  const { ctx, cancel } = withCancel(run.sim, background(run.sim));
  const done: number[] = [];
  run.go('caller', function* () {
    yield* parallelizeUntil(run.sim, ctx, {
      ...shape,
      name: 'work',
      *doWorkPiece(piece) {
        done.push(piece);
        yield* run.sim.sleep(milliseconds(1));
      },
    });
  });
  return { ...run, cancel, done };
}

test.each([
  { pieces: 1000, workers: 10, chunkSize: 1 },
  { pieces: 1000, workers: 10, chunkSize: 10 },
  { pieces: 1000, workers: 10, chunkSize: 100 },
  { pieces: 999, workers: 10, chunkSize: 13 },
])(
  'PA1 every one of $pieces pieces is done once, in chunks of $chunkSize (TestParallelizeUntil)',
  (shape) => {
    const run = work(shape);
    run.pass(milliseconds(1000));
    expect([...run.done].sort((a, b) => a - b)).toEqual([...Array(shape.pieces).keys()]);
  },
);

test('PA2 ten workers need a tenth of the time (no upstream test)', () => {
  const run = work({ pieces: 100, workers: 10 });
  run.pass(milliseconds(10));
  expect(run.done).toHaveLength(100);
});

test('PA3 what was not begun when the context ended is left undone (no upstream test)', () => {
  const run = work({ pieces: 100, workers: 10 });
  run.cancel();
  run.pass(milliseconds(100));
  expect(run.done).toHaveLength(10);
});

test('PA4 no workers do nothing (no upstream test)', () => {
  expect(work({ pieces: 10, workers: 0 }).done).toEqual([]);
});
