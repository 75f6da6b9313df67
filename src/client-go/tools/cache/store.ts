/**
 * Objects by key: what a Reflector fills and what listers read. The cache computes keys and leaves the
 * rest to a {@link ThreadSafeStore}.
 *
 * @upstream kubernetes/client-go tools/cache/store.go
 * @diverges Splitting and joining keys is here too; upstream keeps the struct form in a file of its own.
 */

import { name, namespace } from '#apimachinery/pkg/api/meta/meta.ts';
import {
  isUnstructured,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Duration } from '#base/time.ts';
import type { Chooser } from '#sim/chooser.ts';
import type { Indexer, Indexers, IndexFunc } from './index.ts';
import { type InformerMetricsOptions, newStoreMetrics } from './informer_metrics.ts';
import {
  newThreadSafeStore,
  type StoreObserver,
  type ThreadSafeStore,
  type ThreadSafeStoreTransaction,
} from './thread_safe_store.ts';

/** Why a store or a queue refused something. */
export interface StoreError {
  readonly message: string;
  /** What Go's Unwrap gives. */
  readonly cause?: StoreError | undefined;
}

/** The key could not be computed. */
export interface KeyError extends StoreError {
  readonly kind: 'KeyError';
  readonly obj: unknown;
}

/** The key under which something is stored. It takes anything, as Go's takes an empty interface. */
export type KeyFunc = (obj: unknown) => Result<string, StoreError>;

/** Changes an object before it is stored, usually by dropping what nobody reads. */
export interface TransformFunc {
  (obj: Unstructured): Result<Unstructured, StoreError>;
  /** How long it takes, if that is worth mentioning. */
  readonly lasting?: Duration | undefined;
}

export interface Store {
  readonly add: (obj: Unstructured) => Result<void, StoreError>;
  readonly update: (obj: Unstructured) => Result<void, StoreError>;
  /** Takes whatever has the object's key. An unknown key is no error. */
  readonly delete: (obj: object) => Result<void, StoreError>;
  /** In no promised order. */
  readonly list: () => readonly Unstructured[];
  /** In no promised order. */
  readonly listKeys: () => readonly string[];
  readonly get: (obj: object) => Result<Unstructured | undefined, StoreError>;
  readonly getByKey: (key: string) => Unstructured | undefined;
  /** Swaps the whole content. */
  readonly replace: (
    list: readonly Unstructured[],
    resourceVersion: string,
  ) => Result<void, StoreError>;
  readonly resync: () => Result<void, StoreError>;
  readonly bookmark: (resourceVersion: string) => void;
  /** The resourceVersion of the last write, not the greatest. */
  readonly lastStoreSyncResourceVersion: () => string;
}

/** One write of a {@link TransactionStore.transaction}. */
export interface Transaction {
  readonly type: 'Add' | 'Update' | 'Delete';
  readonly object: object;
}

/** Some writes of a transaction could not be done; the others were. */
export interface TransactionError extends StoreError {
  readonly kind: 'TransactionError';
  readonly successfulIndices: readonly number[];
  readonly totalTransactions: number;
  readonly errors: readonly StoreError[];
}

/** A store that takes several writes at once. */
export interface TransactionStore {
  readonly transaction: (transactions: readonly Transaction[]) => TransactionError | undefined;
}

/** A key that stands for itself. */
export class ExplicitKey {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }
}

export interface CacheOptions extends InformerMetricsOptions {
  /** Decides the order in which Go's maps would give their keys; insertion order without it. */
  readonly chooser?: Chooser | undefined;
  readonly transformer?: TransformFunc | undefined;
  readonly observer?: StoreObserver | undefined;
}

const done = ok(undefined);

export function newKeyError(obj: unknown, cause: StoreError): KeyError {
  const message = `couldn't create key for object ${shown(obj)}: ${cause.message}`;
  return { kind: 'KeyError', message, obj, cause };
}

/** `namespace/name`, or `name` alone for a cluster-scoped object. */
export function metaNamespaceKeyFunc(obj: unknown): Result<string, StoreError> {
  if (isUnstructured(obj)) {
    const where = namespace(obj);
    return ok(where === '' ? name(obj) : `${where}/${name(obj)}`);
  }
  if (obj instanceof ExplicitKey) return ok(obj.key);
  return fail({ message: 'object has no meta: object does not implement the Object interfaces' });
}

/** A namespace and a name; `''` for the namespace of a cluster-scoped object. */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** The key as text. */
export function objectNameString(object: ObjectName): string {
  return object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
}

/** Takes a key apart. */
export function parseObjectName(key: string): Result<ObjectName, StoreError> {
  const parts = key.split('/');
  if (parts.length === 1) return ok({ namespace: '', name: key });
  if (parts.length === 2) return ok({ namespace: parts[0] ?? '', name: parts[1] ?? '' });
  return fail({ message: `unexpected key format: ${JSON.stringify(key)}` });
}

/** The same as {@link parseObjectName}, under the name that everybody uses. */
export function splitMetaNamespaceKey(key: string): Result<ObjectName, StoreError> {
  return parseObjectName(key);
}

export function newStore(keyFunc: KeyFunc, options: CacheOptions = {}): Indexer & TransactionStore {
  return newIndexer(keyFunc, new Map(), options);
}

export function newIndexer(
  keyFunc: KeyFunc,
  indexers: Indexers,
  options: CacheOptions = {},
): Indexer & TransactionStore {
  const { chooser, observer } = options;
  return new Cache(
    keyFunc,
    newThreadSafeStore({ indexers, chooser, observer, metrics: newStoreMetrics(options) }),
    options.transformer,
  );
}

