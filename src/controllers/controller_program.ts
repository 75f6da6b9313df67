/**
 * What every controller program has in common: informers that fill caches, handlers that put keys into
 * a queue, and workers that take them out and reconcile, again and again, until it works.
 */

import { isConflict } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { untilWithContext } from '#apimachinery/pkg/util/wait/backoff.ts';
import { ok, type Result } from '#base/result.ts';
import { between, type Duration, second } from '#base/time.ts';
import { type DynamicClient, newForConfig } from '#client-go/dynamic/simple.ts';
import {
  newSharedInformerFactory,
  type SharedInformerFactory,
} from '#client-go/informers/factory.ts';
import { type Client, newForConfig as newMetadataClient } from '#client-go/metadata/metadata.ts';
import { newSharedInformerFactory as newMetadataInformerFactory } from '#client-go/metadata/metadatainformer/informer.ts';
import {
  called,
  type Handled,
  type ResourceEventHandler,
} from '#client-go/tools/cache/controller.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import { InformerName } from '#client-go/tools/cache/identity.ts';
import type { Indexers } from '#client-go/tools/cache/index.ts';
import type { TweakListOptionsFunc } from '#client-go/tools/cache/listwatch.ts';
import {
  type HandlerOptions,
  type ResourceEventHandlerRegistration,
  type SharedIndexInformer,
  waitForCacheSync,
} from '#client-go/tools/cache/shared_informer.ts';
import type { TransformFunc } from '#client-go/tools/cache/store.ts';
import {
  newTokenBucketRateLimiter,
  type RateLimiter,
} from '#client-go/util/flowcontrol/throttle.ts';
import { defaultTypedControllerRateLimiter } from '#client-go/util/workqueue/default_rate_limiters.ts';
import {
  newTypedRateLimitingQueueWithConfig,
  type TypedRateLimitingInterface,
} from '#client-go/util/workqueue/rate_limiting_queue.ts';
import { type Context, withoutCancel } from '#sim/context.ts';
import type { Transport } from '#sim/network.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import type { EventData } from '#trace/event.ts';
import type { Profile } from '#trace/profile.ts';
import { compete, type Election } from './election.ts';
import type { ProgramMetrics } from './exposition.ts';
import { asKind, type KnownKind } from './kinds.ts';
import { keyOf } from './pods.ts';
import type { ProgramFaults } from './program_faults.ts';
import { type LabIndex, TypedLister } from './typed_lister.ts';

/** How a program is started. */
export interface ProgramOptions {
  readonly transport: Transport;
  /** Which client-go it was built with. */
  readonly profile: Profile;
  /** Instead of its usual name. */
  readonly name?: string | undefined;
  /** How many keys are reconciled at the same time. */
  readonly workers?: number | undefined;
  /** How often handlers are told everything again; never if left out. */
  readonly resync?: Duration | undefined;
  /** Requests a second, and at once, that its client allows itself. */
  readonly qps?: number | undefined;
  readonly burst?: number | undefined;
  /** Where it counts what its queues and informers do; it does not if left out. */
  readonly metrics?: ProgramMetrics | undefined;
  /** What people do to its code. */
  readonly faults?: ProgramFaults | undefined;
  /** What stands in the open places of its code, by slot; the usual pieces if left out. */
  readonly code?: ChosenCode | undefined;
}

/** Pieces by slot, as a person chose them. */
export type ChosenCode = ReadonlyMap<string, readonly string[]>;

/** The kube-controller-manager's. */
const defaultQPS = 20;
const defaultBurst = 30;
const defaultWorkers = 2;

/** What came of reconciling a key. A failure is tried again after a while. */
export type SyncResult = Result<void, { readonly message: string }>;

