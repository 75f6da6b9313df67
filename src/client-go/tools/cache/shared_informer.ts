/**
 * One store and one watch for any number of handlers. Each handler has a buffer without bound and a
 * process of its own, so that none of them can hold up the store or the others.
 *
 * @upstream kubernetes/client-go tools/cache/shared_informer.go
 * @diverges Logging is a trace event.
 * @diverges Listeners are told in the chooser's order (default: that of their registration); Go's map order is random.
 * @diverges Locks that are never held while something blocks (of resync times, of trackers) are left out.
 * @diverges How it says that it has synced follows the profile.
 * @diverges A listener's buffer starts smaller and grows in the same way.
 */

import { resourceVersion } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { pollUntilContextCancel } from '#apimachinery/pkg/util/wait/poll.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { Ring } from '#base/ring.ts';
import {
  after,
  type Duration,
  type Instant,
  milliseconds,
  noDuration,
  second,
} from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import { type Environment, reallyCrashes } from '#client-go/features/features.ts';
import { SingleFileTracker } from '#client-go/tools/cache/synctrack/synctrack.ts';
import type { Causes } from '#sim/causes.ts';
import { Channel, select } from '#sim/channel.ts';
import { type Context, withoutCancel } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { type Panic, recovered, recovering } from '#sim/recover.ts';
import type { Sim } from '#sim/sim.ts';
import { Cond, Mutex, RWMutex, WaitGroup } from '#sim/sync.ts';
import type { EventData } from '#trace/event.ts';
import type { Profile } from '#trace/profile.ts';
import {
  type Controller,
  type Delivery,
  deletionHandlingMetaNamespaceKeyFunc,
  type Handled,
  metricsOf,
  newController,
  newQueueFIFO,
  ProcessTrace,
  processDeltas,
  processDeltasInBatch,
  type ResourceEventHandler,
  tracedTransform,
} from './controller.ts';
import { DeletedFinalStateUnknown, type Deltas } from './delta_fifo.ts';
import type { QueueNoun } from './fifo.ts';
import type { Indexer, Indexers } from './index.ts';
import type { InformerMetricsOptions } from './informer_metrics.ts';
import type { ListerWatcher } from './listwatch.ts';
import { type MutationDetector, newCacheMutationDetector } from './mutation_detector.ts';
import type { ExpectedType, WatchErrorHandler } from './reflector.ts';
import { newIndexer, type StoreError, type TransactionStore, type TransformFunc } from './store.ts';
import { StoreTrace } from './thread_safe_store.ts';

/** Asks whether something has synced. May wait for the queue's lock. */
export type InformerSynced = () => Blocking<boolean>;

/** What came of waiting for the informers of a factory. */
export interface SyncResult {
  /** Why the waiting ended early; `undefined` if everything has synced. */
  readonly error: StoreError | undefined;
  readonly synced: Readonly<Record<string, boolean>>;
}

/** The result as one error that names what has not synced; none if everything has. */
export function syncResultError({ error, synced }: SyncResult): StoreError | undefined {
  if (error === undefined) return undefined;
  const missing = Object.keys(synced).filter((name) => synced[name] !== true);
  const names = missing.sort().join(', ');
  return { message: `failed to sync all caches: ${names}: ${error.message}`, cause: error };
}

/** How often {@link waitForCacheSync} asks. */
export const syncedPollPeriod = milliseconds(100);

/** No handler is resynced more often than this. */
export const minimumResyncPeriod = second;

/** Asks every 100 ms, at once to begin with, until all have synced. False if the context ended first. */
export function* waitForCacheSync(
  sim: Sim,
  ctx: Context,
  ...cacheSyncs: readonly InformerSynced[]
): Proc<boolean> {
  const waited = yield* pollUntilContextCancel<StoreError>(sim, ctx, {
    name: 'WaitForCacheSync',
    interval: syncedPollPeriod,
    immediate: true,
    *condition() {
      for (const synced of cacheSyncs) if (!(yield* synced())) return ok(false);
      return ok(true);
    },
  });
  return waited.ok;
}

/**
 * Removes a handler and waits until it will not be called any more. It must not be called from that
 * handler; a handle of another informer is waited for until that one stops.
 */
export function* shutDownEventHandler(
  informer: SharedIndexInformer,
  registration: ResourceEventHandlerRegistration,
): Proc<Result<void, StoreError>> {
  const removed = yield* informer.removeEventHandler(registration);
  if (removed.ok) yield* registration.shutdownChan().receive();
  return removed;
}

