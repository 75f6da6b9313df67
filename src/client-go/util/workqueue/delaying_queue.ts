/**
 * A work queue that can add an item later. One process waits for the earliest item to fall due; an
 * item waits at most once, and the earliest of its times wins.
 *
 * @upstream kubernetes/client-go util/workqueue/delaying_queue.go
 * @diverges What a shut down drops is recorded, item by item, as refused.
 */

import { after, between, type Duration, type Instant, seconds } from '#base/time.ts';
import { type Causes, mergeCauses } from '#sim/causes.ts';
import { Channel, type SelectCase, select } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Ticker, Timer } from '#sim/timer.ts';
import { type MetricsProvider, newRetryMetrics, type RetryMetrics } from './metrics.ts';
import { type RetryDelays, Typed, type TypedInterface } from './queue.ts';

/** A queue whose items can be added after a while. */
export interface TypedDelayingInterface<T> extends TypedInterface<T> {
  /** Adds the item once `delay` has passed; at once if it is zero or less. Blocks while 1000 are unread. */
  readonly addAfter: (item: T, delay: Duration) => Blocking<void>;
}

export interface TypedDelayingQueueConfig<T> {
  readonly name?: string;
  readonly metricsProvider?: MetricsProvider | undefined;
  /** The base queue; a new {@link Typed} if left out. */
  readonly queue?: TypedInterface<T>;
  readonly keyOf?: (item: T) => string;
  readonly delays?: RetryDelays | undefined;
}

/** Guards against a timer that drifts or is lost; also ends the process after a drain. */
export const maxWait = seconds(10);

/** How many delayed adds can be on their way to the waiting process before {@link TypedDelayingInterface.addAfter} blocks. */
export const waitingForAddCapacity = 1000;

export function newTypedDelayingQueue<T>(sim: Sim): TypedDelayingInterface<T> {
  return newTypedDelayingQueueWithConfig(sim, {});
}

export function newTypedDelayingQueueWithConfig<T>(
  sim: Sim,
  config: TypedDelayingQueueConfig<T>,
): TypedDelayingInterface<T> {
  return new DelayingQueue(sim, config);
}

/** An item to be added at `readyAt`. */
interface WaitFor<T> {
  readonly data: T;
  readyAt: Instant;
  causes: Causes;
  /** Its place in the heap. */
  index: number;
}

class DelayingQueue<T> implements TypedDelayingInterface<T> {
  readonly #sim: Sim;
  readonly #name: string;
  readonly #keyOf: (item: T) => string;
  readonly #queue: TypedInterface<T>;
  readonly #stopCh: Channel<never>;
  readonly #heartbeat: Ticker;
  readonly #waitingForAddCh: Channel<WaitFor<T>>;
  readonly #metrics: RetryMetrics | undefined;

