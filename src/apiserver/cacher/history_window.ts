/** The recent changes of one kind that a replica remembers: from how far back a watch can still begin. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { Ring } from '#base/ring.ts';
import { between, type Duration, type Instant, seconds } from '#base/time.ts';

/** A change as the cache remembers it. */
export interface CacheEvent {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** `default/web-1`. */
  readonly key: string;
  readonly object: Unstructured;
  readonly previous: Unstructured | undefined;
  readonly at: Instant;
  /** The previous content under the new revision, for watchers whose selector it left. Made on demand. */
  departed: Unstructured | undefined;
}

export interface WindowOptions {
  /** How many changes it holds at first, and at least. */
  readonly capacity: number;
  /** It never holds more. Equal to `capacity` for a window of fixed size. */
  readonly mostCapacity: number;
  /** A full window grows rather than forget a change younger than this. */
  readonly freshFor: Duration;
}

export const defaultWindow: WindowOptions = {
  capacity: 100,
  mostCapacity: 102_400,
  freshFor: seconds(75),
};

export class HistoryWindow {
  readonly #options: WindowOptions;
  readonly #events = new Ring<CacheEvent>();
  #capacity: number;
  #listRevision: number;
  #evicted = false;

  /** `listRevision`: the state from which it starts. */
  constructor(options: WindowOptions, listRevision: number) {
    this.#options = options;
    this.#capacity = options.capacity;
    this.#listRevision = listRevision;
  }

  get size(): number {
    return this.#events.length;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** The oldest revision from which a watch can begin and miss nothing. */
  get oldestStart(): number {
    const first = this.#events.at(0);
    if (!this.#evicted || first === undefined) return this.#listRevision;
    return first.revision - 1;
  }

  /** The changes after `revision`, the newest first. */
  *back(revision: number): IterableIterator<CacheEvent> {
    for (let index = this.#events.length - 1; index >= 0; index--) {
      const event = this.#events.at(index);
      if (event === undefined || event.revision <= revision) return;
      yield event;
    }
  }

  /** Remembers a change. True if it had to forget one. */
  add(event: CacheEvent): boolean {
    const evicts = this.#resizeFor(event.at);
    if (evicts) this.#evict();
    this.#events.push(event);
    return evicts;
  }

  /** Forgets the oldest changes but the last `count`. */
  shrinkTo(count: number): void {
    while (this.#events.length > count) this.#evict();
  }

  /** The first change after `revision`; `'forgotten'` if that is one of those it had to forget. */
  next(revision: number): CacheEvent | 'forgotten' | undefined {
    if (this.#evicted && revision < this.#listRevision) return 'forgotten';
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events.at(middle)?.revision ?? 0) > revision) high = middle;
      else low = middle + 1;
    }
    return this.#events.at(low);
  }

  #evict(): void {
    const gone = this.#events.shift();
    if (gone === undefined) return;
    this.#evicted = true;
    this.#listRevision = gone.revision;
  }

  /** True if the window is full and stays as large as it is. */
  #resizeFor(now: Instant): boolean {
    const { freshFor, mostCapacity, capacity } = this.#options;
    if (this.#events.length < this.#capacity) return false;
    const ageOf = (index: number) => between(this.#events.at(index)?.at ?? now, now);
    if (ageOf(0) < freshFor) {
      if (this.#capacity === mostCapacity) return true;
      this.#capacity = Math.min(this.#capacity * 2, mostCapacity);
      return false;
    }
    const lastQuarter = this.#events.length - Math.floor(this.#capacity / 4);
    if (ageOf(lastQuarter) > freshFor && this.#capacity > capacity) {
      this.#capacity = Math.max(Math.floor(this.#capacity / 2), capacity);
      this.shrinkTo(this.#capacity);
    }
    return this.#events.length >= this.#capacity;
  }
}
