/**
 * Mirrors a collection of the server into a store: lists it, watches from there, and starts over when
 * the watch cannot go on.
 *
 * @upstream kubernetes/client-go tools/cache/reflector.go
 * @diverges Logging is a trace event.
 * @diverges The back-off manager, the start with a cancelled context and the moving of resourceVersions follow the profile.
 * @diverges The kind that is expected is compared by apiVersion and kind; Tables are refused in every release, not only since v0.34.
 * @diverges The jitter of delays and of the watch timeout is the chooser's (default: none).
 * @diverges The data consistency detector is left out.
 */

import {
  fromObject,
  hasStatusCause,
  isGone,
  isInternalError,
  isResourceExpired,
  isStatusError,
  isTimeout,
  isTooManyRequests,
} from '#apimachinery/pkg/api/errors/errors.ts';
import { annotations, resourceVersion } from '#apimachinery/pkg/api/meta/meta.ts';
import {
  causeTypeResourceVersionTooLarge,
  initialEventsAnnotationKey,
  type ListOptions,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  isUnstructured,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  Backoff,
  backoffUntil,
  type DelayFunc,
  delayed,
  delayWithReset,
  newExponentialBackoffManager,
} from '#apimachinery/pkg/util/wait/backoff.ts';
import { delayUntil } from '#apimachinery/pkg/util/wait/delay.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { fail, ok, type Result } from '#base/result.ts';
import {
  after,
  between,
  type Duration,
  type Instant,
  milliseconds,
  minute,
  minutes,
  noDuration,
  second,
  seconds,
} from '#base/time.ts';
import { type Environment, reallyCrashes } from '#client-go/features/features.ts';
import {
  defaultPageSize,
  list as listPages,
  type PagedList,
} from '#client-go/tools/pager/pager.ts';
import { Channel, select } from '#sim/channel.ts';
import { background, type Context, withCancel } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { recovering } from '#sim/recover.ts';
import type { Sim } from '#sim/sim.ts';
import { WaitGroup } from '#sim/sync.ts';
import { Ticker, Timer } from '#sim/timer.ts';
import type { QueueNoun, ReflectorStore } from './fifo.ts';
import type { ListerWatcher } from './listwatch.ts';
import { RetryWithDeadline } from './retry_with_deadline.ts';
import { metaNamespaceKeyFunc, newStore, type Store, type StoreError } from './store.ts';

/** What ended a list or a watch; `cause` is what Go's Unwrap gives. */
export interface ReflectorError {
  readonly kind?: string;
  readonly message: string;
  readonly cause?: unknown;
}

/** Told of every error that a list, or the opening of a watch, ended with. */
export type WatchErrorHandler = (reflector: Reflector, error: ReflectorError) => void;

