/**
 * Every kind of trace event with the fields of its `data`. This is the one contract between the engine
 * and everything that observes it: pictures, logs, lessons and recordings read these and nothing else.
 *
 * Nouns. `informer` is `program/resource` (`rs-controller/pods`); `queue` and `controller` are the
 * program's name unless it has several; a `request` is `req-N`; a watch is the request that opened it;
 * `frame`, `delta` and `notification` number the thing travelling, from 1, in the order made.
 * Instants and durations are nanoseconds. An object is an `ObjectRef` (see object_table.ts).
 */

import { anything, count, flag, list, oneOf, optional, quantity, text } from './shape.ts';

const watchType = oneOf('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR');
const changeType = oneOf('ADDED', 'MODIFIED', 'DELETED');
const deltaType = oneOf(
  'Added',
  'Updated',
  'Deleted',
  'Replaced',
  'Sync',
  'ReplacedAll',
  'SyncAll',
  'Bookmark',
);
const callback = oneOf('OnAdd', 'OnUpdate', 'OnDelete');

/** Why something that might have happened did not. */
const reason = oneOf(
  'key already dirty',
  'key already processing',
  'not due yet',
  'same resourceVersion, treated as a sync',
  'listener not in the resync set',
  'nobody is due a resync',
  'not synced',
  'not leader',
  'selector does not match',
  'filter does not match',
  'buffer full',
  'unknown to queue and store',
  'already queued',
  'queue shutting down',
  'stopped',
  'wrong type',
  'refused by the store',
  'no change',
  'expectations not met',
  'own write not seen',
  'injected fault',
  'connection lost',
  'lease held by another',
  'rate limited',
  'unsupported event type',
  'unknown event type',
);

/** The messages on a watch stream; `position` 0 is next to be delivered. */
const frame = {
  watch: text,
  noun: text,
  frame: count,
  type: watchType,
  key: text,
  resourceVersion: text,
};

const delta = { informer: text, delta: count, type: deltaType, key: text };
const stored = {
  informer: text,
  key: text,
  resourceVersion: text,
  object: text,
  /** Index name → values under which the key now stands, whether or not they are the object's. */
  indexed: optional(anything),
};
const notification = {
  informer: text,
  listener: text,
  notification: count,
  callback,
  key: text,
};
const queueItem = { queue: text, key: text };
const stream = { watch: text, noun: text };
/** A core/v1 Event by namespace and name, and the component that reports it. */
const coreEvent = { component: text, event: text };
/** A candidate for leadership: `lock` is the Lease by namespace and name. */
const candidate = { lock: text, identity: text };