  constructor(sim: Sim, config: TypedDelayingQueueConfig<T>) {
    const { queue, ...rest } = config;
    this.#sim = sim;
    this.#name = config.name === undefined || config.name === '' ? 'unnamed' : config.name;
    this.#keyOf = config.keyOf ?? String;
    this.#queue = queue ?? new Typed<T>(sim, rest);
    this.#stopCh = new Channel(sim, { name: `${this.#name}.delaying.stopCh` });
    this.#heartbeat = new Ticker(sim, `${this.#name}.heartbeat`, maxWait);
    this.#waitingForAddCh = new Channel(sim, {
      name: `${this.#name}.waitingForAddCh`,
      capacity: waitingForAddCapacity,
    });
    this.#metrics = newRetryMetrics(config.metricsProvider, config.name ?? '');
    const loop = sim.spawn(`${this.#name}/waitingLoop`, this.#waitingLoop(), { daemon: true });
    // A program that dies takes its tickers with it.
    loop.atEnd.push(() => this.#heartbeat.stop());
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
    return this.#sim.call(this.#name, this.#addAfter(item, delay));
  }

  shutDown(): Blocking<void> {
    return this.#sim.call(this.#name, this.#shutDown());
  }

  /** The base queue's: it neither waits for delayed items nor ends the waiting process at once. */
  shutDownWithDrain(): Blocking<void> {
    return this.#queue.shutDownWithDrain();
  }

  shuttingDown(): boolean {
    return this.#queue.shuttingDown();
  }

  *#addAfter(item: T, delay: Duration): Proc {
    if (this.shuttingDown()) {
      this.#refuse(item);
      return;
    }
    this.#metrics?.retry();
    if (delay <= 0) {
      this.add(item);
      return;
    }
    const { causes } = this.#sim;
    const readyAt = after(this.#sim.now, delay);
    yield* select(this.#sim, [
      this.#stopCh.receiving(),
      this.#waitingForAddCh.sending({ data: item, readyAt, causes, index: -1 }),
    ]);
    this.#sim.adopt(causes);
  }

  *#shutDown(): Proc {
    if (this.#stopCh.closed) return;
    yield* this.#queue.shutDown();
    // Another caller may have come this far while the base queue shut down.
    if (!this.#stopCh.closed) this.#stopCh.close();
    this.#heartbeat.stop();
  }

  *#waitingLoop(): Proc {
    const waiting = new WaitForPriorityQueue<T>();
    const entries = new Map<T, WaitFor<T>>();
    let timer: Timer | undefined;
    const always: readonly SelectCase[] = [
      this.#stopCh.receiving(),
      this.#heartbeat.channel.receiving(),
      this.#waitingForAddCh.receiving(),
    ];
    for (;;) {
      if (this.shuttingDown()) break;
      this.#addReady(waiting, entries);
      const next = waiting.peek();
      timer?.stop();
      timer =
        next === undefined
          ? undefined
          : new Timer(this.#sim, `${this.#name}.nextReady`, between(this.#sim.now, next.readyAt));
      const cases = timer === undefined ? always : [...always, timer.channel.receiving()];
      const { index, value } = yield* select(this.#sim, cases);
      if (index === 0) break;
      if (index !== 2) continue;
      for (
        let entry = value as WaitFor<T> | undefined;
        entry !== undefined;
        entry = this.#waitingForAddCh.tryReceive()
      ) {
        this.#accept(entry, waiting, entries);
      }
    }
    timer?.stop();
    for (const { data, causes } of entries.values()) {
      this.#sim.adopt(causes);
      this.#refuse(data);
    }
  }

  /** Adds every item that has fallen due. */
  #addReady(waiting: WaitForPriorityQueue<T>, entries: Map<T, WaitFor<T>>): void {
    for (;;) {
      const entry = waiting.peek();
      if (entry === undefined || entry.readyAt > this.#sim.now) return;
      waiting.pop();
      entries.delete(entry.data);
      this.#sim.adopt(entry.causes);
      const key = this.#keyOf(entry.data);
      this.#sim.emit('queue.due', key, { queue: this.#name, key });
      this.add(entry.data);
    }
  }

  /** Lets an item wait, moves it forward if it waits already, or adds it if it is due by now. */
  #accept(entry: WaitFor<T>, waiting: WaitForPriorityQueue<T>, entries: Map<T, WaitFor<T>>): void {
    const sim = this.#sim;
    sim.adopt(entry.causes);
    if (entry.readyAt <= sim.now) {
      this.add(entry.data);
      return;
    }
    const key = this.#keyOf(entry.data);
    const existing = entries.get(entry.data);
    if (existing !== undefined && existing.readyAt <= entry.readyAt) {
      sim.emit('queue.deduplicated', key, { queue: this.#name, key, reason: 'not due yet' });
      existing.causes = mergeCauses(existing.causes, sim.causes);
      return;
    }
    const delay = between(sim.now, entry.readyAt);
    sim.emit('queue.delayed', key, { queue: this.#name, key, delay, due: entry.readyAt });
    if (existing === undefined) {
      entry.causes = sim.causes;
      waiting.push(entry);
      entries.set(entry.data, entry);
    } else {
      existing.readyAt = entry.readyAt;
      existing.causes = mergeCauses(existing.causes, sim.causes);
      waiting.fix(existing);
    }
  }

  #refuse(item: T): void {
    const key = this.#keyOf(item);
    this.#sim.emit('queue.refused', key, { queue: this.#name, key, reason: 'queue shutting down' });
  }
}

/**
 * A binary heap by `readyAt` alone, with exactly the sifting of Go's container/heap: items due at the
 * same instant come out in the order that those moves leave them in, not in the order they came.
 */
class WaitForPriorityQueue<T> {
  readonly #entries: WaitFor<T>[] = [];

  peek(): WaitFor<T> | undefined {
    return this.#entries[0];
  }

  push(entry: WaitFor<T>): void {
    entry.index = this.#entries.length;
    this.#entries.push(entry);
    this.#up(entry.index);
  }

  pop(): WaitFor<T> | undefined {
    const last = this.#entries.length - 1;
    if (last < 0) return undefined;
    this.#swap(0, last);
    this.#down(0, last);
    return this.#entries.pop();
  }

  /** Puts an entry whose time has changed where it belongs. */
  fix(entry: WaitFor<T>): void {
    if (!this.#down(entry.index, this.#entries.length)) this.#up(entry.index);
  }

  #up(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#less(index, parent)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  #down(start: number, end: number): boolean {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= end) break;
      const right = left + 1;
      const child = right < end && this.#less(right, left) ? right : left;
      if (!this.#less(child, index)) break;
      this.#swap(index, child);
      index = child;
    }
    return index > start;
  }

  #less(left: number, right: number): boolean {
    return this.#at(left).readyAt < this.#at(right).readyAt;
  }

  #swap(left: number, right: number): void {
    const first = this.#at(left);
    const second = this.#at(right);
    this.#entries[left] = second;
    this.#entries[right] = first;
    second.index = left;
    first.index = right;
  }

  #at(index: number): WaitFor<T> {
    return this.#entries[index] as WaitFor<T>;
  }
}
