/**
 * A work queue that hands out what matters most first, as controller-runtime's does: what merely comes
 * again, in a resync or after a restart, waits behind what has changed.
 *
 * It differs from client-go's queue in more than the order. One queue holds both what is ready and what
 * is delayed, so adding an item at once also cancels its delay; an item that is added again while it is
 * processed stands in the queue, but nobody gets it until it is done; and after a shut down nothing is
 * handed out any more, whatever is queued.
 */

import { Heap } from '#base/heap.ts';
import {
  after,
  between,
  type Duration,
  type Instant,
  milliseconds,
  noDuration,
  seconds,
} from '#base/time.ts';
import {
  newTypedItemExponentialFailureRateLimiter,
  type TypedRateLimiter,
} from '#client-go/util/workqueue/default_rate_limiters.ts';
import {
  type MetricsProvider,
  newQueueMetrics,
  newRetryMetrics,
  type QueueMetrics,
  type RetryMetrics,
} from '#client-go/util/workqueue/metrics.ts';
import type { TypedRateLimitingInterface } from '#client-go/util/workqueue/rate_limiting_queue.ts';
import { type Causes, mergeCauses } from '#sim/causes.ts';
import { Channel, select } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';
import type { EventData } from '#trace/event.ts';

/** For what comes again without having changed: the initial list, and resyncs. */
export const lowPriority = -100;

/** How an item is added. The sooner of two delays and the higher of two priorities win. */
export interface AddOptions {
  readonly after?: Duration;
  /** Counts a failure, and waits as long as the limiter says, or `after` if that is sooner. */
  readonly rateLimited?: boolean;
  /** 0 if left out; higher comes first. */
  readonly priority?: number;
}

export interface PriorityQueueOptions<T> {
  readonly name: string;
  /** 5 ms doubling to 1000 s for each item if left out; there is no limit for all items together. */
  readonly rateLimiter?: TypedRateLimiter<T>;
  readonly metricsProvider?: MetricsProvider | undefined;
  /** An item's key in the trace; its text if left out. */
  readonly keyOf?: (item: T) => string;
}

/** An item in the queue. It is never changed but replaced, and its old entry is left to be skipped. */
interface Entry<T> {
  readonly item: T;
  readonly priority: number;
  /** Earlier additions of the same priority come first. */
  readonly counter: number;
  /** When it becomes ready; `undefined` once it is. */
  readonly readyAt: Instant | undefined;
  readonly since: Instant;
  causes: Causes;
}

/** What a worker gets. */
export interface HandedOut<T> {
  readonly item: T;
  readonly priority: number;
}

type QueueEvent =
  | 'queue.added'
  | 'queue.deduplicated'
  | 'queue.delayed'
  | 'queue.due'
  | 'queue.got'
  | 'queue.raised'
  | 'queue.ratelimited'
  | 'queue.refused';

