/**
 * What a run looks like now, folded from its trace: the server's objects, each informer's cache, the
 * queues, streams and programs. Predicates and the availability of actions read it; so may anybody who
 * has the trace and nothing else.
 */

import type { JsonObject } from '#base/json.ts';
import { type Instant, startOfRun } from '#base/time.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { ImpossibleStates, kindsOfStates } from './impossible_states.ts';
import { QueuedDeltas } from './queued_deltas.ts';

/** An object as one holder has it. */
export interface Held {
  readonly resourceVersion: string;
  /** Empty where the trace keeps no object. */
  readonly ref: ObjectRef;
}

/** An informer and its cache, by store key (`default/web-1`). */
export interface InformerState {
  readonly resource: string;
  synced: boolean;
  stopped: boolean;
  /** The goroutine that pops its queue is kept from running. */
  stalled: boolean;
  /** Lists begun since it started. */
  lists: number;
  readonly cache: Map<string, Held>;
  /** What waits between its Reflector and the cache. */
  readonly deltas: QueuedDeltas;
  /** The names of its indexes. */
  readonly indexes: ReadonlySet<string>;
  /** Where each key stands, by index; a key may stay behind when its object is gone. */
  readonly standing: Map<string, Standing>;
}

/** The values under which a key stands, by index. */
export type Standing = Readonly<Record<string, readonly string[]>>;

/** A watch stream, by the request that opened it. */
export interface WatchState {
  readonly watch: string;
  readonly noun: string;
  readonly replica: string;
  readonly resource: string;
  readonly selector: string;
  /** The client's end is there. */
  open: boolean;
  /** The server's end is there. */
  served: boolean;
  held: boolean;
  /** Nothing arrives any more, and neither end knows. */
  severed: boolean;
  /** Frames on the wire. */
  readonly waiting: Set<number>;
}

/** A work queue's three sets. */
export interface QueueState {
  readonly queue: Set<string>;
  readonly dirty: Set<string>;
  readonly processing: Set<string>;
}

export type ProgramState = 'running' | 'paused' | 'stopped' | 'crashed';

/** A candidate for a lease. */
export interface CandidateState {
  readonly program: string;
  /** `kube-system/elected`. */
  readonly lock: string;
  readonly identity: string;
  /** It acts as the leader, whether it still is or not. */
  leading: boolean;
}

/** Kinds that say nothing about the cluster: they do not end a quiet time. */
const bookkeeping: ReadonlySet<EventKind> = new Set<EventKind>([
  'run.started',
  'command.applied',
  'command.refused',
  'expect.checked',
  'invariant.broken',
  'process.started',
  'process.ended',
  'chooser.chose',
  'lock.waited',
  'lock.acquired',
  'reflector.resourceversion.set',
  'reflector.resync.armed',
  'reflector.resync.skipped',
]);

export class World {
  /** By object key (`pods/default/web-1`). */
  readonly server = new Map<string, Held>();
  readonly informers = new Map<string, InformerState>();
  readonly watches = new Map<string, WatchState>();
  readonly queues = new Map<string, QueueState>();
  readonly programs = new Map<string, ProgramState>();
  /** By lease and identity. */
  readonly candidates = new Map<string, CandidateState>();
  /** What programs show of themselves, by program and dial: `pod-roster known`. */
  readonly dials = new Map<string, number>();
  /** True while the replica serves. */
  readonly replicas = new Map<string, boolean>();
  readonly heldReplicas = new Set<string>();
  /** Runs of kubectl that go on. */
  readonly kubectlRuns = new Set<string>();
  /** Workers, by the program that runs them. */
  readonly workers = new Map<string, string>();
  /** Clients whose new connections are refused. */
  readonly refusedClients = new Set<string>();
  /** Clients to whom something is forbidden. */
  readonly deniedClients = new Set<string>();
  readonly brokenInvariants: string[] = [];
  revision = 0;
  now: Instant = startOfRun;
  /** When something last happened that was more than bookkeeping. */
  lastChange: Instant = startOfRun;
  readonly #byKind = new Map<EventKind, TraceEvent[]>();
  readonly #states = new Map<string, { readonly count: ImpossibleStates; upTo: number }>();
  readonly #objects: (ref: ObjectRef) => JsonObject | undefined;