/** The kind that a collection's objects have. */
export interface ExpectedType {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface ReflectorOptions {
  readonly listerWatcher: ListerWatcher;
  readonly store: ReflectorStore;
  readonly noun: QueueNoun;
  /** In error texts; the informer's noun if left out. */
  readonly name?: string | undefined;
  /** Events with objects of another kind are skipped. */
  readonly expectedType?: ExpectedType | undefined;
  /** `*v1.Pod`. */
  readonly typeDescription?: string | undefined;
  /** Zero: never. */
  readonly resyncPeriod?: Duration | undefined;
  /** Counts only if it is more than 5 minutes. */
  readonly minWatchTimeout?: Duration | undefined;
  /** Replaces the delays of the profile. */
  readonly backoff?: Backoff | undefined;
  readonly watchErrorHandler?: WatchErrorHandler | undefined;
  /** Asked on each resync tick. Always, if left out. */
  readonly shouldResync?: (() => Blocking<boolean>) | undefined;
  /** 0: the size follows from what is asked. */
  readonly watchListPageSize?: number | undefined;
  /** For so long, a watch that fails with InternalError is opened again without a list. */
  readonly maxInternalErrorRetryDuration?: Duration | undefined;
}

const defaultMinWatchTimeout = minutes(5);
const backoffReset = minutes(2);
/** So often it is said that the bookmark after the initial events has not come. */
const bookmarkWarningPeriod = seconds(10);
const backoffSteps = 38;

export const errorStopRequested: ReflectorError = {
  kind: 'stop requested',
  message: 'stop requested',
};

/** How a watch ended, as the trace names it. */
type WatchOutcome =
  | 'closed'
  | 'stopped'
  | 'very short'
  | 'expired'
  | 'too many requests'
  | 'internal error'
  | 'resync failed'
  | 'error';

/** One watch while it is read. */
interface Watching {
  readonly w: Interface;
  readonly start: Instant;
  readonly store: ReflectorStore;
  readonly resyncErrors: Channel<StoreError> | undefined;
  /** False while the server sends what existed before, in no order of resourceVersions. */
  readonly propagateVersionFromStart: boolean;
  /** Ends, with the watch left open, at the bookmark after the initial events. */
  readonly exitsAtInitialEventsEnd: boolean;
  readonly setVersion: (version: string) => void;
}

interface Watched {
  readonly error: ReflectorError | undefined;
  readonly initialEventsEnd: boolean;
  readonly events: number;
}

export function newReflector(environment: Environment, options: ReflectorOptions): Reflector {
  return new Reflector(environment, options);
}

export class Reflector {
  readonly name: string;
  readonly typeDescription: string;
  readonly #environment: Environment;
  readonly #sim: Sim;
  readonly #options: ReflectorOptions;
  readonly #informer: string;
  readonly #prefix: string;
  readonly #delay: DelayFunc;
  readonly #minWatchTimeout: Duration;
  readonly #useWatchList: boolean;
  #lastSyncResourceVersion = '';
  #isLastSyncResourceVersionUnavailable = false;
  #paginatedResult = false;

  constructor(environment: Environment, options: ReflectorOptions) {
    const { noun, expectedType, minWatchTimeout = noDuration } = options;
    this.#environment = environment;
    this.#sim = environment.sim;
    this.#options = options;
    this.#informer = noun.informer;
    this.#prefix = noun.resource === '' ? '' : `${noun.resource}/`;
    this.name = options.name ?? noun.informer;
    this.typeDescription = options.typeDescription ?? descriptionOf(expectedType);
    this.#minWatchTimeout =
      minWatchTimeout > defaultMinWatchTimeout ? minWatchTimeout : defaultMinWatchTimeout;
    const unsupported = options.listerWatcher.isWatchListSemanticsUnSupported?.() ?? false;
    this.#useWatchList = environment.profile.watchList && !unsupported;
    this.#delay = this.#newDelay(options.backoff);
  }

  /** The resourceVersion that was last read, whether or not anybody has seen its objects yet. */
  lastSyncResourceVersion(): string {
    return this.#lastSyncResourceVersion;
  }

