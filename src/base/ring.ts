/** A growing first-in first-out queue with constant-time operations. */

/** Doubles when full, never shrinks. */
export class Ring<T> {
  #slots: (T | undefined)[] = new Array<T | undefined>(16);
  #head = 0;
  #length = 0;

  /** How many items wait. */
  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#length) & (this.#slots.length - 1)] = item;
    this.#length++;
  }

  /** Takes out the oldest item. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#length--;
    return item;
  }

  /** The item `index` places behind the oldest. */
  at(index: number): T | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    return this.#slots[(this.#head + index) & (this.#slots.length - 1)];
  }

  /** Takes out the item `index` places behind the oldest; the others keep their order. */
  removeAt(index: number): T | undefined {
    const item = this.at(index);
    if (index < 0 || index >= this.#length) return undefined;
    for (let place = index; place > 0; place--) this.#set(place, this.at(place - 1));
    this.shift();
    return item;
  }

  /** A copy, oldest first. */
  toArray(): T[] {
    const items: T[] = [];
    for (let index = 0; index < this.#length; index++) items.push(this.at(index) as T);
    return items;
  }

  #set(index: number, item: T | undefined): void {
    this.#slots[(this.#head + index) & (this.#slots.length - 1)] = item;
  }

  #grow(): void {
    const items = this.toArray();
    this.#slots = new Array<T | undefined>(this.#slots.length * 2);
    for (let index = 0; index < items.length; index++) this.#slots[index] = items[index];
    this.#head = 0;
  }
}
