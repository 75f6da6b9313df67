/** What each delay is, what makes them small again, and trying with them. */

import { describe, expect, test } from 'vitest';
import {
  Backoff,
  type BackoffOptions,
  delayWithReset,
  exponentialBackoff,
  exponentialBackoffWithContext,
  newExponentialBackoffManager,
  newJitteredBackoffManager,
} from '#apimachinery/pkg/util/wait/backoff.ts';
import { type Duration, microsecond, milliseconds, noDuration, seconds } from '#base/time.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { type Plan, waiting } from './condition.ts';

const point = 'test';

const shuffled = ['a', 'b', 'c', 'd', 'e'];

describe('a delay', () => {
  const steps = (options: BackoffOptions, count: number, seed?: string) => {
    const { sim } = simulatedRun(seed === undefined ? {} : { seed, policy: 'shuffle' });
    const backoff = new Backoff(options);
    return Array.from(
      { length: count },
      () => backoff.step({ chooser: sim.chooser, point }) / seconds(1),
    );
  };
  const duration = seconds(1);

  test.each<{ name: string; options: BackoffOptions; is: readonly number[] }>([
    { name: 'without steps', options: { duration, steps: -1 }, is: [1, 1, 1] },
    { name: 'with zero steps', options: { duration, steps: 0 }, is: [1, 1, 1] },
    { name: 'without a factor', options: { duration, steps: 1 }, is: [1, 1, 1] },
    { name: 'with factor 1', options: { duration, factor: 1, steps: 1 }, is: [1, 1, 1] },
    { name: 'with factor 2', options: { duration, factor: 2, steps: 3 }, is: [1, 2, 4, 8, 8] },
    {
      name: 'with factor 2 and a cap',
      options: { duration, factor: 2, steps: 3, cap: seconds(3) },
      is: [1, 2, 3, 3],
    },
  ])(
    'WB1 $name is what the factor, the steps and the cap make of it (TestBackoff_Step)',
    ({ options, is }) => {
      expect(steps(options, is.length)).toEqual(is);
    },
  );

  test.each(shuffled)(
    'WB2 is jittered in its range, and the jitter does not add up, seed %s (TestBackoff_Step)',
    (seed) => {
      const half = { duration, factor: 2, steps: 2, cap: seconds(3), jitter: 0.5 };
      const much = { duration, factor: 2, steps: 6, jitter: 4 };
      for (const { options, base } of [
        { options: half, base: [1, 2, 3] },
        { options: much, base: [1, 2, 4, 8, 16, 32] },
      ]) {
        for (const [index, delay] of steps(options, base.length, seed).entries()) {
          const least = base[index] ?? 0;
          expect(delay).toBeGreaterThan(least);
          expect(delay).toBeLessThan(least * (1 + options.jitter));
        }
      }
    },
  );
});

describe('a manager', () => {
  const growing = [1, 2, 4, 8, 10, 10, 10];
  const draw = (next: () => Duration, count: number) =>
    Array.from({ length: count }, () => Number(next()));

  test('WB3 starts small again after a long enough pause since it was last asked (TestExponentialBackoffManagerGetNextBackoff)', () => {
    const run = simulatedRun();
    const next = newExponentialBackoffManager(run.sim, {
      initBackoff: 1 as Duration,
      maxBackoff: 10 as Duration,
      resetDuration: 10 as Duration,
      backoffFactor: 2,
      jitter: 0,
      point,
    });
    expect(draw(next, 7)).toEqual(growing);
    run.pass(11 as Duration);
    expect(draw(next, 1)).toEqual([1]);
  });

  test('WB4 of jitter gives between once and twice its duration, and exactly it for a negative jitter (TestJitteredBackoffManagerGetNextBackoff)', () => {
    for (const seed of shuffled) {
      const { sim } = simulatedRun({ seed, policy: 'shuffle' });
      const next = newJitteredBackoffManager(sim, { duration: seconds(1), jitter: 1, point });
      for (const delay of draw(next, 5)) {
        expect(delay).toBeGreaterThanOrEqual(seconds(1));
        expect(delay).toBeLessThanOrEqual(seconds(2));
      }
      const fixed = newJitteredBackoffManager(sim, { duration: seconds(1), jitter: -1, point });
      expect(draw(fixed, 5)).toEqual(Array(5).fill(seconds(1)));
    }
  });

  const backoff = { duration: 1 as Duration, cap: 10 as Duration, factor: 2, steps: 10 };

  test('WB5 of a back-off with a reset starts small again when that long has passed (TestBackoffDelayWithResetExponential)', () => {
    const run = simulatedRun();
    const resetInterval = 10 as Duration;
    const next = delayWithReset(run.sim, new Backoff(backoff), { resetInterval, point });
    expect(draw(next, 7)).toEqual(growing);
    run.pass(11 as Duration);
    expect(draw(next, 1)).toEqual([1]);
  });

  test('WB6 of a back-off with reset 0 never grows (TestBackoffDelayWithResetEmpty)', () => {
    const run = simulatedRun();
    const next = delayWithReset(run.sim, new Backoff(backoff), {
      resetInterval: noDuration,
      point,
    });
    expect(draw(next, 7)).toEqual(Array(7).fill(1));
    run.pass(11 as Duration);
    expect(draw(next, 1)).toEqual([1]);
  });

  test('WB7 of a back-off without a factor only jitters, and not with a negative jitter (TestBackoffDelayWithResetJitter)', () => {
    for (const seed of shuffled) {
      const { sim } = simulatedRun({ seed, policy: 'shuffle' });
      const options = { resetInterval: noDuration, point };
      const jittered = new Backoff({ duration: seconds(1), jitter: 1 });
      for (const delay of draw(delayWithReset(sim, jittered, options), 5)) {
        expect(delay).toBeGreaterThanOrEqual(seconds(1));
        expect(delay).toBeLessThanOrEqual(seconds(2));
      }
      const fixed = new Backoff({ duration: seconds(1), jitter: -1 });
      expect(draw(delayWithReset(sim, fixed, options), 1)).toEqual([seconds(1)]);
    }
  });
});

