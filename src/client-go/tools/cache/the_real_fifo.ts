/**
 * The queue that keeps everything in the order in which it arrived: one entry for each notification,
 * nothing merged and nothing left out.
 *
 * @upstream kubernetes/client-go tools/cache/the_real_fifo.go
 * @diverges A delta also carries its key, its number and what led to it.
 * @diverges The key is the one that a delta was queued under; Go asks the key function again for a batch, and one that fails only then ends the batch.
 * @diverges Logging is a trace event; the slow-handler log is left to views of the trace.
 * @diverges Whether the first list is counted down before or after processing follows the profile.
 */

import {
  isUnstructured,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { Ring } from '#base/ring.ts';
import { between, inSeconds } from '#base/time.ts';
import { noCauses } from '#sim/causes.ts';
import type { Channel } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Cond, Mutex } from '#sim/sync.ts';
import {
  DeletedFinalStateUnknown,
  type Delta,
  type Deltas,
  errZeroLengthDeltasObject,
  newest,
} from './delta_fifo.ts';
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
  type FIFOMetrics,
  type InformerMetricsOptions,
  newFIFOMetrics,
} from './informer_metrics.ts';
import {
  type KeyFunc,
  metaNamespaceKeyFunc,
  newKeyError,
  type StoreError,
  type TransformFunc,
} from './store.ts';

export interface RealFIFOOptions extends InformerMetricsOptions {
  readonly keyFunction?: KeyFunc | undefined;
  /** What the consumer has stored. Given exactly if events are not atomic. */
  readonly knownObjects?: KnownObjects | undefined;
  readonly transformer?: TransformFunc | undefined;
  /** Replace and Resync are one delta each, and the consumer works out what they mean. */
  readonly atomicEvents?: boolean;
  /** Gives the lock up during processing, unless very many deltas wait. */
  readonly unlockWhileProcessing?: boolean;
  readonly emitDeltaTypeBookmark?: boolean;
  /** The first list is counted down after processing, not before. */
  readonly countAfterProcessing?: boolean;
  readonly batchSize?: number;
  /** `RealFIFO` if left out. */
  readonly name?: string | undefined;
  readonly noun?: QueueNoun | undefined;
  /** Called once, when the first list has been taken out. */
  readonly onSynced?: (() => void) | undefined;
}

const defaultBatchSize = 1000;
const done = ok(undefined);

export function newRealFIFOWithOptions(sim: Sim, options: RealFIFOOptions): RealFIFO {
  return new RealFIFO(sim, options);
}

export class RealFIFO implements Queue {
  readonly name: string;
  readonly #sim: Sim;
  readonly #options: RealFIFOOptions;
  readonly #keyFunc: KeyFunc;
  readonly #batchSize: number;
  readonly #trace: QueueTrace;
  readonly #metrics: FIFOMetrics;
  readonly #lock: Mutex;
  readonly #cond: Cond;
  readonly #initial: InitialPopulation;
  readonly #items = new Ring<Delta>();
  /** How many deltas of each key are queued. */
  readonly #queuedOf = new Map<string, number>();
  #closed = false;

  constructor(sim: Sim, options: RealFIFOOptions) {
    checkOptions(options);
    this.#sim = sim;
    this.#options = options;
    this.name = options.name ?? 'RealFIFO';
    this.#keyFunc = options.keyFunction ?? metaNamespaceKeyFunc;
    this.#batchSize = options.batchSize ?? defaultBatchSize;
    const noun = options.noun ?? { informer: this.name, resource: '' };
    this.#trace = new QueueTrace(sim, noun);
    this.#metrics = newFIFOMetrics(options);
    this.#lock = new Mutex(sim, `${noun.informer}.queue.lock`);
    this.#cond = new Cond(sim, `${noun.informer}.queue`, this.#lock);
    const { onSynced } = options;
    this.#initial = new InitialPopulation(sim, { noun, trace: this.#trace, onSynced });
  }

  transformer(): TransformFunc | undefined {
    return this.#options.transformer;
  }

