/**
 * The queue between a Reflector and its store: for each key, what happened since you last looked. All of
 * a key's deltas are handed out together, at the place of the first of them.
 *
 * @upstream kubernetes/client-go tools/cache/delta_fifo.go
 * @diverges A delta also carries its key, its number and what led to it.
 * @diverges Replace visits queued keys in the chooser's order (default: arrival); Go's map order is random.
 * @diverges Logging is a trace event, and Pop's slow-handler log is left to views of the trace.
 * @diverges ErrRequeue and AddIfNotPresent, which no informer used and 0.33 removed, are left out.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { Ring } from '#base/ring.ts';
import { type Causes, noCauses } from '#sim/causes.ts';
import type { Channel } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Cond, Mutex } from '#sim/sync.ts';
import {
  couldNotEnqueue,
  errFIFOClosed,
  InitialPopulation,
  type KnownObjects,
  type PopProcessFunc,
  type Queue,
  type QueueNoun,
  QueueTrace,
  transforming,
} from './fifo.ts';
import {
  type KeyFunc,
  metaNamespaceKeyFunc,
  newKeyError,
  type StoreError,
  type TransformFunc,
} from './store.ts';

export type DeltaType =
  | 'Added'
  | 'Updated'
  | 'Deleted'
  | 'Replaced'
  | 'Sync'
  | 'ReplacedAll'
  | 'SyncAll'
  | 'Bookmark';

interface DeltaHeader {
  /** The store key; `''` for a delta about the whole collection. */
  readonly key: string;
  /** Counted from 1 for each queue. */
  readonly number: number;
  /** What led to its being queued, and to what was merged into it. */
  causes: Causes;
}

/** A change of one object. */
export interface ObjectDelta extends DeltaHeader {
  readonly type: 'Added' | 'Updated' | 'Replaced' | 'Sync';
  readonly object: Unstructured;
}

/** The end of one object, or what is known of it. */
export interface DeletedDelta extends DeltaHeader {
  readonly type: 'Deleted';
  readonly object: Unstructured | DeletedFinalStateUnknown;
}

/** What the whole collection is from now on. */
export interface ReplacedAllInfo {
  readonly resourceVersion: string;
  readonly objects: readonly Unstructured[];
}

export interface ReplacedAllDelta extends DeltaHeader {
  readonly type: 'ReplacedAll';
  readonly object: ReplacedAllInfo;
}

export interface SyncAllDelta extends DeltaHeader {
  readonly type: 'SyncAll';
  readonly object: Readonly<Record<string, never>>;
}

export interface BookmarkDelta extends DeltaHeader {
  readonly type: 'Bookmark';
  readonly object: { readonly resourceVersion: string };
}

export type Delta = ObjectDelta | DeletedDelta | ReplacedAllDelta | SyncAllDelta | BookmarkDelta;

/** Oldest first. */
export type Deltas = readonly Delta[];

/** A deletion was missed: the object's last state is not known, `obj` may be stale or missing. */
export class DeletedFinalStateUnknown {
  readonly key: string;
  readonly obj: Unstructured | undefined;

  constructor(key: string, obj: Unstructured | undefined) {
    this.key = key;
    this.obj = obj;
  }
}

export const errZeroLengthDeltasObject: StoreError = {
  message: "0 length Deltas object; can't get key",
};

export interface DeltaFIFOOptions {
  readonly keyFunction?: KeyFunc | undefined;
  /** What the consumer has stored, so that Replace can tell what has gone. */
  readonly knownObjects?: KnownObjects | undefined;
  /** Replace queues `Replaced` instead of `Sync`. Informers set it. */
  readonly emitDeltaTypeReplaced?: boolean;
  readonly transformer?: TransformFunc | undefined;
  /** `DeltaFIFO` if left out. */
  readonly name?: string | undefined;
  readonly noun?: QueueNoun | undefined;
  /** Called once, when the first list has been taken out. */
  readonly onSynced?: (() => void) | undefined;
}

const done = ok(undefined);

export function newDeltaFIFOWithOptions(sim: Sim, options: DeltaFIFOOptions): DeltaFIFO {
  return new DeltaFIFO(sim, options);
}

export class DeltaFIFO implements Queue {
  readonly name: string;
  readonly #sim: Sim;
  readonly #keyFunc: KeyFunc;
  readonly #knownObjects: KnownObjects | undefined;
  readonly #replaceType: 'Replaced' | 'Sync';
  readonly #transformer: TransformFunc | undefined;
  readonly #trace: QueueTrace;
  readonly #lock: Mutex;
  readonly #cond: Cond;
  readonly #initial: InitialPopulation;
  /** A key is in here exactly if it is in the queue. */
  readonly #items = new Map<string, Delta[]>();
  readonly #queue = new Ring<string>();
  #deltaCount = 0;
  #closed = false;

