/**
 * What keeps events from flooding the API server. Repeats become a count, events that differ in the
 * message alone become one that stands for all, and a chatty source of one object is cut short.
 *
 * @upstream kubernetes/client-go tools/record/events_cache.go
 * @diverges A patch is a JSON value: the three members that differ, as the strategic merge patch upstream computes has.
 * @diverges Which message an aggregate forgets is the chooser's choice (default: the oldest); in Go it is random.
 * @diverges The cache of k8s.io/utils/lru is here.
 */

import { formatTime } from '#base/epoch.ts';
import type { JsonObject } from '#base/json.ts';
import { duration, type Instant, second } from '#base/time.ts';
import {
  type CoreEvent,
  eventName,
  regardingKey,
} from '#client-go/kubernetes/typed/core/v1/event.ts';
import { hexUnixNano } from '#client-go/tools/record/util/util.ts';
import { Limiter } from '#client-go/util/flowcontrol/throttle.ts';
import type { Chooser } from '#sim/chooser.ts';
import type { Sim } from '#sim/sim.ts';

export const maxLruCacheEntries = 4096;
export const defaultAggregateMaxEvents = 10;
export const defaultAggregateIntervalInSeconds = 600;
export const defaultSpamBurst = 25;
/** One event per five minutes. */
export const defaultSpamQPS = 1 / 300;

/** What time it is for a correlator. */
export interface PassiveClock {
  readonly now: () => Instant;
}

/** The key of events that are alike, and what tells them apart. */
export type EventAggregatorKeyFunc = (event: CoreEvent) => {
  readonly aggregateKey: string;
  readonly localKey: string;
};
export type EventAggregatorMessageFunc = (event: CoreEvent) => string;
export type EventSpamKeyFunc = (event: CoreEvent) => string;

/** Zero or nothing stands for the default, so none of these can be set to zero. */
export interface CorrelatorOptions {
  readonly lruCacheSize?: number;
  readonly burstSize?: number;
  readonly qps?: number;
  readonly keyFunc?: EventAggregatorKeyFunc;
  readonly messageFunc?: EventAggregatorMessageFunc;
  readonly maxEvents?: number;
  readonly maxIntervalInSeconds?: number;
  readonly clock?: PassiveClock;
  readonly spamKeyFunc?: EventSpamKeyFunc;
}

/** What is to be written: an event, and the patch if it is one that was written before. */
export type EventCorrelateResult =
  | { readonly skip: true }
  | { readonly skip: false; readonly event: CoreEvent; readonly patch: JsonObject | undefined };

/** Everything about an event but its times and its count. */
export function getEventKey(event: CoreEvent): string {
  const { involvedObject: about } = event;
  return joined([
    ...sourceAndObject(event),
    about.fieldPath,
    about.uid,
    about.apiVersion,
    event.type,
    event.reason,
    event.message,
  ]);
}

/** Source, object and type: the reason is not part of it, so one chatty reason mutes the others. */
export function getSpamKey(event: CoreEvent): string {
  const { involvedObject: about } = event;
  return joined([...sourceAndObject(event), about.uid, about.apiVersion, event.type]);
}

/** Events are alike if they differ in the message and the object's part alone. */
export function eventAggregatorByReasonFunc(event: CoreEvent): ReturnType<EventAggregatorKeyFunc> {
  const { involvedObject: about } = event;
  const aggregateKey = joined([
    ...sourceAndObject(event),
    about.uid,
    about.apiVersion,
    event.type,
    event.reason,
    event.reportingComponent,
    event.reportingInstance,
  ]);
  return { aggregateKey, localKey: event.message ?? '' };
}

export function eventAggregatorByReasonMessageFunc(event: CoreEvent): string {
  return `(combined from similar events): ${event.message ?? ''}`;
}

/** Lets a burst of events of one source about one object through, then one every five minutes. */
export class EventSourceObjectSpamFilter {
  readonly #cache: LRU<Limiter>;
  readonly #options: SpamFilterOptions;

  constructor(options: SpamFilterOptions) {
    this.#options = options;
    this.#cache = new LRU(options.lruCacheSize);
  }