  /** Lists and watches until the context ends. */
  *run(ctx: Context): Proc {
    const sim = this.#sim;
    const informer = this.#informer;
    const { resyncPeriod = noDuration } = this.#options;
    sim.emit('reflector.started', informer, { informer, resyncPeriod });
    const loop = {
      name: `${informer}.backoff`,
      reallyCrash: reallyCrashes(this.#environment),
      onDelay: this.#delayTold(),
      body: () => this.#listAndWatchOnce(ctx),
      delay: this.#delay,
    };
    if (this.#environment.profile.backoff === 'delayWithReset') yield* delayUntil(sim, ctx, loop);
    else yield* backoffUntil(sim, ctx, loop);
    sim.emit('reflector.stopped', informer, { informer });
  }

  /** Lists, then watches until that has to start over. Fails if the list, or opening the watch, did. */
  *listAndWatch(ctx: Context): Proc<Result<void, ReflectorError>> {
    let w: Interface | undefined;
    let fallback = true;
    if (this.#useWatchList) {
      const streamed = yield* this.#watchList(ctx);
      if (streamed.ok && streamed.value === undefined) return ok(undefined);
      fallback = !streamed.ok;
      w = streamed.ok ? streamed.value : undefined;
    }
    if (fallback) {
      const listed = yield* this.#list(ctx);
      if (!listed.ok) return listed;
    }
    return yield* this.#watchWithResync(ctx, w);
  }

  *#listAndWatchOnce(ctx: Context): Proc {
    const outcome = yield* this.listAndWatch(ctx);
    if (outcome.ok) return;
    const informer = this.#informer;
    const { message } = outcome.error;
    this.#sim.emit('reflector.failed', informer, { informer, message });
    this.#options.watchErrorHandler?.(this, outcome.error);
  }

  // Listing.

  /** Where an earlier watch has come to; at first, whatever the server has at hand. */
  #relistResourceVersion(): string {
    if (this.#isLastSyncResourceVersionUnavailable) return '';
    return this.#lastSyncResourceVersion === '' ? '0' : this.#lastSyncResourceVersion;
  }

  *#list(ctx: Context): Proc<Result<void, ReflectorError>> {
    const sim = this.#sim;
    const informer = this.#informer;
    const asked = this.#relistResourceVersion();
    const answers = new Channel<ListOutcome>(sim, { name: `${informer}.list`, capacity: 1 });
    sim.spawn(`${informer}/list`, this.#listing(ctx, { asked, answers }));
    const { index, value } = yield* select(sim, [ctx.done.receiving(), answers.receiving()]);
    if (index === 0) return ok(undefined);
    const outcome = value as ListOutcome;
    if (outcome.kind === 'panic') throw outcome.error;
    if (!outcome.listed.ok) {
      return fail(wrapped(`failed to list ${this.typeDescription}`, outcome.listed.error));
    }
    const { list, paginated, pages } = outcome.listed.value;
    if (isUnsupportedTableObject(list)) {
      const message = `unsupported list gvk: ${list.apiVersion}, Kind=Table, type: ${this.typeDescription}`;
      return fail(wrapped(`failed to list ${this.typeDescription}`, { message }));
    }
    if (asked === '0' && paginated) this.#paginatedResult = true;
    this.#isLastSyncResourceVersionUnavailable = false;
    const version = list.metadata.resourceVersion ?? '';
    const items = list.items.length;
    const told = { informer, resourceVersion: version, items };
    sim.emit('reflector.list.finished', informer, { ...told, pages });
    const replaced = yield* this.#options.store.replace(list.items, version);
    if (!replaced.ok) return fail(wrapped('unable to sync list result', replaced.error));
    sim.emit('reflector.replaced', informer, told);
    this.#setLastSyncResourceVersion(version);
    return ok(undefined);
  }

  /** The goroutine that lists. Nobody waits for it once the context has ended. */
  *#listing(
    ctx: Context,
    question: { readonly asked: string; readonly answers: Channel<ListOutcome> },
  ): Proc {
    const outcome = yield* recovering(this.#listWithRetry(ctx, question.asked));
    if (outcome.ok) question.answers.trySend({ kind: 'listed', listed: outcome.value });
    else question.answers.trySend({ kind: 'panic', error: outcome.error.error });
  }

  /** A resourceVersion that is gone, or not there yet, is given up at once for the most recent one. */
  *#listWithRetry(ctx: Context, asked: string): Proc<Result<PagedList, ReflectorError>> {
    const pageSize = this.#pageSize(asked);
    const first = { resourceVersion: asked, pageSize, retries: true };
    const listed = yield* this.#listPages(ctx, first);
    if (listed.ok) return listed;
    if (!isExpiredError(listed.error) && !isTooLargeResourceVersionError(listed.error)) {
      return listed;
    }
    this.#setUnavailable(asked);
    return yield* this.#listPages(ctx, { resourceVersion: '', pageSize, retries: false });
  }

