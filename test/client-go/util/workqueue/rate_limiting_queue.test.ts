/** Retries: how they pass through the delaying queue, and what forgetting does and does not do. */

import { expect, test } from 'vitest';
import { milliseconds, seconds } from '#base/time.ts';
import { newTypedItemExponentialFailureRateLimiter } from '#client-go/util/workqueue/default_rate_limiters.ts';
import { newTypedRateLimitingQueueWithConfig } from '#client-go/util/workqueue/rate_limiting_queue.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

function bench() {
  const run = simulatedRun();
  const limiter = newTypedItemExponentialFailureRateLimiter<string>(milliseconds(1), seconds(1));
  const queue = newTypedRateLimitingQueueWithConfig(run.sim, limiter, { name: 'q' });
  const addRateLimited = (item: string) =>
    run.go('test', function* () {
      yield* queue.addRateLimited(item);
    });
  const delays = () => run.of('queue.ratelimited').map(({ data }) => data.delay / 1e6);
  return { ...run, queue, addRateLimited, delays };
}

test('RQ1 each failure doubles the delay of its own item until forgotten (TestRateLimitingQueue)', () => {
  const b = bench();
  b.addRateLimited('one');
  b.addRateLimited('one');
  expect(b.queue.numRequeues('one')).toBe(2);
  b.addRateLimited('two');
  b.queue.forget('one');
  expect(b.queue.numRequeues('one')).toBe(0);
  b.addRateLimited('one');
  expect(b.delays()).toEqual([1, 2, 1, 1]);
});

test('RQ2 three failures before the first retry give one retry at the earliest time (no upstream test)', () => {
  const b = bench();
  for (let count = 0; count < 3; count++) b.addRateLimited('one');
  b.pass(seconds(1));
  expect(b.of('queue.added').map(({ at }) => at)).toEqual([1e6]);
  expect(b.queue.numRequeues('one')).toBe(3);
});

test('RQ3 forgetting does not cancel a pending retry (no upstream test)', () => {
  const b = bench();
  b.addRateLimited('one');
  b.queue.forget('one');
  b.pass(seconds(1));
  expect(b.queue.len()).toBe(1);
  expect(b.of('queue.forgotten').map(({ data }) => data.failures)).toEqual([1]);
});

test('RQ4 the limiter is charged even after shut down (no upstream test)', () => {
  const b = bench();
  b.go('stop', function* () {
    yield* b.queue.shutDown();
  });
  b.addRateLimited('one');
  expect(b.queue.numRequeues('one')).toBe(1);
});

test('RQ5 the queue tells its first and longest delay when it is created', () => {
  expect(
    bench()
      .of('queue.created')
      .map(({ data }) => data),
  ).toEqual([{ queue: 'q', baseDelay: 1e6, maxDelay: 1e9 }]);
});