export class PriorityQueue<T> implements TypedRateLimitingInterface<T> {
  readonly name: string;
  readonly #sim: Sim;
  readonly #keyOf: (item: T) => string;
  readonly #rateLimiter: TypedRateLimiter<T>;
  readonly #metrics: QueueMetrics<T> | undefined;
  readonly #retryMetrics: RetryMetrics | undefined;
  readonly #entries = new Map<T, Entry<T>>();
  readonly #ready = new Heap<Entry<T>>((left, right) =>
    left.priority === right.priority
      ? left.counter < right.counter
      : left.priority > right.priority,
  );
  readonly #delayed = new Heap<Entry<T>>((left, right) => {
    const [leftAt = 0, rightAt = 0] = [left.readyAt, right.readyAt];
    return leftAt === rightAt ? left.counter < right.counter : leftAt < rightAt;
  });
  /** Handed out and not yet done, and since when. */
  readonly #locked = new Map<T, Instant>();
  #readyCount = 0;
  #counter = 0;
  #waiters = 0;
  readonly #wakeUp: Channel<true>;
  readonly #handOver: Channel<Pick<Entry<T>, 'item' | 'priority' | 'since'>>;
  readonly #stopCh: Channel<never>;

  constructor(sim: Sim, options: PriorityQueueOptions<T>) {
    const { name } = options;
    this.name = name;
    this.#sim = sim;
    this.#keyOf = options.keyOf ?? String;
    this.#rateLimiter =
      options.rateLimiter ??
      newTypedItemExponentialFailureRateLimiter(milliseconds(5), seconds(1000));
    this.#metrics = newQueueMetrics(sim, options.metricsProvider, name);
    this.#retryMetrics = newRetryMetrics(options.metricsProvider, name);
    this.#wakeUp = new Channel(sim, { name: `${name}.itemOrWaiterAdded`, capacity: 1 });
    this.#handOver = new Channel(sim, { name: `${name}.get` });
    this.#stopCh = new Channel(sim, { name: `${name}.done` });
    sim.emit('queue.created', name, { queue: name, ...this.#rateLimiter.delays });
    sim.spawn(`${name}/spin`, this.#spin(), { daemon: true });
  }

  add(item: T): void {
    this.addWithOptions({}, item);
  }

  addAfter(item: T, delay: Duration): Blocking<void> {
    return this.#sim.call(this.name, this.#adding({ after: delay }, item));
  }

  addRateLimited(item: T): Blocking<void> {
    return this.#sim.call(this.name, this.#adding({ rateLimited: true }, item));
  }

  addWithOptions(options: AddOptions, ...items: readonly T[]): void {
    for (const item of items) {
      const before = this.#sim.causes;
      this.#add(options, item);
      this.#sim.adopt(before);
    }
    if (items.length > 0) this.#wakeUp.trySend(true);
  }

  /** How many items are ready, those that are being processed and were added again among them. */
  len(): number {
    return this.#readyCount;
  }

  get(): Blocking<T | undefined> {
    return this.#sim.call(this.name, this.#getItem());
  }

  /** Waits for an item; `undefined` once the queue is shut down, even if it is not empty. */
  getWithPriority(): Blocking<HandedOut<T> | undefined> {
    return this.#sim.call(this.name, this.#get());
  }

  done(item: T): void {
    const since = this.#locked.get(item);
    this.#locked.delete(item);
    this.#metrics?.done(item);
    const entry = this.#entries.get(item);
    const requeued = entry !== undefined && entry.readyAt === undefined;
    if (requeued) this.#sim.alsoBecause(entry.causes);
    const key = this.#keyOf(item);
    this.#sim.emit('queue.done', key, {
      queue: this.name,
      key,
      requeued,
      lasted: since === undefined ? 0 : between(since, this.#sim.now),
    });
    this.#wakeUp.trySend(true);
  }

  forget(item: T): void {
    const key = this.#keyOf(item);
    const failures = this.numRequeues(item);
    this.#sim.emit('queue.forgotten', key, { queue: this.name, key, failures });
    this.#rateLimiter.forget(item);
  }

  numRequeues(item: T): number {
    return this.#rateLimiter.numRequeues(item);
  }

  shutDown(): Blocking<void> {
    return this.#sim.call(this.name, this.#shutDown());
  }

  /** The same: it waits for nothing. */
  shutDownWithDrain(): Blocking<void> {
    return this.shutDown();
  }

  shuttingDown(): boolean {
    return this.#stopCh.closed;
  }

  *#adding(options: AddOptions, item: T): Proc {
    this.addWithOptions(options, item);
  }

  #add(options: AddOptions, item: T): void {
    if (this.shuttingDown()) {
      this.#emit('queue.refused', item, { reason: 'queue shutting down' });
      return;
    }
    const { priority = 0 } = options;
    const delay = this.#delayOf(options, item);
    const readyAt = delay > 0 ? after(this.#sim.now, delay) : undefined;
    if (readyAt !== undefined) this.#retryMetrics?.retry();
    const known = this.#entries.get(item);
    if (known === undefined) {
      const { now: since, causes } = this.#sim;
      const entry = { item, priority, counter: this.#counter++, readyAt, since, causes };
      this.#put(entry);
      this.#tellPut(entry);
    } else {
      this.#addAgain(known, priority, readyAt);
    }
  }

  #addAgain(known: Entry<T>, priority: number, readyAt: Instant | undefined): void {
    const { item } = known;
    const rises = priority > known.priority;
    const sooner =
      known.readyAt !== undefined && (readyAt === undefined || readyAt < known.readyAt);
    if (rises) {
      this.#emit('queue.raised', item, { priority, previous: known.priority });
    }
    if (!rises && !sooner) {
      this.#deduplicated(known);
      return;
    }
    const changed = {
      ...known,
      priority: rises ? priority : known.priority,
      readyAt: sooner ? readyAt : known.readyAt,
      counter: this.#counter++,
      causes: mergeCauses(known.causes, this.#sim.causes),
    };
    if (known.readyAt === undefined) this.#readyCount--;
    this.#put(changed);
    if (sooner) this.#tellPut(changed);
    else this.#deduplicated(changed);
  }

  #deduplicated(entry: Entry<T>): void {
    const reason = entry.readyAt === undefined ? 'key already dirty' : 'not due yet';
    this.#emit('queue.deduplicated', entry.item, { reason });
    entry.causes = mergeCauses(entry.causes, this.#sim.causes);
  }

  #delayOf(options: AddOptions, item: T): Duration {
    const asked = options.after ?? noDuration;
    if (options.rateLimited !== true) return asked;
    const limited = this.#rateLimiter.when(item);
    const failures = this.numRequeues(item);
    this.#emit('queue.ratelimited', item, { failures, delay: limited });
    return asked === 0 || limited < asked ? limited : asked;
  }

  #put(entry: Entry<T>): void {
    this.#entries.set(entry.item, entry);
    if (entry.readyAt !== undefined) {
      this.#delayed.push(entry);
      return;
    }
    this.#ready.push(entry);
    this.#readyCount++;
  }

  #tellPut(entry: Entry<T>): void {
    const { item, priority, readyAt } = entry;
    if (readyAt !== undefined) {
      const delay = between(this.#sim.now, readyAt);
      this.#emit('queue.delayed', item, { delay, due: readyAt });
    } else {
      this.#metrics?.add(item);
      if (this.#locked.has(item)) {
        this.#emit('queue.deduplicated', item, { reason: 'key already processing' });
      } else {
        this.#emit('queue.added', item, { depth: this.#readyCount, priority });
      }
    }
    entry.causes = this.#sim.causes;
  }

  *#spin(): Proc {
    let timer: Timer | undefined;
    const always = [this.#stopCh.receiving(), this.#wakeUp.receiving()];
    for (;;) {
      const cases = timer === undefined ? always : [...always, timer.channel.receiving()];
      const { index } = yield* select(this.#sim, cases);
      timer?.stop();
      if (index === 0) return;
      this.#makeReady();
      this.#handOut();
      const next = this.#nextDelayed();
      timer =
        next?.readyAt === undefined
          ? undefined
          : new Timer(this.#sim, `${this.name}.nextReady`, between(this.#sim.now, next.readyAt));
    }
  }

  #makeReady(): void {
    for (let next = this.#nextDelayed(); next !== undefined; next = this.#nextDelayed()) {
      if (next.readyAt === undefined || next.readyAt > this.#sim.now) return;
      this.#delayed.pop();
      this.#sim.adopt(next.causes);
      this.#emit('queue.due', next.item, {});
      const { causes, now: since } = this.#sim;
      const entry = { ...next, readyAt: undefined, counter: this.#counter++, since, causes };
      this.#put(entry);
      this.#tellPut(entry);
    }
  }

  /** The delayed entry that is due first. */
  #nextDelayed(): Entry<T> | undefined {
    for (;;) {
      const next = this.#delayed.peek();
      if (next === undefined || this.#entries.get(next.item) === next) return next;
      this.#delayed.pop();
    }
  }

  /** Gives each waiting worker the best item that nobody processes. */
  #handOut(): void {
    const locked: Entry<T>[] = [];
    while (this.#waiters > 0) {
      const entry = this.#ready.pop();
      if (entry === undefined) break;
      if (this.#entries.get(entry.item) !== entry) continue;
      if (this.#locked.has(entry.item)) locked.push(entry);
      else this.#hand(entry);
    }
    for (const entry of locked) this.#ready.push(entry);
  }

  #hand(entry: Entry<T>): void {
    const { item, priority, since } = entry;
    this.#waiters--;
    this.#entries.delete(item);
    this.#readyCount--;
    this.#locked.set(item, this.#sim.now);
    this.#metrics?.get(item);
    this.#sim.adopt(entry.causes);
    this.#handOver.trySend({ item, priority, since });
  }

  *#getItem(): Proc<T | undefined> {
    return (yield* this.#get())?.item;
  }

  *#get(): Proc<HandedOut<T> | undefined> {
    if (this.shuttingDown()) return undefined;
    this.#waiters++;
    this.#wakeUp.trySend(true);
    const cases = [this.#stopCh.receiving(), this.#handOver.receiving()];
    const { index, value } = yield* select(this.#sim, cases);
    if (index === 0) return undefined;
    const { item, priority, since } = value as Entry<T>;
    this.#emit('queue.got', item, {
      worker: this.#sim.self.name,
      depth: this.#readyCount,
      waited: between(since, this.#sim.now),
      priority,
    });
    return { item, priority };
  }

  #emit<K extends QueueEvent>(kind: K, item: T, data: Omit<EventData<K>, 'queue' | 'key'>): void {
    const key = this.#keyOf(item);
    this.#sim.emit(kind, key, { queue: this.name, key, ...data } as EventData<K>);
  }

  *#shutDown(): Proc {
    if (this.#stopCh.closed) return;
    this.#stopCh.close();
    this.#sim.emit('queue.shutdown', this.name, { queue: this.name, drain: false });
  }
}

/** Whether an object has changed since its controller last heard of it. */
export interface Notification {
  readonly isInInitialList?: boolean;
  /** An update's two versions. */
  readonly resourceVersions?: readonly [before: string, after: string];
}

/** The priority that controller-runtime's handlers give: low for what comes again unchanged. */
export function priorityOf(notification: Notification): number {
  const { isInInitialList = false, resourceVersions } = notification;
  const unchanged = resourceVersions !== undefined && resourceVersions[0] === resourceVersions[1];
  return isInInitialList || unchanged ? lowPriority : 0;
}
