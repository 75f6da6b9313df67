/** A binary heap: the smallest item, by a total order that its owner gives, is always first. */

/** `precedes(a, b)` must be a strict total order, or equal items come out in no promised order. */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #precedes: (left: T, right: T) => boolean;

  constructor(precedes: (left: T, right: T) => boolean) {
    this.#precedes = precedes;
  }

  /** How many items wait. */
  get size(): number {
    return this.#items.length;
  }

  /** The smallest item, left in place. */
  peek(): T | undefined {
    return this.#items[0];
  }

  /** Every item, in no particular order. */
  items(): readonly T[] {
    return this.#items;
  }

  push(item: T): void {
    const items = this.#items;
    let index = items.length;
    items.push(item);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = items[parent] as T;
      if (!this.#precedes(item, above)) break;
      items[index] = above;
      index = parent;
    }
    items[index] = item;
  }

  /** Takes the smallest item out. */
  pop(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    this.#sink(0, last);
    return first;
  }

  /** Takes out every item for which `unwanted` holds. */
  remove(unwanted: (item: T) => boolean): void {
    const kept = this.#items.filter((item) => !unwanted(item));
    if (kept.length === this.#items.length) return;
    this.#items.length = 0;
    for (const item of kept) this.push(item);
  }

  #sink(start: number, item: T): void {
    const items = this.#items;
    let index = start;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= items.length) break;
      const right = child + 1;
      if (right < items.length && this.#precedes(items[right] as T, items[child] as T)) {
        child = right;
      }
      const below = items[child] as T;
      if (!this.#precedes(below, item)) break;
      items[index] = below;
      index = child;
    }
    items[index] = item;
  }
}
