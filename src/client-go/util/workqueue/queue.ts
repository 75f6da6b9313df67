/**
 * The work queue: an item is in it at most once, is handed to one worker at a time, and an item added
 * while it is worked on is handed out again afterwards. That is all that keeps reconciles apart.
 *
 * @upstream kubernetes/client-go util/workqueue/queue.go
 * @diverges The queue's lock is not modelled: none of its sections blocks, so nobody ever waits for it, and Add, Len and Done are plain functions.
 * @diverges Items are compared as Map keys are: strings by value, objects by identity.
 */

import { Ring } from '#base/ring.ts';
import { between, type Duration, type Instant, milliseconds } from '#base/time.ts';
import { type Causes, mergeCauses, noCauses } from '#sim/causes.ts';
import { Channel, select } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Cond, type Locker, WaitGroup } from '#sim/sync.ts';
import { Ticker } from '#sim/timer.ts';
import { type MetricsProvider, newQueueMetrics, type QueueMetrics } from './metrics.ts';

/** What every work queue can do. */
export interface TypedInterface<T> {
  /** Marks the item as needing work. Does nothing if it is marked already. */
  readonly add: (item: T) => void;
  /** How many items wait. Items being worked on do not count, not even those to be queued again. */
  readonly len: () => number;
  /** Waits for an item; `undefined` once the queue is shut down and empty. */
  readonly get: () => Blocking<T | undefined>;
  /** Must follow each {@link get}, or the item is never handed out again. */
  readonly done: (item: T) => void;
  /** From here on adds are ignored; workers still get what is queued, then `undefined`. */
  readonly shutDown: () => Blocking<void>;
  /** The same, and waits until nothing is being worked on. It does not wait for queued items. */
  readonly shutDownWithDrain: () => Blocking<void>;
  readonly shuttingDown: () => boolean;
}

/** Where queued items are kept. */
export interface Queue<T> {
  /** An item that is queued already was added again. */
  readonly touch: (item: T) => void;
  readonly push: (item: T) => void;
  readonly len: () => number;
  /** Takes out the next item; only called when there is one. */
  readonly pop: () => T | undefined;
}

export interface TypedQueueConfig<T> {
  /** The queue's noun in the trace and its metrics' label. Without one it has no metrics. */
  readonly name?: string;
  readonly metricsProvider?: MetricsProvider | undefined;
  /** Where queued items are kept; first in, first out if left out. */
  readonly queue?: Queue<T>;
  /** An item's key in the trace; its text if left out. */
  readonly keyOf?: (item: T) => string;
  /** The retry delays of the rate limiter on top, told to people when the queue is created. */
  readonly delays?: RetryDelays | undefined;
}

/** The first and the longest delay of a rate limiter. */
export interface RetryDelays {
  readonly baseDelay: Duration;
  readonly maxDelay: Duration;
}

/** First in, first out. */
export function defaultQueue<T>(): Queue<T> {
  const items = new Ring<T>();
  return {
    touch: () => undefined,
    push: (item) => items.push(item),
    len: () => items.length,
    pop: () => items.shift(),
  };
}

/** A queue without a name, and so without metrics. */
export function newTyped<T>(sim: Sim): Typed<T> {
  return newTypedWithConfig(sim, {});
}

export function newTypedWithConfig<T>(sim: Sim, config: TypedQueueConfig<T>): Typed<T> {
  return new Typed(sim, config);
}

/** How often the gauges of unfinished work are brought up to date. */
export const defaultUnfinishedWorkUpdatePeriod = milliseconds(500);

/** Why and since when an item is dirty or being processed. */
interface Mark {
  readonly since: Instant;
  causes: Causes;
}

export class Typed<T> implements TypedInterface<T> {
  /** The queue's noun: `rs-controller`. */
  readonly name: string;
  readonly keyOf: (item: T) => string;
  readonly #sim: Sim;
  /** What waits: each item in it is dirty and not being processed, if every Done follows its Get. */
  readonly #queue: Queue<T>;
  readonly #dirty = new Map<T, Mark>();
  readonly #processing = new Map<T, Mark>();
  readonly #cond: Cond;
  #shuttingDown = false;
  #drain = false;
  #shutDownCauses: Causes = noCauses;
  readonly #metrics: QueueMetrics<T> | undefined;
  readonly #stopCh: Channel<never>;
  readonly #background: WaitGroup;