  *#listPages(
    ctx: Context,
    page: {
      readonly resourceVersion: string;
      readonly pageSize: number;
      readonly retries: boolean;
    },
  ): Proc<Result<PagedList, ReflectorError>> {
    const informer = this.#informer;
    const { resourceVersion, pageSize } = page;
    const { listerWatcher } = this.#options;
    this.#sim.emit('reflector.list.started', informer, {
      informer,
      resourceVersion,
      limit: pageSize,
    });
    // The pages are asked for one by one even if the context has ended, as in Go.
    const pageFn = (_ctx: Context, options: ListOptions) => listerWatcher.list(ctx, options);
    const always = background(this.#sim);
    const listed = yield* listPages({ pageSize, pageFn }, always, { resourceVersion });
    if (listed.ok || ctx.error !== undefined) return listed;
    const again = isExpiredError(listed.error) || isTooLargeResourceVersionError(listed.error);
    const immediateRetry = again && page.retries;
    const { message } = listed.error;
    this.#sim.emit('reflector.list.failed', informer, { informer, message, immediateRetry });
    return listed;
  }

  /** The watch cache ignores a limit at "0", and answers everything else only without one. */
  #pageSize(asked: string): number {
    const { watchListPageSize = 0 } = this.#options;
    if (watchListPageSize !== 0) return watchListPageSize;
    if (this.#paginatedResult) return defaultPageSize;
    return asked === '' || asked === '0' ? defaultPageSize : 0;
  }

  // Streaming the list.

  /** An open watch whose initial events are in the store; nothing if stopped. */
  *#watchList(ctx: Context): Proc<Result<Interface | undefined, ReflectorError>> {
    for (;;) {
      if (ctx.error !== undefined) return ok(undefined);
      const streamed = yield* this.#streamOnce(ctx);
      if (streamed.ok) {
        if (streamed.value === 'again') continue;
        return ok(streamed.value);
      }
      const { error } = streamed;
      if (isWatchErrorRetriable(error)) {
        yield* this.#delayRegardlessOfContext();
        continue;
      }
      if (!isExpiredError(error) && !isTooLargeResourceVersionError(error)) return streamed;
      this.#setUnavailable(this.#lastSyncResourceVersion);
    }
  }

  *#streamOnce(ctx: Context): Proc<Result<Interface | 'again' | undefined, ReflectorError>> {
    const start = this.#sim.now;
    const destination = this.#options.store;
    const temporary = newStore(metaNamespaceKeyFunc, {
      chooser: this.#sim.chooser,
      transformer: destination.transformer?.(),
    });
    let version = '';
    const unavailable = this.#isLastSyncResourceVersionUnavailable;
    const opened = yield* this.#open(ctx, {
      resourceVersion: unavailable ? '' : this.#lastSyncResourceVersion,
      resourceVersionMatch: 'NotOlderThan',
      sendInitialEvents: true,
    });
    if (!opened.ok) return opened;
    const w = opened.value;
    const watched = yield* this.#handleWatch(ctx, {
      w,
      start,
      store: unqueued(temporary),
      resyncErrors: undefined,
      propagateVersionFromStart: false,
      exitsAtInitialEventsEnd: true,
      setVersion: (reached) => {
        version = reached;
      },
    });
    if (watched.error === errorStopRequested) return ok(undefined);
    if (watched.error !== undefined) return fail(watched.error);
    if (!watched.initialEventsEnd) return ok('again');
    const replaced = yield* this.#replaceStreamed(temporary, version);
    if (replaced.ok) return ok(w);
    w.stop();
    return replaced;
  }

  *#replaceStreamed(temporary: Store, version: string): Proc<Result<void, ReflectorError>> {
    const informer = this.#informer;
    const objects = temporary.list();
    const told = { informer, resourceVersion: version, items: objects.length };
    this.#isLastSyncResourceVersionUnavailable = false;
    this.#sim.emit('reflector.list.finished', informer, { ...told, pages: 0 });
    const replaced = yield* this.#options.store.replace(objects, version);
    if (!replaced.ok) return fail(wrapped('unable to sync watch-list result', replaced.error));
    this.#sim.emit('reflector.replaced', informer, told);
    this.#setLastSyncResourceVersion(version);
    return ok(undefined);
  }

  /** This wait alone does not end with the context: stopping an informer can hang for a minute here. */
  *#delayRegardlessOfContext(): Proc {
    const delay = this.#delay();
    const told = this.#delayTold();
    told.begins(delay);
    yield* this.#sim.sleep(delay);
    told.ends();
  }

  // Watching.

  *#watchWithResync(ctx: Context, w: Interface | undefined): Proc<Result<void, ReflectorError>> {
    const sim = this.#sim;
    const informer = this.#informer;
    const resyncErrors = new Channel<StoreError>(sim, {
      name: `${informer}.resyncerrc`,
      capacity: 1,
    });
    const resync = withCancel(sim, ctx, `${informer}/resync`);
    const group = new WaitGroup(sim, `${informer}.resync`);
    group.go(`${informer}/resync`, this.#startResync(resync.ctx, resyncErrors));
    try {
      return yield* this.#watch(ctx, w, resyncErrors);
    } finally {
      resync.cancel();
      yield* group.wait();
    }
  }

  /** Lives as long as one watch: every relist starts the period anew. */
  *#startResync(ctx: Context, errors: Channel<StoreError>): Proc {
    const sim = this.#sim;
    const informer = this.#informer;
    const { resyncPeriod = noDuration, store, shouldResync } = this.#options;
    if (resyncPeriod === 0) {
      yield* ctx.done.receive();
      return;
    }
    for (;;) {
      const timer = new Timer(sim, `${informer}.resync`, resyncPeriod);
      sim.emit('reflector.resync.armed', informer, { informer, due: after(sim.now, resyncPeriod) });
      const { index } = yield* select(sim, [ctx.done.receiving(), timer.channel.receiving()]);
      if (index === 0) {
        timer.stop();
        return;
      }
      if (shouldResync !== undefined && !(yield* shouldResync())) {
        const reason = 'nobody is due a resync';
        sim.emit('reflector.resync.skipped', informer, { informer, reason });
        continue;
      }
      sim.emit('reflector.resync.forced', informer, { informer });
      const resynced = yield* store.resync();
      if (!resynced.ok) {
        yield* errors.send(resynced.error);
        return;
      }
    }
  }

  *#watch(
    ctx: Context,
    first: Interface | undefined,
    resyncErrors: Channel<StoreError>,
  ): Proc<Result<void, ReflectorError>> {
    const { store, maxInternalErrorRetryDuration = noDuration } = this.#options;
    const retry = new RetryWithDeadline({
      maxRetryDuration: maxInternalErrorRetryDuration,
      minResetPeriod: minute,
      isRetryable: (error) => isInternalError(rootOf(error)),
      now: () => this.#sim.now,
    });
    const setVersion = (version: string) => {
      this.#setLastSyncResourceVersion(version);
      store.updateResourceVersion?.(version);
    };
    let w = first;
    for (;;) {
      if (ctx.error !== undefined) {
        w?.stop();
        return ok(undefined);
      }
      const start = this.#sim.now;
      const asked = this.#lastSyncResourceVersion;
      const synthetic = w === undefined && (asked === '' || asked === '0');
      if (w === undefined) {
        const opened = yield* this.#open(ctx, { resourceVersion: asked });
        if (!opened.ok) {
          if (!isWatchErrorRetriable(opened.error)) return opened;
          if (!(yield* this.#backoff(ctx))) return ok(undefined);
          continue;
        }
        w = opened.value;
      }
      const { guardedResourceVersion } = this.#environment.profile;
      const watched = yield* this.#handleWatch(ctx, {
        w,
        start,
        store,
        resyncErrors,
        propagateVersionFromStart: !(guardedResourceVersion && synthetic),
        exitsAtInitialEventsEnd: false,
        setVersion,
      });
      w = undefined;
      retry.after(watched.error);
      if (watched.error === undefined) continue;
      if (isTooManyRequests(rootOf(watched.error))) {
        if (!(yield* this.#backoff(ctx))) return ok(undefined);
      } else if (!isInternalError(rootOf(watched.error)) || !retry.shouldRetry()) {
        return ok(undefined);
      }
    }
  }

  *#open(ctx: Context, options: ListOptions): Proc<Result<Interface, ReflectorError>> {
    const informer = this.#informer;
    const timeoutSeconds = this.#watchTimeoutSeconds();
    this.#sim.emit('reflector.watch.started', informer, {
      informer,
      resourceVersion: options.resourceVersion ?? '',
      timeoutSeconds,
      sendInitialEvents: options.sendInitialEvents ?? false,
    });
    const asked = { ...options, allowWatchBookmarks: true, timeoutSeconds };
    const opened = yield* this.#options.listerWatcher.watch(ctx, asked);
    if (opened.ok) return opened;
    const { message } = opened.error;
    const retry = isWatchErrorRetriable(opened.error);
    this.#sim.emit('reflector.watch.failed', informer, { informer, message, retry });
    return opened;
  }

  /** Reads a watch to its end, and stops it. */
  *#handleWatch(ctx: Context, watching: Watching): Proc<Watched> {
    const watched = yield* this.#handleAnyWatch(ctx, watching);
    if (watched.initialEventsEnd) return watched;
    watching.w.stop();
    const informer = this.#informer;
    this.#sim.emit('reflector.watch.ended', informer, {
      informer,
      outcome: outcomeOf(watched.error),
      message: watched.error?.message ?? '',
      events: watched.events,
      lasted: between(watching.start, this.#sim.now),
    });
    return watched;
  }

  *#handleAnyWatch(ctx: Context, watching: Watching): Proc<Watched> {
    if (!watching.exitsAtInitialEventsEnd) return yield* this.#readWatch(ctx, watching, undefined);
    const ticker = new Ticker(this.#sim, `${this.#informer}.bookmark`, bookmarkWarningPeriod);
    try {
      return yield* this.#readWatch(ctx, watching, ticker);
    } finally {
      ticker.stop();
    }
  }

  /** `ticker` says when to complain that the bookmark after the initial events has not come. */
  *#readWatch(ctx: Context, watching: Watching, ticker: Ticker | undefined): Proc<Watched> {
    const { w, resyncErrors, start } = watching;
    const result = w.resultChan();
    const cases = [ctx.done.receiving(), result.receiving()];
    if (resyncErrors !== undefined) cases.push(resyncErrors.receiving());
    const tick = ticker === undefined ? undefined : cases.push(ticker.channel.receiving()) - 1;
    let events = 0;
    let lastEvent = start;
    let pastAdded = watching.propagateVersionFromStart;
    for (;;) {
      const { index, value } = yield* select(this.#sim, cases);
      if (index === 0) return { error: errorStopRequested, initialEventsEnd: false, events };
      if (index === tick) {
        this.#warnIfBookmarkIsLate(events, between(lastEvent, this.#sim.now));
        continue;
      }
      if (index === 2) {
        const { message } = value as StoreError;
        const error = { kind: 'resync failed', message };
        return { error, initialEventsEnd: false, events };
      }
      const event = value as Event | undefined;
      if (event === undefined) break;
      if (event.type === 'ERROR') {
        return { error: fromObject(event.object), initialEventsEnd: false, events };
      }
      if (!this.#expects(event.type, event.object)) continue;
      pastAdded ||= event.type !== 'ADDED';
      const initialEventsEnd = yield* this.#take(event, watching, pastAdded);
      events++;
      lastEvent = this.#sim.now;
      if (initialEventsEnd && watching.exitsAtInitialEventsEnd) {
        return { error: undefined, initialEventsEnd, events };
      }
    }
    const tooShort = events === 0 && between(start, this.#sim.now) < second;
    const error = tooShort ? veryShortWatch(this.name) : undefined;
    return { error, initialEventsEnd: false, events };
  }

  #warnIfBookmarkIsLate(events: number, since: Duration): void {
    if (events > 0 && since < bookmarkWarningPeriod) return;
    const informer = this.#informer;
    this.#sim.emit('reflector.bookmark.awaited', informer, { informer, events, since });
  }

  /** Takes one event over. True for the bookmark that ends the initial events. */
  *#take(
    event: Exclude<Event, { readonly type: 'ERROR' }>,
    watching: Watching,
    setsVersion: boolean,
  ): Proc<boolean> {
    const sim = this.#sim;
    const { type, object } = event;
    const version = resourceVersion(object);
    const named = type === 'BOOKMARK' ? undefined : metaNamespaceKeyFunc(object);
    const key = named?.ok ? named.value : '';
    sim.emit('reflector.event.received', key === '' ? this.#informer : this.#prefix + key, {
      informer: this.#informer,
      type,
      key,
      resourceVersion: version,
    });
    const because = sim.causes;
    if (isKnownType(type)) {
      const stored = yield* this.#store(event, watching.store);
      sim.adopt(because);
      if (!stored.ok) this.#skipped(type, key, 'refused by the store');
    } else this.#skipped(type, key, 'unknown event type');
    if (setsVersion) watching.setVersion(version);
    if (type !== 'BOOKMARK') return false;
    return annotations(object)[initialEventsAnnotationKey] === 'true';
  }

  #store(
    event: Exclude<Event, { readonly type: 'ERROR' }>,
    store: ReflectorStore,
  ): Blocking<Result<void, StoreError>> {
    const { type, object } = event;
    switch (type) {
      case 'ADDED':
        return store.add(object);
      case 'MODIFIED':
        return store.update(object);
      case 'DELETED':
        return store.delete(object);
      case 'BOOKMARK':
        return store.bookmark?.(resourceVersion(object)) ?? ignored();
    }
  }

  /** An event that holds something else is skipped, and does not even move the resourceVersion. */
  #expects(type: Event['type'], object: Unstructured): boolean {
    const expected = this.#options.expectedType;
    const fits =
      isUnstructured(object) &&
      !isUnsupportedTableObject(object) &&
      (expected === undefined ||
        (object.kind === expected.kind && object.apiVersion === expected.apiVersion));
    if (fits) return true;
    const named = metaNamespaceKeyFunc(object);
    this.#skipped(type, named.ok ? named.value : '', 'wrong type');
    return false;
  }

  // State and delays.

  #skipped(type: string, key: string, reason: SkipReason): void {
    const subject = key === '' ? this.#informer : this.#prefix + key;
    this.#sim.emit('reflector.event.skipped', subject, {
      informer: this.#informer,
      type,
      key,
      reason,
    });
  }

  #setLastSyncResourceVersion(version: string): void {
    this.#lastSyncResourceVersion = version;
    const informer = this.#informer;
    const data = { informer, resourceVersion: version };
    this.#sim.emit('reflector.resourceversion.set', informer, data);
  }

  #setUnavailable(version: string): void {
    this.#isLastSyncResourceVersionUnavailable = true;
    const informer = this.#informer;
    const data = { informer, resourceVersion: version };
    this.#sim.emit('reflector.resourceversion.unavailable', informer, data);
  }

  /** At random between the shortest and twice that, in whole seconds. */
  #watchTimeoutSeconds(): number {
    const shortest = this.#minWatchTimeout;
    const fraction = this.#sim.chooser.jitter('reflector.watchTimeout');
    return Math.trunc((shortest + fraction * shortest) / second);
  }

  #newDelay(custom: Backoff | undefined): DelayFunc {
    const sim = this.#sim;
    const point = 'reflector.backoff';
    const usual = { initial: milliseconds(800), longest: seconds(30), factor: 2, jitter: 1 };
    const { initial, longest, factor, jitter } = usual;
    if (custom === undefined && this.#environment.profile.backoff !== 'delayWithReset') {
      return newExponentialBackoffManager(sim, {
        initBackoff: initial,
        maxBackoff: longest,
        resetDuration: backoffReset,
        backoffFactor: factor,
        jitter,
        point,
      });
    }
    const growth = { duration: initial, cap: longest, steps: backoffSteps, factor, jitter };
    const backoff = custom ?? new Backoff(growth);
    return delayWithReset(sim, backoff, { resetInterval: backoffReset, point });
  }

  /** Waits for the next delay. False if the context ended. */
  #backoff(ctx: Context): Blocking<boolean> {
    const loop = { name: `${this.#informer}.backoff`, onDelay: this.#delayTold() };
    return delayed(this.#sim, ctx, { ...loop, next: this.#delay() });
  }

  #delayTold(): { begins: (delay: Duration) => void; ends: () => void } {
    const sim = this.#sim;
    const informer = this.#informer;
    return {
      begins: (delay) => {
        const until = after(sim.now, delay);
        sim.emit('reflector.backoff.started', informer, { informer, delay, until });
      },
      ends: () => {
        sim.emit('reflector.backoff.ended', informer, { informer });
      },
    };
  }
}