export interface SharedIndexInformerOptions extends InformerMetricsOptions {
  readonly listerWatcher: ListerWatcher;
  /** `rs-controller/pods`, and `pods`. */
  readonly noun: QueueNoun;
  readonly expectedType?: ExpectedType | undefined;
  /** Zero: handlers are never resynced. */
  readonly resyncPeriod?: Duration | undefined;
  readonly indexers?: Indexers | undefined;
  /** `*v1.Pod`, in error texts. */
  readonly objectDescription?: string | undefined;
  readonly minWatchTimeout?: Duration | undefined;
  readonly watchListPageSize?: number | undefined;
}

export interface HandlerOptions {
  /** Default: the informer's own. Zero: never. */
  readonly resyncPeriod?: Duration | undefined;
  /** `listener-N` if left out. */
  readonly name?: string | undefined;
}

/** What adding a handler gives: the way to remove it, and to know that it has seen the first list. */
export interface ResourceEventHandlerRegistration {
  readonly name: string;
  /** True once the handler has been called for everything that was in the first list. */
  readonly hasSynced: InformerSynced;
  /** Closed once {@link hasSynced} is true, in releases that have it. */
  readonly syncedChan: () => Channel<never>;
  /** Closed when its handler will not be called any more. */
  readonly shutdownChan: () => Channel<never>;
}

export function newSharedIndexInformer(
  environment: Environment,
  options: SharedIndexInformerOptions,
): SharedIndexInformer {
  return new SharedIndexInformer(environment, options);
}

export class SharedIndexInformer implements ResourceEventHandler {
  readonly noun: QueueNoun;
  readonly #environment: Environment;
  readonly #sim: Sim;
  readonly #options: SharedIndexInformerOptions;
  readonly #indexer: Indexer & TransactionStore;
  readonly #processor: SharedProcessor;
  readonly #trace: ProcessTrace;
  readonly #mutationDetector: MutationDetector;
  readonly #startedLock: Mutex;
  /** Held while deltas are distributed, so that a handler can be added between two of them. */
  readonly #blockDeltas: Mutex;
  readonly #syncedChan: Channel<never>;
  readonly #defaultEventHandlerResyncPeriod: Duration;
  #resyncCheckPeriod: Duration;
  #controller: Controller | undefined;
  #transform: TransformFunc | undefined;
  #watchErrorHandler: WatchErrorHandler | undefined;
  #started = false;
  #stopped = false;
  #listeners = 0;
  #queueSynced: Channel<never> | undefined;

