/**
 * One API server: a replica with a watch cache of its own in front of the shared etcd. It can lag behind,
 * be held, stopped and restarted; what clients then see follows from that.
 */

import { newTooManyRequests, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { Cacher } from '#apiserver/cacher/cacher.ts';
import { defaultWindow, type WindowOptions } from '#apiserver/cacher/history_window.ts';
import type { ReplicaView } from '#apiserver/handlers/replica_view.ts';
import type { ReadYaml } from '#apiserver/handlers/request_body.ts';
import { handleRequest } from '#apiserver/handlers/router.ts';
import { emptyPartsOf } from '#apiserver/registry/empty_parts.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import { definitionsPath, KindRegistry, namespacesPath } from '#apiserver/registry/kinds.ts';
import { objectAt } from '#apiserver/registry/members.ts';
import { ObjectStore } from '#apiserver/registry/object_store.ts';
import { SystemFields } from '#apiserver/registry/system_fields.ts';
import { DryRunStorage } from '#apiserver/storage/dry_run.ts';
import { type Change, type Etcd, firstRevision, type Prefix } from '#apiserver/storage/etcd.ts';
import { decodedChange, decodedSnapshot, EtcdClient } from '#apiserver/storage/etcd_client.ts';
import { EtcdWatch } from '#apiserver/storage/etcd_watch.ts';
import { assert } from '#base/assert.ts';
import { equalJson } from '#base/json.ts';
import {
  after,
  between,
  type Duration,
  type Instant,
  milliseconds,
  noDuration,
  seconds,
} from '#base/time.ts';
import type { InMemoryNetwork } from '#sim/in_memory_network.ts';
import type { Server, ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import type { ScheduledCall, Sim } from '#sim/sim.ts';
import { bootstrapNamespaces } from './bootstrap_namespaces.ts';
import { retryAfterFilling } from './cache_filling.ts';
import { DefinitionControllers } from './definition_controllers.ts';
import { defaultMaxInFlight, InFlightRequests, type MaxInFlight } from './max_in_flight.ts';
import { preparationIn } from './preparation.ts';

export interface APIServerOptions {
  /** `a`: its address, and how people call it. */
  readonly name: string;
  readonly etcd: Etcd;
  readonly network: InMemoryNetwork;
  readonly window?: Partial<WindowOptions>;
  /** How often a watch gets a bookmark; 0 for never. */
  readonly bookmarkInterval?: Duration;
  /** A call of etcd, there and back. */
  readonly etcdRoundTrip?: Duration;
  /** How long a commit takes to reach the watch cache. */
  readonly watchLag?: Duration;
  /** How long its caches fill at a start before they answer. */
  readonly cacheFill?: Duration;
  readonly maxInFlight?: Partial<MaxInFlight>;
  /** Whether watches may ask for initial events (the WatchList feature gate). */
  readonly watchList?: boolean;
  /** Whether objects have `managedFields` from their creation on, or only from their first server-side apply. */
  readonly managedFields?: boolean;
  /** Reads bodies in YAML; without it they must be JSON, which is YAML too. */
  readonly readYaml?: ReadYaml;
}

/** A replica as pictures and scripts see it. */
export interface ReplicaState {
  readonly name: string;
  readonly running: boolean;
  readonly held: boolean;
  /** How far its caches have seen etcd. */
  readonly revision: number;
  /** Commits that are on their way to it. */
  readonly waiting: number;
  readonly caches: readonly {
    readonly resource: string;
    readonly objects: number;
    readonly watches: number;
    readonly window: number;
    readonly oldestStart: number;
  }[];
}

const freshTimeout = seconds(3);
const notReady = 'storage is (re)initializing';
/** Requests that are on the way to a cache that is no longer served have so long. */
const teardown = seconds(1);

/** A cache, and how it reads what is stored. */
interface Feed {
  readonly cacher: Cacher;
  readonly prefix: Prefix;
}

/** What a running replica remembers; a restart begins with nothing. */
interface Memory {
  readonly kinds: KindRegistry;
  readonly cachers: Map<string, Cacher>;
  /** The caches that changes under a path reach, those among them that are about to end. */
  readonly feeds: Map<string, readonly Feed[]>;
  readonly definitions: Map<string, Unstructured>;
  readonly controllers: DefinitionControllers;
  readonly etcdWatch: EtcdWatch;
  readonly view: ReplicaView;
  readonly inFlight: InFlightRequests;
  readonly startedAt: Instant;
  /** Before this the caches do not answer. */
  readonly readyAt: Instant;
}

export class APIServer implements Server {
  /** `apiserver-a`: prefixes its processes' names. */
  readonly name: string;
  readonly replica: string;
  readonly #sim: Sim;
  readonly #options: APIServerOptions;
  readonly #etcd: EtcdClient;
  readonly #fields: SystemFields;
  #watchLag: Duration;
  #cacheFill: Duration;
  #maxInFlight: MaxInFlight;
  #bookmarks = true;
  #watchList: boolean;
  #memory: Memory | undefined;
  #coming: ScheduledCall | undefined;

  constructor(sim: Sim, options: APIServerOptions) {
    this.#sim = sim;
    this.#options = options;
    this.replica = options.name;
    this.name = `apiserver-${options.name}`;
    this.#etcd = new EtcdClient(sim, options.etcd, options.etcdRoundTrip ?? milliseconds(2));
    this.#fields = new SystemFields(sim);
    this.#watchLag = options.watchLag ?? milliseconds(1);
    this.#cacheFill = options.cacheFill ?? noDuration;
    this.#watchList = options.watchList ?? true;
    this.#maxInFlight = { ...defaultMaxInFlight, ...options.maxInFlight };
  }

  get running(): boolean {
    return this.#memory !== undefined;
  }

  /** Fills its caches from etcd as it is now and begins to answer. Does nothing if it runs. */
  start(): void {
    if (this.#memory !== undefined) return;
    this.#coming?.cancel();
    this.#coming = undefined;
    const { etcd, network } = this.#options;
    // The caches of the server that finds an empty etcd remember its whole history.
    const remembered = etcd.revision === firstRevision ? firstRevision : undefined;
    this.#sim.as(this.name, this.#sim.causes, () =>
      bootstrapNamespaces(this.#sim, etcd, this.#fields),
    );
    const memory = this.#newMemory();
    this.#memory = memory;
    for (const kind of memory.kinds.all()) this.#addCacher(memory, kind, remembered);
    const definitions = etcd.snapshot({
      path: definitionsPath,
      resource: 'customresourcedefinitions',
    });
    for (const [, definition] of definitions.entries) this.#define(memory, definition);
    this.#sim.as(this.name, this.#sim.causes, () =>
      this.#sim.emit('replica.started', this.replica, {
        replica: this.replica,
        revision: etcd.revision,
      }),
    );
    network.listen(this.replica, this);
  }

  /** Everything it remembered is gone; its connections break. Does nothing if it does not run. */
  stop(how: 'EOF' | 'reset' = 'EOF'): void {
    this.#coming?.cancel();
    this.#coming = undefined;
    const memory = this.#memory;
    if (memory === undefined) return;
    this.#memory = undefined;
    this.#sim.emit('replica.stopped', this.replica, { replica: this.replica });
    memory.etcdWatch.stop();
    this.#options.network.close(this.replica, how);
    for (const feeds of memory.feeds.values()) {
      for (const { cacher } of feeds) cacher.stop('replica stopped');
    }
  }

  /** Stops, and starts again after `downFor`. */
  restart(downFor: Duration = noDuration): void {
    this.stop();
    const back = after(this.#sim.now, downFor);
    this.#coming = this.#sim.schedule(back, () => this.start());
  }

  /** From now on it learns nothing from etcd: it grows stale. Returns false if it does not run or is held. */
  hold(): boolean {
    const memory = this.#memory;
    if (memory === undefined || memory.etcdWatch.held) return false;
    memory.etcdWatch.hold();
    this.#sim.emit('replica.held', this.replica, { replica: this.replica });
    return true;
  }

  /** It learns at once what it missed. Returns false if it is not held. */
  release(): boolean {
    const memory = this.#memory;
    if (memory === undefined || !memory.etcdWatch.held) return false;
    this.#sim.emit('replica.released', this.replica, { replica: this.replica });
    memory.etcdWatch.release();
    return true;
  }

  /** Later commits take this long to reach its caches. */
  setWatchLag(lag: Duration): void {
    this.#watchLag = lag;
    this.#memory?.etcdWatch.setLag(lag);
  }

  /** When it next starts, its caches take this long before they answer. */
  setCacheFill(lasting: Duration): void {
    this.#cacheFill = lasting;
  }

  /** From now on it works on so many requests at once. */
  setMaxInFlight(max: Partial<MaxInFlight>): void {
    this.#maxInFlight = { ...this.#maxInFlight, ...max };
  }

  /** Quiet watches hear no more how far they have come, or hear it again. */
  setBookmarks(sending: boolean): void {
    this.#bookmarks = sending;
    this.#tellFeatures();
  }

  /** A feature gate is read at a start: it starts anew, with or without streamed lists. */
  setWatchList(gate: boolean): void {
    this.#watchList = gate;
    this.#tellFeatures();
    this.restart();
  }

  #tellFeatures(): void {
    const { replica } = this;
    const data = { replica, bookmarks: this.#bookmarks, watchList: this.#watchList };
    this.#sim.emit('replica.features', replica, data);
  }

  /** Forgets all but the last `count` changes of a kind, so that older watches get 410. */
  shrinkWindow(resource: string, count = 0): boolean {
    const cachers = [...(this.#memory?.cachers ?? [])].filter(
      ([path]) => path === resource || path.split('.')[0] === resource,
    );
    for (const [, cacher] of cachers) cacher.shrinkWindow(count);
    return cachers.length > 0;
  }

  state(): ReplicaState {
    const memory = this.#memory;
    const caches = [...(memory?.cachers ?? [])].map(([resource, cacher]) => ({
      resource,
      objects: cacher.size,
      watches: cacher.watchers,
      window: cacher.window.size,
      oldestStart: cacher.window.oldestStart,
    }));
    return {
      name: this.replica,
      running: memory !== undefined,
      held: memory?.etcdWatch.held ?? false,
      revision: memory?.etcdWatch.revision ?? 0,
      waiting: memory?.etcdWatch.waiting ?? 0,
      caches,
    };
  }

  /** The kinds it serves at the moment. */
  kinds(): readonly Kind[] {
    return this.#memory?.kinds.all() ?? [];
  }

  *handle(request: ServerRequest): Proc<ServerResponse> {
    const memory = this.#memory;
    if (memory === undefined) throw new Error(`${this.name} does not run`);
    const { view, kinds, inFlight } = memory;
    return yield* inFlight.handle(request, this.#maxInFlight, (admitted) =>
      handleRequest(view, kinds, admitted),
    );
  }

  #newMemory(): Memory {
    const sim = this.#sim;
    const { etcd } = this.#options;
    const kinds = new KindRegistry();
    const cachers = new Map<string, Cacher>();
    const etcdWatch = new EtcdWatch(sim, etcd, {
      actor: `${this.name}/cacher`,
      lag: this.#watchLag,
      apply: (change) => this.#apply(change),
    });
    const stores = {
      fields: this.#fields,
      preparation: () => preparationIn(sim, etcd),
      cached: (kind: Kind, key: string) => cachers.get(kind.cache)?.get(key),
    };
    const store = new ObjectStore(sim, { ...stores, etcd: this.#etcd });
    const dryRunStore = new ObjectStore(sim, { ...stores, etcd: new DryRunStorage(this.#etcd) });
    const view: ReplicaView = {
      sim,
      etcd: this.#etcd,
      etcdWatch,
      store,
      dryRunStore,
      cacherOf: (kind) => this.#cacherOf(kind),
      hasNamespace: (name) => {
        const namespace = cachers.get(namespacesPath)?.get(name);
        if (namespace === undefined) return undefined;
        return namespace.metadata.deletionTimestamp === undefined ? 'active' : 'terminating';
      },
      watchList: this.#watchList,
      managedFields: this.#options.managedFields ?? false,
      readYaml: this.#options.readYaml,
      freshTimeout,
      cacheFailure: () => this.#cacheFailure(),
    };
    const controllers = this.#newControllers(view, kinds);
    const startedAt = sim.now;
    return {
      kinds,
      cachers,
      feeds: new Map(),
      definitions: new Map(),
      controllers,
      etcdWatch,
      view,
      inFlight: new InFlightRequests(),
      startedAt,
      readyAt: after(startedAt, this.#cacheFill),
    };
  }

  /** Why the caches cannot answer, while they fill. */
  #cacheFailure(): StatusError | undefined {
    const memory = this.#memory;
    const { now } = this.#sim;
    if (memory === undefined || now >= memory.readyAt) return undefined;
    return newTooManyRequests(notReady, retryAfterFilling(between(memory.startedAt, now)));
  }

  #newControllers(view: ReplicaView, kinds: KindRegistry): DefinitionControllers {
    const kind = kinds.all().find(({ prefix }) => prefix.path === definitionsPath);
    assert(kind !== undefined, 'an API server knows CustomResourceDefinitions');
    const { name } = this;
    const { etcd, store } = view;
    const running = () => this.#memory?.view === view;
    return new DefinitionControllers(this.#sim, { name, etcd, store, kind, running });
  }

  #cacherOf(kind: Kind): Cacher {
    const memory = this.#memory;
    const cacher = memory?.cachers.get(kind.cache);
    if (cacher === undefined) throw new Error(`${this.name} has no cache of ${kind.prefix.path}`);
    return cacher;
  }

  /** `remembered`: from where on nothing of a kind can have been missed of which there is nothing. */
  #addCacher(memory: Memory, kind: Kind, remembered?: number): void {
    const { path, resource } = kind.prefix;
    if (memory.cachers.has(kind.cache)) return;
    const snapshot = decodedSnapshot(kind.prefix, this.#options.etcd.snapshot(kind.prefix));
    const isEmpty = snapshot.entries.length === 0;
    const cacher = new Cacher(this.#sim, {
      kind: {
        apiVersion: apiVersionOf(kind),
        kind: kind.kind,
        resource,
        replica: this.replica,
        emptyParts: emptyPartsOf(path),
      },
      path,
      window: { ...defaultWindow, ...this.#options.window },
      bookmarkInterval: this.#options.bookmarkInterval ?? seconds(60),
      sendsBookmarks: () => this.#bookmarks,
      version: () => memory.etcdWatch.revision,
      compacted: () => this.#options.etcd.compactedByServers,
      snapshot,
      oldest: (isEmpty ? remembered : undefined) ?? snapshot.revision,
    });
    memory.cachers.set(kind.cache, cacher);
    const feeds = memory.feeds.get(path) ?? [];
    memory.feeds.set(path, [...feeds, { cacher, prefix: kind.prefix }]);
  }

  #apply(change: Change): void {
    const memory = this.#memory;
    if (memory === undefined) return;
    for (const { cacher, prefix } of memory.feeds.get(change.prefix.path) ?? []) {
      cacher.apply(decodedChange(prefix, change));
    }
    if (change.prefix.path !== definitionsPath) return;
    if (change.type === 'DELETED') this.#undefine(memory, change.object);
    else this.#define(memory, change.object);
  }

  // Custom resources.

  /** Serves what a definition says now. A changed one gets new caches, and the old ones end soon. */
  #define(memory: Memory, definition: Unstructured): void {
    const { name = '' } = definition.metadata;
    const old = memory.definitions.get(name);
    memory.definitions.set(name, definition);
    if (old !== undefined && isServedAnew(definition, old)) {
      this.#retire(memory, memory.kinds.forget(old), 'custom resource definition changed');
    }
    for (const kind of memory.kinds.define(definition)) this.#addCacher(memory, kind);
    memory.controllers.observe(definition);
  }

  #undefine(memory: Memory, definition: Unstructured): void {
    memory.definitions.delete(definition.metadata.name ?? '');
    const kinds = memory.kinds.forget(definition);
    this.#retire(memory, kinds, 'custom resource definition deleted');
    memory.controllers.forget(definition);
  }

  /** New requests get other caches from here on; watches have a moment to receive what is on the way. */
  #retire(memory: Memory, kinds: readonly Kind[], reason: string): void {
    for (const { cache, prefix } of kinds) {
      const cacher = memory.cachers.get(cache);
      memory.cachers.delete(cache);
      if (cacher === undefined) continue;
      this.#sim.schedule(after(this.#sim.now, teardown), () => {
        cacher.stop(reason);
        const feeds = memory.feeds.get(prefix.path) ?? [];
        memory.feeds.set(
          prefix.path,
          feeds.filter((feed) => feed.cacher !== cacher),
        );
      });
    }
  }
}

/** True if clients must begin anew: another definition, another spec, or other names. */
function isServedAnew(definition: Unstructured, old: Unstructured): boolean {
  return (
    definition.metadata.uid !== old.metadata.uid ||
    !equalJson(definition['spec'], old['spec']) ||
    !equalJson(
      objectAt(definition, 'status', 'acceptedNames'),
      objectAt(old, 'status', 'acceptedNames'),
    )
  );
}
