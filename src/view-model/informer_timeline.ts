/** One informer over time: its Reflector, its queue, its Indexer and its listeners. */

import { isJsonObject } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { after, duration, seconds } from '#base/time.ts';
import type { EventHeader, EventOf, ObjectRef } from '#trace/event.ts';
import { objectKeyOf } from './object_key.ts';
import type { Pending } from './stage_view.ts';
import { Collection, Occurrences, Timeline } from './timeline.ts';

export interface DeltaCell {
  readonly event: EventOf<'delta.queued'>;
  /** When its key's item entered the queue. */
  readonly itemSince: number;
}

export interface CachedCell {
  readonly resourceVersion: string;
  readonly object: ObjectRef;
  readonly at: Instant;
  readonly seq: number;
  readonly buckets: readonly (readonly [index: string, value: string])[];
}

export class ListenerTimeline {
  readonly added: EventOf<'listener.added'> | undefined;
  readonly synced = new Timeline(false);
  readonly pending = new Timeline(0);
  /** The call that runs. */
  readonly calling = new Timeline<EventOf<'handler.called'> | undefined>(undefined);
  readonly lastCall = new Timeline<EventOf<'handler.called'> | undefined>(undefined);

  constructor(added: EventOf<'listener.added'> | undefined) {
    this.added = added;
  }
}

export class InformerTimeline {
  readonly informer: string;
  readonly started: EventOf<'informer.started'>;
  readonly stopped = new Timeline(false);
  readonly synced = new Timeline(false);

  readonly resourceVersion = new Timeline('');
  readonly watchTimeout = new Timeline<Pending | undefined>(undefined);
  readonly resync = new Timeline<Pending | undefined>(undefined);
  readonly backoff = new Timeline<Pending | undefined>(undefined);
  /** How long each call of a handler takes by somebody's doing. */
  readonly slowness = new Timeline(0);
  /** Until when the goroutine that pops the queue is kept from running. */
  readonly stall = new Timeline<Pending | undefined>(undefined);
  readonly lastError = new Timeline<string | undefined>(undefined);
  readonly lists = new Occurrences();
  readonly watches = new Occurrences();
  readonly events = new Occurrences();

  readonly deltas = new Collection<DeltaCell>();
  readonly popping = new Timeline<EventOf<'delta.popped'> | undefined>(undefined);
  readonly #allDeltas = new Map<number, EventOf<'delta.queued'>>();
  readonly #itemSince = new Map<string, number>();

  /** By the cache's key. */
  readonly store = new Collection<CachedCell>();
  /** Index name → value → the keys in that bucket; only buckets that hold some. */
  readonly indexes = new Map<string, Collection<Collection<true>>>();
  readonly #buckets = new Map<string, Collection<true>>();
  /** Where keys stand that have no object any more. */
  readonly #ghosts = new Map<string, CachedCell['buckets']>();
  /** The newest resourceVersion applied to the store. */
  readonly applied = new Timeline('');
  readonly actedOn = new Timeline('');
  readonly staleKeys = new Timeline(0);
  readonly #stale = new Set<string>();
  /** It does not want every object of its resource. */
  selective = false;

  readonly listeners = new Collection<ListenerTimeline>();

  constructor(started: EventOf<'informer.started'>) {
    this.informer = started.data.informer;
    this.started = started;
    for (const name of started.data.indexes) this.indexes.set(name, new Collection());
  }

  get resource(): string {
    return this.started.data.resource;
  }

  /** What the cache knows: with nothing left to apply, all that the Reflector has received. */
  cacheVersion(cursor: number): string {
    const waiting = this.deltas.count(cursor) > 0 || this.popping.at(cursor) !== undefined;
    return waiting ? this.applied.at(cursor) : this.resourceVersion.at(cursor);
  }

  startWatch(event: EventOf<'reflector.watch.started'>): void {
    const { seq, at, data } = event;
    this.watches.add(seq);
    const until = after(at, seconds(data.timeoutSeconds));
    this.watchTimeout.set(seq, { since: at, until });
  }

  queue(event: EventOf<'delta.queued'>): void {
    const { seq, data } = event;
    const itemSince = this.#itemSince.get(data.key) ?? seq;
    this.#itemSince.set(data.key, itemSince);
    this.#allDeltas.set(data.delta, event);
    this.deltas.put(seq, String(data.delta), { event, itemSince });
  }

  merge(event: EventOf<'delta.merged'>): void {
    this.deltas.remove(event.seq, String(event.data.delta));
  }

  pop(event: EventOf<'delta.popped'>): void {
    const { seq, data } = event;
    for (const delta of data.deltas) this.deltas.remove(seq, String(delta));
    this.#itemSince.delete(data.key);
    this.popping.set(seq, event);
  }

  process(event: EventOf<'delta.processed'>): void {
    const popped = this.popping.last;
    if (popped?.data.deltas.at(-1) === event.data.delta) this.popping.set(event.seq, undefined);
  }