  /** True if the event is to be kept back. */
  filter(event: CoreEvent): boolean {
    const { qps, burst, clock, spamKeyFunc } = this.#options;
    const key = spamKeyFunc(event);
    const limiter = this.#cache.get(key) ?? new Limiter(Math.fround(qps), burst);
    const filtered = !limiter.allowN(clock.now(), 1);
    this.#cache.add(key, limiter);
    return filtered;
  }
}

export interface SpamFilterOptions {
  readonly lruCacheSize: number;
  readonly burst: number;
  readonly qps: number;
  readonly clock: PassiveClock;
  readonly spamKeyFunc: EventSpamKeyFunc;
}

export interface AggregatorOptions {
  readonly lruCacheSize: number;
  readonly keyFunc: EventAggregatorKeyFunc;
  readonly messageFunc: EventAggregatorMessageFunc;
  readonly maxEvents: number;
  readonly maxIntervalInSeconds: number;
  readonly clock: PassiveClock;
  readonly chooser: Chooser;
}

interface AggregateRecord {
  readonly localKeys: Set<string>;
  lastTimestamp: Instant;
}

/** What an event counts as, and under which key it is counted. */
export interface Aggregated {
  readonly event: CoreEvent;
  readonly cacheKey: string;
  /** How many different messages there were; 0 if the event stands for itself alone. */
  readonly similar: number;
}

/** Combines events once enough different messages have come, each soon enough after the one before. */
export class EventAggregator {
  readonly #cache: LRU<AggregateRecord>;
  readonly #options: AggregatorOptions;

  constructor(options: AggregatorOptions) {
    this.#options = options;
    this.#cache = new LRU(options.lruCacheSize);
  }

  eventAggregate(newEvent: CoreEvent): Aggregated {
    const { clock, keyFunc, maxEvents, maxIntervalInSeconds, chooser } = this.#options;
    const now = clock.now();
    const { aggregateKey, localKey } = keyFunc(newEvent);
    let record = this.#cache.get(aggregateKey);
    const longest = duration(maxIntervalInSeconds * second);
    if (record === undefined || now - record.lastTimestamp > longest) {
      record = { localKeys: new Set(), lastTimestamp: now };
    }
    record.localKeys.add(localKey);
    record.lastTimestamp = now;
    this.#cache.add(aggregateKey, record);
    const similar = record.localKeys.size;
    if (similar < maxEvents) {
      return { event: newEvent, cacheKey: getEventKey(newEvent), similar: 0 };
    }
    const forgotten = [...record.localKeys][chooser.choose('record.popAny', similar)];
    if (forgotten !== undefined) record.localKeys.delete(forgotten);
    return { event: this.#combined(newEvent, now), cacheKey: aggregateKey, similar };
  }

  /** Annotations and the reporting controller do not make it into the combined event. */
  #combined(newEvent: CoreEvent, now: Instant): CoreEvent {
    const name = `${newEvent.involvedObject.name ?? ''}.${hexUnixNano(now)}`;
    const { namespace } = newEvent.metadata;
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
      involvedObject: newEvent.involvedObject,
      reason: newEvent.reason,
      message: this.#options.messageFunc(newEvent),
      source: newEvent.source,
      firstTimestamp: formatTime(now),
      lastTimestamp: formatTime(now),
      count: 1,
      type: newEvent.type,
    };
  }
}

/** What is remembered of an event that was written. */
interface EventLog {
  readonly count: number;
  readonly firstTimestamp: string | undefined;
  readonly name: string | undefined;
  readonly resourceVersion: string | undefined;
}

/** Counts repeats. */
class EventLogger {
  readonly #cache: LRU<EventLog>;

  constructor(lruCacheSize: number) {
    this.#cache = new LRU(lruCacheSize);
  }

  /** The event, counted; and how the one that was written before is to be changed. */
  eventObserve(
    newEvent: CoreEvent,
    key: string,
  ): { readonly event: CoreEvent; readonly patch: JsonObject | undefined } {
    const last = this.#cache.get(key);
    if (last === undefined || last.count <= 0) {
      this.#remember(key, newEvent);
      return { event: newEvent, patch: undefined };
    }
    const { name, resourceVersion, firstTimestamp } = last;
    const count = last.count + 1;
    const metadata = { ...newEvent.metadata, name, resourceVersion };
    const event: CoreEvent = { ...newEvent, metadata, firstTimestamp, count };
    this.#remember(key, event);
    return { event, patch: patchOf(event) };
  }