  /** `objects` is the trace's object table. */
  constructor(objects: (ref: ObjectRef) => JsonObject | undefined) {
    this.#objects = objects;
  }

  /** Every event of that kind so far. */
  eventsOf(kind: EventKind): readonly TraceEvent[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** How often the informer's cache was in a state that the server never was in. Counted only if asked for. */
  impossibleStates(informer: string): number {
    let states = this.#states.get(informer);
    if (states === undefined) {
      states = { count: new ImpossibleStates(informer), upTo: 0 };
      this.#states.set(informer, states);
    }
    const { upTo, count } = states;
    const unread = kindsOfStates.flatMap((kind) => after(this.eventsOf(kind), upTo));
    for (const event of unread.sort((left, right) => left.seq - right.seq)) {
      count.apply(event);
      states.upTo = event.seq;
    }
    return count.count;
  }

  object(ref: ObjectRef): JsonObject | undefined {
    return this.#objects(ref);
  }

  /** The latest stream of a noun, open or not. */
  watchOf(noun: string): WatchState | undefined {
    let latest: WatchState | undefined;
    for (const watch of this.watches.values()) {
      if (watch.noun === noun || watch.watch === noun) latest = watch;
    }
    return latest;
  }

  /** Everybody who acts as the leader by that lease. */
  leadersOf(lock: string): readonly string[] {
    return [...this.candidates.values()]
      .filter((each) => each.lock === lock && each.leading)
      .map(({ identity }) => identity);
  }

  /** The key on the server of what a store of `resource` holds under `key`. */
  static serverKey(resource: string, key: string): string {
    return `${resource}/${key}`;
  }

  apply(event: TraceEvent): void {
    this.now = event.at;
    const kin = this.#byKind.get(event.kind);
    if (kin === undefined) this.#byKind.set(event.kind, [event]);
    else kin.push(event);
    if (!isBookkeeping(event)) this.lastChange = event.at;
    this.#applyServer(event);
    this.#applyInformer(event);
    this.#applyWatch(event);
    this.#applyQueue(event);
    this.#applyProgram(event);
    this.#applyElection(event);
  }

  #applyServer(event: TraceEvent): void {
    switch (event.kind) {
      case 'etcd.committed': {
        const { key, type, revision, object } = event.data;
        this.revision = revision;
        if (type === 'DELETED') this.server.delete(key);
        else this.server.set(key, { resourceVersion: String(revision), ref: object });
        return;
      }
      case 'replica.started':
        this.replicas.set(event.data.replica, true);
        return;
      case 'replica.stopped':
        this.replicas.set(event.data.replica, false);
        this.heldReplicas.delete(event.data.replica);
        return;
      case 'replica.held':
        this.heldReplicas.add(event.data.replica);
        return;
      case 'replica.released':
        this.heldReplicas.delete(event.data.replica);
        return;
      case 'invariant.broken':
        this.brokenInvariants.push(event.data.invariant);
        return;
      default:
        return;
    }
  }