describe('a sleep', () => {
  const slept = (delays: (sim: ReturnType<typeof simulatedRun>['sim']) => () => Duration) => {
    const run = simulatedRun();
    const passed: number[] = [];
    run.go('sleeper', function* () {
      const next = delays(run.sim);
      for (let count = 0; count < 7; count++) {
        const from = run.sim.now;
        yield* run.sim.sleep(next());
        passed.push((run.sim.now - from) / milliseconds(1));
      }
    });
    run.pass(seconds(1));
    return passed;
  };
  const growing = [1, 2, 4, 8, 10, 10, 10];
  const backoff = { duration: milliseconds(1), cap: milliseconds(10), factor: 2, steps: 10 };

  test('WB8 takes what an exponential manager says (TestExponentialBackoffManagerWithRealClock, TestBackoffDelayWithResetWithRealClockExponential)', () => {
    const resetDuration = seconds(3600);
    expect(
      slept((sim) =>
        newExponentialBackoffManager(sim, {
          initBackoff: milliseconds(1),
          maxBackoff: milliseconds(10),
          resetDuration,
          backoffFactor: 2,
          jitter: 0,
          point,
        }),
      ),
    ).toEqual(growing);
    const options = { resetInterval: resetDuration, point };
    expect(slept((sim) => delayWithReset(sim, new Backoff(backoff), options))).toEqual(growing);
  });

  test('WB9 takes what a manager without jitter says (TestJitterBackoffManagerWithRealClock, TestBackoffDelayWithResetWithRealClockJitter)', () => {
    const duration = milliseconds(1);
    const constant = Array(7).fill(1);
    expect(slept((sim) => newJitteredBackoffManager(sim, { duration, jitter: 0, point }))).toEqual(
      constant,
    );
    const options = { resetInterval: noDuration, point };
    expect(slept((sim) => delayWithReset(sim, new Backoff({ duration }), options))).toEqual(
      constant,
    );
  });
});

interface Try extends Plan {
  readonly name: string;
  readonly steps: number;
  readonly duration?: Duration;
  readonly calls: number;
  readonly ended: string;
}

const timedOut = 'timed out waiting for the condition';

const tries: readonly Try[] = [
  { name: 'no steps: no call', steps: 0, calls: 0, ended: timedOut },
  { name: 'one step, no', steps: 1, calls: 1, ended: timedOut },
  { name: 'one step, yes', steps: 1, answer: () => true, calls: 1, ended: 'done' },
  { name: 'always no', steps: 5, calls: 5, ended: timedOut },
  { name: 'yes at last', steps: 5, answer: (call) => call === 3, calls: 3, ended: 'done' },
  { name: 'an error', steps: 5, answer: () => 'fails', calls: 1, ended: 'condition failed' },
  {
    name: 'no delay',
    steps: 5,
    duration: noDuration,
    answer: (call) => call === 3,
    calls: 3,
    ended: 'done',
  },
];

const ends: readonly Try[] = [
  { name: 'cancelled before', steps: 5, context: 'cancelled', calls: 0, ended: 'context canceled' },
  {
    name: 'expired before',
    steps: 5,
    context: 'expired',
    calls: 0,
    ended: 'context deadline exceeded',
  },
  { name: 'cancelled', steps: 5, cancelAfter: 4, calls: 4, ended: 'context canceled' },
  {
    name: 'expired while it waits',
    steps: 5,
    duration: seconds(10),
    context: seconds(15),
    calls: 2,
    ended: 'context deadline exceeded',
  },
];

test.each(tries)('WB10 trying with delays, $name (TestExponentialBackoff)', (row) => {
  const backoff = new Backoff({
    duration: row.duration ?? microsecond,
    factor: 1,
    steps: row.steps,
  });
  const { calls, ended } = waiting(row, ({ sim, condition }) =>
    exponentialBackoff(sim, backoff, { point, condition }),
  );
  expect({ calls, ended }).toEqual({ calls: row.calls, ended: row.ended });
});

test.each([...tries, ...ends])(
  'WB11 trying with delays and a context, $name (TestExponentialBackoffWithContext)',
  (row) => {
    const backoff = new Backoff({
      duration: row.duration ?? microsecond,
      factor: 1,
      steps: row.steps,
    });
    const { calls, ended } = waiting(row, ({ sim, ctx, condition }) =>
      exponentialBackoffWithContext(sim, ctx.ctx, backoff, { point, condition }),
    );
    expect({ calls, ended }).toEqual({ calls: row.calls, ended: row.ended });
  },
);
