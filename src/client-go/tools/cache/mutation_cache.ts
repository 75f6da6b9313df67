/**
 * A cache that knows its user's own writes before the informer does: whatever of the two is newer is
 * what its readers see.
 *
 * @upstream kubernetes/client-go tools/cache/mutation_cache.go
 * @diverges There is no lock: nothing in it blocks.
 * @diverges An object that is older than its own tombstone is returned itself; upstream returns the tombstone.
 * @diverges The cache of k8s.io/apimachinery/pkg/util/cache that forgets after a while is here.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { assert } from '#base/assert.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { after, type Duration, type Instant, minutes } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from './controller.ts';
import type { Indexer } from './index.ts';
import type { Store, StoreError } from './store.ts';

export interface MutationCache {
  readonly getByKey: (key: string) => Unstructured | undefined;
  readonly byIndex: (
    indexName: string,
    value: string,
  ) => Result<readonly Unstructured[], StoreError>;
  /** Remembers what the server answered to a write. */
  readonly mutation: (obj: Unstructured) => void;
  /** From an informer's handler: what is remembered may be forgotten. Since v0.37. */
  readonly onAddOrUpdate: (obj: Unstructured) => void;
  /** From an informer's handler: a write that is answered later does not bring the object back. Since v0.37. */
  readonly onDelete: (obj: Unstructured) => void;
}

export interface MutationCacheOptions {
  /** Without it, {@link MutationCache.byIndex} fails. */
  readonly indexer?: Indexer;
  /** How long a write is remembered; 5 minutes if left out. */
  readonly ttl?: Duration;
  /** Also gives what the store does not have: new objects, and deleted ones for up to the ttl. */
  readonly includeAdds?: boolean;
  /** How many writes are remembered; 100 if left out. */
  readonly maxCacheSize?: number;
}

export const defaultMutationTTL = minutes(5);
export const defaultMaxMutations = 100;

/** ResourceVersions are compared as numbers; another text panics. */
export function newIntegerResourceVersionMutationCache(
  sim: Sim,
  backingCache: Store,
  options: MutationCacheOptions = {},
): MutationCache {
  return new IntegerMutationCache(sim, backingCache, options);
}

/** What was written, or that it is gone: then only its metadata is known. */
interface Remembered {
  readonly kind: 'object' | 'tombstone';
  readonly obj: Unstructured;
}

class IntegerMutationCache implements MutationCache {
  readonly #backingCache: Store;
  readonly #options: MutationCacheOptions;
  readonly #mutations: LRUExpireCache<Remembered>;

