/**
 * What a watch gives: a channel of events, and a way to give it up; and watches that are fed by hand.
 *
 * @upstream kubernetes/apimachinery pkg/watch/watch.go
 */

import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { Channel } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** One thing that happened to one object. */
export type Event =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: Unstructured }
  /** The object says what went wrong; usually the stream ends after it. */
  | { readonly type: 'ERROR'; readonly object: Status };

/** Anything that can be watched. */
export interface Interface {
  /** Gives it up. The result channel is closed soon after. May be called more than once. */
  readonly stop: () => void;
  /** Closed when the watch is over. */
  readonly resultChan: () => Channel<Event>;
}

/** How many events a watch may keep for its reader, unless something else is said. */
export const defaultChanSize = 100;

/** A watch that was over before it began. */
export function newEmptyWatch(sim: Sim): Interface {
  const result = new Channel<Event>(sim, { name: 'emptyWatch' });
  result.close();
  return { stop: () => undefined, resultChan: () => result };
}

/** A watch fed by hand: feeding waits for the reader, and panics once the watch is stopped. */
export class FakeWatcher implements Interface {
  readonly #result: Channel<Event>;

  constructor(sim: Sim, options: { readonly capacity?: number } = {}) {
    this.#result = new Channel(sim, { name: 'fakeWatch', capacity: options.capacity ?? 0 });
  }

  resultChan(): Channel<Event> {
    return this.#result;
  }

  stop(): void {
    if (!this.#result.closed) this.#result.close();
  }

  *action(event: Event): Proc {
    yield* this.#result.send(event);
  }
}

/** A watch fed by hand that keeps a hundred events: one more panics, and after its stop none is kept. */
export class RaceFreeFakeWatcher implements Interface {
  readonly #sim: Sim;
  #result: Channel<Event>;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#result = this.#made();
  }

  resultChan(): Channel<Event> {
    return this.#result;
  }

  isStopped(): boolean {
    return this.#result.closed;
  }

  stop(): void {
    if (!this.#result.closed) this.#result.close();
  }

  /** Makes it usable again after a stop. */
  reset(): void {
    this.#result = this.#made();
  }

  action(event: Event): void {
    if (this.#result.closed) return;
    if (!this.#result.trySend(event)) throw new Error('channel full');
  }

  #made(): Channel<Event> {
    return new Channel(this.#sim, { name: 'raceFreeFakeWatch', capacity: defaultChanSize });
  }
}

/** Gives out somebody else's channel. Its stop closes only its own stop channel. */
export class ProxyWatcher implements Interface {
  readonly #result: Channel<Event>;
  readonly #stop: Channel<never>;

  constructor(sim: Sim, result: Channel<Event>) {
    this.#result = result;
    this.#stop = new Channel(sim, { name: `${result.name}.stop` });
  }

  resultChan(): Channel<Event> {
    return this.#result;
  }

  stop(): void {
    if (!this.#stop.closed) this.#stop.close();
  }

  stopping(): boolean {
    return this.#stop.closed;
  }

  /** Closed by the stop. */
  stopChan(): Channel<never> {
    return this.#stop;
  }
}
