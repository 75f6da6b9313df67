/**
 * What must hold in every run, watched from its trace: a cache that nothing is on the way to equals the
 * server, one worker at a time has a key, versions only grow, nobody waits for ever for a lock.
 */

import { type Duration, type Instant, seconds } from '#base/time.ts';
import { World } from '#script/world.ts';
import type { TraceEvent } from '#trace/event.ts';

/** A broken invariant that was not told yet. */
export interface Breach {
  readonly invariant: InvariantName;
  readonly detail: string;
  /** What it is about: a key, an informer, a controller. */
  readonly subject: string;
}

export type InvariantName =
  | 'cache-equals-server'
  | 'one-worker-per-key'
  | 'versions-grow'
  | 'no-deadlock';

/** How long a difference may last while nothing is on the way, before it counts. */
const grace: Duration = seconds(2);

/** What is on the way from the server to one informer's cache. */
interface Way {
  /** Differing store keys, and since when each differs as it does now. */
  readonly differing: Map<string, Instant>;
  /** Frames that arrived and were not looked at yet. */
  unread: number;
  /** Deltas in the queue. */
  backlog: number;
  /** Between the start of a list and the replaced store. */
  listing: boolean;
  /** Resource versions of what was told already. */
  readonly told: Map<string, string>;
}

export class Invariants {
  readonly #world: World;
  readonly #breaches: Breach[] = [];
  readonly #ways = new Map<string, Way>();
  readonly #byResource = new Map<string, string[]>();
  readonly #reconciling = new Map<string, Map<string, string>>();
  readonly #told = new Set<string>();
  #revision = 0;

  /** `world` must have applied each event before this sees it. */
  constructor(world: World) {
    this.#world = world;
  }

  /** Breaches since the last call. */
  take(): readonly Breach[] {
    return this.#breaches.length === 0 ? [] : this.#breaches.splice(0);
  }

