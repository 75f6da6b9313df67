import { describe, expect, test } from 'vitest';
import {
  Backoff,
  type DelayFunc,
  delayWithReset,
  exponentialBackoff,
  newExponentialBackoffManager,
} from '#apimachinery/pkg/util/wait/backoff.ts';
import { ok, type Result } from '#base/result.ts';
import { after, milliseconds, minutes, seconds } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';
import { laboratory, running } from '#test/client-go/tools/cache/fixture.ts';

const point = 'test.backoff';
const growth = { duration: milliseconds(800), factor: 2, cap: seconds(30), jitter: 1, steps: 38 };

/** What the manager gives when each delay is waited, and asked for again at once. */
function inAnOutage(sim: Sim, delay: DelayFunc, count: number): readonly number[] {
  return Array.from({ length: count }, () => {
    const next = delay();
    sim.advanceTo(after(sim.now, next));
    return next / milliseconds(1) / 1000;
  });
}

function oldManager(sim: Sim): DelayFunc {
  return newExponentialBackoffManager(sim, {
    initBackoff: milliseconds(800),
    maxBackoff: seconds(30),
    resetDuration: minutes(2),
    backoffFactor: 2,
    jitter: 1,
    point,
  });
}

function newManager(sim: Sim): DelayFunc {
  return delayWithReset(sim, new Backoff(growth), { resetInterval: minutes(2), point });
}

const climb = [0.8, 1.6, 3.2, 6.4, 12.8, 25.6];

describe('delays of a permanent outage (W1)', () => {
  test('WT1 stay at the longest in older releases', () => {
    const { sim } = laboratory();
    expect(inAnOutage(sim, oldManager(sim), 12)).toEqual([...climb, 30, 30, 30, 30, 30, 30]);
  });

  test('WT2 start again every two minutes in later ones', () => {
    const { sim } = laboratory();
    expect(inAnOutage(sim, newManager(sim), 22)).toEqual([
      ...climb,
      30,
      30,
      30,
      ...climb,
      30,
      30,
      30,
      ...climb.slice(0, 4),
    ]);
  });

  test('WT3 start again where real ones did, with the jitter they drew (X1)', () => {
    const lists = [
      0, 1.555, 4.468, 10.18, 18.146, 38.8, 70.908, 119.372, 155.502, 156.36, 158.801, 164.914,
      174.294, 198.11, 243.769, 298.783, 300.301, 302.826, 306.967, 313.872, 339.185, 378.876,
      421.602, 422.785, 424.476,
    ];
    const bases = [
      ...[...climb, 30, 30],
      ...[...climb, 30],
      ...[...climb, 30],
      ...climb.slice(0, 2),
    ];
    const drawn = lists.slice(1).map((at, index) => at - (lists[index] ?? 0));
    const fractions = drawn.map((delay, index) => delay / (bases[index] ?? 1) - 1);
    expect(fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
    const { sim } = laboratory();
    sim.chooser.replay(point, fractions);
    const delays = inAnOutage(sim, newManager(sim), drawn.length);
    expect(delays.map((delay) => delay.toFixed(3))).toEqual(drawn.map((each) => each.toFixed(3)));
  });
});

test('WT4 the old manager starts again after two quiet minutes', () => {
  const { sim } = laboratory();
  const delay = oldManager(sim);
  expect(inAnOutage(sim, delay, 3)).toEqual([0.8, 1.6, 3.2]);
  sim.advanceTo(after(sim.now, minutes(2)));
  expect(inAnOutage(sim, delay, 2)).toEqual([0.8, 1.6]);
});

test('WT5 jitter is up to as much again', () => {
  const { sim } = laboratory();
  sim.chooser.replay(point, [0.25, 0.75]);
  const backoff = new Backoff({ duration: seconds(1), jitter: 2 });
  const source = { chooser: sim.chooser, point };
  expect([backoff.step(source), backoff.step(source)]).toEqual([seconds(1.5), seconds(2.5)]);
});

describe('exponentialBackoff', () => {
  const tries = (answers: readonly Result<boolean, { message: string }>[]) => {
    const { sim } = laboratory();
    const times: number[] = [];
    const condition = function* () {
      times.push(sim.now / milliseconds(1));
      return answers[times.length - 1] ?? ok(false);
    };
    const backoff = new Backoff({ duration: milliseconds(10), factor: 2, steps: 4 });
    const outcome = running(sim, () => exponentialBackoff(sim, backoff, { point, condition }));
    return { times, outcome };
  };

  test('WT6 tries at once and then after growing delays', () => {
    const { times, outcome } = tries([ok(false), ok(false), ok(true)]);
    expect([times, outcome]).toEqual([[0, 10, 30], ok(undefined)]);
  });

  test('WT7 gives up after its steps, without a last delay', () => {
    const { times, outcome } = tries([]);
    expect(times).toEqual([0, 10, 30, 70]);
    expect(outcome).toMatchObject({ error: { message: 'timed out waiting for the condition' } });
  });

  test('WT8 ends with an error of the condition', () => {
    const error = { ok: false, error: { message: 'no' } } as const;
    expect(tries([error]).outcome).toEqual(error);
  });
});