  depth(): number {
    return this.#items.length;
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

  /** The key of an object, of a tombstone, of a delta or of several. */
  keyOf(obj: unknown): Result<string, StoreError> {
    let keyed = obj;
    if (Array.isArray(obj)) {
      const deltas: Deltas = obj;
      const last = newest(deltas);
      if (last === undefined) return fail(newKeyError(obj, errZeroLengthDeltasObject));
      keyed = last.object;
    }
    if (isDelta(keyed)) keyed = keyed.object;
    if (keyed instanceof DeletedFinalStateUnknown) return ok(keyed.key);
    return this.#keyFunc(keyed);
  }

  *hasSynced(): Proc<boolean> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#lock.unlock();
    return this.#initial.hasSynced();
  }

  done(): Channel<never> {
    return this.#initial.synced;
  }

  *add(obj: Unstructured): Proc<Result<void, StoreError>> {
    return yield* this.#addOne('Added', obj);
  }

  *update(obj: Unstructured): Proc<Result<void, StoreError>> {
    return yield* this.#addOne('Updated', obj);
  }

  /** Queued even for a key that nobody knows. */
  *delete(obj: Unstructured | DeletedFinalStateUnknown): Proc<Result<void, StoreError>> {
    return yield* this.#addOne('Deleted', obj);
  }

  /** Does not count as the first thing that happened to the queue. */
  *bookmark(resourceVersion: string): Proc<Result<void, StoreError>> {
    if (this.#options.emitDeltaTypeBookmark !== true) return done;
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#push({ type: 'Bookmark', object: { resourceVersion }, ...this.#header('') });
    this.#lock.unlock();
    return done;
  }

  *replace(list: readonly Unstructured[], resourceVersion: string): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    const because = this.#sim.causes;
    if (this.#takesTime) yield* transforming(this.#sim, this.transformer(), list.length);
    const replaced =
      this.#options.atomicEvents === true
        ? this.#replaceAtomically(list, resourceVersion)
        : this.#replaceEach(list);
    this.#sim.adopt(because);
    if (replaced.ok) this.#initial.begin(this.#items.length);
    this.#lock.unlock();
    return replaced;
  }

  /** Atomic: one delta, even if one is queued. Else `Sync` for each known key that is not queued. */
  *resync(): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    const because = this.#sim.causes;
    if (this.#options.atomicEvents === true) {
      this.#push({ type: 'SyncAll', object: {}, ...this.#header('') });
    } else {
      for (const key of this.#options.knownObjects?.listKeys() ?? []) {
        this.#sim.adopt(because);
        this.#resyncKey(key);
      }
    }
    this.#sim.adopt(because);
    this.#lock.unlock();
    return done;
  }

  /** Waits for a delta, and processes it alone. */
  *pop(process: PopProcessFunc): Proc<Result<Deltas, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    try {
      if (!(yield* this.#waitForItems())) return fail(errFIFOClosed);
      const deltas = this.#takeOut(1);
      const processed = yield* this.#process(deltas, process);
      return processed.ok ? ok(deltas) : processed;
    } finally {
      this.#initial.tellSynced();
      this.#lock.unlock();
    }
  }

  /** Waits for deltas, and processes as many at once as may go together. */
  *popBatch(
    processBatch: PopProcessFunc,
    processSingle: PopProcessFunc,
  ): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    try {
      if (!(yield* this.#waitForItems())) return fail(errFIFOClosed);
      const deltas = this.#takeOut(this.#batchLength());
      const process = deltas.length === 1 ? processSingle : processBatch;
      return yield* this.#process(deltas, process);
    } finally {
      this.#initial.tellSynced();
      this.#lock.unlock();
    }
  }

  abandon(): void {
    for (;;) {
      const delta = this.#items.shift();
      if (delta === undefined) break;
      const { type, key, number, causes } = delta;
      this.#sim.adopt(causes);
      this.#trace.dropped(type, key, { reason: 'stopped', delta: number });
    }
    this.#queuedOf.clear();
  }

  *#addOne(
    type: 'Added' | 'Updated' | 'Deleted',
    obj: Unstructured | DeletedFinalStateUnknown,
  ): Proc<Result<void, StoreError>> {
    if (!this.#lock.tryLock()) yield* this.#lock.lock();
    this.#initial.begin(0);
    const objects = obj instanceof DeletedFinalStateUnknown ? 0 : 1;
    if (this.#takesTime) yield* transforming(this.#sim, this.transformer(), objects);
    const queued = this.#addToItems(type, obj, true);
    this.#lock.unlock();
    return queued;
  }

  get #takesTime(): boolean {
    return this.#options.transformer?.lasting !== undefined;
  }

  #replaceAtomically(
    list: readonly Unstructured[],
    resourceVersion: string,
  ): Result<void, StoreError> {
    const objects: Unstructured[] = [];
    for (const obj of list) {
      const transformed = this.#transform(obj);
      if (!transformed.ok) return transformed;
      objects.push(transformed.value);
    }
    const object = { resourceVersion, objects };
    this.#push({ type: 'ReplacedAll', object, ...this.#header('') });
    return done;
  }

  #replaceEach(list: readonly Unstructured[]): Result<void, StoreError> {
    const because = this.#sim.causes;
    return reconcileReplacement({
      queued: this.#items.toArray(),
      knownObjects: this.#options.knownObjects,
      list,
      keyOf: (obj) => this.keyOf(obj),
      onDelete: (tombstone) => {
        this.#sim.adopt(because);
        return this.#addToItems('Deleted', tombstone, false);
      },
      onReplace: (obj) => {
        this.#sim.adopt(because);
        return this.#addToItems('Replaced', obj, true);
      },
    });
  }