type SkipReason = 'wrong type' | 'refused by the store' | 'unknown event type';

/** A server's frame of another type cannot be decoded, but other sources of events may invent some. */
function isKnownType(type: string): boolean {
  return ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'].includes(type);
}

type ListOutcome =
  | { readonly kind: 'listed'; readonly listed: Result<PagedList, ReflectorError> }
  | { readonly kind: 'panic'; readonly error: unknown };

/** A store that needs no queue's lock, as a Reflector fills it. */
export function unqueued(store: Store): ReflectorStore {
  return {
    *add(obj) {
      return store.add(obj);
    },
    *update(obj) {
      return store.update(obj);
    },
    *delete(obj) {
      return store.delete(obj);
    },
    *replace(list, version) {
      return store.replace(list, version);
    },
    *resync() {
      return store.resync();
    },
  };
}

function* ignored(): Proc<Result<void, StoreError>> {
  return ok(undefined);
}

function veryShortWatch(name: string): ReflectorError {
  const what = 'Unexpected watch close - watch lasted less than a second and no items received';
  return { kind: 'VeryShortWatchError', message: `very short watch: ${name}: ${what}` };
}

function wrapped(what: string, cause: ReflectorError): ReflectorError {
  return { message: `${what}: ${cause.message}`, cause };
}

