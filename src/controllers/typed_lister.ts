/** A controller's view of one cache: objects of one kind, by key and by index, and never a network call. */

import {
  isTerminating,
  namespace as namespaceOf,
  ownerReferences,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { getControllerOf } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { AssertionError } from '#base/assert.ts';
import { ok, type Result } from '#base/result.ts';
import { type Indexer, namespaceIndex } from '#client-go/tools/cache/index.ts';
import type { SharedIndexInformer } from '#client-go/tools/cache/shared_informer.ts';
import type { StoreError } from '#client-go/tools/cache/store.ts';
import type { Sim } from '#sim/sim.ts';
import { asKind } from './kinds.ts';

/** One index of a cache: under which values an object stands. */
export interface LabIndex {
  readonly name: string;
  readonly values: (obj: Unstructured) => readonly string[];
}

/** By the uid of the controlling owner; what has none stands under {@link orphansIn} its namespace. */
export const ownerIndex: LabIndex = {
  name: 'controllerUID',
  values: (obj) => [getControllerOf(obj)?.uid ?? orphansIn(namespaceOf(obj))],
};

/** By the uid of every owner, controlling or not. */
export const everyOwnerIndex: LabIndex = {
  name: 'ownerUID',
  values: (obj) => ownerReferences(obj).map((reference) => reference.uid),
};

/** The value under which the orphans of a namespace stand in {@link ownerIndex}. */
export function orphansIn(namespace: string): string {
  return `orphans/${namespace}`;
}

/** What it gives is shared by everyone who reads the cache: copy before you change. */
export class TypedLister<K extends Unstructured> {
  /** The informer's noun: `rs-controller/pods`. */
  readonly informer: string;
  readonly #sim: Sim;
  readonly #shared: SharedIndexInformer;
  readonly #indexer: Indexer;
  /** `*v1.Pod`. */
  readonly #goType: string;

  constructor(sim: Sim, informer: SharedIndexInformer, goType: string) {
    this.#sim = sim;
    this.informer = informer.noun.informer;
    this.#shared = informer;
    this.#indexer = informer.getIndexer();
    this.#goType = goType;
  }

  /** The version that the store is at; `''` where the release does not tell. */
  lastStoreSyncResourceVersion(): string {
    return this.#shared.lastStoreSyncResourceVersion();
  }

  /** The object, and a note in the trace of what was read: reconciles decide by it. */
  get(key: string): K | undefined {
    const found = this.peek(key);
    const resourceVersion = found?.metadata.resourceVersion;
    this.#read(key, { found: found === undefined ? 0 : 1, resourceVersion });
    return found;
  }

  /** The object, unnoted: handlers look up owners with every event. */
  peek(key: string): K | undefined {
    const found = this.#indexer.getByKey(key);
    return found === undefined ? undefined : asKind<K>(found);
  }

  /** What stands under the value, in no promised order. */
  byIndex(index: string, value: string): readonly K[] {
    const found = this.peekIndex(index, value);
    this.#read(value, { found: found.length });
    return found;
  }

  /** The same, unnoted. */
  peekIndex(index: string, value: string): readonly K[] {
    const found = this.findByIndex(index, value);
    if (!found.ok) throw new AssertionError(found.error.message);
    return found.value;
  }

  /** The same, where the index may be missing. Panics on a key that has no object, as Go's type assertion does. */
  findByIndex(index: string, value: string): Result<readonly K[], StoreError> {
    const found = this.#indexer.byIndex(index, value);
    return found.ok ? ok(found.value.map((obj) => this.#asserted(obj))) : found;
  }

  /** What stands under the value: the objects, and how many keys have none. */
  peekBucket(
    index: string,
    value: string,
  ): { readonly objects: readonly K[]; readonly ghosts: number } {
    const found = this.#indexer.byIndex(index, value);
    if (!found.ok) throw new AssertionError(found.error.message);
    const objects = found.value.filter((obj) => obj !== undefined).map((obj) => asKind<K>(obj));
    return { objects, ghosts: found.value.length - objects.length };
  }

  /**
   * Tells the trace if the cached object under the key is not what it was. In Go nobody tells: whoever
   * changes an object that it got from a lister does it unnoticed.
   */
  noteMutation(key: string): void {
    const { objects, level } = this.#sim.trace;
    const obj = this.peek(key);
    const previous = obj === undefined ? undefined : objects.refOf(obj);
    if (obj === undefined || previous === undefined || level === 'counts') return;
    objects.forget(obj);
    const object = this.#sim.ref(obj);
    objects.alias(obj, object);
    if (object === previous) return;
    const { informer } = this;
    const resourceVersion = obj.metadata.resourceVersion ?? '';
    const resource = informer.slice(informer.indexOf('/') + 1);
    const data = { informer, key, resourceVersion, object, previous };
    this.#sim.emit('store.mutated', `${resource}/${key}`, data);
  }

  /** Everything in one namespace. */
  inNamespace(namespace: string): readonly K[] {
    return this.peekIndex(namespaceIndex, namespace);
  }

  /** Every key, in order. */
  keys(): readonly string[] {
    return [...this.#indexer.listKeys()].sort();
  }

  /** Everything, in the order of keys. */
  all(): readonly K[] {
    return this.keys()
      .map((key) => this.peek(key))
      .filter((obj) => obj !== undefined);
  }

  #asserted(obj: Unstructured | undefined): K {
    if (obj !== undefined) return asKind<K>(obj);
    throw new Error(`interface conversion: interface {} is nil, not ${this.#goType}`);
  }

  #read(
    key: string,
    result: { readonly found: number; readonly resourceVersion?: string | undefined },
  ): void {
    this.#sim.emit('lister.read', key, { informer: this.informer, key, ...result });
  }
}

/** True if it is being deleted and waits for somebody to remove `finalizer`. */
export function awaitsFinalizer(obj: Unstructured, finalizer: string): boolean {
  return isTerminating(obj) && (obj.metadata.finalizers ?? []).includes(finalizer);
}
