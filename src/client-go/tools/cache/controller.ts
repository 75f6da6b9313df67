/**
 * Drives an informer: a Reflector fills a queue, and what comes out of it is applied to a store and told
 * to handlers. Also the handlers themselves, and the informer that has only one.
 *
 * @upstream kubernetes/client-go tools/cache/controller.go
 * @diverges Handlers may block: a handler is a plain function, or a generator that is run to its end.
 * @diverges Handlers are passed a {@link Delivery}, through which a filter tells the trace what it kept back.
 * @diverges Each delta's application is a trace event and carries on what led to the delta.
 * @diverges Deltas are typed unions, so wrong payloads are compile errors.
 * @diverges A consumer that people stall stands still before it takes the next item; Go's scheduler may stop a goroutine anywhere.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { untilWithContext } from '#apimachinery/pkg/util/wait/backoff.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, noDuration, second } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import { type Environment, reallyCrashes } from '#client-go/features/features.ts';
import type { Causes } from '#sim/causes.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { WaitGroup } from '#sim/sync.ts';
import type { EventData } from '#trace/event.ts';
import {
  DeletedFinalStateUnknown,
  type Delta,
  type Deltas,
  newDeltaFIFOWithOptions,
  type ReplacedAllInfo,
} from './delta_fifo.ts';
import { errFIFOClosed, type PopProcessFunc, type Queue, type QueueNoun } from './fifo.ts';
import type { Indexer, Indexers } from './index.ts';
import type { InformerMetricsOptions } from './informer_metrics.ts';
import type { ListerWatcher } from './listwatch.ts';
import { type ExpectedType, Reflector, type WatchErrorHandler } from './reflector.ts';
import {
  type KeyFunc,
  metaNamespaceKeyFunc,
  newIndexer,
  type ObjectName,
  parseObjectName,
  type Store,
  type StoreError,
  type Transaction,
  type TransactionStore,
  type TransformFunc,
} from './store.ts';
import { newRealFIFOWithOptions, reconcileReplacement } from './the_real_fifo.ts';
import { StoreTrace } from './thread_safe_store.ts';

/** Where a notification came from, for handlers that keep something back. */
export interface Delivery {
  /** The handler lets this one pass by. */
  readonly filtered: () => void;
}

/** What a handler's function gives: nothing, or something that has to be run to its end. */
export type Handled = void | Blocking<void>;

/** Told of every change of a store, one at a time and in order. It must not change the objects. */
export interface ResourceEventHandler {
  readonly onAdd: (obj: Unstructured, isInInitialList: boolean, delivery?: Delivery) => Handled;
  readonly onUpdate: (oldObj: Unstructured, newObj: Unstructured, delivery?: Delivery) => Handled;
  /** `obj` is a tombstone if the deletion itself was missed. */
  readonly onDelete: (obj: Unstructured | DeletedFinalStateUnknown, delivery?: Delivery) => Handled;
}

/** Handler functions, any of which may be missing. */
export interface ResourceEventHandlerDetailedFuncs {
  readonly addFunc?: (obj: Unstructured, isInInitialList: boolean) => Handled;
  readonly updateFunc?: (oldObj: Unstructured, newObj: Unstructured) => Handled;
  readonly deleteFunc?: (obj: Unstructured | DeletedFinalStateUnknown) => Handled;
}

/** The same, without being told what belongs to the initial list. */
export interface ResourceEventHandlerFuncs
  extends Omit<ResourceEventHandlerDetailedFuncs, 'addFunc'> {
  readonly addFunc?: (obj: Unstructured) => Handled;
}

/** A handler made of functions. */
export function resourceEventHandlerDetailedFuncs(
  funcs: ResourceEventHandlerDetailedFuncs,
): ResourceEventHandler {
  return {
    onAdd: (obj, isInInitialList) => funcs.addFunc?.(obj, isInInitialList),
    onUpdate: (oldObj, newObj) => funcs.updateFunc?.(oldObj, newObj),
    onDelete: (obj) => funcs.deleteFunc?.(obj),
  };
}

