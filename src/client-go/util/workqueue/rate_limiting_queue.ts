/**
 * A work queue that lets failing items wait: longer after each failure, until they are forgotten.
 *
 * @upstream kubernetes/client-go util/workqueue/rate_limiting_queue.go
 */

import type { Duration } from '#base/time.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { TypedRateLimiter } from './default_rate_limiters.ts';
import { newTypedDelayingQueueWithConfig, type TypedDelayingInterface } from './delaying_queue.ts';
import type { MetricsProvider } from './metrics.ts';

/** A queue whose items can be retried. */
export interface TypedRateLimitingInterface<T> extends TypedDelayingInterface<T> {
  /** Counts a failure and adds the item when the limiter says so. */
  readonly addRateLimited: (item: T) => Blocking<void>;
  /** The item needs no more retries. Done is still required, and a pending retry still comes. */
  readonly forget: (item: T) => void;
  /** How many failures are counted. */
  readonly numRequeues: (item: T) => number;
}

export interface TypedRateLimitingQueueConfig<T> {
  readonly name?: string;
  readonly metricsProvider?: MetricsProvider | undefined;
  /** The delaying queue; a new one if left out. */
  readonly delayingQueue?: TypedDelayingInterface<T>;
  readonly keyOf?: (item: T) => string;
}

export function newTypedRateLimitingQueue<T>(
  sim: Sim,
  rateLimiter: TypedRateLimiter<T>,
): TypedRateLimitingInterface<T> {
  return newTypedRateLimitingQueueWithConfig(sim, rateLimiter, {});
}

export function newTypedRateLimitingQueueWithConfig<T>(
  sim: Sim,
  rateLimiter: TypedRateLimiter<T>,
  config: TypedRateLimitingQueueConfig<T>,
): TypedRateLimitingInterface<T> {
  return new RateLimitingQueue(sim, rateLimiter, config);
}

class RateLimitingQueue<T> implements TypedRateLimitingInterface<T> {
  readonly #sim: Sim;
  readonly #name: string;
  readonly #keyOf: (item: T) => string;
  readonly #queue: TypedDelayingInterface<T>;
  readonly #rateLimiter: TypedRateLimiter<T>;

  constructor(sim: Sim, rateLimiter: TypedRateLimiter<T>, config: TypedRateLimitingQueueConfig<T>) {
    const { delayingQueue, ...rest } = config;
    this.#sim = sim;
    this.#name = config.name === undefined || config.name === '' ? 'unnamed' : config.name;
    this.#keyOf = config.keyOf ?? String;
    this.#rateLimiter = rateLimiter;
    this.#queue =
      delayingQueue ??
      newTypedDelayingQueueWithConfig<T>(sim, { ...rest, delays: rateLimiter.delays });
  }

  add(item: T): void {
    this.#queue.add(item);
  }

  len(): number {
    return this.#queue.len();
  }

  get(): Blocking<T | undefined> {
    return this.#queue.get();
  }

  done(item: T): void {
    this.#queue.done(item);
  }

  addAfter(item: T, delay: Duration): Blocking<void> {
    return this.#queue.addAfter(item, delay);
  }

  addRateLimited(item: T): Blocking<void> {
    return this.#sim.call(this.#name, this.#addRateLimited(item));
  }

  forget(item: T): void {
    const key = this.#keyOf(item);
    const failures = this.#rateLimiter.numRequeues(item);
    this.#sim.emit('queue.forgotten', key, { queue: this.#name, key, failures });
    this.#rateLimiter.forget(item);
  }

  numRequeues(item: T): number {
    return this.#rateLimiter.numRequeues(item);
  }

  shutDown(): Blocking<void> {
    return this.#queue.shutDown();
  }

  shutDownWithDrain(): Blocking<void> {
    return this.#queue.shutDownWithDrain();
  }

  shuttingDown(): boolean {
    return this.#queue.shuttingDown();
  }

  *#addRateLimited(item: T): Proc {
    const delay = this.#rateLimiter.when(item);
    const key = this.#keyOf(item);
    const failures = this.#rateLimiter.numRequeues(item);
    this.#sim.emit('queue.ratelimited', key, { queue: this.#name, key, failures, delay });
    yield* this.#queue.addAfter(item, delay);
  }
}
