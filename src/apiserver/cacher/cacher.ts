/**
 * The watch cache of one kind at one replica: the state as far as the replica has seen it, and a window
 * of recent changes from which watches begin. Reads and watches are served from here, not from etcd.
 */

import { newResourceExpired } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type Change, type Snapshot, sortedKeys, subjectOf } from '#apiserver/storage/etcd.ts';
import type { Duration } from '#base/time.ts';
import type { ServerStream } from '#sim/network.ts';
import type { Sim } from '#sim/sim.ts';
import { CacheWatcher, type WatchedKind, type WatchRequest } from './cache_watcher.ts';
import { type CacheEvent, HistoryWindow, type WindowOptions } from './history_window.ts';
import { isInScope, isSelected, type ObjectFilter, singleName } from './object_filter.ts';

/** From where a watch begins. */
export type WatchStart =
  /** After that revision; too old a one ends the watch with 410 in the stream. */
  | { readonly kind: 'after'; readonly revision: number }
  /** With the cache's present state. */
  | { readonly kind: 'initial events' }
  /** With what comes next. */
  | { readonly kind: 'now'; readonly revision: number };

export interface CacherOptions {
  readonly kind: WatchedKind;
  readonly window: WindowOptions;
  readonly bookmarkInterval: Duration;
  /** How far the replica has seen etcd. */
  readonly version: () => number;
  readonly snapshot: Snapshot;
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

  constructor(sim: Sim, options: CacherOptions) {
    this.#sim = sim;
    this.#options = options;
    this.#window = new HistoryWindow(options.window, options.snapshot.revision);
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

  /** The selected objects in key order, with their keys. */
  *list(filter: ObjectFilter): IterableIterator<readonly [string, Unstructured]> {
    const { latest } = this.#state;
    for (const key of this.#keys(filter)) {
      const object = latest.get(key);
      if (object !== undefined && isInScope(filter, object) && isSelected(filter, object)) {
        yield [key, object];
      }
    }
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
    const event: CacheEvent = {
      revision,
      type,
      object,
      previous,
      at: sim.now,
      departed: undefined,
    };
    const { causes } = sim;
    if (this.#window.add(event)) this.#tellEvicted();
    for (const watcher of this.#watchers) {
      sim.adopt(causes);
      watcher.add(event);
    }
    sim.adopt(causes);
  }

  /** Opens a watch. Between what it starts with and what comes after there is no gap and no overlap. */
  watch(request: WatchRequest, start: WatchStart): ServerStream {
    const watcher = new CacheWatcher(this.#sim, {
      request,
      kind: this.#options.kind,
      onEnd: (ended) => this.#watchers.delete(ended),
    });
    const version = this.#options.version();
    switch (start.kind) {
      case 'initial events':
        watcher.sendInitial(this.#objects(request.filter), version);
        break;
      case 'now':
        watcher.startFrom(start.revision);
        break;
      case 'after': {
        const oldest = this.#window.oldestStart;
        if (start.revision < oldest) {
          const text = `too old resource version: ${start.revision} (${oldest})`;
          watcher.failWith(newResourceExpired(text).errStatus, text);
          return watcher.stream;
        }
        watcher.startFrom(start.revision);
        for (const event of this.#window.since(start.revision)) watcher.add(event);
        break;
      }
    }
    this.#watchers.add(watcher);
    watcher.arm(this.#options.bookmarkInterval, this.#options.version);
    return watcher.stream;
  }

  /** Opens a watch only to say that it cannot be. */
  refuseWatch(
    request: WatchRequest,
    status: Parameters<CacheWatcher['failWith']>[0],
  ): ServerStream {
    const kind = this.#options.kind;
    const watcher = new CacheWatcher(this.#sim, { request, kind, onEnd: () => undefined });
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

  *#objects(filter: ObjectFilter): IterableIterator<Unstructured> {
    for (const [, object] of this.list(filter)) yield object;
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