/** A handler made of functions. */
export function resourceEventHandlerFuncs(funcs: ResourceEventHandlerFuncs): ResourceEventHandler {
  return {
    onAdd: (obj) => funcs.addFunc?.(obj),
    onUpdate: (oldObj, newObj) => funcs.updateFunc?.(oldObj, newObj),
    onDelete: (obj) => funcs.deleteFunc?.(obj),
  };
}

/** Tells `handler` only of objects that pass the filter; passing it for the first or last time counts as an add or a delete. */
export interface FilteringResourceEventHandler {
  /** Is also given the tombstones. */
  readonly filterFunc: (obj: Unstructured | DeletedFinalStateUnknown) => boolean;
  readonly handler: ResourceEventHandler;
}

export function filteringResourceEventHandler(
  filtering: FilteringResourceEventHandler,
): ResourceEventHandler {
  const { filterFunc, handler } = filtering;
  return {
    onAdd: (obj, isInInitialList, delivery) => {
      if (filterFunc(obj)) return handler.onAdd(obj, isInInitialList, delivery);
      return delivery?.filtered();
    },
    onUpdate: (oldObj, newObj, delivery) => {
      const newer = filterFunc(newObj);
      const older = filterFunc(oldObj);
      if (newer && older) return handler.onUpdate(oldObj, newObj, delivery);
      if (newer) return handler.onAdd(newObj, false, delivery);
      if (older) return handler.onDelete(oldObj, delivery);
      return delivery?.filtered();
    },
    onDelete: (obj, delivery) => {
      if (filterFunc(obj)) return handler.onDelete(obj, delivery);
      return delivery?.filtered();
    },
  };
}

/** The key of an object or of a tombstone. */
export function deletionHandlingMetaNamespaceKeyFunc(obj: unknown): Result<string, StoreError> {
  return obj instanceof DeletedFinalStateUnknown ? ok(obj.key) : metaNamespaceKeyFunc(obj);
}

/** The namespace and name of an object or of a tombstone. */
export function deletionHandlingObjectToName(obj: unknown): Result<ObjectName, StoreError> {
  const key = deletionHandlingMetaNamespaceKeyFunc(obj);
  return key.ok ? parseObjectName(key.value) : key;
}

/** What a controller is made of. */
export interface Config {
  readonly queue: Queue;
  readonly listerWatcher: ListerWatcher;
  readonly noun: QueueNoun;
  readonly process: PopProcessFunc;
  /** Handles several deltas at once, where the profile and the queue can do that. */
  readonly processBatch?: PopProcessFunc | undefined;
  readonly fullResyncPeriod: Duration;
  readonly minWatchTimeout?: Duration | undefined;
  readonly expectedType?: ExpectedType | undefined;
  readonly objectDescription?: string | undefined;
  readonly shouldResync?: (() => Blocking<boolean>) | undefined;
  readonly watchErrorHandler?: WatchErrorHandler | undefined;
  readonly watchListPageSize?: number | undefined;
}

export function newController(environment: Environment, config: Config): Controller {
  return new Controller(environment, config);
}

export class Controller {
  readonly #environment: Environment;
  readonly #sim: Sim;
  readonly #config: Config;
  #reflector: Reflector | undefined;

  constructor(environment: Environment, config: Config) {
    this.#environment = environment;
    this.#sim = environment.sim;
    this.#config = config;
  }

  hasSynced(): Blocking<boolean> {
    return this.#config.queue.hasSynced();
  }

  /** `''` before it runs. */
  lastSyncResourceVersion(): string {
    return this.#reflector?.lastSyncResourceVersion() ?? '';
  }