function rootOf(error: unknown): unknown {
  let root = error;
  while (typeof root === 'object' && root !== null && 'cause' in root && root.cause !== undefined) {
    root = root.cause;
  }
  return root;
}

function outcomeOf(error: ReflectorError | undefined): WatchOutcome {
  if (error === undefined) return 'closed';
  if (error === errorStopRequested) return 'stopped';
  if (error.kind === 'VeryShortWatchError') return 'very short';
  if (error.kind === 'resync failed') return 'resync failed';
  if (isExpiredError(error)) return 'expired';
  if (isTooManyRequests(rootOf(error))) return 'too many requests';
  return isInternalError(rootOf(error)) ? 'internal error' : 'error';
}

/** The resourceVersion is no longer there. */
export function isExpiredError(error: unknown): boolean {
  const root = rootOf(error);
  return isResourceExpired(root) || isGone(root);
}

/** The server has not reached the resourceVersion yet. Old servers say so in words only. */
export function isTooLargeResourceVersionError(error: unknown): boolean {
  const root = rootOf(error);
  if (!isStatusError(root)) return false;
  if (hasStatusCause(root, causeTypeResourceVersionTooLarge)) return true;
  if (!isTimeout(root)) return false;
  const text = 'Too large resource version';
  const { details, message = '' } = root.errStatus;
  return (
    details?.causes?.some((cause) => cause.message === text) === true || message.includes(text)
  );
}

/** Worth another try at the same place after a pause. */
function isWatchErrorRetriable(error: ReflectorError): boolean {
  const root = rootOf(error) as ReflectorError;
  return root.kind === 'connection refused' || isTooManyRequests(root);
}

/** A server was asked for rows to print, and not for the objects. */
function isUnsupportedTableObject(object: {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}): boolean {
  const { apiVersion, kind } = object;
  return (
    kind === 'Table' && (apiVersion === 'meta.k8s.io/v1' || apiVersion === 'meta.k8s.io/v1beta1')
  );
}

/** `*v1.Pod`, as Go prints the type. */
function descriptionOf(type: ExpectedType | undefined): string {
  if (type === undefined) return '<unspecified>';
  return `*${type.apiVersion.split('/').at(-1)}.${type.kind}`;
}