  /** Reports processes that can never go on, each once. */
  checkDeadlock(stuck: readonly string[]): void {
    for (const detail of stuck) {
      if (this.#told.has(detail)) continue;
      this.#told.add(detail);
      this.#breaches.push({
        invariant: 'no-deadlock',
        detail,
        subject: detail.split(' ')[0] ?? '',
      });
    }
  }

  /** Nothing can run until `next`: differences that have lasted, and have nothing to end them, count. */
  checkCaches(next: Instant): void {
    for (const [informer, way] of this.#ways) {
      if (way.differing.size === 0 || !this.#nothingOnTheWay(informer, way)) continue;
      for (const [key, since] of way.differing) {
        if (next - since <= grace) continue;
        this.#tellDifference(informer, way, key);
      }
    }
  }

  see(event: TraceEvent): void {
    switch (event.kind) {
      case 'etcd.committed':
        this.#seeCommit(event.data.revision, event.data.key);
        this.#compare(
          event.data.resource,
          event.data.key.slice(event.data.resource.length + 1),
          event.at,
        );
        return;
      case 'store.added':
      case 'store.updated':
      case 'store.deleted':
        this.#compareOne(event.data.informer, event.data.key, event.at);
        return;
      case 'store.replaced':
        this.#compareAll(event.data.informer, event.at);
        return;
      case 'reconcile.started':
      case 'reconcile.finished':
        this.#seeReconcile(event);
        return;
      case 'program.crashed':
      case 'program.stopped':
        this.#forget(event.data.program);
        return;
      case 'replica.released':
        this.#beginAnew(event.at);
        return;
      default:
        this.#seeWay(event);
    }
  }

  /** What a replica missed is on its way now, though nothing of it is sent yet. */
  #beginAnew(at: Instant): void {
    for (const { differing } of this.#ways.values()) {
      for (const key of differing.keys()) differing.set(key, at);
    }
  }

  /** Must be told of store events before the world applies them. */
  foresee(event: TraceEvent): void {
    if (event.kind !== 'store.updated') return;
    const { informer, key, resourceVersion } = event.data;
    const before = this.#world.informers.get(informer)?.cache.get(key)?.resourceVersion;
    if (before === undefined || Number(resourceVersion) >= Number(before)) return;
    const detail = `${informer} went back from ${before} to ${resourceVersion} for ${key}`;
    this.#breaches.push({ invariant: 'versions-grow', detail, subject: key });
  }

  #seeCommit(revision: number, key: string): void {
    if (revision <= this.#revision) {
      const detail = `revision ${revision} of ${key} came after ${this.#revision}`;
      this.#breaches.push({ invariant: 'versions-grow', detail, subject: key });
    }
    this.#revision = revision;
  }

  #seeReconcile(event: TraceEvent): void {
    if (event.kind !== 'reconcile.started' && event.kind !== 'reconcile.finished') return;
    const { controller, key, worker } = event.data;
    let active = this.#reconciling.get(controller);
    if (active === undefined) {
      active = new Map();
      this.#reconciling.set(controller, active);
    }
    if (event.kind === 'reconcile.finished') {
      active.delete(key);
      return;
    }
    const other = active.get(key);
    if (other !== undefined) {
      const detail = `${worker} began ${key} while ${other} had it`;
      this.#breaches.push({ invariant: 'one-worker-per-key', detail, subject: key });
    }
    active.set(key, worker);
  }

  #seeWay(event: TraceEvent): void {
    switch (event.kind) {
      case 'informer.started': {
        const { informer, resource } = event.data;
        this.#ways.set(informer, newWay());
        const kin = this.#byResource.get(resource) ?? [];
        if (!kin.includes(informer)) this.#byResource.set(resource, [...kin, informer]);
        this.#compareAll(informer, event.at);
        return;
      }
      case 'watch.opened':
        this.#way(event.data.noun, (way) => {
          way.unread = 0;
        });
        return;
      case 'watch.event.delivered':
        this.#way(event.data.noun, (way) => {
          way.unread++;
        });
        return;
      case 'reflector.event.received':
        this.#way(event.data.informer, (way) => {
          way.unread--;
        });
        return;
      case 'delta.queued':
      case 'delta.popped':
        this.#way(event.data.informer, (way) => {
          way.backlog = event.data.items;
        });
        return;
      case 'reflector.list.started':
        this.#way(event.data.informer, (way) => {
          way.listing = true;
        });
        return;
      case 'reflector.replaced':
        this.#way(event.data.informer, (way) => {
          way.listing = false;
        });
        return;
      default:
        return;
    }
  }

  #way(informer: string, change: (way: Way) => void): void {
    const way = this.#ways.get(informer);
    if (way !== undefined) change(way);
  }

  #compareAll(informer: string, at: Instant): void {
    const state = this.#world.informers.get(informer);
    if (state === undefined) return;
    const prefix = World.serverKey(state.resource, '');
    const keys = new Set([
      ...state.cache.keys(),
      ...(this.#ways.get(informer)?.differing.keys() ?? []),
    ]);
    for (const key of this.#world.server.keys()) {
      if (key.startsWith(prefix)) keys.add(key.slice(prefix.length));
    }
    for (const key of keys) this.#compareOne(informer, key, at);
  }

  #compare(resource: string, key: string, at: Instant): void {
    for (const informer of this.#byResource.get(resource) ?? []) {
      this.#compareOne(informer, key, at);
    }
  }

  #compareOne(informer: string, key: string, at: Instant): void {
    const state = this.#world.informers.get(informer);
    const way = this.#ways.get(informer);
    if (state === undefined || way === undefined) return;
    const server = this.#world.server.get(World.serverKey(state.resource, key));
    const same = server?.resourceVersion === state.cache.get(key)?.resourceVersion;
    if (same) way.differing.delete(key);
    else way.differing.set(key, at);
  }

  #nothingOnTheWay(informer: string, way: Way): boolean {
    const world = this.#world;
    const state = world.informers.get(informer);
    const watch = world.watchOf(informer);
    if (state === undefined || !state.synced || state.stopped) return false;
    if (world.programs.get(informer.split('/')[0] ?? '') !== 'running') return false;
    if (watch === undefined || !watch.open || !watch.served || watch.selector !== '') return false;
    if (watch.held || watch.severed || watch.waiting.size > 0) return false;
    if (world.heldReplicas.has(watch.replica)) return false;
    return !way.listing && way.unread <= 0 && way.backlog === 0;
  }

  #tellDifference(informer: string, way: Way, key: string): void {
    const state = this.#world.informers.get(informer);
    if (state === undefined) return;
    const server = this.#world.server.get(World.serverKey(state.resource, key));
    const cached = state.cache.get(key);
    const versions = `${cached?.resourceVersion ?? 'nothing'}, server ${server?.resourceVersion ?? 'nothing'}`;
    if (way.told.get(key) === versions) return;
    way.told.set(key, versions);
    const detail = `${informer} has ${versions} for ${key}, and nothing is on the way`;
    this.#breaches.push({ invariant: 'cache-equals-server', detail, subject: key });
  }

  #forget(program: string): void {
    this.#reconciling.delete(program);
    for (const name of this.#ways.keys()) {
      if (name.startsWith(`${program}/`)) this.#ways.delete(name);
    }
  }
}

function newWay(): Way {
  return { differing: new Map(), unread: 0, backlog: 0, listing: false, told: new Map() };
}