/** A controller's own part: bring the world one step nearer to what the object at `key` asks for. */
export interface Controller {
  readonly sync: (key: string) => Blocking<SyncResult>;
  /** Called once, when the caches are filled and before the first reconcile. */
  readonly begin?: () => Blocking<void>;
  /**
   * What a worker does with the item once its reconcile has ended, instead of what it should: forget and
   * done after a success, a rate-limited add and done after a failure.
   */
  readonly finish?: (
    key: string,
    failure: { readonly message: string } | undefined,
  ) => Blocking<void>;
  /** What it waits for before its workers begin, if not for its stores; false if the program is to end. */
  readonly wait?: (caches: Caches) => Blocking<boolean>;
}

/** The informers of a program, once they were started. */
export interface Caches {
  /** Until every store holds its first list. False if the program ended first. */
  readonly waitForStores: () => Proc<boolean>;
  /** Until every handler was called for all of its informer's first list. */
  readonly waitForHandlers: () => Proc<boolean>;
  readonly storesHaveSynced: () => Proc<boolean>;
  readonly handlersHaveSynced: () => Proc<boolean>;
}

/** What a delete handler is told: the object, or a tombstone if nobody saw the deletion itself. */
export type DeletedObject<K> = K | DeletedFinalStateUnknown;

/** What a controller does with each change of a cache. It should not block: its listener waits for it. */
export interface Handlers<K> {
  readonly onAdd: (obj: K) => Handled;
  readonly onUpdate: (old: K, obj: K) => Handled;
  readonly onDelete: (obj: DeletedObject<K>) => Handled;
}

/** What a controller is given to work with. */
export interface Wiring {
  readonly sim: Sim;
  readonly ctx: Context;
  /** The program's name, also its queue's and its client's. */
  readonly name: string;
  readonly client: DynamicClient;
  readonly queue: TypedRateLimitingInterface<string>;
  /**
   * Runs an informer of that kind, whose changes the handlers are told. Its cache is indexed by namespace
   * and by what is named.
   */
  readonly watch: <K extends Unstructured>(
    kind: KnownKind,
    indexes: readonly LabIndex[],
    handlers: Handlers<K>,
  ) => TypedLister<K>;
  /** Gives the informer of that lister one more handler, with a resync period of its own. */
  readonly alsoTell: <K extends Unstructured>(
    lister: TypedLister<K>,
    handlers: Handlers<K>,
    options: HandlerOptions,
  ) => void;
  /** What its informer does to each object before it is queued. */
  readonly transform: (lister: TypedLister<Unstructured>, transform: TransformFunc) => void;
  /** The same, with a cache that holds nothing but metadata. */
  readonly watchMetadata: (
    kind: KnownKind,
    indexes: readonly LabIndex[],
    handlers: Handlers<Unstructured>,
  ) => TypedLister<Unstructured>;
  /** Reads and changes metadata alone; it has a limit of its own. */
  readonly metadata: Client;
  /** A line in the program's log. */
  readonly log: (key: string, message: string) => void;
  /** Shows a number of its own, if it is another than it was. */
  readonly report: (dial: string, value: number) => void;
  /** The pieces chosen for an open place of its code. */
  readonly code: ChosenCode;
  /** Says why a reconcile left something undone. */
  readonly skip: (key: string, reason: EventData<'reconcile.skipped'>['reason']) => void;
}

export interface ControllerProgram extends ProgramOptions {
  readonly name: string;
  /** What it reconciles. */
  readonly resource: string;
  readonly build: (wiring: Wiring) => Controller;
  /** Changes what its informers ask for. */
  readonly tweakListOptions?: TweakListOptionsFunc | undefined;
  /** KUBE_CACHE_MUTATION_DETECTOR is set in its environment. */
  readonly mutationDetector?: boolean | undefined;
  /** Its workers begin when it holds that lease, and it ends when it has lost it. */
  readonly election?: Election | undefined;
}

/** The last known state of a deleted object. What a tombstone holds may be out of date, or nothing. */
export function withoutTombstone<K extends Unstructured>(obj: DeletedObject<K>): K | undefined {
  if (!(obj instanceof DeletedFinalStateUnknown)) return obj;
  return obj.obj === undefined ? undefined : asKind<K>(obj.obj);
}

