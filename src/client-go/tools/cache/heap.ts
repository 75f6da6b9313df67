/**
 * A queue that gives the least first: the keyed heap from which schedulers and priority queues are made.
 *
 * @upstream kubernetes/client-go tools/cache/heap.go
 * @diverges Only a pop can wait; no other section blocks, so the lock is not modelled.
 * @diverges List and ListKeys are in insertion order; Go's are in the order of a map.
 */

import { assert } from '#base/assert.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Cond, Mutex } from '#sim/sync.ts';
import { type KeyFunc, newKeyError, type StoreError } from './store.ts';

/** True if the first comes out before the second. */
export type LessFunc<T> = (left: T, right: T) => boolean;

const heapClosed: StoreError = { message: 'heap is closed' };
const done: Result<void, StoreError> = ok(undefined);

interface HeapItem<T> {
  readonly key: string;
  object: T;
  index: number;
}

export class Heap<T> {
  readonly #keyFunc: KeyFunc;
  readonly #less: LessFunc<T>;
  readonly #items = new Map<string, HeapItem<T>>();
  readonly #queue: HeapItem<T>[] = [];
  readonly #lock: Mutex;
  readonly #cond: Cond;
  #closed = false;

  constructor(sim: Sim, options: { readonly keyFunc: KeyFunc; readonly less: LessFunc<T> }) {
    this.#keyFunc = options.keyFunc;
    this.#less = options.less;
    this.#lock = new Mutex(sim, 'heap.lock');
    this.#cond = new Cond(sim, 'heap.cond', this.#lock);
  }

  /** Waiting pops give up once nothing is left. */
  close(): void {
    this.#closed = true;
    this.#cond.broadcast();
  }

  isClosed(): boolean {
    return this.#closed;
  }

  /** A known key is overwritten and finds its new place. */
  add(object: T): Result<void, StoreError> {
    return this.bulkAdd([object]);
  }

  update(object: T): Result<void, StoreError> {
    return this.add(object);
  }

  /** Adds all of them before any pop goes on. */
  bulkAdd(objects: readonly T[]): Result<void, StoreError> {
    if (this.#closed) return fail(heapClosed);
    for (const object of objects) {
      const key = this.#keyFunc(object);
      if (!key.ok) return fail(newKeyError(object, key.error));
      const item = this.#items.get(key.value);
      if (item === undefined) this.#push(key.value, object);
      else {
        item.object = object;
        this.#fix(item.index);
      }
    }
    this.#cond.broadcast();
    return done;
  }

  /** A known key keeps its object and its place. */
  addIfNotPresent(object: T): Result<void, StoreError> {
    const key = this.#keyFunc(object);
    if (!key.ok) return fail(newKeyError(object, key.error));
    if (this.#closed) return fail(heapClosed);
    if (!this.#items.has(key.value)) this.#push(key.value, object);
    this.#cond.broadcast();
    return done;
  }

  delete(object: T): Result<void, StoreError> {
    const key = this.#keyFunc(object);
    if (!key.ok) return fail(newKeyError(object, key.error));
    const item = this.#items.get(key.value);
    if (item === undefined) return fail({ message: 'object not found' });
    this.#remove(item.index);
    return done;
  }

  /** Waits for something to give. */
  *pop(): Proc<Result<T, StoreError>> {
    yield* this.#lock.lock();
    while (this.#queue.length === 0) {
      if (this.#closed) {
        this.#lock.unlock();
        return fail(heapClosed);
      }
      yield* this.#cond.wait();
    }
    this.#lock.unlock();
    return ok(this.#remove(0).object);
  }

  list(): readonly T[] {
    return [...this.#items.values()].map(({ object }) => object);
  }

  listKeys(): readonly string[] {
    return [...this.#items.keys()];
  }

  get(object: T): Result<T | undefined, StoreError> {
    const key = this.#keyFunc(object);
    return key.ok ? ok(this.getByKey(key.value)) : fail(newKeyError(object, key.error));
  }

  getByKey(key: string): T | undefined {
    return this.#items.get(key)?.object;
  }

  #push(key: string, object: T): void {
    const item = { key, object, index: this.#queue.length };
    this.#items.set(key, item);
    this.#queue.push(item);
    this.#up(item.index);
  }

  /** container/heap's Remove: the last takes the place of the removed, then finds its own. */
  #remove(index: number): HeapItem<T> {
    const last = this.#queue.length - 1;
    if (index !== last) {
      this.#swap(index, last);
      if (!this.#down(index, last)) this.#up(index);
    }
    const item = this.#at(last);
    this.#queue.length = last;
    this.#items.delete(item.key);
    return item;
  }

  #fix(index: number): void {
    if (!this.#down(index, this.#queue.length)) this.#up(index);
  }

  #up(from: number): void {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#isLess(child, parent)) return;
      this.#swap(parent, child);
      child = parent;
    }
  }

  #down(from: number, length: number): boolean {
    let parent = from;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= length) break;
      const right = left + 1;
      const least = right < length && this.#isLess(right, left) ? right : left;
      if (!this.#isLess(least, parent)) break;
      this.#swap(parent, least);
      parent = least;
    }
    return parent > from;
  }

  #isLess(left: number, right: number): boolean {
    return this.#less(this.#at(left).object, this.#at(right).object);
  }

  #swap(left: number, right: number): void {
    const [a, b] = [this.#at(left), this.#at(right)];
    this.#queue[left] = b;
    this.#queue[right] = a;
    b.index = left;
    a.index = right;
  }

  #at(index: number): HeapItem<T> {
    const item = this.#queue[index];
    assert(item !== undefined, `the heap must have an item ${index}`);
    return item;
  }
}

export function newHeap<T>(
  sim: Sim,
  options: { readonly keyFunc: KeyFunc; readonly less: LessFunc<T> },
): Heap<T> {
  return new Heap(sim, options);
}