export const eventShapes = {
  'run.started': { version: count, profile: text, seed: text, policy: text, level: text },
  'command.applied': { text, command: anything },
  'command.refused': { text, reason: text },
  'expect.checked': { text, held: flag, found: text },
  'invariant.broken': { invariant: text, detail: text },

  'program.started': { program: text },
  'program.paused': { program: text },
  'program.resumed': { program: text },
  'program.crashed': { program: text, message: text },
  'program.stopped': { program: text },
  /** What it answered at `/metrics`, in Prometheus' text format. */
  'program.scraped': { program: text, exposition: text },
  /** Its clock shows so much more than the cluster's time, or less. */
  'program.clock.set': { program: text, skew: quantity },
  /** From its next start on, these pieces stand in an open place of its code. */
  'program.code.set': { program: text, slot: text, pieces: list(text) },
  /** A number that the program shows of itself, as on a dial. */
  'program.reported': { program: text, dial: text, value: quantity },
  'process.started': { process: text },
  'process.ended': { process: text },
  'process.panicked': { process: text, message: text, handled: flag },
  'chooser.chose': { point: text, options: count, choice: quantity, origin: text },
  'lock.waited': { lock: text, holder: optional(text) },
  'lock.acquired': { lock: text, waited: count },

  'request.sent': {
    request: text,
    client: text,
    /** Who asked, as a person names it: `rs-controller/pods` for an informer's list or watch. */
    noun: text,
    replica: text,
    verb: text,
    method: text,
    url: text,
    resource: text,
    key: optional(text),
    body: optional(text),
    /** The Accept header, if it asks for another form of the answer: for metadata alone. */
    accept: optional(text),
  },
  'request.received': { request: text, replica: text },
  'request.answered': {
    request: text,
    replica: text,
    status: count,
    reason: optional(text),
    message: optional(text),
    object: optional(text),
    items: optional(count),
    resourceVersion: optional(text),
  },
  'request.completed': {
    request: text,
    client: text,
    status: count,
    reason: optional(text),
    message: optional(text),
    lasted: count,
  },
  /** The client got no answer: connection refused, reset, timeout. `applied` is what the server did. */
  'request.failed': { request: text, client: text, error: text, lasted: count },
  'request.lost': { request: text, part: oneOf('request', 'response') },

  'etcd.committed': {
    revision: count,
    type: changeType,
    resource: text,
    key: text,
    object: text,
    previous: optional(text),
  },
  'etcd.unchanged': { resource: text, key: text, revision: count, reason },
  'etcd.compacted': { revision: count },
  'watchcache.applied': {
    replica: text,
    revision: count,
    type: changeType,
    resource: text,
    key: text,
    object: text,
  },
  /** The oldest revision from which a watch can still be served has moved to `oldest`. */
  'watchcache.evicted': { replica: text, resource: text, oldest: count },
  'replica.started': { replica: text, revision: count },
  'replica.stopped': { replica: text },
  'replica.held': { replica: text },
  'replica.released': { replica: text },
  /** Whether watches get bookmarks, and may ask for initial events. */
  'replica.features': { replica: text, bookmarks: flag, watchList: flag },

  'watch.opened': {
    ...stream,
    replica: text,
    resource: text,
    resourceVersion: text,
    selector: optional(text),
    timeoutSeconds: count,
    bookmarks: flag,
    sendInitialEvents: flag,
  },
  'watch.event.sent': { ...frame, replica: text, object: optional(text) },
  'watch.event.skipped': { ...stream, key: text, resourceVersion: text, reason },
  'watch.event.held': { ...frame, position: count },
  'watch.event.swapped': { ...frame, with: count },
  'watch.event.duplicated': { ...frame, copy: count },
  'watch.event.dropped': { ...frame, reason },
  'watch.event.delivered': { ...frame, object: optional(text) },
  'watch.held': { ...stream },
  'watch.released': { ...stream, waiting: count },
  /** Nothing arrives from here on, and neither end knows. */
  'watch.severed': { ...stream },
  'watch.delayed': { ...stream, lasting: count },
  /** The server's end is gone. */
  'watch.ended': { ...stream, replica: text, reason: text },
  /** The client's end is gone. */
  'watch.closed': { ...stream, reason: text, events: count, lasted: count },

  'informer.started': {
    informer: text,
    resource: text,
    queue: oneOf('DeltaFIFO', 'RealFIFO'),
    resyncPeriod: count,
    indexes: list(text),
  },
  'informer.synced': { informer: text },
  'informer.stopped': { informer: text },
  'reflector.started': { informer: text, resyncPeriod: count },
  'reflector.list.started': { informer: text, resourceVersion: text, limit: count },
  'reflector.list.finished': { informer: text, resourceVersion: text, items: count, pages: count },
  'reflector.list.failed': { informer: text, message: text, immediateRetry: flag },
  'reflector.replaced': { informer: text, resourceVersion: text, items: count },
  'reflector.watch.started': {
    informer: text,
    resourceVersion: text,
    timeoutSeconds: count,
    sendInitialEvents: flag,
  },
  'reflector.watch.failed': { informer: text, message: text, retry: flag },
  'reflector.watch.ended': {
    informer: text,
    outcome: text,
    message: text,
    events: count,
    lasted: count,
  },
  'reflector.event.received': { informer: text, type: watchType, key: text, resourceVersion: text },
  'reflector.event.skipped': { informer: text, type: text, key: text, reason },
  'reflector.bookmark.awaited': { informer: text, events: count, since: count },
  'reflector.resourceversion.set': { informer: text, resourceVersion: text },
  'reflector.resourceversion.unavailable': { informer: text, resourceVersion: text },
  'reflector.backoff.started': { informer: text, delay: count, until: count },
  'reflector.backoff.ended': { informer: text },
  'reflector.resync.armed': { informer: text, due: count },
  'reflector.resync.forced': { informer: text },
  'reflector.resync.skipped': { informer: text, reason },
  'reflector.failed': { informer: text, message: text },
  'reflector.stopped': { informer: text },

  'delta.queued': {
    ...delta,
    object: optional(text),
    tombstone: optional(flag),
    keys: count,
    items: count,
  },
  'delta.merged': { ...delta, into: count },
  /** Without a number: it was never queued. */
  'delta.dropped': {
    informer: text,
    delta: optional(count),
    type: deltaType,
    key: text,
    reason,
  },
  'delta.popped': {
    informer: text,
    key: text,
    deltas: list(count),
    types: list(deltaType),
    keys: count,
    items: count,
  },
  /** One delta of the popped batch is about to be applied to the store. */
  'delta.applying': { ...delta },
  'delta.processed': { ...delta },
  'delta.synced': { informer: text },
  /** The goroutine that pops the queue does not get a processor until then. */
  'informer.stalled': { informer: text, lasting: count, until: count },
  'informer.resumed': { informer: text },
  'store.added': { ...stored },
  'store.updated': { ...stored, previous: text },
  'store.deleted': {
    informer: text,
    key: text,
    resourceVersion: text,
    object: optional(text),
    known: flag,
    /** Index name → values under which the key still stands: somebody had changed the cached object. */
    left: optional(anything),
  },
  /** The program changed an object of its cache in place: the store was not told. */
  'store.mutated': {
    informer: text,
    key: text,
    resourceVersion: text,
    object: text,
    previous: text,
  },
  'store.replaced': {
    informer: text,
    items: count,
    resourceVersion: text,
    /** Store key → `{resourceVersion, object, indexed}`: all that the store holds from now on. */
    contents: optional(anything),
  },

  'listener.added': { informer: text, listener: text, resyncPeriod: count, late: flag },
  'listener.removed': { informer: text, listener: text, dropped: count },
  'listener.synced': { informer: text, listener: text },
  'listener.notified': {
    ...notification,
    pending: count,
    object: text,
    old: optional(text),
    sync: flag,
  },
  'listener.skipped': { informer: text, listener: text, key: text, reason },
  'handler.called': {
    ...notification,
    object: text,
    old: optional(text),
    isInInitialList: optional(flag),
    tombstone: flag,
  },
  'handler.filtered': { ...notification, reason },
  /** From now on each call of the informer's handlers takes so long. */
  'handler.slowed': { informer: text, lasting: count },
  'handler.returned': { ...notification },
  'handler.panicked': { ...notification, message: text, survives: flag },

  'queue.created': { queue: text, baseDelay: optional(count), maxDelay: optional(count) },
  'queue.added': { ...queueItem, depth: count, priority: optional(count) },
  'queue.deduplicated': { ...queueItem, reason },
  'queue.got': {
    ...queueItem,
    worker: text,
    depth: count,
    waited: count,
    priority: optional(count),
  },
  'queue.done': { ...queueItem, requeued: flag, lasted: count },
  'queue.delayed': { ...queueItem, delay: count, due: count },
  'queue.due': { ...queueItem },
  /** A waiting item was added again with a higher priority. */
  'queue.raised': { ...queueItem, priority: count, previous: count },
  'queue.ratelimited': { ...queueItem, failures: count, delay: count },
  'queue.forgotten': { ...queueItem, failures: count },
  'queue.refused': { ...queueItem, reason },
  'queue.shutdown': { queue: text, drain: flag },

  /** A person's kubectl: each run of it has a number, `kubectl/3`. */
  'kubectl.started': { run: text, line: text },
  'kubectl.printed': { run: text, stream: oneOf('out', 'err'), text },
  'kubectl.ended': { run: text, code: count },

  'controller.started': { controller: text, workers: count, resource: text },
  'controller.logged': { controller: text, message: text },
  'reconcile.started': { controller: text, worker: text, key: text },
  'reconcile.stalled': { controller: text, worker: text, key: text, lasting: count },
  'reconcile.skipped': { controller: text, key: text, reason },
  'reconcile.finished': {
    controller: text,
    worker: text,
    key: text,
    result: oneOf('ok', 'error', 'requeue'),
    error: optional(text),
    lasted: count,
  },
  'lister.read': {
    informer: text,
    key: text,
    found: count,
    resourceVersion: optional(text),
  },
  'client.throttled': { client: text, wait: count },
  'client.starved': { client: text, requests: count },
  /** New connections of the client are refused, or no longer. */
  'client.refused': { client: text },
  'client.accepted': { client: text },
  'client.denied': { client: text, verb: text, resource: text },
  'client.permitted': { client: text },
  'client.switched': { client: text, replica: text },
  'retry.conflict': { attempt: count, delay: count, message: text },

  /** A broadcaster's watcher missed an event: its channel was full. */
  'broadcast.dropped': { broadcaster: text, watcher: count, type: watchType, reason },

  'event.recorded': {
    ...coreEvent,
    type: oneOf('Normal', 'Warning'),
    eventReason: text,
    message: text,
  },
  /** Lost before it reached a sink. */
  'event.dropped': { ...coreEvent, reason },
  /** Replaced by one that stands for all that differ in the message alone. */
  'event.aggregated': { ...coreEvent, into: text, similar: count },
  /** The same as one before: its count rises. */
  'event.counted': { ...coreEvent, count },
  /** The spam filter kept it from being written; its count has risen all the same. */
  'event.skipped': { ...coreEvent, count, reason },
  'event.written': { ...coreEvent, verb: oneOf('create', 'patch'), count },
  'event.retried': { ...coreEvent, tries: count, delay: count, message: text },
  'event.abandoned': { ...coreEvent, tries: count, message: text },

  /** Another holds the lease, and nobody may take it before `until`. */
  'leader.refused': { ...candidate, holder: text, until: count, reason },
  'leader.failed': {
    ...candidate,
    operation: oneOf('get', 'create', 'update', 'release'),
    message: text,
  },
  'leader.acquired': { ...candidate, transitions: count, leaseDurationSeconds: count },
  /** `fast`: from memory, without reading the lease first. */
  'leader.renewed': { ...candidate, path: oneOf('fast', 'slow') },
  /** The lease has changed since it was last read; its duration counts from here. */
  'leader.observed': { ...candidate, holder: text, transitions: count, until: count },
  /** OnNewLeader is called. */
  'leader.changed': { ...candidate, holder: text },
  'leader.waiting': { ...candidate, delay: count, due: count },
  'leader.lost': { ...candidate, message: text },
  'leader.released': { ...candidate, transitions: count },
  /** OnStoppedLeading is called, also on those who never led. */
  'leader.stopped': { ...candidate, led: flag },

  'retrywatch.started': { watcher: text, resourceVersion: text },
  'retrywatch.interrupted': { watcher: text, message: text, delay: count },
  'retrywatch.ended': { watcher: text, message: text },
} as const;

/** The dotted name of an event kind. */
export type EventKind = keyof typeof eventShapes;

/** Every event kind, in the contract's order. */
export const eventKinds = Object.keys(eventShapes) as readonly EventKind[];

/** True for a known event kind. */
export function isEventKind(kind: string): kind is EventKind {
  return Object.hasOwn(eventShapes, kind);
}