/** The key of a deleted object: every tombstone has that. */
export function keyOfDeleted<K extends Unstructured>(obj: DeletedObject<K>): string {
  return obj instanceof DeletedFinalStateUnknown ? obj.key : keyOf(obj);
}

/** Starts the program. Its memory is new: caches are listed again, queues are empty. */
export function startControllerProgram(sim: Sim, options: ControllerProgram): Program {
  const program = sim.startProgram(options.name);
  const running = new RunningController(sim, options);
  options.faults?.bind(program, running.limiter);
  sim.spawn(`${options.name}/main`, running.main(), { program });
  return program;
}

/** An informer and who is told of its changes. */
interface Watched {
  readonly informer: SharedIndexInformer;
  readonly indexers: Indexers;
  readonly handler: ResourceEventHandler;
  readonly options?: HandlerOptions;
}

class RunningController implements Wiring, Caches {
  readonly sim: Sim;
  readonly ctx: Context;
  readonly name: string;
  readonly client: DynamicClient;
  readonly code: ChosenCode;
  /** Of its client; none if that has no limit. */
  readonly limiter: RateLimiter | undefined;
  readonly #options: ControllerProgram;
  readonly metadata: Client;
  readonly #informers: SharedInformerFactory;
  readonly #metadataInformers: SharedInformerFactory;
  readonly #watched: Watched[] = [];
  readonly #registrations: ResourceEventHandlerRegistration[] = [];
  readonly #dials = new Map<string, number>();
  #queue: TypedRateLimitingInterface<string> | undefined;