  constructor(sim: Sim, config: TypedQueueConfig<T>) {
    this.#sim = sim;
    this.name = config.name === undefined || config.name === '' ? 'unnamed' : config.name;
    this.keyOf = config.keyOf ?? String;
    this.#queue = config.queue ?? defaultQueue();
    this.#cond = new Cond(sim, `${this.name}.queue`, neverContended(sim));
    this.#stopCh = new Channel(sim, { name: `${this.name}.stopCh` });
    this.#background = new WaitGroup(sim, `${this.name}.wg`);
    this.#metrics = newQueueMetrics(sim, config.metricsProvider, config.name ?? '');
    sim.emit('queue.created', this.name, { queue: this.name, ...config.delays });
    if (this.#metrics !== undefined) {
      this.#background.go(
        `${this.name}/updateUnfinishedWorkLoop`,
        this.#updateUnfinishedWorkLoop(this.#metrics),
      );
    }
  }

  add(item: T): void {
    const sim = this.#sim;
    const before = sim.causes;
    this.#add(item);
    sim.adopt(before);
  }

  len(): number {
    return this.#queue.len();
  }

  get(): Blocking<T | undefined> {
    return this.#sim.call(this.name, this.#get());
  }

  done(item: T): void {
    this.#metrics?.done(item);
    const started = this.#processing.get(item);
    this.#processing.delete(item);
    const dirty = this.#dirty.get(item);
    if (dirty !== undefined) this.#sim.alsoBecause(dirty.causes);
    const key = this.keyOf(item);
    this.#sim.emit('queue.done', key, {
      queue: this.name,
      key,
      requeued: dirty !== undefined,
      lasted: started === undefined ? 0 : between(started.since, this.#sim.now),
    });
    if (dirty !== undefined) {
      this.#queue.push(item);
      this.#cond.signal();
    } else if (this.#processing.size === 0) {
      this.#cond.signal();
    }
  }

  shutDown(): Blocking<void> {
    return this.#sim.call(this.name, this.#shutDown());
  }

  shutDownWithDrain(): Blocking<void> {
    return this.#sim.call(this.name, this.#shutDownWithDrain());
  }

  shuttingDown(): boolean {
    return this.#shuttingDown;
  }

  #add(item: T): void {
    const sim = this.#sim;
    const key = this.keyOf(item);
    const subject = { queue: this.name, key };
    if (this.#shuttingDown) {
      sim.emit('queue.refused', key, { ...subject, reason: 'queue shutting down' });
      return;
    }
    const processing = this.#processing.has(item);
    const dirty = this.#dirty.get(item);
    if (dirty !== undefined) {
      // The processing item is not in the queue, so there is nothing to touch.
      if (!processing) this.#queue.touch(item);
      sim.emit('queue.deduplicated', key, { ...subject, reason: 'key already dirty' });
      dirty.causes = mergeCauses(dirty.causes, sim.causes);
      return;
    }
    this.#metrics?.add(item);
    const mark: Mark = { since: sim.now, causes: noCauses };
    this.#dirty.set(item, mark);
    if (processing) {
      sim.emit('queue.deduplicated', key, { ...subject, reason: 'key already processing' });
      mark.causes = sim.causes;
      return;
    }
    this.#queue.push(item);
    sim.emit('queue.added', key, { ...subject, depth: this.#queue.len() });
    mark.causes = sim.causes;
    this.#cond.signal();
  }

  *#get(): Proc<T | undefined> {
    while (this.#queue.len() === 0 && !this.#shuttingDown) yield* this.#cond.wait();
    const item = this.#queue.len() === 0 ? undefined : this.#queue.pop();
    if (item === undefined) {
      this.#sim.adopt(this.#shutDownCauses);
      return undefined;
    }
    this.#metrics?.get(item);
    // Only a Done without a Get can have left the item in the queue without its mark.
    const mark = this.#dirty.get(item) ?? this.#processing.get(item);
    this.#dirty.delete(item);
    const { now } = this.#sim;
    this.#sim.adopt(mark?.causes ?? noCauses);
    const key = this.keyOf(item);
    this.#sim.emit('queue.got', key, {
      queue: this.name,
      key,
      worker: this.#sim.self.name,
      depth: this.#queue.len(),
      waited: mark === undefined ? 0 : between(mark.since, now),
    });
    this.#processing.set(item, { since: now, causes: this.#sim.causes });
    return item;
  }

  *#shutDown(): Proc {
    this.#beginShutDown(false);
    yield* this.#background.wait();
  }

  *#shutDownWithDrain(): Proc {
    this.#beginShutDown(true);
    while (this.#processing.size !== 0 && this.#drain) yield* this.#cond.wait();
    yield* this.#background.wait();
  }

  #beginShutDown(drain: boolean): void {
    if (!this.#stopCh.closed) this.#stopCh.close();
    this.#drain = drain;
    this.#shuttingDown = true;
    this.#sim.emit('queue.shutdown', this.name, { queue: this.name, drain });
    this.#shutDownCauses = this.#sim.causes;
    this.#cond.broadcast();
  }

  *#updateUnfinishedWorkLoop(metrics: QueueMetrics<T>): Proc {
    const ticker = new Ticker(
      this.#sim,
      `${this.name}.unfinishedWork`,
      defaultUnfinishedWorkUpdatePeriod,
    );
    // However this process ends, with its program or by a shut down.
    this.#sim.self.atEnd.push(() => ticker.stop());
    const cases = [ticker.channel.receiving(), this.#stopCh.receiving()];
    for (;;) {
      const { index } = yield* select(this.#sim, cases);
      if (index === 1 || this.#shuttingDown) return;
      metrics.updateUnfinishedWork();
    }
  }
}

/** Stands for a lock whose sections never block: in a run of cooperating processes nobody waits for it. */
function neverContended(sim: Sim): Locker {
  function* taken(): Proc {
    return;
  }
  return { lock: () => sim.call('queue lock', taken()), unlock: () => undefined };
}