  #applyInformer(event: TraceEvent): void {
    switch (event.kind) {
      case 'informer.started': {
        const { informer, resource } = event.data;
        const cache = new Map<string, Held>();
        const flags = { synced: false, stopped: false, stalled: false };
        const deltas = new QueuedDeltas(event.data.queue);
        const indexed = { indexes: new Set(event.data.indexes), standing: new Map() };
        const state = { resource, ...flags, lists: 0, cache, deltas, ...indexed };
        this.informers.set(informer, state);
        return;
      }
      case 'informer.synced':
        this.#informer(event.data.informer, (state) => {
          state.synced = true;
        });
        return;
      case 'informer.stalled':
      case 'informer.resumed':
        this.#informer(event.data.informer, (state) => {
          state.stalled = event.kind === 'informer.stalled';
        });
        return;
      case 'informer.stopped':
        this.#informer(event.data.informer, (state) => {
          state.stopped = true;
        });
        return;
      case 'delta.queued':
      case 'delta.merged':
      case 'delta.popped':
      case 'delta.dropped':
        this.#informer(event.data.informer, (state) => state.deltas.apply(event));
        return;
      case 'reflector.list.started':
        this.#informer(event.data.informer, (state) => {
          state.lists++;
        });
        return;
      case 'store.added':
      case 'store.updated': {
        const { informer, key, resourceVersion, object, indexed } = event.data;
        this.#informer(informer, (state) => {
          state.cache.set(key, { resourceVersion, ref: object });
          stand(state.standing, key, indexed);
        });
        return;
      }
      case 'store.mutated': {
        const { informer, key, resourceVersion, object } = event.data;
        this.#informer(informer, (state) => {
          state.cache.set(key, { resourceVersion, ref: object });
        });
        return;
      }
      case 'store.replaced': {
        const { informer, contents } = event.data;
        this.#informer(informer, (state) => {
          if (contents !== undefined) replaceCache(state, contents as Contents);
        });
        return;
      }
      case 'store.deleted': {
        const { informer, key, left } = event.data;
        this.#informer(informer, (state) => {
          state.cache.delete(key);
          stand(state.standing, key, left);
        });
        return;
      }
      default:
        return;
    }
  }

  #applyWatch(event: TraceEvent): void {
    switch (event.kind) {
      case 'watch.opened': {
        const { watch, noun, replica, resource, selector } = event.data;
        this.watches.delete(watch);
        this.watches.set(watch, {
          watch,
          noun,
          replica,
          resource,
          selector: selector ?? '',
          open: true,
          served: true,
          held: false,
          severed: false,
          waiting: new Set(),
        });
        return;
      }
      case 'watch.event.sent':
      case 'watch.event.held':
        this.#watch(event.data.watch, (state) => state.waiting.add(event.data.frame));
        return;
      case 'watch.event.duplicated':
        this.#watch(event.data.watch, (state) => state.waiting.add(event.data.copy));
        return;
      case 'watch.event.delivered':
      case 'watch.event.dropped':
        this.#watch(event.data.watch, (state) => state.waiting.delete(event.data.frame));
        return;
      case 'watch.severed':
        this.#watch(event.data.watch, (state) => {
          state.severed = true;
        });
        return;
      case 'watch.held':
        this.#watch(event.data.watch, (state) => {
          state.held = true;
        });
        return;
      case 'watch.released':
        this.#watch(event.data.watch, (state) => {
          state.held = false;
        });
        return;
      case 'watch.ended':
        this.#watch(event.data.watch, (state) => {
          state.served = false;
        });
        return;
      case 'watch.closed':
        this.#watch(event.data.watch, (state) => {
          state.open = false;
          state.waiting.clear();
        });
        return;
      default:
        return;
    }
  }

  #applyQueue(event: TraceEvent): void {
    switch (event.kind) {
      case 'queue.created':
        this.queues.set(event.data.queue, newQueue());
        return;
      case 'queue.added': {
        const state = this.#queue(event.data.queue);
        state.queue.add(event.data.key);
        state.dirty.add(event.data.key);
        return;
      }
      case 'queue.deduplicated':
        if (event.data.reason === 'key already processing') {
          this.#queue(event.data.queue).dirty.add(event.data.key);
        }
        return;
      case 'queue.got': {
        const state = this.#queue(event.data.queue);
        state.queue.delete(event.data.key);
        state.dirty.delete(event.data.key);
        state.processing.add(event.data.key);
        return;
      }
      case 'queue.done': {
        const state = this.#queue(event.data.queue);
        state.processing.delete(event.data.key);
        if (event.data.requeued) state.queue.add(event.data.key);
        return;
      }
      default:
        return;
    }
  }

  #applyProgram(event: TraceEvent): void {
    switch (event.kind) {
      case 'kubectl.started':
        this.kubectlRuns.add(event.data.run);
        return;
      case 'kubectl.ended':
        this.kubectlRuns.delete(event.data.run);
        return;
      case 'controller.started':
        for (let number = 1; number <= event.data.workers; number++) {
          this.workers.set(`${event.data.controller}/worker-${number}`, event.data.controller);
        }
        return;
      case 'program.reported': {
        const { program, dial, value } = event.data;
        this.dials.set(`${program} ${dial}`, value);
        return;
      }
      case 'client.refused':
        this.refusedClients.add(event.data.client);
        return;
      case 'client.accepted':
        this.refusedClients.delete(event.data.client);
        return;
      case 'client.denied':
        this.deniedClients.add(event.data.client);
        return;
      case 'client.permitted':
        this.deniedClients.delete(event.data.client);
        return;
      case 'program.started':
      case 'program.resumed':
        this.programs.set(event.data.program, 'running');
        return;
      case 'program.paused':
        this.programs.set(event.data.program, 'paused');
        return;
      case 'program.crashed':
        this.programs.set(event.data.program, 'crashed');
        this.#forgetProgram(event.data.program);
        return;
      case 'program.stopped':
        this.programs.set(event.data.program, 'stopped');
        this.#forgetProgram(event.data.program);
        return;
      default:
        return;
    }
  }

  #applyElection(event: TraceEvent): void {
    switch (event.kind) {
      case 'leader.acquired':
      case 'leader.lost':
      case 'leader.stopped': {
        const { lock, identity } = event.data;
        const program = event.actor.split('/')[0] ?? '';
        const leading = event.kind === 'leader.acquired';
        this.candidates.set(`${lock}|${identity}`, { program, lock, identity, leading });
        return;
      }
      default:
        return;
    }
  }

  /** The program's memory is gone: caches, queues and dials with it. */
  #forgetProgram(program: string): void {
    for (const candidate of this.candidates.values()) {
      if (candidate.program === program) candidate.leading = false;
    }
    for (const dial of this.dials.keys()) {
      if (dial.startsWith(`${program} `)) this.dials.delete(dial);
    }
    for (const [name, state] of this.informers) {
      if (!name.startsWith(`${program}/`)) continue;
      state.stopped = true;
      state.synced = false;
      state.stalled = false;
      state.cache.clear();
      state.deltas.clear();
      state.standing.clear();
    }
    for (const name of this.queues.keys()) {
      if (name === program || name.startsWith(`${program}/`)) this.queues.set(name, newQueue());
    }
  }

  #informer(name: string, change: (state: InformerState) => void): void {
    const state = this.informers.get(name);
    if (state !== undefined) change(state);
  }

  #watch(name: string, change: (state: WatchState) => void): void {
    const state = this.watches.get(name);
    if (state !== undefined) change(state);
  }

  #queue(name: string): QueueState {
    let state = this.queues.get(name);
    if (state === undefined) {
      state = newQueue();
      this.queues.set(name, state);
    }
    return state;
  }
}

