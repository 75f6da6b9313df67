/**
 * Knows when everything that was in the first list has been handled.
 *
 * @upstream kubernetes/client-go tools/cache/synctrack/synctrack.go
 * @diverges It is told when its source has synced, in every release; older ones asked it each time.
 */

/** Counts items of the first list that are being handled, for a source that gives them in order. */
export class SingleFileTracker {
  readonly #onSynced: () => void;
  #count = 0;
  #upstreamHasSynced = false;
  #synced = false;

  constructor(onSynced: () => void = () => undefined) {
    this.#onSynced = onSynced;
  }

  /** An item of the first list is on its way. Must come before the source says that it has synced. */
  start(): void {
    this.#count++;
  }

  /** An item of the first list has been handled. */
  finished(): void {
    this.#count--;
    if (this.#count < 0) {
      throw new Error(
        'synctrack: negative counter; this logic error means HasSynced may return incorrect value',
      );
    }
    this.#check();
  }

  /** Nothing more of the first list will be started. */
  upstreamHasSynced(): void {
    this.#upstreamHasSynced = true;
    this.#check();
  }

  /** Never false again once it is true. */
  hasSynced(): boolean {
    return this.#synced;
  }

  #check(): void {
    if (this.#synced || !this.#upstreamHasSynced || this.#count > 0) return;
    this.#synced = true;
    this.#onSynced();
  }
}

/** The same for a source that gives them in any order: each item has a key. */
export class AsyncTracker<T> {
  readonly #onSynced: () => void;
  readonly #waiting = new Set<T>();
  #upstreamHasSynced = false;
  #synced = false;

  constructor(onSynced: () => void = () => undefined) {
    this.#onSynced = onSynced;
  }

  /** An item of the first list is on its way. Must come before the source says that it has synced. */
  start(key: T): void {
    this.#waiting.add(key);
  }

  /** An item of the first list has been handled. */
  finished(key: T): void {
    this.#waiting.delete(key);
    this.#check();
  }

  /** Nothing more of the first list will be started. */
  upstreamHasSynced(): void {
    this.#upstreamHasSynced = true;
    this.#check();
  }

  /** Never false again once it is true. */
  hasSynced(): boolean {
    return this.#synced;
  }

  #check(): void {
    if (this.#synced || !this.#upstreamHasSynced || this.#waiting.size > 0) return;
    this.#synced = true;
    this.#onSynced();
  }
}
