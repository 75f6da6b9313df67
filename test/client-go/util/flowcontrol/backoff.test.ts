/** Back-off per item: how it grows, is capped, expires and is forgotten. */

import { expect, test } from 'vitest';
import { type Duration, millisecond, noDuration, second, seconds } from '#base/time.ts';
import { type Backoff, newBackOff } from '#client-go/util/flowcontrol/backoff.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

const id = '_idSlow';
const tick = second;

function bench(base: Duration, max: Duration): { run: SimulatedRun; backoff: Backoff } {
  const run = simulatedRun();
  return { run, backoff: newBackOff(run.sim, { defaultDuration: base, maxDuration: max }) };
}

test('BO1 the back-off doubles up to the maximum and starts anew after a reset (TestSlowBackoff)', () => {
  const { run, backoff } = bench(seconds(1), seconds(50));
  const steps: number[] = [];
  for (let count = 0; count < 10; count++) {
    steps.push(backoff.get(id) / second);
    backoff.next(id, run.sim.now);
    run.pass(tick);
  }
  expect(steps).toEqual([0, 1, 2, 4, 8, 16, 32, 50, 50, 50]);
  backoff.reset(id);
  expect(backoff.get(id)).toBe(0);
});

test('BO2 after twice the maximum an item is no longer backed off (TestBackoffReset)', () => {
  const { run, backoff } = bench(tick, (tick * 2) as Duration);
  const start = run.sim.now;
  backoff.next(id, start);
  for (let count = 0; count < 3; count++) backoff.next(id, run.sim.now);
  run.pass((tick * 5) as Duration);
  expect(backoff.get(id)).toBe(tick * 2);
  expect(backoff.isInBackOffSince(id, run.sim.now)).toBe(false);
});

test('BO3 an item is kept at the maximum until it expires (TestBackoffHighWaterMark)', () => {
  const max = (5 * tick) as Duration;
  const { run, backoff } = bench(tick, max);
  for (let count = 0; count < 5; count++) backoff.next(id, run.sim.now);
  run.pass((max + tick) as Duration);
  backoff.next(id, run.sim.now);
  expect(backoff.get(id)).toBe(max);
});

test('BO4 collecting garbage keeps an item at the maximum and removes it at more than twice (TestBackoffGC)', () => {
  const max = (5 * tick) as Duration;
  const { run, backoff } = bench(tick, max);
  backoff.next(id, run.sim.now);
  run.pass((max + tick) as Duration);
  backoff.gc();
  expect(backoff.get(id)).toBe(tick);
  run.pass((max + tick) as Duration);
  backoff.gc();
  expect(backoff.get(id)).toBe(0);
});

test('BO5 the owner may say when an item expires (TestAlternateBackoffGC, TestAlternateHasExpiredFunc)', () => {
  const run = simulatedRun();
  const backoff = newBackOff(run.sim, {
    defaultDuration: tick,
    maxDuration: (100 * tick) as Duration,
    hasExpired: (eventTime, lastUpdate) => eventTime - lastUpdate > 3 * tick,
  });
  for (let count = 0; count < 3; count++) backoff.next(id, run.sim.now);
  run.pass((3 * tick) as Duration);
  backoff.gc();
  expect(backoff.get(id)).toBe(4 * tick);
  run.pass(millisecond);
  backoff.next(id, run.sim.now);
  expect(backoff.get(id)).toBe(tick);
});

test('BO6 the first back-off is not capped by the maximum (no upstream test)', () => {
  const { run, backoff } = bench(seconds(10), seconds(1));
  backoff.next(id, run.sim.now);
  expect(backoff.get(id)).toBe(seconds(10));
  backoff.next(id, run.sim.now);
  expect(backoff.get(id)).toBe(seconds(1));
});

test('BO7 the ticks at which an item that is asked every second may go (TestIsInBackOffSinceUpdate)', () => {
  const { run, backoff } = bench(tick, (10 * tick) as Duration);
  const ticks = [...Array(36).keys(), 56, 57, 58, 59];
  const free = ticks.filter((at) => {
    run.pass((at * tick - run.sim.now) as Duration);
    const inBackOff = backoff.isInBackOffSinceUpdate(id, run.sim.now);
    if (!inBackOff) backoff.next(id, run.sim.now);
    return !inBackOff;
  });
  // At 56 the item has been quiet for more than twice the maximum and starts anew.
  expect(free).toEqual([0, 1, 3, 7, 15, 25, 35, 56, 57, 59]);
});

test('BO8 jitter stays below its factor (TestBackoffWithJitter)', () => {
  const run = simulatedRun({ policy: 'shuffle' });
  const options = { defaultDuration: seconds(1), maxDuration: seconds(1000), maxJitterFactor: 0.5 };
  const backoff = newBackOff(run.sim, options);
  let before: number = noDuration;
  for (let count = 0; count < 9; count++) {
    backoff.next(id, run.sim.now);
    const now = backoff.get(id);
    const least = before === 0 ? second : 2 * before;
    expect(now).toBeGreaterThanOrEqual(least);
    expect(now).toBeLessThan(least + 0.5 * Math.max(before, second));
    before = now;
  }
});
