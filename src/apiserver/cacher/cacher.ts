/**
 * The watch cache of one kind at one replica: the state as far as the replica has seen it, and a window
 * of recent changes from which watches begin. Reads and watches are served from here, not from etcd.
 */

import { newResourceExpired } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type Change, type Snapshot, sortedKeys, subjectOf } from '#apiserver/storage/etcd.ts';
import { after, type Duration } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import type { ServerStream } from '#sim/network.ts';
import type { ScheduledCall, Sim } from '#sim/sim.ts';
import { CacheWatcher, type WatchedKind, type WatchRequest } from './cache_watcher.ts';
import { DispatchBudget } from './dispatch_budget.ts';
import { type CacheEvent, HistoryWindow, type WindowOptions } from './history_window.ts';
import { isInScope, isSelected, type ObjectFilter, singleName } from './object_filter.ts';
import { watchChannelSize } from './watch_channel_size.ts';

/** From where a watch begins. */
export type WatchStart =
  /** After that revision; too old a one ends the watch with 410 in the stream. */
  | { readonly kind: 'after'; readonly revision: number }
  /** With the cache's present state. */
  | { readonly kind: 'initial events' }
  /** With what comes next. */
  | { readonly kind: 'now'; readonly revision: number }
  /** With a state read from etcd. */
  | { readonly kind: 'state'; readonly snapshot: Snapshot }
  /** With what etcd says has changed since. */
  | { readonly kind: 'changes'; readonly since: number; readonly changes: readonly Change[] };

export interface CacherOptions {
  readonly kind: WatchedKind;
  /** `pods`, `deployments.apps`. */
  readonly path: string;
  readonly window: WindowOptions;
  readonly bookmarkInterval: Duration;
  /** Whether bookmarks are sent at present; the one that ends initial events always is. */
  readonly sendsBookmarks?: () => boolean;
  /** How far the replica has seen etcd. */
  readonly version: () => number;
  /** Up to where the API servers have compacted. */
  readonly compacted: () => number;
  readonly snapshot: Snapshot;
  /** From this revision on it knows every change: the snapshot's, or an earlier one. */
  readonly oldest: number;
}

