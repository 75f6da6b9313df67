/**
 * The map of objects behind every informer, with its indices. Objects are shared by reference: that they
 * are read-only is a convention, and an object changed in place corrupts the indices unnoticed.
 *
 * @upstream kubernetes/client-go tools/cache/thread_safe_store.go
 * @diverges There is no lock: nothing can block where Go holds it, so nobody would ever wait for it.
 * @diverges Lists come in the chooser's order (default: insertion); Go's map order is random.
 * @diverges The store's resourceVersion is always told; the informer hides it where the release does.
 * @diverges It remembers where each key really stands, so that the trace can tell of what a changed object leaves behind.
 */

import { resourceVersion } from '#apimachinery/pkg/api/meta/meta.ts';
import {
  isUnstructured,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Chooser } from '#sim/chooser.ts';
import type { Sim } from '#sim/sim.ts';
import type { QueueNoun } from './fifo.ts';
import type { Indexers } from './index.ts';
import { newStoreMetrics, type StoreMetrics } from './informer_metrics.ts';
import type { StoreError, Transaction } from './store.ts';

/** Where a key really stands: its values by index name. */
export type Indexed = Readonly<Record<string, readonly string[]>>;

/** What was deleted, and what was not. */
export interface StoreDeletion {
  /** Missing if the key was unknown. */
  readonly previous: Unstructured | undefined;
  /** What the deleter held, if anything. */
  readonly obj: object | undefined;
  /** Where the key still stands, because its object was changed in place; nothing in an honest store. */
  readonly left: Indexed | undefined;
}

/** Told of every write right after it. */
export interface StoreObserver {
  readonly added: (key: string, obj: Unstructured, indexed: Indexed | undefined) => void;
  readonly updated: (
    key: string,
    change: { readonly obj: Unstructured; readonly previous: Unstructured },
    indexed: Indexed | undefined,
  ) => void;
  readonly deleted: (key: string, deletion: StoreDeletion) => void;
  readonly replaced: (
    items: ReadonlyMap<string, Unstructured>,
    resourceVersion: string,
    indexed: ReadonlyMap<string, Indexed>,
  ) => void;
}

export interface ThreadSafeStoreTransaction extends Transaction {
  readonly key: string;
}

export interface ThreadSafeStoreOptions {
  readonly indexers: Indexers;
  readonly chooser?: Chooser | undefined;
  readonly observer?: StoreObserver | undefined;
  /** Silent ones if left out. */
  readonly metrics?: StoreMetrics | undefined;
}

/** The keys that stand under each value of one index. */
type Index = Map<string, Set<string>>;

const done = ok(undefined);

export function newThreadSafeStore(options: ThreadSafeStoreOptions): ThreadSafeStore {
  return new ThreadSafeStore(options);
}

export class ThreadSafeStore {
  #items = new Map<string, Unstructured>();
  #resourceVersion = '';
  readonly #indexers: Indexers;
  readonly #indices = new Map<string, Index>();
  /** Where each key stands in {@link #indices}. */
  readonly #standing = new Map<string, Indexed>();
  readonly #chooser: Chooser | undefined;
  readonly #observer: StoreObserver | undefined;
  readonly #metrics: StoreMetrics;

  constructor(options: ThreadSafeStoreOptions) {
    this.#indexers = options.indexers;
    this.#chooser = options.chooser;
    this.#observer = options.observer;
    this.#metrics = options.metrics ?? newStoreMetrics({});
  }

  add(key: string, obj: Unstructured): void {
    this.update(key, obj);
  }

  update(key: string, obj: Unstructured): void {
    this.#write(key, obj);
    this.#noteVersionOf(obj);
  }