  constructor(sim: Sim, backingCache: Store, options: MutationCacheOptions) {
    this.#backingCache = backingCache;
    this.#options = options;
    this.#mutations = new LRUExpireCache(sim, {
      maxSize: options.maxCacheSize || defaultMaxMutations,
      ttl: options.ttl || defaultMutationTTL,
    });
  }

  getByKey(key: string): Unstructured | undefined {
    const backing = this.#backingCache.getByKey(key);
    if (backing !== undefined) return this.#newer(key, backing);
    const remembered = this.#options.includeAdds === true ? this.#mutations.get(key) : undefined;
    return remembered?.kind === 'object' ? remembered.obj : undefined;
  }

  byIndex(indexName: string, value: string): Result<readonly Unstructured[], StoreError> {
    const { indexer, includeAdds } = this.#options;
    if (indexer === undefined) {
      return fail({ message: 'no indexer has been provided to the mutation cache' });
    }
    const keys = indexer.indexKeys(indexName, value);
    if (!keys.ok) return keys;
    const items: Unstructured[] = [];
    for (const key of keys.value) {
      const obj = indexer.getByKey(key);
      if (obj !== undefined) items.push(this.#newer(key, obj));
    }
    if (includeAdds !== true) return ok(items);
    return ok([...items, ...this.#added(indexer, { indexName, value, known: keys.value })]);
  }

  mutation(obj: Unstructured): void {
    const key = deletionHandlingMetaNamespaceKeyFunc(obj);
    if (!key.ok) return;
    const remembered = this.#mutations.get(key.value);
    if (remembered !== undefined) {
      const order = compareResourceVersion(obj, remembered.obj);
      if (order < 0) return;
      if (remembered.kind === 'tombstone' && (order === 0 || sameUID(obj, remembered.obj))) return;
    }
    this.#mutations.add(key.value, { kind: 'object', obj });
  }

  onAddOrUpdate(obj: Unstructured): void {
    const key = deletionHandlingMetaNamespaceKeyFunc(obj);
    if (!key.ok) return;
    const remembered = this.#mutations.get(key.value);
    if (remembered === undefined || compareResourceVersion(obj, remembered.obj) < 0) return;
    this.#mutations.remove(key.value);
  }

  onDelete(obj: Unstructured): void {
    const key = deletionHandlingMetaNamespaceKeyFunc(obj);
    if (!key.ok) return;
    const remembered = this.#mutations.get(key.value);
    if (remembered !== undefined) {
      const isNewer = compareResourceVersion(obj, remembered.obj) >= 0;
      if (!isNewer && !sameUID(obj, remembered.obj)) return;
    }
    const { namespace, name, uid, resourceVersion } = obj.metadata;
    const gone = { metadata: { namespace, name, uid, resourceVersion } };
    this.#mutations.add(key.value, { kind: 'tombstone', obj: gone });
  }

  /** What the store does not have yet under that value, oldest use first. */
  #added(
    indexer: Indexer,
    query: {
      readonly indexName: string;
      readonly value: string;
      readonly known: readonly string[];
    },
  ): readonly Unstructured[] {
    const known = new Set(query.known);
    const indexFunc = indexer.getIndexers().get(query.indexName);
    const items: Unstructured[] = [];
    for (const key of this.#mutations.keys()) {
      const remembered = this.#mutations.get(key);
      if (remembered?.kind !== 'object' || known.has(key)) continue;
      const values = indexFunc?.(remembered.obj);
      if (values?.ok === true && values.value.includes(query.value)) items.push(remembered.obj);
    }
    return items;
  }

  /** Forgets what the store has caught up with. */
  #newer(key: string, backing: Unstructured): Unstructured {
    const remembered = this.#mutations.get(key);
    if (remembered === undefined) return backing;
    if (compareResourceVersion(backing, remembered.obj) >= 0) {
      this.#mutations.remove(key);
      return backing;
    }
    return remembered.kind === 'object' ? remembered.obj : backing;
  }
}

/** Negative if the left one is older. None counts as 0. */
function compareResourceVersion(left: Unstructured, right: Unstructured): number {
  const difference = versionOf(left) - versionOf(right);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

function versionOf(obj: Unstructured): bigint {
  const { resourceVersion = '' } = obj.metadata;
  if (/^\d*$/.test(resourceVersion)) return BigInt(resourceVersion);
  throw new Error(`strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`);
}

function sameUID(left: Unstructured, right: Unstructured): boolean {
  return (left.metadata.uid ?? '') === (right.metadata.uid ?? '');
}

/** Forgets what was not used for longest when it is full, and everything after a while. */
class LRUExpireCache<T> {
  readonly #sim: Sim;
  readonly #options: { readonly maxSize: number; readonly ttl: Duration };
  /** The one used last is last. */
  readonly #entries = new Map<string, { readonly value: T; readonly expires: Instant }>();

  constructor(sim: Sim, options: { readonly maxSize: number; readonly ttl: Duration }) {
    assert(options.maxSize > 0, `maxSize must be > 0, got ${options.maxSize}`);
    this.#sim = sim;
    this.#options = options;
  }

  add(key: string, value: T): void {
    const known = this.#entries.delete(key);
    if (!known && this.#entries.size >= this.#options.maxSize) this.#evict();
    this.#entries.set(key, { value, expires: after(this.#sim.now, this.#options.ttl) });
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    if (this.#sim.now > entry.expires) return undefined;
    this.#entries.set(key, entry);
    return entry.value;
  }

  remove(key: string): void {
    this.#entries.delete(key);
  }

  /** Of what has not expired, oldest use first. */
  keys(): readonly string[] {
    return [...this.#entries]
      .filter(([, { expires }]) => this.#sim.now <= expires)
      .map(([key]) => key);
  }

  #evict(): void {
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}