class Cache implements Indexer, TransactionStore {
  readonly #keyFunc: KeyFunc;
  readonly #storage: ThreadSafeStore;
  readonly #transformer: TransformFunc | undefined;

  constructor(keyFunc: KeyFunc, storage: ThreadSafeStore, transformer: TransformFunc | undefined) {
    this.#keyFunc = keyFunc;
    this.#storage = storage;
    this.#transformer = transformer;
  }

  /** A known key is overwritten. */
  add(obj: Unstructured): Result<void, StoreError> {
    return this.#write(obj, (key, stored) => this.#storage.add(key, stored));
  }

  /** An unknown key is inserted. */
  update(obj: Unstructured): Result<void, StoreError> {
    return this.#write(obj, (key, stored) => this.#storage.update(key, stored));
  }

  delete(obj: object): Result<void, StoreError> {
    const key = this.#keyFunc(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    this.#storage.deleteWithObject(key.value, obj);
    return done;
  }

  list(): readonly Unstructured[] {
    return this.#storage.list();
  }

  listKeys(): readonly string[] {
    return this.#storage.listKeys();
  }

  get(obj: object): Result<Unstructured | undefined, StoreError> {
    const key = this.#keyFunc(obj);
    return key.ok ? ok(this.#storage.get(key.value)) : fail(newKeyError(obj, key.error));
  }

  getByKey(key: string): Unstructured | undefined {
    return this.#storage.get(key);
  }

  replace(list: readonly Unstructured[], resourceVersion: string): Result<void, StoreError> {
    const items = new Map<string, Unstructured>();
    for (const obj of list) {
      const key = this.#keyFunc(obj);
      if (!key.ok) return fail(newKeyError(obj, key.error));
      const transformed = this.#transform(obj);
      if (!transformed.ok) return transformed;
      items.set(key.value, transformed.value);
    }
    this.#storage.replace(items, resourceVersion);
    return done;
  }

  resync(): Result<void, StoreError> {
    return done;
  }

  bookmark(resourceVersion: string): void {
    this.#storage.bookmark(resourceVersion);
  }

  lastStoreSyncResourceVersion(): string {
    return this.#storage.lastStoreSyncResourceVersion();
  }

  /** Writes whose key cannot be computed are left out; all others are done. Nothing is transformed. */
  transaction(transactions: readonly Transaction[]): TransactionError | undefined {
    const writes: ThreadSafeStoreTransaction[] = [];
    const successfulIndices: number[] = [];
    const errors: StoreError[] = [];
    for (const [index, each] of transactions.entries()) {
      const key = this.#keyFunc(each.object);
      if (key.ok) {
        writes.push({ ...each, key: key.value });
        successfulIndices.push(index);
      } else errors.push(newKeyError(each.object, key.error));
    }
    this.#storage.transaction(writes);
    if (errors.length === 0) return undefined;
    const totalTransactions = transactions.length;
    const why = `[${errors.map((error) => error.message).join(' ')}]`;
    const share = `${errors.length}/${totalTransactions}`;
    const message = `failed to execute (${share}) transactions failed due to: ${why}`;
    return { kind: 'TransactionError', message, successfulIndices, totalTransactions, errors };
  }

  index(
    indexName: string,
    obj: Unstructured,
  ): Result<readonly (Unstructured | undefined)[], StoreError> {
    return this.#storage.index(indexName, obj);
  }

  indexKeys(indexName: string, value: string): Result<readonly string[], StoreError> {
    return this.#storage.indexKeys(indexName, value);
  }

  listIndexFuncValues(indexName: string): readonly string[] {
    return this.#storage.listIndexFuncValues(indexName);
  }

  byIndex(
    indexName: string,
    value: string,
  ): Result<readonly (Unstructured | undefined)[], StoreError> {
    return this.#storage.byIndex(indexName, value);
  }

  getIndexers(): Indexers {
    return this.#storage.getIndexers();
  }

  addIndexers(newIndexers: Indexers): Result<void, StoreError> {
    return this.#storage.addIndexers(newIndexers);
  }

  #write(
    obj: Unstructured,
    write: (key: string, stored: Unstructured) => void,
  ): Result<void, StoreError> {
    const key = this.#keyFunc(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    const transformed = this.#transform(obj);
    if (!transformed.ok) return transformed;
    write(key.value, transformed.value);
    return done;
  }

  #transform(obj: Unstructured): Result<Unstructured, StoreError> {
    if (this.#transformer === undefined) return ok(obj);
    const transformed = this.#transformer(obj);
    if (transformed.ok) return transformed;
    const { error } = transformed;
    return fail({ message: `transforming: ${error.message}`, cause: error });
  }
}

/** Makes a key function of an index function that gives exactly one value. */
export function indexFuncToKeyFuncAdapter(indexFunc: IndexFunc): KeyFunc {
  return (obj) => {
    const values = indexFunc(obj as Unstructured);
    if (!values.ok) return values;
    const [first, second] = values.value;
    if (second !== undefined) {
      return fail({ message: `too many keys: [${values.value.join(' ')}]` });
    }
    return first === undefined ? fail({ message: 'unexpected empty indexKeys' }) : ok(first);
  };
}

function shown(obj: unknown): string {
  return obj === undefined ? '<nil>' : JSON.stringify(obj);
}
