/**
 * How long a failing item has to wait before it is tried again: per item, for all items together, or
 * the longer of both. Only forgetting an item makes its delay short again; time alone never does.
 *
 * @upstream kubernetes/client-go util/workqueue/default_rate_limiters.go
 * @diverges The bucket reads the simulation's clock, where upstream reads the real one even in tests.
 */

import { type Duration, duration, milliseconds, noDuration, seconds } from '#base/time.ts';
import { Limiter } from '#client-go/util/flowcontrol/throttle.ts';
import type { Sim } from '#sim/sim.ts';
import type { RetryDelays } from './queue.ts';

export interface TypedRateLimiter<T> {
  /** How long the item has to wait. Each call counts as one more failure. */
  readonly when: (item: T) => Duration;
  /** The item is no longer retried: it succeeded, or was given up. */
  readonly forget: (item: T) => void;
  /** How many failures are counted. */
  readonly numRequeues: (item: T) => number;
  /** What a person should know of it, where it grows from one delay to another. */
  readonly delays?: RetryDelays | undefined;
}

/** What controllers use: 5 ms doubling to 1000 s for each item, and 10 a second, 100 at once, for all. */
export function defaultTypedControllerRateLimiter<T>(sim: Sim): TypedRateLimiter<T> {
  return newTypedMaxOfRateLimiter<T>(
    newTypedItemExponentialFailureRateLimiter(milliseconds(5), seconds(1000)),
    newTypedBucketRateLimiter(sim, new Limiter(10, 100)),
  );
}

/** 1 ms doubling to 1000 s for each item. */
export function defaultTypedItemBasedRateLimiter<T>(): TypedRateLimiter<T> {
  return newTypedItemExponentialFailureRateLimiter(milliseconds(1), seconds(1000));
}

/** A token bucket for all items together. Every call takes a token, and nothing gives it back. */
export function newTypedBucketRateLimiter<T>(sim: Sim, limiter: Limiter): TypedRateLimiter<T> {
  return {
    when: () => limiter.reserveN(sim.now, 1).delayFrom(sim.now),
    forget: () => undefined,
    numRequeues: () => 0,
  };
}

/** `baseDelay × 2^failures`, at most `maxDelay`. */
export function newTypedItemExponentialFailureRateLimiter<T>(
  baseDelay: Duration,
  maxDelay: Duration,
): TypedRateLimiter<T> {
  const failures = new Failures<T>();
  return {
    when: (item) => doubled(baseDelay, { times: failures.countOne(item) - 1, most: maxDelay }),
    forget: (item) => failures.forget(item),
    numRequeues: (item) => failures.of(item),
    delays: { baseDelay, maxDelay },
  };
}

/** The fast delay for the first `maxFastAttempts` failures, the slow one after that. */
export function newTypedItemFastSlowRateLimiter<T>(
  fastDelay: Duration,
  slowDelay: Duration,
  maxFastAttempts: number,
): TypedRateLimiter<T> {
  const failures = new Failures<T>();
  return {
    when: (item) => (failures.countOne(item) <= maxFastAttempts ? fastDelay : slowDelay),
    forget: (item) => failures.forget(item),
    numRequeues: (item) => failures.of(item),
    delays: { baseDelay: fastDelay, maxDelay: slowDelay },
  };
}

/** Asks every limiter, each of which counts the failure, and takes the longest delay. */
export function newTypedMaxOfRateLimiter<T>(
  ...limiters: readonly TypedRateLimiter<T>[]
): TypedRateLimiter<T> {
  return {
    when: (item) => duration(Math.max(0, ...limiters.map((limiter) => limiter.when(item)))),
    forget: (item) => {
      for (const limiter of limiters) limiter.forget(item);
    },
    numRequeues: (item) => Math.max(0, ...limiters.map((limiter) => limiter.numRequeues(item))),
    delays: limiters.find((limiter) => limiter.delays !== undefined)?.delays,
  };
}

/** The limiter's delay, at most `maxDelay`. */
export function newTypedWithMaxWaitRateLimiter<T>(
  limiter: TypedRateLimiter<T>,
  maxDelay: Duration,
): TypedRateLimiter<T> {
  return {
    when: (item) => duration(Math.min(maxDelay, limiter.when(item))),
    forget: (item) => limiter.forget(item),
    numRequeues: (item) => limiter.numRequeues(item),
    delays: limiter.delays && { ...limiter.delays, maxDelay },
  };
}

class Failures<T> {
  readonly #counts = new Map<T, number>();

  of(item: T): number {
    return this.#counts.get(item) ?? 0;
  }

  /** Counts one more and returns how many there are. */
  countOne(item: T): number {
    const counted = this.of(item) + 1;
    this.#counts.set(item, counted);
    return counted;
  }

  forget(item: T): void {
    this.#counts.delete(item);
  }
}

function doubled(
  base: Duration,
  { times, most }: { readonly times: number; readonly most: Duration },
): Duration {
  if (base === 0) return noDuration;
  let delay: number = base;
  for (let count = 0; count < times && delay <= most; count++) delay *= 2;
  return duration(Math.min(delay, most));
}