  #resyncKey(key: string): void {
    const obj = this.#options.knownObjects?.getByKey(key);
    if (obj === undefined) return;
    if (this.#queuedOf.has(key)) this.#trace.dropped('Sync', key, { reason: 'already queued' });
    else this.#addToItems('Sync', obj, false);
  }

  /** The key is that of the object before it is transformed. */
  #addToItems(
    type: 'Added' | 'Updated' | 'Deleted' | 'Replaced' | 'Sync',
    obj: Unstructured | DeletedFinalStateUnknown,
    transforms: boolean,
  ): Result<void, StoreError> {
    const key = this.keyOf(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    let object = obj;
    if (transforms && !(obj instanceof DeletedFinalStateUnknown)) {
      const transformed = this.#transform(obj);
      if (!transformed.ok) return transformed;
      object = transformed.value;
    }
    this.#push({ type, object, ...this.#header(key.value) } as Delta);
    return done;
  }

  #transform(obj: Unstructured): Result<Unstructured, StoreError> {
    const { transformer } = this.#options;
    return transformer === undefined ? ok(obj) : transformer(obj);
  }

  #header(key: string): Pick<Delta, 'key' | 'number' | 'causes'> {
    return { key, number: this.#trace.number(), causes: noCauses };
  }

  #push(delta: Delta): void {
    const { key } = delta;
    if (key !== '') this.#queuedOf.set(key, (this.#queuedOf.get(key) ?? 0) + 1);
    this.#items.push(delta);
    this.#trace.queued(delta, this.#depth());
    this.#cond.broadcast();
    // As upstream: a bookmark is queued, but not counted until something else happens.
    if (delta.type !== 'Bookmark') this.#measureDepth();
  }

  #measureDepth(): void {
    this.#metrics.numberOfQueuedItem.set(this.#items.length);
  }

  #depth(): { readonly keys: number; readonly items: number } {
    return { keys: this.#queuedOf.size, items: this.#items.length };
  }

  *#waitForItems(): Proc<boolean> {
    while (this.#items.length === 0) {
      if (this.#closed) return false;
      yield* this.#cond.wait();
    }
    return true;
  }

  /** How many deltas from the head on have different keys and belong to the same side of the first list. */
  #batchLength(): number {
    const keys = new Set<string>();
    const most = Math.min(this.#batchSize, this.#items.length);
    const initial = this.#initial.left();
    for (let index = 0; index < most; index++) {
      if (initial > 0 && index >= initial) return index;
      const delta = this.#items.at(index);
      const single = delta === undefined || delta.key === '';
      if (single) return Math.max(1, index);
      const key = this.keyOf(delta);
      if (!key.ok) return index + 1;
      if (keys.has(key.value)) return index;
      keys.add(key.value);
    }
    return most;
  }

  #takeOut(length: number): Deltas {
    const deltas: Delta[] = [];
    for (let index = 0; index < length; index++) {
      const delta = this.#items.shift();
      if (delta === undefined) break;
      const left = (this.#queuedOf.get(delta.key) ?? 0) - 1;
      if (left > 0) this.#queuedOf.set(delta.key, left);
      else this.#queuedOf.delete(delta.key);
      deltas.push(delta);
    }
    return deltas;
  }

  *#process(deltas: Deltas, process: PopProcessFunc): Proc<Result<void, StoreError>> {
    const isInInitialList = !this.#initial.hasSynced();
    const key = deltas.length === 1 ? (deltas[0]?.key ?? '') : '';
    this.#trace.popped(deltas, key, this.#depth());
    this.#measureDepth();
    const after = this.#options.countAfterProcessing === true;
    if (!after) this.#initial.countDown(deltas.length);
    try {
      return yield* this.#whileProcessing(process(deltas, isInInitialList));
    } finally {
      if (after) this.#initial.countDown(deltas.length);
    }
  }

  *#whileProcessing(
    processing: Blocking<Result<void, StoreError>>,
  ): Proc<Result<void, StoreError>> {
    const unlocks =
      this.#options.unlockWhileProcessing === true && this.#items.length < 2 * this.#batchSize;
    if (!unlocks) return yield* this.#timed(processing);
    this.#lock.unlock();
    try {
      return yield* this.#timed(processing);
    } finally {
      yield* this.#lock.lock();
    }
  }

  /** Failures are timed too; a panic is not. */
  *#timed(processing: Blocking<Result<void, StoreError>>): Proc<Result<void, StoreError>> {
    const since = this.#sim.now;
    const processed = yield* processing;
    const lasted = inSeconds(between(since, this.#sim.now));
    this.#metrics.processingLatency.observe(lasted);
    return processed;
  }
}