  constructor(environment: Environment, options: SharedIndexInformerOptions) {
    const { sim } = environment;
    const { noun } = options;
    this.noun = noun;
    this.#environment = environment;
    this.#sim = sim;
    this.#options = options;
    this.#indexer = newIndexer(
      deletionHandlingMetaNamespaceKeyFunc,
      options.indexers ?? new Map(),
      {
        ...metricsOf(environment, options),
        chooser: sim.chooser,
        observer: new StoreTrace(sim, noun),
      },
    );
    this.#trace = new ProcessTrace(sim, noun);
    this.#mutationDetector = newCacheMutationDetector(environment, noun.informer);
    this.#startedLock = new Mutex(sim, `${noun.informer}.startedLock`);
    this.#blockDeltas = new Mutex(sim, `${noun.informer}.blockDeltas`);
    this.#syncedChan = new Channel(sim, { name: `${noun.informer}.synced` });
    this.#processor = new SharedProcessor(environment, noun, this.#syncedChan);
    this.#defaultEventHandlerResyncPeriod = options.resyncPeriod ?? noDuration;
    this.#resyncCheckPeriod = this.#defaultEventHandlerResyncPeriod;
  }

  // Setting up.

  getStore(): Indexer {
    return this.#indexer;
  }

  getIndexer(): Indexer {
    return this.#indexer;
  }

  /** How often the Reflector asks whether anybody is due a resync. */
  get resyncCheckPeriod(): Duration {
    return this.#resyncCheckPeriod;
  }

  /** Only before it starts. The last one counts. */
  setTransform(transform: TransformFunc): Result<void, StoreError> {
    if (this.#started) return fail({ message: 'informer has already started' });
    this.#transform = transform;
    return done;
  }

  /** Only before it starts. The last one counts. */
  setWatchErrorHandler(handler: WatchErrorHandler): Result<void, StoreError> {
    if (this.#started) return fail({ message: 'informer has already started' });
    this.#watchErrorHandler = handler;
    return done;
  }

  /** Until it has stopped. Indexes what is stored, too. */
  *addIndexers(indexers: Indexers): Proc<Result<void, StoreError>> {
    yield* this.#startedLock.lock();
    if (this.#stopped) {
      this.#startedLock.unlock();
      return fail({ message: 'indexer was not added because it has stopped already' });
    }
    yield* this.#blockDeltas.lock();
    const added = this.#indexer.addIndexers(indexers);
    this.#blockDeltas.unlock();
    this.#startedLock.unlock();
    return added;
  }

  isStarted(): boolean {
    return this.#started;
  }

  isStopped(): boolean {
    return this.#stopped;
  }

  /** True once the store holds the first list. Says nothing about handlers. */
  *hasSynced(): Proc<boolean> {
    if (this.#environment.profile.syncedSignal === 'channel') return this.#syncedChan.closed;
    return this.#controller === undefined ? false : yield* this.#controller.hasSynced();
  }

  /** Closed once {@link hasSynced} is true, in releases that have it. */
  syncedChan(): Channel<never> {
    return this.#syncedChan;
  }

  /** What the Reflector has read, whether or not any handler has seen it. */
  lastSyncResourceVersion(): string {
    return this.#controller?.lastSyncResourceVersion() ?? '';
  }

  /** What the store holds; `''` where the release does not tell. */
  lastStoreSyncResourceVersion(): string {
    const { atomicEvents } = this.#environment.profile;
    return atomicEvents ? this.#indexer.lastStoreSyncResourceVersion() : '';
  }

  // Handlers.

  /** Tells `handler` of everything stored and of every change from now on. */
  *addEventHandler(
    handler: ResourceEventHandler,
    options: HandlerOptions = {},
  ): Proc<Result<ResourceEventHandlerRegistration, StoreError>> {
    yield* this.#startedLock.lock();
    const number = ++this.#listeners;
    const name = options.name ?? `listener-${number}`;
    if (this.#stopped) {
      this.#startedLock.unlock();
      const why = 'was not added to shared informer because it has stopped already';
      return fail({ message: `handler ${name} ${why}` });
    }
    const listener = this.#newListener(handler, name, options.resyncPeriod);
    this.#sim.emit('listener.added', this.noun.informer, {
      informer: this.noun.informer,
      listener: name,
      resyncPeriod: listener.resyncPeriod,
      late: this.#started,
    });
    if (this.#started) yield* this.#addLate(listener);
    else yield* this.#processor.addListener(listener);
    this.#startedLock.unlock();
    return ok(listener);
  }

  /** Nothing more is sent to the handler; a call in progress goes on, and most of what waits is dropped. */
  *removeEventHandler(
    registration: ResourceEventHandlerRegistration,
  ): Proc<Result<void, StoreError>> {
    yield* this.#startedLock.lock();
    yield* this.#blockDeltas.lock();
    const removed = yield* this.#processor.removeListener(registration);
    this.#blockDeltas.unlock();
    this.#startedLock.unlock();
    return removed;
  }

  /** Everything stored is an add to a late handler, and nothing is distributed meanwhile. */
  *#addLate(listener: ProcessorListener): Proc {
    yield* this.#blockDeltas.lock();
    const because = this.#sim.causes;
    listener.hasAllStored = false;
    yield* this.#processor.addListener(listener);
    for (const newObj of this.#indexer.list()) {
      this.#sim.adopt(because);
      yield* listener.add({ type: 'add', newObj, isInInitialList: true });
    }
    this.#sim.adopt(because);
    this.#processor.watchSynced(listener);
    this.#blockDeltas.unlock();
  }

  #newListener(
    handler: ResourceEventHandler,
    name: string,
    requested: Duration | undefined,
  ): ProcessorListener {
    const requestedResyncPeriod = this.#allowedResyncPeriod(requested);
    return new ProcessorListener(this.#environment, {
      handler,
      name,
      noun: this.noun,
      requestedResyncPeriod,
      resyncPeriod: determineResyncPeriod(requestedResyncPeriod, this.#resyncCheckPeriod),
      informerHasSynced: () => this.hasSynced(),
    });
  }

  /** Before the start, a shorter period makes the whole informer check more often. */
  #allowedResyncPeriod(requested: Duration | undefined): Duration {
    const desired = requested ?? this.#defaultEventHandlerResyncPeriod;
    if (desired === 0) return desired;
    const period = desired < minimumResyncPeriod ? minimumResyncPeriod : desired;
    if (period >= this.#resyncCheckPeriod) return period;
    if (this.#started) return this.#resyncCheckPeriod;
    this.#resyncCheckPeriod = period;
    this.#processor.resyncCheckPeriodChanged(period);
    return period;
  }

  // Running.

  /** Runs until the context ends and every handler has returned. An informer runs only once. */
  *run(ctx: Context): Proc {
    const sim = this.#sim;
    const { informer, resource } = this.noun;
    if (this.#started) return;
    yield* this.#startedLock.lock();
    const controller = this.#newController();
    this.#controller = controller;
    this.#started = true;
    this.#startedLock.unlock();
    const { profile } = this.#environment;
    sim.emit('informer.started', informer, {
      informer,
      resource,
      queue: profile.queue,
      resyncPeriod: this.#resyncCheckPeriod,
      indexes: [...this.#indexer.getIndexers().keys()],
    });
    const processorStop = withoutCancel(sim, `${informer}/processor`);
    const group = new WaitGroup(sim, `${informer}.wg`);
    this.#mutationDetector.start(group, processorStop.ctx);
    group.go(`${informer}/processor`, this.#processor.run(processorStop.ctx));
    if (profile.syncedSignal === 'channel') {
      group.go(`${informer}/synced`, this.#watchQueueSynced(ctx));
    }
    yield* controller.run(ctx);
    yield* this.#startedLock.lock();
    this.#stopped = true;
    this.#startedLock.unlock();
    processorStop.cancel();
    yield* group.wait();
    sim.emit('informer.stopped', informer, { informer });
  }

  #newController(): Controller {
    const environment = this.#environment;
    const options = this.#options;
    const transform = this.#transform;
    const queue = newQueueFIFO(environment, {
      ...metricsOf(environment, options),
      noun: this.noun,
      clientState: this.#indexer,
      transformer: transform === undefined ? undefined : tracedTransform(this.#sim, transform),
      onSynced: () => {
        if (environment.profile.syncedSignal === 'poll') this.#markSynced();
      },
    });
    this.#queueSynced = queue.done();
    return newController(environment, {
      queue,
      listerWatcher: options.listerWatcher,
      noun: this.noun,
      expectedType: options.expectedType,
      objectDescription: options.objectDescription,
      fullResyncPeriod: this.#resyncCheckPeriod,
      minWatchTimeout: options.minWatchTimeout,
      watchListPageSize: options.watchListPageSize,
      watchErrorHandler: this.#watchErrorHandler,
      shouldResync: () => this.#processor.shouldResync(),
      process: (deltas, isInInitialList) => this.#handleDeltas(deltas, isInInitialList),
      processBatch: (deltas, isInInitialList) => this.#handleBatchDeltas(deltas, isInInitialList),
    });
  }

  /** The goroutine that makes a channel of the queue's being synced. */
  *#watchQueueSynced(ctx: Context): Proc {
    const queueSynced = this.#queueSynced;
    if (queueSynced === undefined) return;
    const cases = [queueSynced.receiving(), ctx.done.receiving()];
    const { index } = yield* select(this.#sim, cases);
    if (index === 0) this.#markSynced();
  }

  #markSynced(): void {
    const { informer } = this.noun;
    this.#sim.emit('informer.synced', informer, { informer });
    const because = this.#sim.causes;
    this.#syncedChan.close();
    this.#processor.upstreamHasSynced();
    this.#sim.adopt(because);
  }

  *#handleDeltas(deltas: Deltas, isInInitialList: boolean): Proc<Result<void, StoreError>> {
    if (!this.#blockDeltas.tryLock()) yield* this.#blockDeltas.lock();
    try {
      return yield* processDeltas(
        { handler: this, clientState: this.#indexer, trace: this.#trace },
        deltas,
        isInInitialList,
      );
    } finally {
      this.#blockDeltas.unlock();
    }
  }

  *#handleBatchDeltas(deltas: Deltas, isInInitialList: boolean): Proc<Result<void, StoreError>> {
    if (!this.#blockDeltas.tryLock()) yield* this.#blockDeltas.lock();
    try {
      return yield* processDeltasInBatch(
        { handler: this, clientState: this.#indexer, trace: this.#trace },
        deltas,
        isInInitialList,
      );
    } finally {
      this.#blockDeltas.unlock();
    }
  }

  // Called for each change of the store.

  onAdd(newObj: Unstructured, isInInitialList: boolean): Blocking<void> {
    this.#mutationDetector.addObject(newObj);
    return this.#processor.distribute({ type: 'add', newObj, isInInitialList }, false);
  }

  /** An update to the same resourceVersion is for those who are being resynced. */
  onUpdate(oldObj: Unstructured, newObj: Unstructured): Blocking<void> {
    this.#mutationDetector.addObject(newObj);
    const isSync = resourceVersion(oldObj) === resourceVersion(newObj);
    return this.#processor.distribute({ type: 'update', oldObj, newObj }, isSync);
  }

  onDelete(oldObj: Unstructured | DeletedFinalStateUnknown): Blocking<void> {
    return this.#processor.distribute({ type: 'delete', oldObj }, false);
  }
}

/** A handler's period in an informer that checks every `check`: never, or not more often than that. */
function determineResyncPeriod(desired: Duration, check: Duration): Duration {
  if (desired === 0 || check === 0) return noDuration;
  return desired < check ? check : desired;
}

const done = ok(undefined);

/** A change of the store, as every listener hears of it. */
type Change =
  | { readonly type: 'add'; readonly newObj: Unstructured; readonly isInInitialList: boolean }
  | { readonly type: 'update'; readonly oldObj: Unstructured; readonly newObj: Unstructured }
  | { readonly type: 'delete'; readonly oldObj: Unstructured | DeletedFinalStateUnknown };

/** A change on its way to one handler. */
interface Notification {
  readonly number: number;
  readonly key: string;
  readonly change: Change;
  readonly causes: Causes;
}

/** Hands each change to the listeners. */
class SharedProcessor {
  readonly #environment: Environment;
  readonly #sim: Sim;
  readonly #noun: QueueNoun;
  readonly #syncedChan: Channel<never>;
  /** True for those that are being resynced. */
  readonly #listeners = new Map<ProcessorListener, boolean>();
  readonly #listenersLock: RWMutex;
  readonly #listenersRCond: Cond;
  readonly #group: WaitGroup;
  #listenersStarted = false;

  constructor(environment: Environment, noun: QueueNoun, syncedChan: Channel<never>) {
    const { sim } = environment;
    this.#environment = environment;
    this.#sim = sim;
    this.#noun = noun;
    this.#syncedChan = syncedChan;
    this.#listenersLock = new RWMutex(sim, `${noun.informer}.listenersLock`);
    const readers = this.#listenersLock.rLocker();
    this.#listenersRCond = new Cond(sim, `${noun.informer}.listenersStarted`, readers);
    this.#group = new WaitGroup(sim, `${noun.informer}.listeners`);
  }

  /** A listener starts out as being resynced, until the next resync tick says otherwise. */
  *addListener(listener: ProcessorListener): Proc {
    yield* this.#listenersLock.lock();
    if (this.#listenersStarted) this.#start(listener);
    this.#listeners.set(listener, true);
    this.#listenersLock.unlock();
  }

  *removeListener(registration: ResourceEventHandlerRegistration): Proc<Result<void, StoreError>> {
    if (!(registration instanceof ProcessorListener)) {
      return fail({ message: `invalid key type ${typeof registration}` });
    }
    yield* this.#listenersLock.lock();
    const known = this.#listeners.delete(registration);
    if (known && this.#listenersStarted) registration.addCh.close();
    else if (known) registration.neverRun();
    this.#listenersLock.unlock();
    return done;
  }

  /** A sync goes only to listeners that are being resynced. */
  *distribute(change: Change, sync: boolean): Proc {
    const sim = this.#sim;
    const because = sim.causes;
    if (!this.#listenersLock.tryRLock()) yield* this.#listenersLock.rLock();
    try {
      while (!this.#listenersStarted && this.#listeners.size > 0) {
        yield* this.#listenersRCond.wait();
      }
      for (const [listener, syncing] of this.#ordered()) {
        sim.adopt(because);
        if (sync && !syncing) listener.skipped(change);
        else {
          const notification = listener.notify(change, sync);
          if (!listener.addCh.trySend(notification)) yield* listener.addCh.send(notification);
        }
      }
      sim.adopt(because);
    } finally {
      this.#listenersLock.rUnlock();
    }
  }

  /** Says of each listener whether it is due, until the next time. True if one is. */
  *shouldResync(): Proc<boolean> {
    yield* this.#listenersLock.lock();
    let needed = false;
    for (const listener of this.#listeners.keys()) {
      const due = listener.shouldResync(this.#sim.now);
      this.#listeners.set(listener, due);
      needed ||= due;
    }
    this.#listenersLock.unlock();
    return needed;
  }

  resyncCheckPeriodChanged(check: Duration): void {
    for (const listener of this.#listeners.keys()) {
      listener.resyncPeriod = determineResyncPeriod(listener.requestedResyncPeriod, check);
    }
  }

  /** Runs the listeners until told to stop, then waits for their handlers while holding the lock. */
  *run(ctx: Context): Proc {
    yield* this.#listenersLock.lock();
    for (const [listener] of this.#ordered()) {
      this.watchSynced(listener);
      this.#start(listener);
    }
    this.#listenersStarted = true;
    this.#listenersRCond.signal();
    this.#listenersLock.unlock();
    yield* ctx.done.receive();
    yield* this.#listenersLock.lock();
    for (const [listener] of this.#ordered()) listener.addCh.close();
    this.#listeners.clear();
    this.#listenersStarted = false;
    this.#listenersRCond.signal();
    yield* this.#group.wait();
    this.#listenersLock.unlock();
  }

  /** The listener has been given all that was stored when it was added. */
  watchSynced(listener: ProcessorListener): void {
    listener.hasAllStored = true;
    if (this.#syncedChan.closed) listener.upstreamHasSynced();
    else if (this.#environment.profile.syncedSignal === 'channel') {
      this.#group.go(`${listener.process}/watchSynced`, listener.watchSynced(this.#syncedChan));
    }
  }

  /** Where no process watches the channel, the listeners are told. */
  upstreamHasSynced(): void {
    if (this.#environment.profile.syncedSignal === 'channel') return;
    const because = this.#sim.causes;
    for (const listener of this.#listeners.keys()) {
      this.#sim.adopt(because);
      if (listener.hasAllStored) listener.upstreamHasSynced();
    }
  }

  #start(listener: ProcessorListener): void {
    this.#group.go(`${listener.process}/run`, listener.run());
    this.#group.go(`${listener.process}/pop`, listener.pop());
  }

  #ordered(): Iterable<readonly [ProcessorListener, boolean]> {
    const { chooser } = this.#sim;
    if (chooser.isDefault || this.#listeners.size < 2) return this.#listeners;
    return chooser.ordered(`sharedProcessor.${this.#noun.informer}`, this.#listeners);
  }
}

interface ProcessorListenerOptions {
  readonly handler: ResourceEventHandler;
  readonly name: string;
  readonly noun: QueueNoun;
  readonly requestedResyncPeriod: Duration;
  readonly resyncPeriod: Duration;
  readonly informerHasSynced: InformerSynced;
}

/** Takes changes in without ever making the informer wait, and gives them to one handler in order. */
class ProcessorListener implements ResourceEventHandlerRegistration, Delivery {
  readonly name: string;
  /** The prefix of its processes' names. */
  readonly process: string;
  readonly requestedResyncPeriod: Duration;
  readonly addCh: Channel<Notification>;
  readonly runFinished: Channel<never>;
  resyncPeriod: Duration;
  /** False while a late listener is being told of what is stored. */
  hasAllStored = true;
  readonly #sim: Sim;
  readonly #options: ProcessorListenerOptions;
  readonly #reallyCrash: boolean;
  readonly #polls: boolean;
  readonly #restAfterPanic: Profile['restAfterPanic'];
  readonly #prefix: string;
  readonly #nextCh: Channel<Notification>;
  readonly #syncedCh: Channel<never>;
  readonly #done: Channel<never>;
  readonly #pending = new Ring<Notification>();
  readonly #tracker: SingleFileTracker;
  #inHand: Notification | undefined;
  #handling: Notification | undefined;
  #notifications = 0;
  #nextResync: Instant;

  constructor(environment: Environment, options: ProcessorListenerOptions) {
    const { sim } = environment;
    const { noun, name } = options;
    this.name = name;
    this.process = `${noun.informer}/${name}`;
    this.requestedResyncPeriod = options.requestedResyncPeriod;
    this.resyncPeriod = options.resyncPeriod;
    this.#sim = sim;
    this.#options = options;
    this.#reallyCrash = reallyCrashes(environment);
    this.#polls = environment.profile.syncedSignal === 'poll';
    this.#restAfterPanic = environment.profile.restAfterPanic;
    this.#prefix = noun.resource === '' ? '' : `${noun.resource}/`;
    this.addCh = new Channel(sim, { name: `${this.process}.addCh` });
    this.#nextCh = new Channel(sim, { name: `${this.process}.nextCh` });
    this.#syncedCh = new Channel(sim, { name: `${this.process}.synced` });
    this.#done = new Channel(sim, { name: `${this.process}.done` });
    this.runFinished = new Channel(sim, { name: `${this.process}.runFinished` });
    this.#tracker = new SingleFileTracker(() => this.#synced());
    this.#nextResync = after(sim.now, options.resyncPeriod);
  }

  *hasSynced(): Proc<boolean> {
    if (this.#polls) {
      if (!(yield* this.#options.informerHasSynced())) return false;
      // A listener that was removed before is told by nobody.
      if (this.hasAllStored) this.#tracker.upstreamHasSynced();
    }
    return this.#tracker.hasSynced();
  }

  syncedChan(): Channel<never> {
    return this.#syncedCh;
  }

  shutdownChan(): Channel<never> {
    return this.runFinished;
  }

  upstreamHasSynced(): void {
    this.#tracker.upstreamHasSynced();
  }

  /** The goroutine that waits for the informer to have synced. */
  *watchSynced(synced: Channel<never>): Proc {
    const cases = [synced.receiving(), this.#done.receiving()];
    const { index } = yield* select(this.#sim, cases);
    if (index === 0) this.#tracker.upstreamHasSynced();
  }

  /** It was removed before it ran. */
  neverRun(): void {
    this.#removed(0);
    this.runFinished.close();
  }

  shouldResync(now: Instant): boolean {
    if (this.resyncPeriod === 0 || now < this.#nextResync) return false;
    this.#nextResync = after(now, this.resyncPeriod);
    return true;
  }

  /** Waits only until {@link pop} takes it. */
  add(change: Change): Blocking<void> {
    return this.addCh.send(this.notify(change, false));
  }

  /** What to send on {@link addCh}. */
  notify(change: Change, sync: boolean): Notification {
    if (change.type === 'add' && change.isInInitialList) this.#tracker.start();
    const key = keyOf(change);
    const number = ++this.#notifications;
    this.#notified({ number, key, change, sync });
    return { number, key, change, causes: this.#sim.causes };
  }

  /** The listener is not being resynced, and hears nothing of a change that is only a sync. */
  skipped(change: Change): void {
    const { informer } = this.#options.noun;
    const key = keyOf(change);
    const resync = change.type === 'update' && change.oldObj === change.newObj;
    const reason = resync
      ? 'listener not in the resync set'
      : 'same resourceVersion, treated as a sync';
    const data = { informer, listener: this.name, key, reason } as const;
    this.#sim.emit('listener.skipped', this.#prefix + key, data);
  }

  filtered(): void {
    const handling = this.#handling;
    if (handling === undefined) return;
    const reason = 'filter does not match';
    this.#sim.emit('handler.filtered', this.#prefix + handling.key, {
      ...this.#told(handling),
      reason,
    });
  }

  /** The goroutine that holds what the handler has not got to yet. Drops it when it is told to end. */
  *pop(): Proc {
    const sim = this.#sim;
    const adding = this.addCh.receiving();
    for (;;) {
      if (this.#inHand === undefined) {
        this.#inHand = yield* this.addCh.receive();
        if (this.#inHand === undefined) break;
      }
      sim.adopt(this.#inHand.causes);
      // What the select below would choose first, without the price of a select.
      if (sim.chooser.isDefault && this.#nextCh.trySend(this.#inHand)) {
        this.#inHand = this.#pending.shift();
        continue;
      }
      const cases = [this.#nextCh.sending(this.#inHand), adding];
      const { index, value } = yield* select(sim, cases);
      if (index === 0) this.#inHand = this.#pending.shift();
      else if (value === undefined) break;
      else this.#pending.push(value as Notification);
    }
    this.#removed(this.#waiting());
    this.#nextCh.close();
    this.#done.close();
  }

  /** The goroutine that calls the handler. After a panic that the program survives, it rests. */
  *run(): Proc {
    const restsAtOnce = this.#restAfterPanic === 'atOnce';
    let crashed = false;
    for (;;) {
      if (crashed && restsAtOnce) yield* this.#sim.sleep(second);
      const next = yield* this.#nextCh.receive();
      if (next === undefined) break;
      if (crashed && !restsAtOnce) yield* this.#sim.sleep(second);
      const begun = recovered(() => this.#call(next));
      const outcome =
        begun.ok && begun.value !== undefined ? yield* recovering(begun.value) : begun;
      crashed = !this.#returned(next, outcome);
    }
    this.runFinished.close();
  }

  #call(next: Notification): Handled {
    const { handler } = this.#options;
    const { change } = next;
    this.#handling = next;
    this.#callTold(next, this.#prefix + next.key);
    switch (change.type) {
      case 'add':
        return handler.onAdd(change.newObj, change.isInInitialList, this);
      case 'update':
        return handler.onUpdate(change.oldObj, change.newObj, this);
      case 'delete':
        return handler.onDelete(change.oldObj, this);
      default:
        return unreachable(change);
    }
  }

  /** Says whether the handler returned. A panic that the program does not survive goes on. */
  #returned(next: Notification, outcome: Result<unknown, Panic>): boolean {
    const sim = this.#sim;
    const { change } = next;
    const subject = this.#prefix + next.key;
    this.#handling = undefined;
    if (!outcome.ok) {
      const { message, error } = outcome.error;
      const survives = !this.#reallyCrash;
      sim.emit('handler.panicked', subject, { ...this.#told(next), message, survives });
      if (!survives) throw error;
      return false;
    }
    sim.emit('handler.returned', subject, this.#told(next));
    if (change.type === 'add' && change.isInInitialList) this.#tracker.finished();
    return true;
  }

  // What the trace hears.

  #waiting(): number {
    return this.#pending.length + (this.#inHand === undefined ? 0 : 1);
  }

  #told(
    notification: Pick<Notification, 'number' | 'key' | 'change'>,
  ): EventData<'handler.returned'> {
    return {
      informer: this.#options.noun.informer,
      listener: this.name,
      notification: notification.number,
      callback: callbacks[notification.change.type],
      key: notification.key,
    };
  }

  #notified(
    notification: Pick<Notification, 'number' | 'key' | 'change'> & { readonly sync: boolean },
  ): void {
    const { change, key, sync } = notification;
    this.#sim.emit('listener.notified', this.#prefix + key, {
      informer: this.#options.noun.informer,
      listener: this.name,
      notification: notification.number,
      callback: callbacks[change.type],
      key,
      pending: this.#waiting(),
      object: this.#ref(change.type === 'delete' ? change.oldObj : change.newObj),
      old: change.type === 'update' ? this.#ref(change.oldObj) : undefined,
      sync,
    });
  }

  #callTold(notification: Notification, subject: string): void {
    const { change, key } = notification;
    const { type } = change;
    this.#sim.emit('handler.called', subject, {
      informer: this.#options.noun.informer,
      listener: this.name,
      notification: notification.number,
      callback: callbacks[type],
      key,
      object: this.#ref(type === 'delete' ? change.oldObj : change.newObj),
      old: type === 'update' ? this.#ref(change.oldObj) : undefined,
      isInInitialList: type === 'add' ? change.isInInitialList : undefined,
      tombstone: type === 'delete' && change.oldObj instanceof DeletedFinalStateUnknown,
    });
  }

  #ref(obj: Unstructured | DeletedFinalStateUnknown): string {
    const known = obj instanceof DeletedFinalStateUnknown ? obj.obj : obj;
    return known === undefined ? '' : this.#sim.ref(known);
  }

  #removed(dropped: number): void {
    const { informer } = this.#options.noun;
    this.#sim.emit('listener.removed', informer, { informer, listener: this.name, dropped });
  }

  #synced(): void {
    const { informer } = this.#options.noun;
    this.#sim.emit('listener.synced', informer, { informer, listener: this.name });
    this.#syncedCh.close();
  }
}

const callbacks = { add: 'OnAdd', update: 'OnUpdate', delete: 'OnDelete' } as const;

function keyOf(change: Change): string {
  const key = deletionHandlingMetaNamespaceKeyFunc(
    change.type === 'delete' ? change.oldObj : change.newObj,
  );
  return key.ok ? key.value : '';
}
