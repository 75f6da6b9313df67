/**
 * One client's watch at a replica: picks and renames changes by its selector, adds bookmarks, ends in time.
 * It holds only so many events for a client that does not read; the cache gives up on one that lets more
 * pile up.
 */

import { initialEventsAnnotationKey } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { freezeJson, type JsonObject } from '#base/json.ts';
import { Ring } from '#base/ring.ts';
import { after, type Duration, type Instant, seconds } from '#base/time.ts';
import { objectKey } from '#sim/api_address.ts';
import type { Causes } from '#sim/causes.ts';
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
  /** What a bookmark of the kind has besides its metadata. */
  readonly emptyParts: JsonObject;
}

export interface CacheWatcherOptions {
  readonly request: WatchRequest;
  readonly kind: WatchedKind;
  /** How many events it takes ahead of the client, and how many more wait to be taken. */
  readonly channelSize: number;
  readonly sendsBookmarks: () => boolean;
  readonly onEnd: (watcher: CacheWatcher) => void;
  /** Told when it is no longer {@link CacheWatcher.stalled}. */
  readonly onRoom: (watcher: CacheWatcher) => void;
}

/** What waits to be looked at: a change, or the revision of a bookmark. */
interface Waiting {
  readonly item: CacheEvent | number;
  readonly causes: Causes;
}

interface ObjectFrame {
  readonly type: Exclude<Frame['type'], 'ERROR'>;
  readonly object: Unstructured;
}

/** The events that a watch begins with, made as the client takes them. */
type Interval = Generator<ObjectFrame, 'complete' | 'invalidated', void>;

/** The last bookmark goes out so long before the deadline. */
const bookmarkBeforeEnd = seconds(2);

export class CacheWatcher {
  readonly stream: ServerStream;
  readonly request: WatchRequest;
  readonly #sim: Sim;
  readonly #options: CacheWatcherOptions;
  readonly #kind: WatchedKind;
  readonly #frames: Channel<Frame>;
  readonly #input = new Ring<Waiting>();
  readonly #timers = new Set<ScheduledCall>();
  readonly #openedBy: Causes;
  #interval: Interval | undefined;
  #filling = false;
  #stalled = false;
  /** Changes up to here were sent, or are older than asked for. */
  #sentUpTo = 0;
  /** Bookmarks say something only beyond this revision. */
  #startedAt = 0;

