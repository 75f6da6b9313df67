/**
 * One stream of events for many watchers: what comes in is queued, and one process hands each event to
 * every watcher in turn. A full watcher either holds everybody up or misses the event.
 *
 * @upstream kubernetes/apimachinery pkg/watch/mux.go
 * @diverges A watcher's stop returns at once and a process of its own does the waiting; stopAndWait waits as upstream's Stop does.
 * @diverges Watchers receive in the chooser's order (default: the order in which they came); Go's map order is random.
 * @diverges A missed event is in the trace.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { Channel, select, selectNow } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Mutex } from '#sim/sync.ts';
import type { Event, Interface } from './watch.ts';

/** What happens to an event whose watcher has no room. */
export type FullChannelBehavior = 'WaitIfChannelFull' | 'DropIfChannelFull';

/** How many events may wait to be distributed, in a broadcaster without a long queue. */
export const incomingQueueLength = 25;

export interface BroadcasterOptions {
  /** Prefixes the names of its processes and channels. */
  readonly name: string;
  /** How many events each watcher may leave unread. */
  readonly queueLength: number;
  readonly fullChannelBehavior: FullChannelBehavior;
}

export interface BroadcasterError {
  readonly message: 'broadcaster already stopped';
}

const alreadyStopped: BroadcasterError = { message: 'broadcaster already stopped' };

/** Queues {@link incomingQueueLength} events. */
export function newBroadcaster(sim: Sim, options: BroadcasterOptions): Broadcaster {
  return new Broadcaster(sim, { ...options, incomingLength: incomingQueueLength });
}

/** Queues as many events as each of its watchers. */
export function newLongQueueBroadcaster(sim: Sim, options: BroadcasterOptions): Broadcaster {
  return new Broadcaster(sim, { ...options, incomingLength: options.queueLength });
}

/** A watch on a broadcaster. */
export interface BroadcasterWatcher extends Interface {
  /** Gives it up and waits until it is removed. Harmless when repeated, and after the shutdown. */
  readonly stopAndWait: () => Blocking<void>;
}

interface Watcher {
  readonly id: number;
  readonly result: Channel<Event>;
  readonly stopped: Channel<never>;
}

/** What the queue carries: events, and what is to be done between two of them. */
type Incoming =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'do'; readonly run: () => void; readonly done: Channel<never> };

export class Broadcaster {
  readonly name: string;
  readonly #sim: Sim;
  readonly #watchers = new Map<number, Watcher>();
  #nextWatcher = 0;
  readonly #distributing: Channel<never>;
  /** Held while something is put into `incoming`, so that nothing is after it is closed. */
  readonly #incomingBlock: Mutex;
  readonly #incoming: Channel<Incoming>;
  readonly #stopped: Channel<never>;
  readonly #watchQueueLength: number;
  readonly #fullChannelBehavior: FullChannelBehavior;