type Contents = Readonly<
  Record<string, { resourceVersion: string; object: ObjectRef; indexed?: unknown }>
>;

function replaceCache({ cache, standing }: InformerState, contents: Contents): void {
  cache.clear();
  standing.clear();
  for (const [key, { resourceVersion, object, indexed }] of Object.entries(contents)) {
    cache.set(key, { resourceVersion, ref: object });
    stand(standing, key, indexed);
  }
}

/** Events behind `seq`, of events in order. */
function after(events: readonly TraceEvent[], seq: number): readonly TraceEvent[] {
  let from = events.length;
  while (from > 0 && (events[from - 1]?.seq ?? 0) > seq) from--;
  return events.slice(from);
}

function stand(standing: InformerState['standing'], key: string, indexed: unknown): void {
  if (indexed === undefined) standing.delete(key);
  else standing.set(key, indexed as Standing);
}

function newQueue(): QueueState {
  return { queue: new Set(), dirty: new Set(), processing: new Set() };
}

function isBookkeeping(event: TraceEvent): boolean {
  if (bookkeeping.has(event.kind)) return true;
  switch (event.kind) {
    case 'watch.event.sent':
    case 'watch.event.delivered':
    case 'reflector.event.received':
      return event.data.type === 'BOOKMARK';
    default:
      return false;
  }
}