  #write(key: string, obj: Unstructured): void {
    const previous = this.#items.get(key);
    this.#items.set(key, obj);
    const indexed = this.#updateIndices(key, previous, obj);
    if (previous === undefined) this.#observer?.added(key, obj, indexed);
    else this.#observer?.updated(key, { obj, previous }, indexed);
  }

  delete(key: string): void {
    this.deleteWithObject(key, undefined);
  }

  /** Removes the key; the object held by the deleter moves the store's resourceVersion. */
  deleteWithObject(key: string, obj: object | undefined): void {
    this.#remove(key, obj);
    if (obj !== undefined) this.#noteVersionOf(obj);
  }

  #remove(key: string, obj: object | undefined): void {
    const previous = this.#items.get(key);
    let left: Indexed | undefined;
    if (previous !== undefined) {
      this.#items.delete(key);
      this.#updateIndices(key, previous, undefined);
      left = this.#standing.get(key);
    }
    this.#observer?.deleted(key, { previous, obj, left });
  }

  get(key: string): Unstructured | undefined {
    return this.#items.get(key);
  }

  list(): readonly Unstructured[] {
    return this.#ordered('threadSafeMap.List', this.#items.values());
  }

  listKeys(): readonly string[] {
    return this.#ordered('threadSafeMap.ListKeys', this.#items.keys());
  }

  /** Swaps everything and indexes it anew. */
  replace(items: Map<string, Unstructured>, version: string): void {
    this.#items = items;
    this.#setVersion(version);
    this.#indices.clear();
    this.#standing.clear();
    const indexed = new Map<string, Indexed>();
    for (const [key, obj] of items) {
      const values = this.#updateIndices(key, undefined, obj);
      if (values !== undefined) indexed.set(key, values);
    }
    this.#observer?.replaced(items, version, indexed);
  }

  bookmark(version: string): void {
    this.#setVersion(version);
  }

  /** Does all writes; the last one alone moves the store's resourceVersion. */
  transaction(transactions: readonly ThreadSafeStoreTransaction[]): void {
    for (const each of transactions) {
      if (each.type === 'Delete') this.#remove(each.key, each.object);
      else if (isUnstructured(each.object)) this.#write(each.key, each.object);
    }
    const last = transactions.at(-1);
    if (last !== undefined) this.#noteVersionOf(last.object);
  }

  lastStoreSyncResourceVersion(): string {
    return this.#resourceVersion;
  }

  index(
    indexName: string,
    obj: Unstructured,
  ): Result<readonly (Unstructured | undefined)[], StoreError> {
    const indexFunc = this.#indexers.get(indexName);
    if (indexFunc === undefined) return unknownIndex(indexName);
    const values = indexFunc(obj);
    if (!values.ok) return values;
    const index = this.#indices.get(indexName);
    const keys = new Set<string>();
    for (const value of values.value) for (const key of index?.get(value) ?? []) keys.add(key);
    return ok(this.#objects('threadSafeMap.Index', keys));
  }

  byIndex(
    indexName: string,
    value: string,
  ): Result<readonly (Unstructured | undefined)[], StoreError> {
    if (!this.#indexers.has(indexName)) return unknownIndex(indexName);
    const keys = this.#indices.get(indexName)?.get(value) ?? [];
    return ok(this.#objects('threadSafeMap.ByIndex', keys));
  }

  indexKeys(indexName: string, value: string): Result<readonly string[], StoreError> {
    if (!this.#indexers.has(indexName)) return unknownIndex(indexName);
    return ok([...(this.#indices.get(indexName)?.get(value) ?? [])].sort());
  }

  listIndexFuncValues(indexName: string): readonly string[] {
    const values = this.#indices.get(indexName)?.keys() ?? [];
    return this.#ordered('threadSafeMap.ListIndexFuncValues', values);
  }

  /** The live map. */
  getIndexers(): Indexers {
    return this.#indexers;
  }

  addIndexers(newIndexers: Indexers): Result<void, StoreError> {
    const taken = [...newIndexers.keys()].filter((each) => this.#indexers.has(each)).sort();
    if (taken.length > 0) {
      const names = taken.map((each) => `${each}:{}`).join(' ');
      return fail({ message: `indexer conflict: map[${names}]` });
    }
    for (const [indexName, indexFunc] of newIndexers) {
      this.#indexers.set(indexName, indexFunc);
      for (const [key, obj] of this.#items) {
        const stood = this.#standing.get(key);
        const values = this.#updateIndex(indexName, { key, previous: undefined, obj, stood: none });
        this.#standing.set(key, { ...stood, [indexName]: values });
      }
    }
    return done;
  }

  #noteVersionOf(obj: object): void {
    if (isUnstructured(obj)) this.#setVersion(resourceVersion(obj));
  }

  #setVersion(version: string): void {
    this.#resourceVersion = version;
    const measured = versionForMetrics(version);
    if (measured !== undefined) this.#metrics.storeResourceVersion.set(measured);
  }

  /** Where the key stands after it. */
  #updateIndices(
    key: string,
    previous: Unstructured | undefined,
    obj: Unstructured | undefined,
  ): Indexed | undefined {
    if (this.#indexers.size === 0) return undefined;
    const before = this.#standing.get(key);
    const indexed: Record<string, readonly string[]> = {};
    let stands = obj !== undefined;
    for (const indexName of this.#indexers.keys()) {
      const stood = before?.[indexName] ?? none;
      const values = this.#updateIndex(indexName, { key, previous, obj, stood });
      indexed[indexName] = values;
      if (values.length > 0) stands = true;
    }
    if (stands) this.#standing.set(key, indexed);
    else this.#standing.delete(key);
    return indexed;
  }

  /**
   * Takes the key out of where the previous object, as it is now, belongs: if somebody has changed that,
   * the key stays where it was put. Gives the values under which the key stands after it.
   */
  #updateIndex(indexName: string, change: IndexChange): readonly string[] {
    const { key, stood } = change;
    const before = this.#valuesOf(indexName, key, change.previous);
    const after = this.#valuesOf(indexName, key, change.obj);
    if (before.length === 1 && after.length === 1 && before[0] === after[0]) return stood;
    let index = this.#indices.get(indexName);
    if (index === undefined) {
      index = new Map();
      this.#indices.set(indexName, index);
    }
    for (const value of before) {
      const keys = index.get(value);
      keys?.delete(key);
      if (keys?.size === 0) index.delete(value);
    }
    for (const value of after) {
      const keys = index.get(value);
      if (keys === undefined) index.set(value, new Set([key]));
      else keys.add(key);
    }
    const stays = stood.filter((value) => !before.includes(value));
    return stays.length === 0 ? after : [...new Set([...stays, ...after])];
  }

  /** Panics if the function fails, as upstream does. */
  #valuesOf(indexName: string, key: string, obj: Unstructured | undefined): readonly string[] {
    if (obj === undefined) return none;
    const values = this.#indexers.get(indexName)?.(obj);
    if (values === undefined) return none;
    if (values.ok) return values.value;
    const which = `key ${JSON.stringify(key)} on index ${JSON.stringify(indexName)}`;
    throw new Error(`unable to calculate an index entry for ${which}: ${values.error.message}`);
  }

  /** A key without an object, left behind in an index, gives nothing, as in Go: a nil among the objects. */
  #objects(point: string, keys: Iterable<string>): readonly (Unstructured | undefined)[] {
    const objects: (Unstructured | undefined)[] = [];
    for (const key of keys) objects.push(this.#items.get(key));
    return this.#chooser === undefined ? objects : this.#chooser.ordered(point, objects);
  }

  #ordered<T>(point: string, items: Iterable<T>): readonly T[] {
    return this.#chooser === undefined ? [...items] : this.#chooser.ordered(point, items);
  }
}

interface IndexChange {
  readonly key: string;
  readonly previous: Unstructured | undefined;
  readonly obj: Unstructured | undefined;
  /** The values under which the key stands before it. */
  readonly stood: readonly string[];
}

const none: readonly string[] = [];

/** So many digits fit into a number without loss. */
const measuredDigits = 15;

/** The last digits of a version, 0 for none; `undefined` for what is no number. */
function versionForMetrics(version: string): number | undefined {
  const digits = version.slice(-measuredDigits);
  if (digits === '') return 0;
  return /^[+-]?\d+$/.test(digits) ? Number(digits) : undefined;
}

function unknownIndex(indexName: string): { readonly ok: false; readonly error: StoreError } {
  return fail({ message: `Index with name ${indexName} does not exist` });
}

/** Tells the trace of every write to an informer's store. */
export class StoreTrace implements StoreObserver {
  readonly #sim: Sim;
  readonly #informer: string;
  readonly #prefix: string;

  constructor(sim: Sim, noun: QueueNoun) {
    this.#sim = sim;
    this.#informer = noun.informer;
    this.#prefix = noun.resource === '' ? '' : `${noun.resource}/`;
  }

  added(key: string, obj: Unstructured, indexed: Indexed | undefined): void {
    const sim = this.#sim;
    const informer = this.#informer;
    const object = sim.ref(obj);
    const data = { informer, key, resourceVersion: resourceVersion(obj), object, indexed };
    sim.emit('store.added', this.#prefix + key, data);
  }

  updated(
    key: string,
    change: { readonly obj: Unstructured; readonly previous: Unstructured },
    indexed: Indexed | undefined,
  ): void {
    const sim = this.#sim;
    const { obj } = change;
    sim.emit('store.updated', this.#prefix + key, {
      informer: this.#informer,
      key,
      resourceVersion: resourceVersion(obj),
      object: sim.ref(obj),
      previous: sim.ref(change.previous),
      indexed,
    });
  }

  deleted(key: string, { previous, obj, left }: StoreDeletion): void {
    const sim = this.#sim;
    const last = isUnstructured(obj) ? obj : previous;
    const data = {
      informer: this.#informer,
      key,
      resourceVersion: last === undefined ? '' : resourceVersion(last),
      object: last === undefined ? undefined : sim.ref(last),
      known: previous !== undefined,
    };
    sim.emit('store.deleted', this.#prefix + key, left === undefined ? data : { ...data, left });
  }

  replaced(
    items: ReadonlyMap<string, Unstructured>,
    version: string,
    indexed: ReadonlyMap<string, Indexed>,
  ): void {
    const informer = this.#informer;
    const contents: Record<string, object> = {};
    for (const [key, obj] of items) {
      const object = this.#sim.ref(obj);
      contents[key] = { resourceVersion: resourceVersion(obj), object, indexed: indexed.get(key) };
    }
    const data = { informer, items: items.size, resourceVersion: version, contents };
    this.#sim.emit('store.replaced', informer, data);
  }
}