  /** Runs the Reflector in a process of its own, and processes what it queues until the context ends. */
  *run(ctx: Context): Proc {
    const sim = this.#sim;
    const { queue, noun } = this.#config;
    sim.spawn(`${noun.informer}/closer`, closing(ctx, queue));
    const reflector = this.#newReflector();
    this.#reflector = reflector;
    const group = new WaitGroup(sim, `${noun.informer}.controller`);
    group.go(`${noun.informer}/reflector`, reflector.run(ctx));
    yield* untilWithContext(sim, ctx, {
      name: `${noun.informer}.processLoop`,
      reallyCrash: reallyCrashes(this.#environment),
      body: () => this.#processLoop(ctx),
      period: second,
    });
    yield* group.wait();
    queue.abandon();
  }

  /** Errors of processing are discarded, and with them the rest of what was popped. */
  *#processLoop(ctx: Context): Proc {
    const { queue, process, processBatch } = this.#config;
    const { batches, dropOnStop } = this.#environment.profile;
    const popBatch =
      batches && processBatch !== undefined ? queue.popBatch?.bind(queue) : undefined;
    for (;;) {
      // The one place between two items where the goroutine could be kept waiting for a processor.
      if (this.#sim.self.stalled) yield* this.#sim.pause();
      if (dropOnStop && ctx.error !== undefined) return;
      const popped =
        popBatch === undefined || processBatch === undefined
          ? yield* queue.pop(process)
          : yield* popBatch(processBatch, process);
      if (!popped.ok && popped.error === errFIFOClosed) return;
    }
  }

  #newReflector(): Reflector {
    const { queue, objectDescription, fullResyncPeriod, ...rest } = this.#config;
    return new Reflector(this.#environment, {
      ...rest,
      store: queue,
      typeDescription: objectDescription,
      resyncPeriod: fullResyncPeriod,
    });
  }
}

function* closing(ctx: Context, queue: Queue): Proc {
  yield* ctx.done.receive();
  yield* queue.close();
}

/** Tells the trace of each delta that is applied, and carries on what led to it. */
export class ProcessTrace {
  readonly #sim: Sim;
  readonly #informer: string;
  readonly #prefix: string;

  constructor(sim: Sim, noun: QueueNoun) {
    this.#sim = sim;
    this.#informer = noun.informer;
    this.#prefix = noun.resource === '' ? '' : `${noun.resource}/`;
  }

  /** What leads to whatever happens next. */
  causes(): Causes {
    return this.#sim.causes;
  }

  adopt(causes: Causes): void {
    this.#sim.adopt(causes);
  }

  /** One of several deltas goes on because of itself, not because of the whole batch. */
  applying(delta: Delta, isOneOfSeveral: boolean): void {
    if (isOneOfSeveral) this.#sim.adopt(delta.causes);
    this.#sim.emit('delta.applying', this.#subject(delta.key), this.#told(delta));
  }

  /** The whole batch is written at once. */
  applyingBatch(deltas: Deltas): void {
    const because = this.#sim.causes;
    for (const delta of deltas) this.applying(delta, true);
    this.#sim.adopt(because);
  }

  processed(delta: Delta): void {
    this.#sim.emit('delta.processed', this.#subject(delta.key), this.#told(delta));
  }

  #told(delta: Delta): EventData<'delta.applying'> {
    const { number, type, key } = delta;
    return { informer: this.#informer, delta: number, type, key };
  }

  #subject(key: string): string {
    return key === '' ? this.#informer : this.#prefix + key;
  }
}

/** A transform after which the trace speaks of the object as it has become. */
export function tracedTransform(sim: Sim, transform: TransformFunc): TransformFunc {
  const traced = (obj: Unstructured): ReturnType<TransformFunc> => {
    sim.trace.objects.forget(obj);
    const transformed = transform(obj);
    if (transformed.ok && sim.trace.level !== 'counts') {
      const { value } = transformed;
      sim.trace.objects.alias(value, sim.ref(value));
    }
    return transformed;
  };
  return Object.assign(traced, { lasting: transform.lasting });
}

/** Where deltas are applied, and who is told. */
export interface Processing {
  readonly handler: ResourceEventHandler;
  readonly clientState: Store;
  readonly trace: ProcessTrace;
  /** The key function of the queue and the store, if it is not the usual one. */
  readonly keyFunc?: KeyFunc | undefined;
}

const done = ok(undefined);

/** Applies deltas one after the other, oldest first, and tells the handler after each. */
export function* processDeltas(
  processing: Processing,
  deltas: Deltas,
  isInInitialList: boolean,
): Proc<Result<void, StoreError>> {
  const { trace } = processing;
  for (const delta of deltas) {
    trace.applying(delta, deltas.length > 1);
    if (delta.type === 'ReplacedAll') {
      const replaced = yield* processReplacedAllInfo(processing, delta.object, isInInitialList);
      if (!replaced.ok) return replaced;
    } else {
      const applied = apply(processing, delta, isInInitialList);
      if (!applied.ok) return applied;
      if (applied.value !== undefined) yield* applied.value;
    }
    trace.processed(delta);
  }
  return done;
}

