/** Token buckets: how many may pass at once, how long the others wait, and what a deadline does. */

import { expect, test } from 'vitest';
import { formatDuration, milliseconds, minutes, seconds } from '#base/time.ts';
import {
  Limiter,
  newFakeAlwaysRateLimiter,
  newFakeNeverRateLimiter,
  newTokenBucketRateLimiter,
} from '#client-go/util/flowcontrol/throttle.ts';
import { background, withCancel, withTimeout } from '#sim/context.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

test('TB1 the burst passes, then nothing (TestBasicThrottle)', () => {
  const { sim } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, 1, 3);
  expect([1, 2, 3, 4].map(() => limiter.tryAccept())).toEqual([true, true, true, false]);
});

test('TB2 a token comes back with time (TestIncrementThrottle)', () => {
  const { sim, pass } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, 1, 1);
  expect([limiter.tryAccept(), limiter.tryAccept()]).toEqual([true, false]);
  pass(seconds(1));
  expect([limiter.tryAccept(), limiter.tryAccept()]).toEqual([true, false]);
});

test('TB3 sixteen accepts at ten a second with a burst of five take 1.1s (TestThrottle)', () => {
  const { sim, go, pass } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, 10, 5);
  let finished = '';
  go('client', function* () {
    for (let count = 0; count < 16; count++) yield* limiter.accept();
    finished = formatDuration(sim.now as never);
  });
  pass(seconds(2));
  expect(finished).toBe('1.1s');
});

test('TB4 ten processes share 100 tokens a second (TestMultithreadedThrottling)', () => {
  const { sim, go, pass } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, 100, 1);
  let taken = 0;
  for (let client = 0; client < 10; client++) {
    go(`client-${client}`, function* () {
      for (;;) {
        yield* limiter.accept();
        taken++;
      }
    });
  }
  pass(milliseconds(990));
  expect(taken).toBe(100);
});

test('TB5 a wait that its deadline cannot see the end of fails at once (TestWait)', () => {
  const { sim, go } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, 0.0001, 1);
  const results: unknown[] = [];
  go('client', function* () {
    const { ctx } = withTimeout(sim, background(sim), { timeout: seconds(1) });
    results.push(yield* limiter.wait(ctx), yield* limiter.wait(ctx));
  });
  expect(results).toEqual([
    { ok: true, value: 0 },
    { ok: false, error: 'rate: Wait(n=1) would exceed context deadline' },
  ]);
});

test('TB6 a rate that no float holds exactly still gives its token in time (TestRatePrecisionBug)', () => {
  const { sim, pass } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, (1 / 60 + 32) / 34, 1);
  for (let count = 0; count < 60; count++) {
    expect(limiter.tryAccept()).toBe(true);
    pass(seconds(2));
  }
});

test('TB7 a cancelled wait gives its token back (no upstream test)', () => {
  const { sim, go, pass } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, 1, 1);
  const { ctx, cancel } = withCancel(sim, background(sim));
  const results: unknown[] = [];
  go('client', function* () {
    yield* limiter.wait(ctx);
    results.push(yield* limiter.wait(ctx));
  });
  cancel();
  pass(seconds(1));
  expect(results).toEqual([{ ok: false, error: 'context canceled' }]);
  expect(limiter.tryAccept()).toBe(true);
});

test('TB8 one token in five minutes: back after 300s, not after 299s (no upstream test)', () => {
  const { sim, pass } = simulatedRun();
  const limiter = newTokenBucketRateLimiter(sim, 1 / 300, 1);
  expect(limiter.tryAccept()).toBe(true);
  pass(seconds(299));
  expect(limiter.tryAccept()).toBe(false);
  pass(seconds(1));
  expect(limiter.tryAccept()).toBe(true);
});

test('TB9 a bucket that is never refilled lets later callers wait for ever (no upstream test)', () => {
  const { sim } = simulatedRun();
  const limiter = new Limiter(0, 1);
  expect(limiter.reserveN(sim.now, 1).delayFrom(sim.now)).toBe(0);
  expect(limiter.reserveN(sim.now, 1).delayFrom(sim.now)).toBeGreaterThan(minutes(60 * 24));
});

test('TB10 the always accepting fake accepts (TestAlwaysFake)', () => {
  const { sim } = simulatedRun();
  expect(newFakeAlwaysRateLimiter(sim).tryAccept()).toBe(true);
});

test('TB11 the never accepting fake blocks until stopped (TestNeverFake)', () => {
  const { sim, go, settle } = simulatedRun();
  const limiter = newFakeNeverRateLimiter(sim);
  let accepted = false;
  go('client', function* () {
    yield* limiter.accept();
    accepted = true;
  });
  expect([limiter.tryAccept(), accepted]).toEqual([false, false]);
  limiter.stop();
  settle();
  expect(accepted).toBe(true);
});
