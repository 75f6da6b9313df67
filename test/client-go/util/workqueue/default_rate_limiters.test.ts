/** How long each limiter lets a failing item wait. */

import { describe, expect, test } from 'vitest';
import { type Duration, formatDuration, hour, milliseconds, minute, seconds } from '#base/time.ts';
import { Limiter } from '#client-go/util/flowcontrol/throttle.ts';
import {
  defaultTypedControllerRateLimiter,
  defaultTypedItemBasedRateLimiter,
  newTypedBucketRateLimiter,
  newTypedItemExponentialFailureRateLimiter,
  newTypedItemFastSlowRateLimiter,
  newTypedMaxOfRateLimiter,
  newTypedWithMaxWaitRateLimiter,
  type TypedRateLimiter,
} from '#client-go/util/workqueue/default_rate_limiters.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

type Make = () => TypedRateLimiter<string>;

const { sim } = simulatedRun();
const exponential =
  (base: Duration, max: Duration): Make =>
  () =>
    newTypedItemExponentialFailureRateLimiter(base, max);
const ms = milliseconds;

function delaysOf(limiter: TypedRateLimiter<string>, item: string, times: number): string {
  return Array.from({ length: times }, () => formatDuration(limiter.when(item))).join(' ');
}

describe('the delays of one failing item', () => {
  test.each<{ id: string; upstream: string; name: string; make: Make; delays: string }>([
    {
      id: 'RL1',
      upstream: 'TestItemExponentialFailureRateLimiter',
      name: 'double',
      make: exponential(ms(1), seconds(1)),
      delays: '1ms 2ms 4ms 8ms 16ms',
    },
    {
      id: 'RL2',
      upstream: 'TestItemExponentialFailureRateLimiterOverFlow',
      name: 'stop at the maximum',
      make: exponential(ms(1), ms(10)),
      delays: '1ms 2ms 4ms 8ms 10ms 10ms',
    },
    {
      id: 'RL3',
      upstream: 'none',
      name: 'are the maximum from the start if the base is longer',
      make: exponential(seconds(10), seconds(1)),
      delays: '1s 1s',
    },
    {
      id: 'RL4',
      upstream: 'none',
      name: 'stay zero if the base is',
      make: exponential(ms(0), seconds(1)),
      delays: '0s 0s 0s',
    },
    {
      id: 'RL5',
      upstream: 'TestItemFastSlowRateLimiter',
      name: 'are fast, then slow',
      make: () => newTypedItemFastSlowRateLimiter(ms(5), seconds(10), 3),
      delays: '5ms 5ms 5ms 10s 10s',
    },
    {
      id: 'RL6',
      upstream: 'TestMaxOfRateLimiter',
      name: 'are the longest of several',
      make: () =>
        newTypedMaxOfRateLimiter(
          newTypedItemFastSlowRateLimiter(ms(5), seconds(3), 3),
          newTypedItemExponentialFailureRateLimiter(ms(1), seconds(1)),
        ),
      delays: '5ms 5ms 5ms 3s 3s',
    },
    {
      id: 'RL7',
      upstream: 'TestWithMaxWaitRateLimiter',
      name: 'are cut at the longest wait',
      make: () =>
        newTypedWithMaxWaitRateLimiter(
          newTypedItemFastSlowRateLimiter(ms(5), seconds(1000), 2),
          seconds(500),
        ),
      delays: '5ms 5ms 8m20s 8m20s',
    },
    {
      id: 'RL8',
      upstream: 'none',
      name: 'of a controller go from 5ms to 1000s',
      make: () => defaultTypedControllerRateLimiter(sim),
      delays:
        '5ms 10ms 20ms 40ms 80ms 160ms 320ms 640ms 1.28s 2.56s 5.12s 10.24s 20.48s 40.96s 1m21.92s 2m43.84s 5m27.68s 10m55.36s 16m40s 16m40s',
    },
    {
      id: 'RL9',
      upstream: 'none',
      name: 'of the item based default begin at 1ms',
      make: defaultTypedItemBasedRateLimiter,
      delays: '1ms 2ms 4ms',
    },
  ])('$id $name ($upstream)', ({ make, delays }) => {
    expect(delaysOf(make(), 'one', delays.split(' ').length)).toBe(delays);
  });
});

describe.each([
  {
    upstream: 'TestItemExponentialFailureRateLimiter',
    make: exponential(ms(1), seconds(1)),
    first: '1ms',
  },
  {
    upstream: 'TestItemFastSlowRateLimiter',
    make: () => newTypedItemFastSlowRateLimiter<string>(ms(5), seconds(10), 3),
    first: '5ms',
  },
  {
    upstream: 'TestMaxOfRateLimiter',
    make: () => newTypedMaxOfRateLimiter(exponential(ms(1), seconds(1))()),
    first: '1ms',
  },
])('a limiter ($upstream)', ({ make, first }) => {
  test('RL10 counts failures per item and forgets them', () => {
    const limiter = make();
    delaysOf(limiter, 'one', 5);
    expect(limiter.numRequeues('one')).toBe(5);
    expect(limiter.numRequeues('two')).toBe(0);
    expect(delaysOf(limiter, 'two', 1)).toBe(first);
    limiter.forget('one');
    expect(limiter.numRequeues('one')).toBe(0);
    expect(delaysOf(limiter, 'one', 1)).toBe(first);
  });
});

test.each([
  { base: ms(1), max: seconds(1000) },
  { base: minute, max: (1000 * hour) as Duration },
])(
  'RL11 a thousand failures stay at the maximum $max (TestItemExponentialFailureRateLimiterOverFlow)',
  ({ base, max }) => {
    const limiter = newTypedItemExponentialFailureRateLimiter<string>(base, max);
    delaysOf(limiter, 'one', 1000);
    expect(limiter.when('one')).toBe(max);
  },
);

test('RL12 the bucket is shared: the 101st failure of one instant waits 100ms, the next 200ms', () => {
  const run = simulatedRun();
  const limiter = newTypedBucketRateLimiter<string>(run.sim, new Limiter(10, 100));
  const delays = Array.from({ length: 104 }, (_, index) =>
    formatDuration(limiter.when(`item-${index}`)),
  );
  expect(new Set(delays.slice(0, 100))).toEqual(new Set(['0s']));
  expect(delays.slice(100)).toEqual(['100ms', '200ms', '300ms', '400ms']);
  run.pass(seconds(1));
  expect(formatDuration(limiter.when('later'))).toBe('0s');
});