  /** Takes over what the server made of the event. */
  updateState(event: CoreEvent): void {
    this.#remember(getEventKey(event), event);
  }

  #remember(key: string, event: CoreEvent): void {
    const { name, resourceVersion } = event.metadata;
    const { count = 0, firstTimestamp } = event;
    this.#cache.add(key, { count, firstTimestamp, name, resourceVersion });
  }
}

/** Combines, counts, then filters: what is kept from being written has been counted all the same. */
export class EventCorrelator {
  readonly #sim: Sim;
  readonly #aggregator: EventAggregator;
  readonly #logger: EventLogger;
  readonly #filter: EventSourceObjectSpamFilter;

  constructor(sim: Sim, options: CorrelatorOptions = {}) {
    this.#sim = sim;
    const lruCacheSize = options.lruCacheSize || maxLruCacheEntries;
    const clock = options.clock ?? { now: () => sim.now };
    this.#filter = new EventSourceObjectSpamFilter({
      lruCacheSize,
      burst: options.burstSize || defaultSpamBurst,
      qps: options.qps || defaultSpamQPS,
      clock,
      spamKeyFunc: options.spamKeyFunc ?? getSpamKey,
    });
    this.#aggregator = new EventAggregator({
      lruCacheSize,
      keyFunc: options.keyFunc ?? eventAggregatorByReasonFunc,
      messageFunc: options.messageFunc ?? eventAggregatorByReasonMessageFunc,
      maxEvents: options.maxEvents || defaultAggregateMaxEvents,
      maxIntervalInSeconds: options.maxIntervalInSeconds || defaultAggregateIntervalInSeconds,
      clock,
      chooser: sim.chooser,
    });
    this.#logger = new EventLogger(lruCacheSize);
  }

  eventCorrelate(newEvent: CoreEvent): EventCorrelateResult {
    const aggregated = this.#aggregator.eventAggregate(newEvent);
    const observed = this.#logger.eventObserve(aggregated.event, aggregated.cacheKey);
    this.#tell(newEvent, aggregated.similar, observed.event);
    if (!this.#filter.filter(observed.event)) return { skip: false, ...observed };
    const { count = 0 } = observed.event;
    this.#sim.emit('event.skipped', regardingKey(newEvent), {
      ...nounsOf(observed.event),
      count,
      reason: 'rate limited',
    });
    return { skip: true };
  }

  /** Takes over what the server made of an event that was written. */
  updateState(event: CoreEvent): void {
    this.#logger.updateState(event);
  }

  #tell(newEvent: CoreEvent, similar: number, observed: CoreEvent): void {
    const subject = regardingKey(newEvent);
    if (similar > 0) {
      const into = eventName(observed);
      this.#sim.emit('event.aggregated', subject, { ...nounsOf(newEvent), into, similar });
    }
    const { count = 0 } = observed;
    if (count > 1) this.#sim.emit('event.counted', subject, { ...nounsOf(observed), count });
  }
}

/** How the trace names an event. */
export function nounsOf(event: CoreEvent): { readonly component: string; readonly event: string } {
  return { component: event.source.component ?? '', event: eventName(event) };
}

/**
 * What differs between the event without count, time and message, and the event. An empty message is
 * missing in both.
 */
function patchOf(event: CoreEvent): JsonObject {
  const { count, lastTimestamp, message = '' } = event;
  return message === '' ? { count, lastTimestamp } : { count, lastTimestamp, message };
}

function sourceAndObject(event: CoreEvent): readonly (string | undefined)[] {
  const { source, involvedObject: about } = event;
  return [source.component, source.host, about.kind, about.namespace, about.name];
}

/** Nothing stands between the parts, so that different events may have one key. */
function joined(parts: readonly (string | undefined)[]): string {
  return parts.map((part) => part ?? '').join('');
}

/** Forgets what was neither read nor written for longest. */
class LRU<T> {
  readonly #size: number;
  readonly #entries = new Map<string, T>();

  constructor(size: number) {
    this.#size = size;
  }

  get(key: string): T | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.add(key, value);
    return value;
  }

  add(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#size) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}
