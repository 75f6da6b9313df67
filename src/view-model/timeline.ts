/**
 * Values and things over time, so that any moment can be read without folding again: a reader searches
 * by the `seq` of the event up to which it wants to know. Only the present is ever written.
 */

const unchanged: never[] = [];
const fewChanges = 6;

/** A value that changes: each change with the seq of its event. */
export class Timeline<T> {
  // Most things never change while they are there: the lists are only made when needed.
  #seqs: number[] = unchanged;
  #values: T[] = unchanged;
  readonly #initial: T;

  constructor(initial: T) {
    this.#initial = initial;
  }

  /** The latest value. */
  get last(): T {
    return this.#values.length === 0 ? this.#initial : (this.#values.at(-1) as T);
  }

  set(seq: number, value: T): void {
    const last = this.#seqs.length - 1;
    if (last >= 0 && this.#seqs[last] === seq) this.#values[last] = value;
    else if (value !== this.last) {
      // A list that grows by itself takes room for seventeen; few things change that often.
      if (last < fewChanges) {
        this.#seqs = [...this.#seqs, seq];
        this.#values = [...this.#values, value];
      } else {
        this.#seqs.push(seq);
        this.#values.push(value);
      }
    }
  }

  /** The value after the event `cursor`. */
  at(cursor: number): T {
    const index = lastAtMost(this.#seqs, cursor);
    return index < 0 ? this.#initial : (this.#values[index] as T);
  }

  /** Each change up to `cursor`, after the initial value. */
  *changes(cursor: number): Generator<readonly [seq: number, value: T], void> {
    const end = lastAtMost(this.#seqs, cursor);
    for (let index = 0; index <= end; index++) {
      yield [this.#seqs[index] ?? 0, this.#values[index] as T];
    }
  }

  /** The event that gave it the value it has at `cursor`; 0 if none did. */
  since(cursor: number): number {
    return this.#seqs[lastAtMost(this.#seqs, cursor)] ?? 0;
  }
}

/** When something happened again and again. */
export class Occurrences {
  readonly #seqs: number[] = [];

  add(seq: number): void {
    this.#seqs.push(seq);
  }

  get all(): readonly number[] {
    return this.#seqs;
  }

  /** How often it had happened. */
  count(cursor: number): number {
    return lastAtMost(this.#seqs, cursor) + 1;
  }

  /** When it had last happened; 0 for never. */
  last(cursor: number): number {
    return this.#seqs[lastAtMost(this.#seqs, cursor)] ?? 0;
  }

  /** Everything after `start`, up to and including `cursor`. */
  between(start: number, cursor: number): readonly number[] {
    return this.#seqs.slice(lastAtMost(this.#seqs, start) + 1, lastAtMost(this.#seqs, cursor) + 1);
  }
}

/** One time that a thing was in a collection. */
export interface Stay<T> {
  readonly key: string;
  /** The event that brought it. */
  readonly entered: number;
  /** The event that took it away; infinite while it is there. */
  readonly left: number;
  readonly value: Timeline<T>;
}

interface OpenStay<T> extends Stay<T> {
  left: number;
}

/** Things that come and go by key, each with a value that may change while it is there. */
export class Collection<T> {
  readonly #stays: OpenStay<T>[] = [];
  readonly #byKey = new Map<string, OpenStay<T> | OpenStay<T>[]>();
  readonly #open = new Map<string, OpenStay<T>>();
  readonly #count = new Timeline(0);

  /** Brings a thing, or changes the value of one that is there. */
  put(seq: number, key: string, value: T): void {
    const known = this.#open.get(key);
    if (known !== undefined) {
      known.value.set(seq, value);
      return;
    }
    const stay: OpenStay<T> = {
      key,
      entered: seq,
      left: Number.POSITIVE_INFINITY,
      value: new Timeline(value),
    };
    this.#stays.push(stay);
    this.#open.set(key, stay);
    const before = this.#byKey.get(key);
    if (before === undefined) this.#byKey.set(key, stay);
    else if (Array.isArray(before)) before.push(stay);
    else this.#byKey.set(key, [before, stay]);
    this.#count.set(seq, this.#open.size);
  }

  /** Takes a thing away. Says whether it was there. */
  remove(seq: number, key: string): boolean {
    const stay = this.#open.get(key);
    if (stay === undefined) return false;
    stay.left = seq;
    this.#open.delete(key);
    this.#count.set(seq, this.#open.size);
    return true;
  }

  /** Takes everything away. */
  clear(seq: number): void {
    for (const stay of this.#open.values()) stay.left = seq;
    this.#open.clear();
    this.#count.set(seq, 0);
  }

  /** The present value. */
  current(key: string): T | undefined {
    return this.#open.get(key)?.value.last;
  }

  has(key: string): boolean {
    return this.#open.has(key);
  }

  get size(): number {
    return this.#open.size;
  }

  /** The keys that are there now. */
  keys(): IterableIterator<string> {
    return this.#open.keys();
  }

  /** How many were there. */
  count(cursor: number): number {
    return this.#count.at(cursor);
  }

  /** How many were there after each event that changed their number, up to `cursor`. */
  counts(cursor: number): Iterable<readonly [seq: number, count: number]> {
    return this.#count.changes(cursor);
  }

  /** Everything that came by `cursor`, whether it is still there or not. */
  everSince(cursor: number): readonly Stay<T>[] {
    return this.#stays.slice(0, this.#lastEntered(cursor) + 1);
  }

  /** The stay of `key` that covers `cursor`. */
  stay(key: string, cursor: number): Stay<T> | undefined {
    const found = this.#byKey.get(key);
    if (found === undefined) return undefined;
    if (!Array.isArray(found)) return covers(found, cursor) ? found : undefined;
    return found.findLast((stay) => covers(stay, cursor));
  }

  /** The value of `key` at `cursor`; `undefined` if it was not there. */
  at(key: string, cursor: number): T | undefined {
    return this.stay(key, cursor)?.value.at(cursor);
  }

  /** Everything that was there, in the order in which it came. */
  list(cursor: number): readonly Stay<T>[] {
    const wanted = this.count(cursor);
    const found: Stay<T>[] = [];
    for (let index = this.#lastEntered(cursor); index >= 0 && found.length < wanted; index--) {
      const stay = this.#stays[index];
      if (stay !== undefined && stay.left > cursor) found.push(stay);
    }
    return found.reverse();
  }

  #lastEntered(cursor: number): number {
    let low = 0;
    let high = this.#stays.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#stays[middle]?.entered ?? 0) <= cursor) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

function covers(stay: Stay<unknown>, cursor: number): boolean {
  return stay.entered <= cursor && cursor < stay.left;
}

/** The index of the last number that is at most `limit` in an ascending list; -1 if none is. */
export function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