/**
 * Writes a delta to the store and calls the handler. What the store knows decides between add and
 * update; the delta's own type does not matter.
 */
function apply(
  processing: Processing,
  delta: Exclude<Delta, { readonly type: 'ReplacedAll' }>,
  isInInitialList: boolean,
): Result<Handled, StoreError> {
  const { handler, clientState } = processing;
  switch (delta.type) {
    case 'Sync':
    case 'Replaced':
    case 'Added':
    case 'Updated': {
      const { object } = delta;
      const known = clientState.get(object);
      const old = known.ok ? known.value : undefined;
      const written = old === undefined ? clientState.add(object) : clientState.update(object);
      if (!written.ok) return written;
      if (old === undefined) return ok(handler.onAdd(object, isInInitialList));
      return ok(handler.onUpdate(old, object));
    }
    case 'Deleted': {
      const deleted = clientState.delete(delta.object);
      return deleted.ok ? ok(handler.onDelete(delta.object)) : deleted;
    }
    case 'SyncAll':
      return ok(syncAll(processing));
    case 'Bookmark':
      clientState.bookmark(delta.object.resourceVersion);
      return done;
    default:
      return unreachable(delta);
  }
}

/** Every object is an update of itself. */
function* syncAll(processing: Processing): Proc {
  const { handler, clientState, trace } = processing;
  const because = trace.causes();
  for (const object of clientState.list()) {
    trace.adopt(because);
    yield* called(handler.onUpdate(object, object));
  }
}

/** Swaps the whole store first, then tells of deletions, then of the listed objects in their order. */
function* processReplacedAllInfo(
  processing: Processing,
  info: ReplacedAllInfo,
  isInInitialList: boolean,
): Proc<Result<void, StoreError>> {
  const { handler, clientState, trace } = processing;
  const deleted: DeletedFinalStateUnknown[] = [];
  const listed: { readonly obj: Unstructured; readonly old: Unstructured | undefined }[] = [];
  const reconciled = reconcileReplacement({
    queued: [],
    knownObjects: clientState,
    list: info.objects,
    keyOf: processing.keyFunc ?? deletionHandlingMetaNamespaceKeyFunc,
    onDelete: (tombstone) => {
      deleted.push(tombstone);
      return done;
    },
    onReplace: (obj) => {
      const old = clientState.get(obj);
      listed.push({ obj, old: old.ok ? old.value : undefined });
      return done;
    },
  });
  if (!reconciled.ok) return reconciled;
  const replaced = clientState.replace(info.objects, info.resourceVersion);
  if (!replaced.ok) return replaced;
  const because = trace.causes();
  for (const tombstone of deleted) {
    trace.adopt(because);
    yield* called(handler.onDelete(tombstone));
  }
  for (const { obj, old } of listed) {
    trace.adopt(because);
    if (old === undefined) yield* called(handler.onAdd(obj, isInInitialList));
    else yield* called(handler.onUpdate(old, obj));
  }
  return done;
}

/** Applies all deltas to the store at once, then tells the handler of each in order. */
export function* processDeltasInBatch(
  processing: Processing & { readonly clientState: Store & TransactionStore },
  deltas: Deltas,
  isInInitialList: boolean,
): Proc<Result<void, StoreError>> {
  const { handler, clientState, trace } = processing;
  const transactions: Transaction[] = [];
  const callbacks: (() => Handled)[] = [];
  for (const delta of deltas) {
    if (delta.type === 'Deleted') {
      const { object } = delta;
      transactions.push({ type: 'Delete', object });
      callbacks.push(() => handler.onDelete(object));
      continue;
    }
    if (delta.type === 'ReplacedAll' || delta.type === 'SyncAll' || delta.type === 'Bookmark') {
      const message = `Delta type ${delta.type} is not supported in batch processing`;
      return fail({ message });
    }
    const { object } = delta;
    const known = clientState.get(object);
    const old = known.ok ? known.value : undefined;
    transactions.push({ type: old === undefined ? 'Add' : 'Update', object });
    callbacks.push(() =>
      old === undefined ? handler.onAdd(object, isInInitialList) : handler.onUpdate(old, object),
    );
  }
  trace.applyingBatch(deltas);
  const failed = clientState.transaction(transactions);
  const successful = failed === undefined ? undefined : new Set(failed.successfulIndices);
  for (const [index, delta] of deltas.entries()) {
    if (successful !== undefined && !successful.has(index)) continue;
    trace.adopt(delta.causes);
    yield* called(callbacks[index]?.());
    trace.processed(delta);
  }
  if (failed === undefined) return done;
  const message = `not all items in the batch successfully processed: ${failed.message}`;
  return fail({ message, cause: failed });
}