  /** The event that queued a delta. */
  delta(number: number): EventOf<'delta.queued'> | undefined {
    return this.#allDeltas.get(number);
  }

  putObject(event: EventOf<'store.added'> | EventOf<'store.updated'>): void {
    this.#put(event, event.data.key, event.data);
    this.#apply(event.seq, event.data.resourceVersion);
  }

  /** Swaps everything at once. Returns the keys that were or are there. */
  replaceObjects(event: EventOf<'store.replaced'>): readonly string[] {
    const { seq, data } = event;
    if (!isJsonObject(data.contents)) return [];
    const contents = new Map(Object.entries(data.contents));
    const gone = this.store.list(seq).filter(({ key }) => !contents.has(key));
    for (const key of this.#ghosts.keys()) this.#leaveBuckets(seq, key);
    for (const { key } of gone) {
      this.#leaveBuckets(seq, key);
      this.store.remove(seq, key);
    }
    for (const [key, held] of contents) {
      if (isJsonObject(held)) this.#put(event, key, held);
    }
    this.#apply(seq, data.resourceVersion);
    return [...gone.map(({ key }) => key), ...contents.keys()];
  }

  removeObject(event: EventOf<'store.deleted'>): void {
    const { seq, data } = event;
    this.#leaveBuckets(seq, data.key);
    const left = bucketsOf(data.left);
    for (const [index, value] of left) this.#enterBucket(seq, data.key, { index, value });
    if (left.length > 0) this.#ghosts.set(data.key, left);
    this.store.remove(seq, data.key);
    this.#apply(seq, data.resourceVersion);
  }

  /** The object is another, and stands where it stood. */
  mutateObject({ seq, at, data }: EventOf<'store.mutated'>): void {
    const buckets = this.store.current(data.key)?.buckets ?? [];
    const { resourceVersion, object } = data;
    this.store.put(seq, data.key, { resourceVersion, object, at, seq, buckets });
  }

  /** Notes whether cache and server agree about one object. */
  compare(seq: number, key: string, serverResourceVersion: string | undefined): void {
    const cached = this.store.current(key)?.resourceVersion;
    const differs = cached !== serverResourceVersion && !(this.selective && cached === undefined);
    if (differs === this.#stale.has(key)) return;
    if (differs) this.#stale.add(key);
    else this.#stale.delete(key);
    this.staleKeys.set(seq, this.#stale.size);
  }

  /** The full key of one of its objects. */
  objectKey(key: string): string {
    return objectKeyOf(this.resource, key);
  }

  listener(seq: number, name: string): ListenerTimeline {
    const known = this.listeners.current(name);
    if (known !== undefined) return known;
    const listener = new ListenerTimeline(undefined);
    this.listeners.put(seq, name, listener);
    return listener;
  }

  #put(
    { seq, at }: EventHeader,
    key: string,
    held: {
      readonly resourceVersion?: unknown;
      readonly object?: unknown;
      readonly indexed?: unknown;
    },
  ): void {
    this.#leaveBuckets(seq, key);
    const buckets = bucketsOf(held.indexed);
    for (const [index, value] of buckets) this.#enterBucket(seq, key, { index, value });
    const resourceVersion = String(held.resourceVersion);
    this.store.put(seq, key, { resourceVersion, object: String(held.object), at, seq, buckets });
  }

  #apply(seq: number, resourceVersion: string): void {
    const isNewer = Number(resourceVersion) > Number(this.applied.last);
    if (isNewer) this.applied.set(seq, resourceVersion);
  }

  #leaveBuckets(seq: number, key: string): void {
    const stood = this.#ghosts.get(key) ?? this.store.current(key)?.buckets ?? [];
    this.#ghosts.delete(key);
    for (const [index, value] of stood) {
      const bucket = this.#buckets.get(`${index}\n${value}`);
      bucket?.remove(seq, key);
      if (bucket?.size === 0) this.indexes.get(index)?.remove(seq, value);
    }
  }

  #enterBucket(
    seq: number,
    key: string,
    { index, value }: { readonly index: string; readonly value: string },
  ): void {
    const name = `${index}\n${value}`;
    const bucket = this.#buckets.get(name) ?? new Collection<true>();
    this.#buckets.set(name, bucket);
    bucket.put(seq, key, true);
    const filled = this.indexes.get(index) ?? new Collection<Collection<true>>();
    this.indexes.set(index, filled);
    filled.put(seq, value, bucket);
  }
}

function bucketsOf(indexed: unknown): CachedCell['buckets'] {
  if (!isJsonObject(indexed)) return [];
  return Object.entries(indexed).flatMap(([index, values]) =>
    Array.isArray(values) ? values.map((value) => [index, String(value)] as const) : [],
  );
}

/** An arc from now to `until`. */
export function pendingUntil(since: Instant, until: number): Pending {
  return { since, until: after(since, duration(until - since)) };
}