export class Cacher {
  readonly #sim: Sim;
  readonly #options: CacherOptions;
  readonly #window: HistoryWindow;
  readonly #state: {
    readonly latest: Map<string, Unstructured>;
    sorted: readonly string[] | undefined;
  };
  readonly #watchers = new Set<CacheWatcher>();
  readonly #stalled = new Set<CacheWatcher>();
  readonly #budget: DispatchBudget;
  #givingUp: ScheduledCall | undefined;

  constructor(sim: Sim, options: CacherOptions) {
    this.#sim = sim;
    this.#budget = new DispatchBudget(sim.now);
    this.#options = options;
    this.#window = new HistoryWindow(options.window, options.oldest);
    this.#state = { latest: new Map(options.snapshot.entries), sorted: undefined };
  }

  get size(): number {
    return this.#state.latest.size;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  get window(): HistoryWindow {
    return this.#window;
  }

  get(key: string): Unstructured | undefined {
    return this.#state.latest.get(key);
  }

  /** The objects that the filter can be about, in key order, with their keys. */
  *entries(filter: ObjectFilter): IterableIterator<readonly [string, Unstructured]> {
    const { latest } = this.#state;
    for (const key of this.#keys(filter)) {
      const object = latest.get(key);
      if (object !== undefined && isInScope(filter, object)) yield [key, object];
    }
  }

  /** The state at an earlier revision, as far back as the window and the servers' compaction let it know. */
  snapshotAt(revision: number): Snapshot | undefined {
    const oldest = Math.max(this.#window.oldestStart, this.#options.compacted());
    if (revision < oldest || revision > this.#options.version()) return undefined;
    const state = new Map(this.#state.latest);
    for (const { key, previous } of this.#window.back(revision)) {
      if (previous === undefined) state.delete(key);
      else state.set(key, previous);
    }
    const keys = sortedKeys({ latest: state, sorted: undefined });
    const entries = keys.flatMap((key) => {
      const object = state.get(key);
      return object === undefined ? [] : [[key, object] as const];
    });
    return { revision, entries };
  }

  /** A commit of this kind has arrived from etcd. */
  apply(change: Change): void {
    const { revision, type, key, object, prefix } = change;
    const { latest } = this.#state;
    const previous = latest.get(key);
    if (type === 'DELETED') latest.delete(key);
    else latest.set(key, object);
    if ((previous === undefined) !== (type === 'DELETED')) this.#state.sorted = undefined;
    const sim = this.#sim;
    const { replica, resource } = this.#options.kind;
    const subject = subjectOf(prefix, object);
    const ref = sim.ref(object);
    const data = { replica, revision, type, resource, key: subject, object: ref };
    sim.emit('watchcache.applied', subject, data);
    const event = this.#eventOf(change, previous);
    const { causes } = sim;
    if (this.#window.add(event)) this.#tellEvicted();
    for (const watcher of this.#watchers) {
      sim.adopt(causes);
      watcher.add(event);
      if (watcher.stalled) this.#stalled.add(watcher);
    }
    sim.adopt(causes);
    if (this.#stalled.size > 0) this.#losePatience();
  }

  /** Opens a watch. Between what it starts with and what comes after there is no gap and no overlap. */
  watch(request: WatchRequest, start: WatchStart): ServerStream {
    const watcher = this.#newWatcher(request);
    if (!this.#begin(watcher, start)) return watcher.stream;
    this.#watchers.add(watcher);
    watcher.arm(this.#options.bookmarkInterval, this.#options.version);
    return watcher.stream;
  }

  /** Opens a watch only to say that it cannot be. */
  refuseWatch(
    request: WatchRequest,
    status: Parameters<CacheWatcher['failWith']>[0],
  ): ServerStream {
    const watcher = this.#newWatcher(request);
    const { message } = status;
    watcher.failWith(status, typeof message === 'string' ? message : 'error');
    return watcher.stream;
  }

  /** Forgets all but the last `count` changes. */
  shrinkWindow(count: number): void {
    const before = this.#window.oldestStart;
    this.#window.shrinkTo(count);
    if (this.#window.oldestStart !== before) this.#tellEvicted();
  }

  /** Ends every watch. */
  stop(reason: string): void {
    for (const watcher of [...this.#watchers]) watcher.end(reason);
  }

  #eventOf(change: Change, previous: Unstructured | undefined): CacheEvent {
    const { revision, type, key, object } = change;
    return { revision, type, key, object, previous, at: this.#sim.now, departed: undefined };
  }

  #newWatcher(request: WatchRequest): CacheWatcher {
    const { kind, path } = this.#options;
    return new CacheWatcher(this.#sim, {
      request,
      kind,
      sendsBookmarks: this.#options.sendsBookmarks ?? (() => true),
      channelSize: watchChannelSize(this.#window.capacity, { path, filter: request.filter }),
      onEnd: (ended) => {
        this.#watchers.delete(ended);
        this.#regain(ended);
      },
      onRoom: (watcher) => this.#regain(watcher),
    });
  }

  /** Lets the watch begin. False if it ended at once, because that is too long ago. */
  #begin(watcher: CacheWatcher, start: WatchStart): boolean {
    const upTo = this.#options.version();
    switch (start.kind) {
      case 'initial events': {
        const { filter } = watcher.request;
        watcher.sendInitial(selectedObjects(this.entries(filter), filter), upTo);
        return true;
      }
      case 'state':
        watcher.sendInitial(
          selectedObjects(start.snapshot.entries, watcher.request.filter),
          start.snapshot.revision,
        );
        return true;
      case 'now':
        watcher.startFrom(start.revision);
        return true;
      case 'changes': {
        const { since } = start;
        const events = start.changes.map((change) => this.#eventOf(change, change.previous));
        let index = 0;
        const next = (revision: number) => {
          while ((events[index]?.revision ?? Number.POSITIVE_INFINITY) <= revision) index++;
          return events[index];
        };
        watcher.replay(next, { after: since, upTo });
        return true;
      }
      case 'after': {
        const oldest = this.#window.oldestStart;
        if (start.revision < oldest) {
          const text = `too old resource version: ${start.revision} (${oldest})`;
          watcher.failWith(newResourceExpired(text).errStatus, text);
          return false;
        }
        const next = (revision: number) => this.#window.next(revision);
        watcher.replay(next, { after: start.revision, upTo });
        return true;
      }
      default:
        return unreachable(start);
    }
  }

  // Clients that do not read.

  /** Whoever is still stalled when the time that is to spare has passed is given up. */
  #losePatience(): void {
    if (this.#givingUp !== undefined) return;
    const { now } = this.#sim;
    const until = after(now, this.#budget.takeAvailable(now));
    this.#givingUp = this.#sim.schedule(until, () => {
      this.#givingUp = undefined;
      const { kind } = this.#options;
      this.#sim.as(`apiserver-${kind.replica}/cacher`, this.#sim.causes, () => {
        for (const watcher of [...this.#stalled]) watcher.end('the client does not read');
      });
    });
  }

  #regain(watcher: CacheWatcher): void {
    this.#stalled.delete(watcher);
    if (this.#stalled.size > 0 || this.#givingUp === undefined) return;
    this.#givingUp.cancel();
    this.#budget.returnUnused(this.#givingUp.at - this.#sim.now);
    this.#givingUp = undefined;
  }

  #keys(filter: ObjectFilter): readonly string[] {
    const name = singleName(filter);
    if (name === undefined) return sortedKeys(this.#state);
    if (filter.namespace !== '') return [`${filter.namespace}/${name}`];
    return this.#state.latest.has(name) ? [name] : sortedKeys(this.#state);
  }

  #tellEvicted(): void {
    const { replica, resource } = this.#options.kind;
    const oldest = this.#window.oldestStart;
    this.#sim.emit('watchcache.evicted', resource, { replica, resource, oldest });
  }
}

function selectedObjects(
  entries: Iterable<readonly [string, Unstructured]>,
  filter: ObjectFilter,
): readonly Unstructured[] {
  return [...entries]
    .map(([, object]) => object)
    .filter((object) => isInScope(filter, object) && isSelected(filter, object));
}