/** What a new list means for what is queued and known. */
export interface Replacement {
  readonly queued: Deltas;
  readonly knownObjects: KnownObjects | undefined;
  readonly list: readonly Unstructured[];
  readonly keyOf: KeyFunc;
  readonly onDelete: (tombstone: DeletedFinalStateUnknown) => Result<void, StoreError>;
  readonly onReplace: (obj: Unstructured) => Result<void, StoreError>;
}

/** Tombstones first: of queued keys in the order of their arrival, then of known ones. Then the list. */
export function reconcileReplacement(replacement: Replacement): Result<void, StoreError> {
  const { list, keyOf, knownObjects } = replacement;
  const listed = new Set<string>();
  for (const obj of list) {
    const key = keyOf(obj);
    if (!key.ok) return fail(newKeyError(obj, key.error));
    listed.add(key.value);
  }
  const last = new Map<string, Delta>();
  for (const delta of replacement.queued) last.set(delta.key, delta);
  for (const [key, delta] of last) {
    if (listed.has(key) || delta.type === 'Deleted') continue;
    const obj = isUnstructured(delta.object) ? delta.object : undefined;
    const deleted = replacement.onDelete(new DeletedFinalStateUnknown(key, obj));
    if (!deleted.ok) return couldNotEnqueue(deleted.error);
  }
  for (const key of knownObjects?.listKeys() ?? []) {
    if (listed.has(key) || last.has(key)) continue;
    const tombstone = new DeletedFinalStateUnknown(key, knownObjects?.getByKey(key));
    const deleted = replacement.onDelete(tombstone);
    if (!deleted.ok) return couldNotEnqueue(deleted.error);
  }
  for (const obj of list) {
    const replaced = replacement.onReplace(obj);
    if (!replaced.ok) return couldNotEnqueue(replaced.error);
  }
  return done;
}

function isDelta(obj: unknown): obj is Delta {
  return typeof obj === 'object' && obj !== null && 'type' in obj && 'number' in obj;
}

/** Panics: these are mistakes in the program, not in its input. */
function checkOptions(options: RealFIFOOptions): void {
  const { atomicEvents = false, unlockWhileProcessing = false } = options;
  const complain = (what: string): never => {
    throw new Error(`coding error: ${what}`);
  };
  if (atomicEvents) {
    if (options.knownObjects !== undefined) {
      complain('knownObjects must not be provided when AtomicEvents is true');
    }
    return;
  }
  if (unlockWhileProcessing) {
    complain('UnlockWhileProcessing must be false when AtomicEvents is false');
  }
  if (options.knownObjects === undefined) {
    complain('knownObjects must be provided when AtomicEvents is false');
  }
  if (options.emitDeltaTypeBookmark === true) {
    complain('EmitDeltaTypeBookmark must be false when AtomicEvents is false');
  }
}