/** Runs what a handler has to do to its end. */
export function* called(handled: Handled): Proc {
  if (handled !== undefined) yield* handled;
}

/** Who measures, in releases whose informers measure at all. */
export function metricsOf(
  { profile }: Environment,
  { identifier, metricsProvider }: InformerMetricsOptions,
): InformerMetricsOptions {
  return profile.informerMetrics ? { identifier, metricsProvider } : {};
}

/** Which queue the profile gives an informer. */
export function newQueueFIFO(
  environment: Environment,
  options: {
    readonly noun: QueueNoun;
    readonly clientState: Store;
    readonly transformer?: TransformFunc | undefined;
    readonly onSynced?: (() => void) | undefined;
  } & InformerMetricsOptions,
): Queue {
  const { sim, profile } = environment;
  const { noun, clientState, transformer, onSynced } = options;
  const common = { keyFunction: metaNamespaceKeyFunc, transformer, noun, onSynced };
  if (profile.queue === 'DeltaFIFO') {
    const emitDeltaTypeReplaced = true;
    return newDeltaFIFOWithOptions(sim, {
      ...common,
      knownObjects: clientState,
      emitDeltaTypeReplaced,
    });
  }
  const { countAfterProcessing, atomicEvents } = profile;
  return newRealFIFOWithOptions(sim, {
    ...common,
    ...metricsOf(environment, options),
    countAfterProcessing,
    atomicEvents,
    knownObjects: atomicEvents ? undefined : clientState,
    emitDeltaTypeBookmark: atomicEvents,
    unlockWhileProcessing: atomicEvents && profile.unlockWhileProcessing,
  });
}

/** What an informer with one handler is made of. */
export interface InformerOptions extends InformerMetricsOptions {
  readonly listerWatcher: ListerWatcher;
  readonly noun: QueueNoun;
  readonly handler: ResourceEventHandler;
  readonly expectedType?: ExpectedType | undefined;
  readonly resyncPeriod?: Duration | undefined;
  readonly minWatchTimeout?: Duration | undefined;
  readonly indexers?: Indexers | undefined;
  readonly transform?: TransformFunc | undefined;
}

/**
 * An informer whose one handler is called while the queue's lock is held. Upstream's NewInformer,
 * NewIndexerInformer and NewTransformingInformer differ only in their parameters.
 */
export function newInformerWithOptions(
  environment: Environment,
  options: InformerOptions,
): { readonly store: Indexer; readonly controller: Controller } {
  const { sim } = environment;
  const { noun, handler, transform } = options;
  const metrics = metricsOf(environment, options);
  const trace = new ProcessTrace(sim, noun);
  const clientState = newIndexer(
    deletionHandlingMetaNamespaceKeyFunc,
    options.indexers ?? new Map(),
    { ...metrics, chooser: sim.chooser, observer: new StoreTrace(sim, noun) },
  );
  const transformer = transform === undefined ? undefined : tracedTransform(sim, transform);
  const queue = newQueueFIFO(environment, { ...metrics, noun, clientState, transformer });
  const processing = { handler, clientState, trace };
  const controller = newController(environment, {
    queue,
    listerWatcher: options.listerWatcher,
    noun,
    expectedType: options.expectedType,
    fullResyncPeriod: options.resyncPeriod ?? noDuration,
    minWatchTimeout: options.minWatchTimeout,
    process: (deltas, isInInitialList) => processDeltas(processing, deltas, isInInitialList),
    processBatch: (deltas, isInInitialList) =>
      processDeltasInBatch(processing, deltas, isInInitialList),
  });
  return { store: clientState, controller };
}