  constructor(sim: Sim, options: ControllerProgram) {
    const { name, transport, qps = defaultQPS, burst = defaultBurst } = options;
    this.sim = sim;
    this.name = name;
    this.#options = options;
    this.code = options.code ?? new Map();
    this.ctx = withoutCancel(sim, name).ctx;
    this.limiter = qps > 0 ? newTokenBucketRateLimiter(sim, qps, burst) : undefined;
    const limits = this.limiter === undefined ? { qps, burst } : { rateLimiter: this.limiter };
    const client = newForConfig(sim, { transport, client: name, ...limits });
    this.client = client;
    const { profile, mutationDetector } = options;
    const environment = { sim, profile, mutationDetector };
    this.#informers = newSharedInformerFactory(environment, {
      program: name,
      client: (resource, { noun }) => client.withNoun(noun).resource(resource),
      defaultResync: options.resync,
      informerName: new InformerName(name),
      tweakListOptions: options.tweakListOptions,
      metricsProvider: options.metrics?.informers,
    });
    // As upstream: informers of metadata have no name, and so no metrics.
    const metadata = newMetadataClient(sim, { transport, client: name, qps, burst });
    this.metadata = metadata;
    this.#metadataInformers = newMetadataInformerFactory(environment, {
      program: name,
      client: (resource, { noun }) => metadata.withNoun(noun).resource(resource),
      defaultResync: options.resync,
    });
  }

  get queue(): TypedRateLimitingInterface<string> {
    // Made in main, so that its processes belong to the program.
    if (this.#queue === undefined) throw new Error('the queue is used before main has begun');
    return this.#queue;
  }

  *main(): Proc {
    const { sim, ctx, name } = this;
    const { build, metrics } = this.#options;
    this.#queue = newTypedRateLimitingQueueWithConfig(
      sim,
      defaultTypedControllerRateLimiter<string>(sim),
      { name, metricsProvider: metrics?.queues },
    );
    const controller = build(this);
    for (const { informer, indexers, handler, options } of this.#watched) {
      yield* informer.addIndexers(indexers);
      const added = yield* informer.addEventHandler(handler, options);
      if (added.ok) this.#registrations.push(added.value);
    }
    for (const factory of this.#factories) factory.start(ctx);
    const { election } = this.#options;
    if (election === undefined) yield* this.#work(controller, ctx);
    else yield* this.#workWhileLeading(controller, election);
  }

  get #factories(): readonly Pick<SharedInformerFactory, 'start' | 'waitForCacheSync'>[] {
    return [this.#informers, this.#metadataInformers];
  }

  /** A replica that stands by keeps its caches full and its queue filling; nobody works. */
  *#workWhileLeading(controller: Controller, election: Election): Proc {
    const { sim, ctx, name } = this;
    const { transport, profile, metrics, qps = defaultQPS, burst = defaultBurst } = this.#options;
    yield* compete(ctx, {
      environment: { sim, profile },
      // Of its own, so that a queue of other requests cannot keep it from renewing.
      client: newForConfig(sim, { transport, client: name, qps, burst }),
      identity: name,
      election,
      metrics: metrics?.leaders,
      lead: (leading) => this.#work(controller, leading),
      exit: (reason) => {
        sim.emit('controller.logged', name, { controller: name, message: reason });
        const program = sim.programs.get(name);
        if (program !== undefined) sim.endProgram(program, 'stopped');
      },
    });
  }

  /** Runs workers until the context ends. */
  *#work(controller: Controller, ctx: Context): Proc {
    const { sim, name } = this;
    const { workers = defaultWorkers, resource } = this.#options;
    // Reconciling half a cache would mean deleting or creating what is only not listed yet.
    const { wait } = controller;
    const synced = yield* wait === undefined ? this.#storesSynced(ctx) : wait(this);
    if (!synced) return;
    if (controller.begin !== undefined) yield* controller.begin();
    sim.emit('controller.started', name, { controller: name, workers, resource });
    for (let number = 1; number <= workers; number++) {
      const worker = `${name}/worker-${number}`;
      const body = () => this.#runWorker(controller, worker);
      const loop = { name: worker, reallyCrash: true, body, period: second };
      sim.spawn(worker, untilWithContext(sim, ctx, loop));
    }
    yield* ctx.done.receive();
    yield* this.queue.shutDown();
  }

  *#storesSynced(ctx: Context): Proc<boolean> {
    for (const factory of this.#factories) {
      const synced = yield* factory.waitForCacheSync(ctx);
      if ([...synced.values()].includes(false)) return false;
    }
    return true;
  }

  waitForStores(): Proc<boolean> {
    return this.#storesSynced(this.ctx);
  }

  waitForHandlers(): Proc<boolean> {
    const asked = this.#registrations.map((each) => () => each.hasSynced());
    return waitForCacheSync(this.sim, this.ctx, ...asked);
  }

  *storesHaveSynced(): Proc<boolean> {
    for (const { informer } of this.#watched) if (!(yield* informer.hasSynced())) return false;
    return true;
  }

  *handlersHaveSynced(): Proc<boolean> {
    for (const each of this.#registrations) if (!(yield* each.hasSynced())) return false;
    return true;
  }

  watch<K extends Unstructured>(
    kind: KnownKind,
    indexes: readonly LabIndex[],
    handlers: Handlers<K>,
  ): TypedLister<K> {
    return this.#watch<K>(this.#informers, kind, { indexes, handlers });
  }

  alsoTell<K extends Unstructured>(
    lister: TypedLister<K>,
    handlers: Handlers<K>,
    options: HandlerOptions,
  ): void {
    const informer = this.#informerOf(lister);
    const handler = this.#typed(lister.informer, handlers);
    this.#watched.push({ informer, indexers: new Map(), handler, options });
  }

  transform(lister: TypedLister<Unstructured>, transform: TransformFunc): void {
    const set = this.#informerOf(lister).setTransform(transform);
    if (!set.ok) throw new Error(set.error.message);
  }

  #informerOf({ informer }: Pick<TypedLister<Unstructured>, 'informer'>): SharedIndexInformer {
    const found = this.#watched.find((watched) => watched.informer.noun.informer === informer);
    if (found === undefined) throw new Error(`expected the lister of an informer, got ${informer}`);
    return found.informer;
  }

  watchMetadata(
    kind: KnownKind,
    indexes: readonly LabIndex[],
    handlers: Handlers<Unstructured>,
  ): TypedLister<Unstructured> {
    return this.#watch(this.#metadataInformers, kind, { indexes, handlers });
  }

  #watch<K extends Unstructured>(
    factory: SharedInformerFactory,
    kind: KnownKind,
    watched: { readonly indexes: readonly LabIndex[]; readonly handlers: Handlers<K> },
  ): TypedLister<K> {
    const { indexes, handlers } = watched;
    const { resource, kind: name } = kind;
    const informer = factory.forResource({ ...resource, kind: name }).informer();
    const indexers: Indexers = new Map(
      indexes.map((index) => [index.name, (obj) => ok(index.values(obj))]),
    );
    this.#watched.push({
      informer,
      indexers,
      handler: this.#typed(informer.noun.informer, handlers),
    });
    return new TypedLister<K>(this.sim, informer, `*${resource.version}.${name}`);
  }

  #typed<K extends Unstructured>(informer: string, handlers: Handlers<K>): ResourceEventHandler {
    const call = (handler: () => Handled): Handled => this.#callHandler(informer, handler);
    return {
      onAdd: (obj) => call(() => handlers.onAdd(asKind<K>(obj))),
      onUpdate: (old, obj) => call(() => handlers.onUpdate(asKind<K>(old), asKind<K>(obj))),
      onDelete: (obj) =>
        call(() =>
          handlers.onDelete(obj instanceof DeletedFinalStateUnknown ? obj : asKind<K>(obj)),
        ),
    };
  }

  #callHandler(informer: string, handler: () => Handled): Handled {
    const { faults } = this.#options;
    if (faults?.takePanic(informer) === true) throw new Error('injected panic');
    const slowness = faults?.slownessOf(informer);
    if (slowness === undefined) return handler();
    return this.sim.call('handler', slowly(this.sim, slowness, handler));
  }

  log(key: string, message: string): void {
    this.sim.emit('controller.logged', key, { controller: this.name, message });
  }

  report(dial: string, value: number): void {
    if (this.#dials.get(dial) === value) return;
    this.#dials.set(dial, value);
    this.sim.emit('program.reported', this.name, { program: this.name, dial, value });
  }

  skip(key: string, reason: EventData<'reconcile.skipped'>['reason']): void {
    this.sim.emit('reconcile.skipped', key, { controller: this.name, key, reason });
  }

  /** Reconciles one key after the other until the queue is shut down. */
  *#runWorker(controller: Controller, worker: string): Proc {
    for (;;) {
      const key = yield* this.queue.get();
      if (key === undefined) return;
      const synced = yield* this.#reconcile(controller, worker, key);
      if (controller.finish !== undefined) {
        yield* controller.finish(key, synced.ok ? undefined : synced.error);
        continue;
      }
      if (synced.ok) {
        // From now on the key's next failure counts as its first.
        this.queue.forget(key);
      } else {
        yield* this.queue.addRateLimited(key);
      }
      // Only now can the key be handed out again, to this worker or another.
      this.queue.done(key);
    }
  }

  *#reconcile(controller: Controller, worker: string, key: string): Proc<SyncResult> {
    const { sim, name } = this;
    const begun = sim.now;
    sim.emit('reconcile.started', key, { controller: name, worker, key });
    const stall = this.#options.faults?.takeStall(worker);
    if (stall !== undefined) {
      sim.emit('reconcile.stalled', key, { controller: name, worker, key, lasting: stall });
      yield* sim.sleep(stall);
    }
    const synced = yield* controller.sync(key);
    sim.emit('reconcile.finished', key, {
      controller: name,
      worker,
      key,
      ...outcome(synced),
      lasted: between(begun, sim.now),
    });
    return synced;
  }
}

/** A conflict means that the cache was behind: not an error, only a reason to look again. */
function outcome(synced: SyncResult): Pick<EventData<'reconcile.finished'>, 'result' | 'error'> {
  if (synced.ok) return { result: 'ok' };
  const { error } = synced;
  return { result: isConflict(error) ? 'requeue' : 'error', error: error.message };
}

/** A handler that keeps its listener waiting. */
function* slowly(sim: Sim, lasting: Duration, handler: () => Handled): Proc {
  yield* sim.sleep(lasting);
  yield* called(handler());
}