  constructor(sim: Sim, options: DeltaFIFOOptions) {
    this.#sim = sim;
    this.name = options.name ?? 'DeltaFIFO';
    this.#keyFunc = options.keyFunction ?? metaNamespaceKeyFunc;
    this.#knownObjects = options.knownObjects;
    this.#replaceType = options.emitDeltaTypeReplaced === true ? 'Replaced' : 'Sync';
    this.#transformer = options.transformer;
    const noun = options.noun ?? { informer: this.name, resource: '' };
    this.#trace = new QueueTrace(sim, noun);
    this.#lock = new Mutex(sim, `${noun.informer}.queue.lock`);
    this.#cond = new Cond(sim, `${noun.informer}.queue`, this.#lock);
    const { onSynced } = options;
    this.#initial = new InitialPopulation(sim, { noun, trace: this.#trace, onSynced });
  }

  transformer(): TransformFunc | undefined {
    return this.#transformer;
  }

  depth(): number {
    return this.#deltaCount;
  }

  *close(): Proc {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#closed = true;
    this.#cond.broadcast();
    this.#lock.unlock();
  }

  *isClosed(): Proc<boolean> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#lock.unlock();
    return this.#closed;
  }

  /** The key of an object, of a tombstone, or of a key's deltas. */
  keyOf(obj: unknown): Result<string, StoreError> {
    let keyed = obj;
    if (Array.isArray(obj)) {
      const deltas: Deltas = obj;
      const last = newest(deltas);
      if (last === undefined) return fail(newKeyError(obj, errZeroLengthDeltasObject));
      keyed = last.object;
    }
    if (keyed instanceof DeletedFinalStateUnknown) return ok(keyed.key);
    return this.#keyFunc(keyed);
  }

  /** True once the first list was taken out, or something else came before it. Never false again. */
  *hasSynced(): Proc<boolean> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#lock.unlock();
    return this.#initial.hasSynced();
  }

  done(): Channel<never> {
    return this.#initial.synced;
  }

  *add(obj: Unstructured): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#initial.begin(0);
    if (this.#takesTime) yield* transforming(this.#sim, this.#transformer, 1);
    const queued = this.#queueAction('Added', obj);
    this.#lock.unlock();
    return queued;
  }

  *update(obj: Unstructured): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#initial.begin(0);
    if (this.#takesTime) yield* transforming(this.#sim, this.#transformer, 1);
    const queued = this.#queueAction('Updated', obj);
    this.#lock.unlock();
    return queued;
  }

  /** Ignored for a key that neither the queue nor the store knows. */
  *delete(obj: Unstructured | DeletedFinalStateUnknown): Proc<Result<void, StoreError>> {
    const key = this.keyOf(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#initial.begin(0);
    let queued: Result<void, StoreError> = done;
    if (this.#items.has(key.value) || this.#mayBeKnown(key.value)) {
      const objects = obj instanceof DeletedFinalStateUnknown ? 0 : 1;
      if (this.#takesTime) yield* transforming(this.#sim, this.#transformer, objects);
      queued = this.#queueAction('Deleted', obj);
    } else this.#trace.dropped('Deleted', key.value, { reason: 'unknown to queue and store' });
    this.#lock.unlock();
    return queued;
  }

  /** Queues every listed object, then a tombstone for whatever is known and no longer listed. */
  *replace(
    list: readonly Unstructured[],
    _resourceVersion: string,
  ): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    const because = this.#sim.causes;
    if (this.#takesTime) yield* transforming(this.#sim, this.#transformer, list.length);
    const replaced = this.#replace(list, because);
    this.#sim.adopt(because);
    this.#lock.unlock();
    return replaced;
  }

  /** Queues `Sync` for every known object that has nothing queued. */
  *resync(): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    const because = this.#sim.causes;
    for (const key of this.#knownObjects?.listKeys() ?? []) {
      this.#sim.adopt(because);
      this.#resyncKey(key);
    }
    this.#sim.adopt(because);
    this.#lock.unlock();
    return done;
  }

  /** Waits for a key, takes it out and processes its deltas while holding the queue's lock. */
  *pop(process: PopProcessFunc): Proc<Result<Deltas, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    try {
      for (;;) {
        const key = this.#queue.shift();
        if (key === undefined) {
          if (this.#closed) return fail(errFIFOClosed);
          yield* this.#cond.wait();
          continue;
        }
        const isInInitialList = !this.#initial.hasSynced();
        const deltas = this.#items.get(key) ?? [];
        this.#items.delete(key);
        this.#deltaCount -= deltas.length;
        this.#trace.popped(deltas, key, { keys: this.#queue.length, items: this.#deltaCount });
        this.#initial.countDown(1);
        const processed = yield* process(deltas, isInInitialList);
        return processed.ok ? ok(deltas) : processed;
      }
    } finally {
      this.#initial.tellSynced();
      this.#lock.unlock();
    }
  }

  abandon(): void {
    for (const deltas of this.#items.values()) {
      for (const { type, key, number, causes } of deltas) {
        this.#sim.adopt(causes);
        this.#trace.dropped(type, key, { reason: 'stopped', delta: number });
      }
    }
    this.#items.clear();
    while (this.#queue.length > 0) this.#queue.shift();
    this.#deltaCount = 0;
  }

  #replace(list: readonly Unstructured[], because: Causes): Result<void, StoreError> {
    const listed = new Set<string>();
    for (const obj of list) {
      const key = this.keyOf(obj);
      if (!key.ok) return fail(newKeyError(obj, key.error));
      listed.add(key.value);
      this.#sim.adopt(because);
      const queued = this.#queueAction(this.#replaceType, obj, this.#replaceType === 'Sync');
      if (!queued.ok) return couldNotEnqueue(queued.error);
    }
    let queuedDeletions = 0;
    for (const key of this.#missing(listed)) {
      queuedDeletions++;
      this.#sim.adopt(because);
      const queued = this.#queueAction('Deleted', this.#tombstone(key));
      if (!queued.ok) return couldNotEnqueue(queued.error);
    }
    this.#initial.begin(listed.size + queuedDeletions);
    return done;
  }

  get #takesTime(): boolean {
    return this.#transformer?.lasting !== undefined;
  }

  /** A lookup that fails does not keep a deletion from being queued. */
  #mayBeKnown(key: string): boolean {
    const known = this.#knownObjects;
    return known?.getByKey(key) !== undefined || known?.lookupFails?.(key) === true;
  }

  /** Keys that are queued or known and not listed: the queued ones first. */
  #missing(listed: ReadonlySet<string>): readonly string[] {
    const queued: string[] = [];
    for (const key of this.#items.keys()) if (!listed.has(key)) queued.push(key);
    const missing = [...this.#sim.chooser.ordered('DeltaFIFO.Replace', queued)];
    for (const key of this.#knownObjects?.listKeys() ?? []) {
      if (!listed.has(key) && !this.#items.has(key)) missing.push(key);
    }
    return missing;
  }

  /** Holds the newest that is known of an object; never another tombstone. */
  #tombstone(key: string): DeletedFinalStateUnknown {
    const last = newest(this.#items.get(key) ?? []);
    if (last === undefined) {
      return new DeletedFinalStateUnknown(key, this.#knownObjects?.getByKey(key));
    }
    const obj = last.object;
    if (obj instanceof DeletedFinalStateUnknown) return new DeletedFinalStateUnknown(key, obj.obj);
    return new DeletedFinalStateUnknown(key, obj as Unstructured);
  }

  #resyncKey(key: string): void {
    const obj = this.#knownObjects?.getByKey(key);
    if (obj === undefined) return;
    const id = this.keyOf(obj);
    if (!id.ok) return;
    if (this.#items.has(id.value)) {
      this.#trace.dropped('Sync', id.value, { reason: 'already queued' });
      return;
    }
    this.#queueAction('Sync', obj);
  }

  /** Objects that Resync queues are not transformed again; `listed` ones are, even as `Sync`. */
  #queueAction(
    type: 'Added' | 'Updated' | 'Deleted' | 'Replaced' | 'Sync',
    obj: Unstructured | DeletedFinalStateUnknown,
    listed = false,
  ): Result<void, StoreError> {
    const key = this.keyOf(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    const known = this.#items.get(key.value);
    let object = obj;
    const transformer = this.#transformer;
    if (
      transformer !== undefined &&
      !(obj instanceof DeletedFinalStateUnknown) &&
      (type !== 'Sync' || listed)
    ) {
      const transformed = transformer(obj);
      if (!transformed.ok) return transformed;
      object = transformed.value;
    }
    const keys = this.#queue.length + (known === undefined ? 1 : 0);
    const number = this.#trace.number();
    const delta = { type, object, key: key.value, number, causes: noCauses } as Delta;
    this.#trace.queued(delta, { keys, items: ++this.#deltaCount });
    if (known === undefined) {
      this.#items.set(key.value, [delta]);
      this.#queue.push(key.value);
    } else this.#append(known, delta);
    this.#cond.broadcast();
    return done;
  }

  /** Two deletions in a row become one: the later if the earlier is a tombstone, else the earlier. */
  #append(deltas: Delta[], added: Delta): void {
    const before = newest(deltas);
    if (before?.type !== 'Deleted' || added.type !== 'Deleted') {
      deltas.push(added);
      return;
    }
    const keepsAdded = before.object instanceof DeletedFinalStateUnknown;
    deltas[deltas.length - 1] = keepsAdded
      ? this.#trace.merge(before, added)
      : this.#trace.merge(added, before);
    this.#deltaCount--;
  }
}

/** The first of a key's deltas; `undefined` if there is none. */
export function oldest(deltas: Deltas): Delta | undefined {
  return deltas[0];
}

/** The last of a key's deltas; `undefined` if there is none. */
export function newest(deltas: Deltas): Delta | undefined {
  return deltas.at(-1);
}
