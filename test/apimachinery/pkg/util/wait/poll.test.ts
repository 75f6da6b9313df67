/** Asking at a pace: the modern loop, and the deprecated polls, which ask once more at the end. */

import { describe, expect, test } from 'vitest';
import { Backoff } from '#apimachinery/pkg/util/wait/backoff.ts';
import { loopConditionUntilContext } from '#apimachinery/pkg/util/wait/loop.ts';
import {
  poll,
  poller,
  pollUntilContextCancel,
  pollUntilContextTimeout,
} from '#apimachinery/pkg/util/wait/poll.ts';
import { fixedTimer, variableTimer } from '#apimachinery/pkg/util/wait/timer.ts';
import {
  contextForChannel,
  type WaitFunc,
  waitForWithContext,
} from '#apimachinery/pkg/util/wait/wait.ts';
import { type Duration, microsecond, milliseconds, seconds } from '#base/time.ts';
import { Channel } from '#sim/channel.ts';
import { background, type Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { type Plan, waiting } from './condition.ts';

const canceled = 'context canceled';
const expired = 'context deadline exceeded';
const timedOut = 'timed out waiting for the condition';

describe('a modern loop', () => {
  interface Row extends Plan {
    readonly name: string;
    readonly immediate?: boolean;
    readonly sliding?: boolean;
    readonly period?: Duration;
    readonly calls: number;
    readonly ended: string;
  }
  const slow = {
    immediate: true,
    context: seconds(1),
    takes: milliseconds(200),
    period: milliseconds(200),
    answer: (call: number) => call >= 4,
  };
  const rows: readonly Row[] = [
    { name: 'yes at once', answer: () => true, calls: 1, ended: 'done' },
    { name: 'yes the second time', answer: (call) => call > 1, calls: 2, ended: 'done' },
    { name: 'yes the hundredth time', answer: (call) => call >= 100, calls: 100, ended: 'done' },
    { name: 'an error', answer: () => 'fails', calls: 1, ended: 'condition failed' },
    { name: 'cancelled before', context: 'cancelled', calls: 0, ended: canceled },
    {
      name: 'cancelled before, immediate yes',
      context: 'cancelled',
      immediate: true,
      answer: () => true,
      calls: 1,
      ended: 'done',
    },
    {
      name: 'cancelled before, immediate error',
      context: 'cancelled',
      immediate: true,
      answer: () => 'fails',
      calls: 1,
      ended: 'condition failed',
    },
    {
      name: 'cancelled before, immediate no',
      context: 'cancelled',
      immediate: true,
      calls: 1,
      ended: canceled,
    },
    { name: 'cancelled in the fifth', cancelAfter: 5, calls: 5, ended: canceled },
    {
      name: 'cancelled in the fifth, immediate',
      cancelAfter: 5,
      immediate: true,
      calls: 5,
      ended: canceled,
    },
    { name: 'expired before', context: 'expired', calls: 0, ended: expired },
    {
      name: 'expired before, immediate',
      context: 'expired',
      immediate: true,
      calls: 1,
      ended: expired,
    },
    {
      name: 'expired while it waits',
      context: seconds(1),
      immediate: true,
      period: seconds(2),
      calls: 1,
      ended: expired,
    },
    { name: 'slow, not sliding', ...slow, calls: 4, ended: 'done' },
    { name: 'slow, sliding', ...slow, sliding: true, calls: 3, ended: expired },
  ];

  test.each(rows)('WP1 $name (Test_loopConditionUntilContext_semantic)', (row) => {
    const { immediate = false, sliding = false, period = microsecond } = row;
    const delay = new Backoff({ duration: period });
    const { calls, ended } = waiting(row, ({ sim, ctx, condition }) => {
      const source = { chooser: sim.chooser, point: 'test' };
      const timer = variableTimer(sim, 'timer', () => delay.step(source));
      return loopConditionUntilContext(sim, ctx.ctx, { timer, immediate, sliding, condition });
    });
    expect({ calls, ended }).toEqual({ calls: row.calls, ended: row.ended });
  });

  test('WP2 that is not immediate asks nothing before its first delay is over (Test_loopConditionWithContextImmediateDelay)', () => {
    const plan: Plan = { answer: () => 'fails' };
    const { at, ended } = waiting(plan, ({ sim, ctx, condition }) => {
      const timer = fixedTimer(sim, 'timer', seconds(1));
      const options = { timer, immediate: false, sliding: true, condition };
      return loopConditionUntilContext(sim, ctx.ctx, options);
    });
    expect({ at, ended }).toEqual({ at: [1], ended: 'condition failed' });
  });

  test('WP3 never says that it timed out, but how its context ended (no upstream test)', () => {
    const interval = milliseconds(10);
    const timeout = milliseconds(35);
    const options = { name: 'poll', interval, immediate: false };
    const limited = waiting({}, ({ sim, ctx, condition }) =>
      pollUntilContextTimeout(sim, ctx.ctx, { ...options, timeout, condition }),
    );
    expect(limited).toMatchObject({ at: [0.01, 0.02, 0.03], ended: expired, endedAt: 0.035 });
    const stopped = waiting({ cancelAfter: 2 }, ({ sim, ctx, condition }) =>
      pollUntilContextCancel(sim, ctx.ctx, { ...options, condition }),
    );
    expect(stopped).toMatchObject({ calls: 2, ended: canceled });
  });
});

/** Ticks so often, as fast as it is listened to, then closes; counts what was taken. */
function ticksOf(sim: Sim, most: number) {
  let used = 0;
  function* tick(ctx: Context, ticks: Channel<true>): Proc {
    while (used < most && ctx.error === undefined) {
      yield* ticks.send(true);
      used++;
    }
    ticks.close();
  }
  const wait: WaitFunc = (ctx) => {
    const ticks = new Channel<true>(sim, { name: 'ticks' });
    sim.spawn('ticks', tick(ctx, ticks));
    return ticks;
  };
  return { wait, used: () => used };
}

describe('a deprecated poll', () => {
  interface Row extends Plan {
    readonly id: string;
    readonly name: string;
    readonly upstream: string;
    readonly immediate: boolean;
    readonly most: number;
    readonly calls: number;
    readonly used: number;
    readonly ended: string;
  }
  const yes = () => true;
  const fails = () => 'fails' as const;
  const error = 'condition failed';
  const rows: readonly Row[] = [
    {
      id: 'WP4',
      name: 'asks at a tick',
      upstream: 'TestPoll',
      immediate: false,
      most: 1,
      answer: yes,
      calls: 1,
      used: 1,
      ended: 'done',
    },
    {
      id: 'WP5',
      name: 'returns the error of the condition',
      upstream: 'TestPollError',
      immediate: false,
      most: 1,
      answer: fails,
      calls: 1,
      used: 1,
      ended: error,
    },
    {
      id: 'WP6',
      name: 'that is immediate asks before any tick',
      upstream: 'TestPollImmediate',
      immediate: true,
      most: 0,
      answer: yes,
      calls: 1,
      used: 0,
      ended: 'done',
    },
    {
      id: 'WP7',
      name: 'that is immediate returns an error before any tick',
      upstream: 'TestPollImmediateError',
      immediate: true,
      most: 0,
      answer: fails,
      calls: 1,
      used: 0,
      ended: error,
    },
  ];

  test.each(rows)('$id $name ($upstream)', ({ immediate, most, used, ...row }) => {
    let taken = 0;
    const { calls, ended } = waiting(row, function* ({ sim, ctx, condition }) {
      const ticks = ticksOf(sim, most);
      const wait = ticks.wait;
      const outcome = yield* poll(sim, ctx.ctx, { immediate, wait, condition });
      yield* sim.sleep(microsecond);
      taken = ticks.used();
      return outcome;
    });
    expect({ calls, ended, taken }).toEqual({ calls: row.calls, ended: row.ended, taken: used });
  });

  test.each<
    Plan & { name: string; immediate: boolean; ticks: number; calls: number; ended: string }
  >([
    { name: 'immediate yes', immediate: true, ticks: 2, answer: yes, calls: 1, ended: 'done' },
    { name: 'immediate error', immediate: true, ticks: 2, answer: fails, calls: 1, ended: error },
    {
      name: 'cancelled before',
      immediate: true,
      ticks: 2,
      context: 'cancelled',
      calls: 1,
      ended: timedOut,
    },
    { name: 'never yes', immediate: false, ticks: 5, calls: 6, ended: timedOut },
    {
      name: 'cancelled before, not immediate',
      immediate: false,
      ticks: 2,
      context: 'cancelled',
      calls: 0,
      ended: timedOut,
    },
  ])(
    'WP8 $name: every end but a yes and an error is a timeout (Test_poll)',
    ({ immediate, ticks, ...row }) => {
      const { calls, ended } = waiting(row, ({ sim, ctx, condition }) =>
        poll(sim, ctx.ctx, { immediate, wait: ticksOf(sim, ticks).wait, condition }),
      );
      expect({ calls, ended }).toEqual({ calls: row.calls, ended: row.ended });
    },
  );

  test.each<Plan & { name: string; calls: number; ended: string }>([
    { name: 'an error', answer: fails, calls: 1, ended: error },
    { name: 'yes at once', answer: yes, calls: 1, ended: 'done' },
    { name: 'cancelled before', context: 'cancelled', calls: 1, ended: timedOut },
    { name: 'yes the fourth time', answer: (call) => call > 3, calls: 4, ended: 'done' },
    { name: 'cancelled in the fourth', cancelAfter: 4, calls: 4, ended: timedOut },
  ])('WP9 until a context ends, $name (TestPollImmediateUntilWithContext)', (row) => {
    const { calls, ended } = waiting(row, ({ sim, ctx, condition }) => {
      const wait = poller(sim, 'poller', { interval: milliseconds(1) });
      return poll(sim, ctx.ctx, { immediate: true, wait, condition });
    });
    expect({ calls, ended }).toEqual({ calls: row.calls, ended: row.ended });
  });

  test('WP10 until a stop ends when the stop comes (TestPollUntil)', () => {
    const { ended, at } = waiting({ takes: milliseconds(1), cancelAfter: 1 }, (wait) => {
      const ticks = poller(wait.sim, 'poller', { interval: microsecond });
      return poll(wait.sim, wait.ctx.ctx, { ...wait, immediate: false, wait: ticks });
    });
    expect({ ended, at }).toEqual({ ended: timedOut, at: [0.000001] });
  });

  test('WP11 without a timeout goes on for ever, and ends with the first yes (TestPollForever)', () => {
    const { calls, ended } = waiting({ answer: (call) => call === 12 }, (wait) => {
      const ticks = poller(wait.sim, 'poller', { interval: microsecond });
      return poll(wait.sim, wait.ctx.ctx, { ...wait, immediate: false, wait: ticks });
    });
    expect({ calls, ended }).toEqual({ calls: 12, ended: 'done' });
  });

  test('WP12 asks once more after its timeout (no upstream test)', () => {
    const { at, ended } = waiting({}, (wait) => {
      const pace = { interval: milliseconds(10), timeout: milliseconds(35) };
      const ticks = poller(wait.sim, 'poller', pace);
      return poll(wait.sim, wait.ctx.ctx, { ...wait, immediate: false, wait: ticks });
    });
    expect({ at, ended }).toEqual({ at: [0.01, 0.02, 0.03, 0.035], ended: timedOut });
  });
});

test('WP13 a poller ticks until its timeout, then closes (TestPoller)', () => {
  const run = simulatedRun();
  let ticks = 0;
  let closedAt: number | undefined;
  run.go('listener', function* () {
    const pace = { interval: milliseconds(1), timeout: milliseconds(2.5) };
    const channel = poller(run.sim, 'poller', pace)(background(run.sim));
    while ((yield* channel.receive()) !== undefined) ticks++;
    closedAt = run.sim.now / 1e6;
  });
  run.pass(seconds(1));
  expect({ ticks, closedAt }).toEqual({ ticks: 2, closedAt: 2.5 });
});

describe('waiting for ticks', () => {
  const rows: readonly (Plan & { name: string; calls: number; ended: string })[] = [
    { name: 'yes', answer: () => true, calls: 1, ended: 'done' },
    { name: 'never yes: asked once more at the end', calls: 3, ended: timedOut },
    { name: 'an error', answer: () => 'fails', calls: 1, ended: 'condition failed' },
  ];

  test.each(rows)('WP14 $name (Test_waitFor, Test_waitForWithContext)', (row) => {
    const { calls, ended } = waiting(row, ({ sim, ctx, condition }) =>
      waitForWithContext(sim, ctx.ctx, { wait: ticksOf(sim, 2).wait, condition }),
    );
    expect({ calls, ended }).toEqual({ calls: row.calls, ended: row.ended });
  });

  test('WP15 that have ended already is a timeout, after one question (Test_waitForWithEarlyClosing_waitFunc)', () => {
    const { calls, ended, endedAt } = waiting({}, ({ sim, ctx, condition }) =>
      waitForWithContext(sim, ctx.ctx, { wait: ticksOf(sim, 0).wait, condition }),
    );
    expect({ calls, ended, endedAt }).toEqual({ calls: 1, ended: timedOut, endedAt: 0 });
  });

  test('WP16 with a context that has ended is a timeout at once (Test_waitForWithClosedChannel, Test_waitForWithContext)', () => {
    const { calls, ended, endedAt } = waiting({ context: 'cancelled' }, (wait) => {
      const silent = new Channel<true>(wait.sim, { name: 'silent' });
      return waitForWithContext(wait.sim, wait.ctx.ctx, { ...wait, wait: () => silent });
    });
    expect({ calls, ended, endedAt }).toEqual({ calls: 0, ended: timedOut, endedAt: 0 });
  });

  test('WP17 ends the ticking when it is over (Test_waitForWithContextCancelsContext)', () => {
    let given: Context | undefined;
    const plan: Plan = { answer: () => true, takes: milliseconds(10) };
    const { ended } = waiting(plan, ({ sim, ctx, condition }) => {
      const ticks = poller(sim, 'poller', { interval: milliseconds(1), timeout: seconds(30) });
      const wait: WaitFunc = (each) => {
        given = each;
        return ticks(each);
      };
      return waitForWithContext(sim, ctx.ctx, { wait, condition });
    });
    expect({ ended, error: given?.error }).toEqual({ ended: 'done', error: canceled });
  });
});

test('WP18 the contexts of a channel end when it is closed (TestContextForChannel)', () => {
  const run = simulatedRun();
  const stop = new Channel<never>(run.sim, { name: 'stop' });
  const contexts = [1, 2, 3].map(() => contextForChannel(run.sim, stop));
  run.settle();
  expect(contexts.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  stop.close();
  run.settle();
  contexts.push(contextForChannel(run.sim, stop));
  expect(contexts.map(({ error }) => error)).toEqual(Array(4).fill(canceled));
});