  constructor(sim: Sim, options: BroadcasterOptions & { readonly incomingLength: number }) {
    const { name } = options;
    this.name = name;
    this.#sim = sim;
    this.#watchQueueLength = options.queueLength;
    this.#fullChannelBehavior = options.fullChannelBehavior;
    this.#incomingBlock = new Mutex(sim, `${name}.incomingBlock`);
    this.#incoming = new Channel(sim, {
      name: `${name}.incoming`,
      capacity: options.incomingLength,
    });
    this.#stopped = new Channel(sim, { name: `${name}.stopped` });
    this.#distributing = new Channel(sim, { name: `${name}.distributing` });
    sim.spawn(`${name}/loop`, this.#loop(), { daemon: true });
  }

  /** Watches what is put in from here on. */
  watch(): Blocking<Result<BroadcasterWatcher, BroadcasterError>> {
    return this.#sim.call(`${this.name}.watch`, this.#watch([], this.#watchQueueLength));
  }

  /** The same, and the watcher first receives `queuedEvents`. */
  watchWithPrefix(
    queuedEvents: readonly Event[],
  ): Blocking<Result<BroadcasterWatcher, BroadcasterError>> {
    const length = Math.max(this.#watchQueueLength, queuedEvents.length + 1);
    return this.#sim.call(`${this.name}.watchWithPrefix`, this.#watch(queuedEvents, length));
  }

  /** Puts an event in; waits while the queue is full. */
  action(event: Event): Blocking<Result<void, BroadcasterError>> {
    return this.#sim.call(`${this.name}.action`, this.#action(event));
  }

  /**
   * Puts an event in, or returns false if the queue is full. It still waits for whoever is watching,
   * stopping or shutting down at the time.
   */
  actionOrDrop(event: Event): Blocking<Result<boolean, BroadcasterError>> {
    return this.#sim.call(`${this.name}.actionOrDrop`, this.#actionOrDrop(event));
  }

  /** Distributes what is queued, then closes every watcher's channel. Takes nothing in any more. */
  shutdown(): Blocking<void> {
    return this.#sim.call(`${this.name}.shutdown`, this.#shutdown());
  }

  *#watch(
    queuedEvents: readonly Event[],
    length: number,
  ): Proc<Result<BroadcasterWatcher, BroadcasterError>> {
    let watcher: Watcher | undefined;
    yield* this.#blockQueue(() => {
      const id = this.#nextWatcher++;
      const name = `${this.name}.watcher-${id}`;
      watcher = {
        id,
        result: new Channel<Event>(this.#sim, { name: `${name}.result`, capacity: length }),
        stopped: new Channel<never>(this.#sim, { name: `${name}.stopped` }),
      };
      this.#watchers.set(id, watcher);
      for (const event of queuedEvents) watcher.result.trySend(event);
    });
    return watcher === undefined ? fail(alreadyStopped) : ok(this.#interfaceOf(watcher));
  }

  #interfaceOf(watcher: Watcher): BroadcasterWatcher {
    const sim = this.#sim;
    const name = `${this.name}/watcher-${watcher.id}/stop`;
    return {
      resultChan: () => watcher.result,
      stop: () => {
        if (watcher.stopped.closed) return;
        watcher.stopped.close();
        sim.spawn(name, this.#stopWatching(watcher));
      },
      stopAndWait: () => sim.call(name, this.#stop(watcher)),
    };
  }

  *#stop(watcher: Watcher): Proc {
    if (watcher.stopped.closed) return;
    // Closed first, so that a distribution that waits for this watcher goes on.
    watcher.stopped.close();
    yield* this.#stopWatching(watcher);
  }

  *#stopWatching(watcher: Watcher): Proc {
    yield* this.#blockQueue(() => {
      if (this.#watchers.delete(watcher.id)) watcher.result.close();
    });
  }

  *#action(event: Event): Proc<Result<void, BroadcasterError>> {
    yield* this.#incomingBlock.lock();
    try {
      if (this.#stopped.closed) return fail(alreadyStopped);
      yield* this.#incoming.send({ kind: 'event', event });
      return ok(undefined);
    } finally {
      this.#incomingBlock.unlock();
    }
  }

  *#actionOrDrop(event: Event): Proc<Result<boolean, BroadcasterError>> {
    yield* this.#incomingBlock.lock();
    try {
      if (this.#stopped.closed) return fail(alreadyStopped);
      return ok(this.#incoming.trySend({ kind: 'event', event }));
    } finally {
      this.#incomingBlock.unlock();
    }
  }

  *#shutdown(): Proc {
    yield* this.#blockQueue(() => {
      this.#stopped.close();
      this.#incoming.close();
    });
    yield* this.#distributing.receive();
  }

  /** Has `run` done by the distributing process, after the events that are queued already. */
  *#blockQueue(run: () => void): Proc {
    yield* this.#incomingBlock.lock();
    try {
      if (this.#stopped.closed) return;
      const done = new Channel<never>(this.#sim, { name: `${this.name}.${internalRunFunction}` });
      yield* this.#incoming.send({ kind: 'do', run, done });
      yield* done.receive();
    } finally {
      this.#incomingBlock.unlock();
    }
  }

  *#loop(): Proc {
    for (;;) {
      const incoming = yield* this.#incoming.receive();
      if (incoming === undefined) break;
      if (incoming.kind === 'event') yield* this.#distribute(incoming.event);
      else {
        incoming.run();
        incoming.done.close();
      }
    }
    for (const { result } of this.#watchers.values()) result.close();
    this.#watchers.clear();
    this.#distributing.close();
  }

  *#distribute(event: Event): Proc {
    const sim = this.#sim;
    const { causes } = sim;
    const waits = this.#fullChannelBehavior === 'WaitIfChannelFull';
    for (const watcher of sim.chooser.ordered(`${this.name}.watchers`, this.#watchers.values())) {
      sim.adopt(causes);
      const cases = [watcher.result.sending(event), watcher.stopped.receiving()];
      if (waits) yield* select(sim, cases);
      else if (selectNow(sim, cases) === undefined) this.#drop(event, watcher);
    }
  }

  #drop(event: Event, watcher: Watcher): void {
    this.#sim.emit('broadcast.dropped', this.name, {
      broadcaster: this.name,
      watcher: watcher.id,
      type: event.type,
      reason: 'buffer full',
    });
  }
}

/** Names the wait for something that is done between two events. */
const internalRunFunction = 'internal-do-function';
