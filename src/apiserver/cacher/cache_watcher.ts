/** One client's watch at a replica: picks and renames changes by its selector, adds bookmarks, ends in time. */

import { initialEventsAnnotationKey } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { freezeJson } from '#base/json.ts';
import { after, type Duration, duration, type Instant, seconds } from '#base/time.ts';
import { objectKey } from '#sim/api_address.ts';
import { Channel } from '#sim/channel.ts';
import type { Frame, ServerStream } from '#sim/network.ts';
import type { ScheduledCall, Sim } from '#sim/sim.ts';
import type { CacheEvent } from './history_window.ts';
import { isInScope, isSelected, type ObjectFilter, selectorText } from './object_filter.ts';

export interface WatchRequest {
  /** `req-17`. */
  readonly id: string;
  readonly noun: string;
  readonly filter: ObjectFilter;
  /** As the client wrote it. */
  readonly resourceVersion: string;
  readonly timeoutSeconds: number;
  readonly allowWatchBookmarks: boolean;
  readonly sendInitialEvents: boolean;
  /** What of an object is sent, if not all of it. */
  readonly represent?: ((object: Unstructured) => Unstructured) | undefined;
}

/** What is watched, for names. */
export interface WatchedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resource: string;
  readonly replica: string;
}

/** The last bookmark goes out so long before the deadline. */
const bookmarkBeforeEnd = seconds(2);

export class CacheWatcher {
  readonly stream: ServerStream;
  readonly request: WatchRequest;
  readonly #sim: Sim;
  readonly #kind: WatchedKind;
  readonly #frames: Channel<Frame>;
  readonly #onEnd: (watcher: CacheWatcher) => void;
  readonly #timers = new Set<ScheduledCall>();
  /** Changes up to here were sent, or are older than asked for. */
  #sentUpTo = 0;
  #startedAt = 0;

  constructor(
    sim: Sim,
    options: {
      readonly request: WatchRequest;
      readonly kind: WatchedKind;
      readonly onEnd: (watcher: CacheWatcher) => void;
    },
  ) {
    this.#sim = sim;
    this.request = options.request;
    this.#kind = options.kind;
    this.#onEnd = options.onEnd;
    const { id } = this.request;
    this.#frames = new Channel<Frame>(sim, {
      name: `apiserver-${this.#kind.replica}/${id}.frames`,
      capacity: Number.MAX_SAFE_INTEGER,
    });
    this.stream = { frames: this.#frames, stop: () => this.end('client gone') };
    this.#emitOpened();
  }

  /** From here on only changes after `revision` are sent. */
  startFrom(revision: number): void {
    this.#sentUpTo = revision;
    this.#startedAt = revision;
  }

  /** Sends what exists already, in key order. */
  sendInitial(objects: Iterable<Unstructured>, revision: number): void {
    for (const object of objects) this.#sendObject('ADDED', object);
    this.startFrom(revision);
    const { sendInitialEvents, allowWatchBookmarks } = this.request;
    if (sendInitialEvents && allowWatchBookmarks) {
      this.#sendObject('BOOKMARK', this.#bookmark(revision, true));
    }
  }

  /** Sends a change, if it is one for this watch. */
  add(event: CacheEvent): void {
    if (event.revision <= this.#sentUpTo) return;
    this.#sentUpTo = event.revision;
    const { filter } = this.request;
    if (!isInScope(filter, event.object)) return;
    const after = event.type !== 'DELETED' && isSelected(filter, event.object);
    const before = event.previous !== undefined && isSelected(filter, event.previous);
    if (after) this.#sendObject(before ? 'MODIFIED' : 'ADDED', event.object);
    else if (before) this.#sendObject('DELETED', departedObject(event));
    else this.#tellSkipped(event);
  }

  /** Says what went wrong and ends. */
  failWith(status: Frame['object'], reason: string): void {
    this.#frames.trySend({ type: 'ERROR', object: status });
    this.end(reason);
  }

  /** Begins to send bookmarks and to count the time it has. `version` is the cache's revision. */
  arm(bookmarkInterval: Duration, version: () => number): void {
    const { now } = this.#sim;
    const deadline = after(now, seconds(this.request.timeoutSeconds));
    this.#at(deadline, () => this.end('timeout'));
    if (!this.request.allowWatchBookmarks) return;
    const last = deadline - bookmarkBeforeEnd;
    if (last > now) this.#at(last as Instant, () => this.#sendBookmark(version()));
    this.#armBookmarks(bookmarkInterval, version);
  }

  /** The server's end is gone. Later calls do nothing. */
  end(reason: string): void {
    if (this.#frames.closed) return;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    const { id, noun } = this.request;
    const data = { watch: id, noun, replica: this.#kind.replica, reason };
    this.#sim.emit('watch.ended', id, data);
    this.#frames.close();
    this.#onEnd(this);
  }

  #armBookmarks(interval: Duration, version: () => number): void {
    if (interval <= 0) return;
    this.#at(after(this.#sim.now, interval), () => {
      this.#sendBookmark(version());
      this.#armBookmarks(interval, version);
    });
  }

  /** A stream on which nothing can have moved gets no bookmark. */
  #sendBookmark(revision: number): void {
    if (revision <= this.#startedAt) return;
    this.#sendObject('BOOKMARK', this.#bookmark(revision, false));
  }

  #bookmark(revision: number, initialEnd: boolean): Unstructured {
    const annotations = initialEnd ? { [initialEventsAnnotationKey]: 'true' } : undefined;
    const { apiVersion, kind } = this.#kind;
    const metadata = { resourceVersion: String(revision), annotations };
    return freezeJson({ apiVersion, kind, metadata });
  }

  #sendObject(type: Exclude<Frame['type'], 'ERROR'>, object: Unstructured): void {
    const { represent } = this.request;
    const sent = represent === undefined ? object : freezeJson(represent(object));
    this.#frames.trySend({ type, object: sent });
  }

  #at(instant: Instant, fire: () => void): void {
    const call = this.#sim.schedule(instant, () => {
      this.#timers.delete(call);
      this.#sim.as(`apiserver-${this.#kind.replica}/${this.request.id}`, this.#sim.causes, fire);
    });
    this.#timers.add(call);
  }

  #tellSkipped(event: CacheEvent): void {
    const { id, noun } = this.request;
    const { name = '', namespace = '', resourceVersion = '' } = event.object.metadata;
    const key = objectKey(this.#kind.resource, namespace, name);
    const reason = 'selector does not match';
    this.#sim.emit('watch.event.skipped', key, { watch: id, noun, key, resourceVersion, reason });
  }

  #emitOpened(): void {
    const { request } = this;
    this.#sim.emit('watch.opened', request.id, {
      watch: request.id,
      noun: request.noun,
      replica: this.#kind.replica,
      resource: this.#kind.resource,
      resourceVersion: request.resourceVersion,
      selector: selectorText(request.filter),
      timeoutSeconds: request.timeoutSeconds,
      bookmarks: request.allowWatchBookmarks,
      sendInitialEvents: request.sendInitialEvents,
    });
  }
}

/** How long a watch lives whose client did not say: uniformly between 30 and 60 minutes. */
export function randomTimeoutSeconds(fraction: number): number {
  return Math.floor(duration(1800 * (1 + fraction)));
}

/** A real deletion's object has its revision already; an object that left the selector gets the update's. */
function departedObject(event: CacheEvent): Unstructured {
  if (event.type === 'DELETED' || event.previous === undefined) return event.object;
  event.departed ??= freezeJson({
    ...event.previous,
    metadata: { ...event.previous.metadata, resourceVersion: String(event.revision) },
  });
  return event.departed;
}