  constructor(sim: Sim, options: CacheWatcherOptions) {
    this.#sim = sim;
    this.request = options.request;
    this.#options = options;
    this.#kind = options.kind;
    const { id } = this.request;
    this.#frames = new Channel<Frame>(sim, {
      name: `apiserver-${this.#kind.replica}/${id}.frames`,
      capacity: options.channelSize,
      onTaken: () => this.#fill(),
    });
    this.stream = { frames: this.#frames, stop: () => this.end('client gone') };
    this.#emitOpened();
    this.#openedBy = sim.causes;
  }

  /** More waits than it has room for, because the client does not read. */
  get stalled(): boolean {
    return this.#stalled;
  }

  /** From here on only changes after `revision` are sent. */
  startFrom(revision: number): void {
    this.#sentUpTo = revision;
    this.#startedAt = revision;
  }

  /** Sends what exists already, in key order. */
  sendInitial(objects: readonly Unstructured[], revision: number): void {
    this.startFrom(revision);
    this.#interval = this.#initial(objects, revision);
    this.#fill();
  }

  /**
   * Sends what changed after `revision` and until now, at `upTo`. `next` finds the change after a
   * revision; it says `'forgotten'` if there was one that is no longer known.
   */
  replay(
    next: (revision: number) => CacheEvent | 'forgotten' | undefined,
    range: { readonly after: number; readonly upTo: number },
  ): void {
    this.#sentUpTo = Math.max(range.after, range.upTo);
    this.#startedAt = range.after;
    this.#interval = this.#replayed(next, range);
    this.#fill();
  }

  /** Sends a change, if it is one for this watch, as soon as there is room. */
  add(event: CacheEvent): void {
    if (event.revision <= this.#sentUpTo || this.#frames.closed) return;
    this.#sentUpTo = event.revision;
    this.#input.push({ item: event, causes: this.#sim.causes });
    this.#fill();
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

  /** The server's end is gone; what the client has not taken in time is lost. Later calls do nothing. */
  end(reason: string): void {
    if (this.#frames.closed) return;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    const { id, noun } = this.request;
    const data = { watch: id, noun, replica: this.#kind.replica, reason };
    this.#sim.emit('watch.ended', id, data);
    this.#interval = undefined;
    while (this.#input.shift() !== undefined);
    this.#stalled = false;
    this.#frames.close();
    this.#options.onEnd(this);
  }

  // From what is known to what is sent.

  *#initial(objects: readonly Unstructured[], revision: number): Interval {
    for (const object of objects) yield { type: 'ADDED', object };
    const { sendInitialEvents, allowWatchBookmarks } = this.request;
    if (sendInitialEvents && allowWatchBookmarks) {
      yield { type: 'BOOKMARK', object: this.#bookmark(revision, true) };
    }
    return 'complete';
  }

  *#replayed(
    next: (revision: number) => CacheEvent | 'forgotten' | undefined,
    range: { readonly after: number; readonly upTo: number },
  ): Interval {
    for (;;) {
      const event = next(this.#startedAt);
      if (event === 'forgotten') return 'invalidated';
      if (event === undefined || event.revision > range.upTo) return 'complete';
      this.#startedAt = event.revision;
      const frame = this.#frameOf(event);
      if (frame !== undefined) yield frame;
    }
  }

  /** Moves events on until the client's side is full or nothing is left. */
  #fill(): void {
    if (this.#filling) return;
    this.#filling = true;
    while (!this.#frames.closed && this.#frames.length < this.#frames.capacity && this.#move());
    this.#filling = false;
    const stalled = this.#input.length > this.#options.channelSize;
    if (stalled === this.#stalled) return;
    this.#stalled = stalled;
    if (!stalled) this.#options.onRoom(this);
  }

  /** Moves one thing on. False if there is none. */
  #move(): boolean {
    const { replica } = this.#kind;
    const interval = this.#interval;
    if (interval !== undefined) {
      const actor = `apiserver-${replica}/${this.request.id}`;
      this.#sim.as(actor, this.#openedBy, () => this.#sendNext(interval));
      return true;
    }
    const waiting = this.#input.shift();
    if (waiting === undefined) return false;
    this.#sim.as(`apiserver-${replica}/cacher`, waiting.causes, () => this.#send(waiting.item));
    return true;
  }

  #sendNext(interval: Interval): void {
    const next = interval.next();
    if (next.done !== true) {
      this.#sendFrame(next.value);
      return;
    }
    this.#interval = undefined;
    if (next.value === 'invalidated') this.end('the window has passed what it still had to tell');
  }

  #send(item: CacheEvent | number): void {
    const frame = typeof item === 'number' ? this.#bookmarkFrame(item) : this.#frameOf(item);
    if (frame !== undefined) this.#sendFrame(frame);
  }

  #sendFrame({ type, object }: ObjectFrame): void {
    const { represent } = this.request;
    const sent = represent === undefined ? object : freezeJson(represent(object));
    this.#frames.trySend({ type, object: sent });
  }

  /** What the change is to this watch, if it is anything. */
  #frameOf(event: CacheEvent): ObjectFrame | undefined {
    const { filter } = this.request;
    if (!isInScope(filter, event.object)) return undefined;
    const after = event.type !== 'DELETED' && isSelected(filter, event.object);
    const before = event.previous !== undefined && isSelected(filter, event.previous);
    if (after) return { type: before ? 'MODIFIED' : 'ADDED', object: event.object };
    if (before) return { type: 'DELETED', object: departedObject(event) };
    this.#tellSkipped(event);
    return undefined;
  }

  // Bookmarks and time.

  #armBookmarks(interval: Duration, version: () => number): void {
    if (interval <= 0) return;
    this.#at(after(this.#sim.now, interval), () => {
      this.#sendBookmark(version());
      this.#armBookmarks(interval, version);
    });
  }

  /** Goes the way of the changes before it; where that is full there is none. */
  #sendBookmark(revision: number): void {
    if (!this.#options.sendsBookmarks()) return;
    if (this.#input.length >= this.#options.channelSize) return;
    this.#input.push({ item: revision, causes: this.#sim.causes });
    this.#fill();
  }

  /** A stream on which nothing can have moved gets no bookmark. */
  #bookmarkFrame(revision: number): ObjectFrame | undefined {
    if (revision <= this.#startedAt) return undefined;
    return { type: 'BOOKMARK', object: this.#bookmark(revision, false) };
  }

  #bookmark(revision: number, initialEnd: boolean): Unstructured {
    const annotations = initialEnd ? { [initialEventsAnnotationKey]: 'true' } : undefined;
    const { apiVersion, kind, emptyParts } = this.#kind;
    const metadata = { resourceVersion: String(revision), annotations };
    return freezeJson({ apiVersion, kind, metadata, ...emptyParts });
  }

  #at(instant: Instant, fire: () => void): void {
    const call = this.#sim.schedule(instant, () => {
      this.#timers.delete(call);
      this.#sim.as(`apiserver-${this.#kind.replica}/${this.request.id}`, this.#sim.causes, fire);
    });
    this.#timers.add(call);
  }

  // Telling.

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
  return Math.floor(1800 * (1 + fraction));
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
