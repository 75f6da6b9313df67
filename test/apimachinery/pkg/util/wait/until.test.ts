/** Loops without an end of their own: they run, wait a period, and run again, until their context ends. */

import { describe, expect, test } from 'vitest';
import {
  jitterUntilWithContext,
  nonSlidingUntilWithContext,
  untilWithContext,
} from '#apimachinery/pkg/util/wait/backoff.ts';
import { type Duration, milliseconds, seconds } from '#base/time.ts';
import { background, withCancel } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

type Way = 'Until' | 'NonSlidingUntil' | 'JitterUntil';

interface Loop {
  readonly way: Way;
  readonly period?: Duration;
  readonly jitterFactor?: number;
  readonly cancelled?: boolean;
  /** Cancelled at the end of this run. */
  readonly cancelAfter?: number;
  /** How long a run takes. */
  readonly takes?: Duration;
  readonly panicsAt?: number;
}

/** When each run began, in milliseconds, and when the loop ended. */
function loop({ way, period = milliseconds(20), ...rest }: Loop) {
  const run = simulatedRun();
  const { sim } = run;
  const { ctx, cancel } = withCancel(sim, background(sim));
  if (rest.cancelled === true) cancel();
  const at: number[] = [];
  function* body(): Proc {
    at.push(sim.now / 1e6);
    if (rest.takes !== undefined) yield* sim.sleep(rest.takes);
    if (rest.cancelAfter === at.length) cancel();
    if (rest.panicsAt !== undefined && at.length <= rest.panicsAt) throw new Error('boom');
  }
  const options = { name: 'loop', reallyCrash: rest.panicsAt === undefined, body, period };
  let ended: number | undefined;
  run.go('loop', function* () {
    if (way === 'Until') yield* untilWithContext(sim, ctx, options);
    else if (way === 'NonSlidingUntil') yield* nonSlidingUntilWithContext(sim, ctx, options);
    else {
      const { jitterFactor = 1 } = rest;
      yield* jitterUntilWithContext(sim, ctx, { ...options, jitterFactor, point: 'test' });
    }
    ended = sim.now / 1e6;
  });
  run.pass(seconds(60));
  return { at, ended };
}

const ways: readonly { id: string; way: Way; upstream: string }[] = [
  { id: 'WU1', way: 'Until', upstream: 'TestUntil, TestUntilWithContext' },
  {
    id: 'WU2',
    way: 'NonSlidingUntil',
    upstream: 'TestNonSlidingUntil, TestNonSlidingUntilWithContext',
  },
  { id: 'WU3', way: 'JitterUntil', upstream: 'TestJitterUntil, TestJitterUntilWithContext' },
];

describe.each(ways)('$id $way ($upstream)', ({ way }) => {
  test('never runs when its context has ended', () => {
    expect(loop({ way, cancelled: true })).toEqual({ at: [], ended: 0 });
  });

  test('otherwise runs until it ends', () => {
    expect(loop({ way, cancelAfter: 3 })).toEqual({ at: [0, 20, 40], ended: 40 });
  });
});

test.each([
  { id: 'WU4', way: 'Until', upstream: 'TestUntilReturnsImmediately' },
  { id: 'WU5', way: 'JitterUntil', upstream: 'TestJitterUntilReturnsImmediately' },
] as const)(
  '$id $way that is stopped by its own run does not wait the period ($upstream)',
  ({ way }) => {
    expect(loop({ way, period: seconds(30), cancelAfter: 1 })).toEqual({ at: [0], ended: 0 });
  },
);

test('WU6 a negative factor is no jitter (TestJitterUntilNegativeFactor)', () => {
  const period = seconds(1);
  const { at, ended } = loop({ way: 'JitterUntil', jitterFactor: -30, period, cancelAfter: 2 });
  expect({ at, ended }).toEqual({ at: [0, 1000], ended: 1000 });
});

test('WU7 with ReallyCrash off a panic ends the run and not the loop (TestJitterUntilRecoversPanic)', () => {
  expect(loop({ way: 'JitterUntil', panicsAt: 2, cancelAfter: 3 }).at).toEqual([0, 20, 40]);
});

test('WU8 the period counts from the end of a run, or not sliding from its start (no upstream test)', () => {
  const options = { takes: milliseconds(15), cancelAfter: 3 };
  expect(loop({ way: 'Until', ...options }).at).toEqual([0, 35, 70]);
  expect(loop({ way: 'NonSlidingUntil', ...options }).at).toEqual([0, 20, 40]);
});

test('WU9 a run longer than the period is followed at once when not sliding (no upstream test)', () => {
  const options = { takes: milliseconds(50), cancelAfter: 3 };
  expect(loop({ way: 'NonSlidingUntil', ...options }).at).toEqual([0, 50, 100]);
});
