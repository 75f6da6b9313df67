/**
 * What the stage shows at one place of a run: every box with its real data, as plain values. A reader
 * builds one per frame at most; rows beyond a limit are only counted, so that 10,000 objects stay cheap.
 */

import type { Duration, Instant } from '#base/time.ts';
import type { ObjectRef } from '#trace/event.ts';
import type { Identity } from './identity.ts';

/** Instants are nanoseconds of simulated time; a `seq` names an event. */
export interface StageView {
  /** The event that has just happened; 0 before the first. */
  readonly cursor: number;
  readonly at: Instant;
  readonly server: ServerView;
  /** In the order in which they first started. */
  readonly programs: readonly ProgramView[];
}

/** At most `limit` of the things there are; `total` counts them all. */
export interface Rows<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** How much of each box to show. */
export interface StageOptions {
  /** Rows per list; 12 if left out. */
  readonly limit?: number;
  /** Only objects and keys that contain this text. */
  readonly search?: string;
  /** Only these resources on the server; all if left out. */
  readonly resources?: readonly string[];
  /** Only this program, by name; all if left out. */
  readonly program?: string;
}

// API server.

export interface ServerView {
  readonly replicas: readonly ReplicaView[];
  /** etcd's revision. */
  readonly revision: number;
  /** The revision up to which etcd has been compacted; 0 for never. */
  readonly compacted: number;
  readonly resources: readonly ResourceView[];
  /** The latest changes, oldest first. */
  readonly history: readonly HistoryEntry[];
  readonly watches: readonly WatchView[];
  /** The latest requests that are not watches, latest first. */
  readonly requests: Rows<RequestView>;
}

export interface ReplicaView {
  readonly replica: string;
  readonly running: boolean;
  /** Its watch cache does not follow etcd. */
  readonly held: boolean;
  /** Quiet watches hear how far they have come. */
  readonly bookmarks: boolean;
  /** Watches may ask for initial events. */
  readonly watchList: boolean;
  /** How far its watch cache has come. */
  readonly revision: number;
}

export interface ResourceView {
  readonly resource: string;
  readonly objects: Rows<ObjectRow>;
}

export interface ObjectRow {
  /** `pods/default/web-1`. */
  readonly key: string;
  /** `default/web-1`. */
  readonly name: string;
  readonly resourceVersion: string;
  readonly object: ObjectRef;
  readonly changedAt: Instant;
  /** The event that wrote it. */
  readonly seq: number;
  /** It waits for its finalizers. */
  readonly deleting: boolean;
}

export interface HistoryEntry {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly identity: Identity;
  readonly key: string;
  readonly seq: number;
  /** No replica's watch cache can serve it any more. */
  readonly evicted: boolean;
  /** Gone from etcd's history too. */
  readonly compacted: boolean;
}

export interface WatchView {
  /** `req-17`. */
  readonly watch: string;
  /** `rs-controller/pods`: what faults are aimed at. */
  readonly noun: string;
  readonly resource: string;
  readonly replica: string;
  /** A state of the watch machine. */
  readonly state: string;
  readonly held: boolean;
  /** Half open: nothing arrives, and neither end knows. */
  readonly severed: boolean;
  /** How much longer than usual each message takes. */
  readonly delay: number;
  readonly openedAt: Instant;
  readonly timeoutDue: Instant | undefined;
  /** The resourceVersion of the last frame sent. */
  readonly sentResourceVersion: string;
  readonly sent: number;
  readonly delivered: number;
  /** What travels or is held, next to be delivered first. */
  readonly inFlight: Rows<FrameView>;
}

export interface FrameView {
  readonly frame: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly identity: Identity;
  readonly key: string;
  readonly resourceVersion: string;
  readonly held: boolean;
  /** 0 is next to be delivered. */
  readonly position: number;
  readonly seq: number;
}

export interface RequestView {
  readonly request: string;
  readonly client: string;
  readonly noun: string;
  readonly verb: string;
  readonly method: string;
  readonly url: string;
  readonly resource: string;
  readonly key: string | undefined;
  /** A state of the request machine. */
  readonly state: string;
  /** 0 until it is answered. */
  readonly status: number;
  /** `Conflict`, or the client's error if there was no answer. */
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly items: number | undefined;
  /** What of it was lost on the way: the client waits in vain. */
  readonly lost: 'request' | 'response' | undefined;
  readonly sentAt: Instant;
  readonly doneAt: Instant | undefined;
  readonly seq: number;
}

// A program: informers above the seam, its own controller below.

export interface ProgramView {
  readonly program: string;
  readonly state: 'running' | 'paused' | 'crashed' | 'stopped';
  readonly informers: readonly InformerView[];
  readonly controller: ControllerView | undefined;
  /** New connections of its client are refused. */
  readonly refused: boolean;
  /** What its client may not do: `list pods`. */
  readonly denied: readonly string[];
  /** The API server that its client was told to ask. */
  readonly replica: string | undefined;
  /** How much more than the cluster's time its clock shows. */
  readonly clockSkew: number;
  /** How long its client waits for a token, while it does. */
  readonly throttled: Pending | undefined;
  /** For a replica that works only while it leads. */
  readonly election: ElectionView | undefined;
  /** Numbers that it shows of itself. */
  readonly dials: readonly DialView[];
  /** What stands in the open places of its code. */
  readonly code: readonly CodeView[];
}

/** A number that a program shows of itself. */
export interface DialView {
  readonly dial: string;
  readonly value: number;
}

/** An open place of a program's code with the pieces that stand there. */
export interface CodeView {
  readonly slot: string;
  readonly pieces: readonly string[];
}

/** A candidate for a lease, as it sees itself. */
export interface ElectionView {
  /** The Lease by namespace and name. */
  readonly lock: string;
  readonly identity: string;
  /** Whom it last saw in the lease; `''` for nobody. */
  readonly holder: string;
  /** It acts as the leader, whether it still is or not. */
  readonly leading: boolean;
  /** A state of the lease holder machine. */
  readonly state: string;
  /** Until when the lease holds unless it is renewed, as this candidate counts. */
  readonly lease: Pending | undefined;
}

/** Something that lasts, or a timer that runs: an arc that shrinks from `since` to `until`. */
export interface Pending {
  readonly since: Instant;
  readonly until: Instant;
}

export interface InformerView {
  /** `rs-controller/pods`. */
  readonly informer: string;
  readonly resource: string;
  readonly started: boolean;
  readonly stopped: boolean;
  readonly synced: boolean;
  readonly reflector: ReflectorView;
  readonly queue: DeltaQueueView;
  readonly indexer: IndexerView;
  readonly listeners: readonly ListenerView[];
  /** How long each call of a handler takes by somebody's doing; 0 for no time. */
  readonly slowness: number;
  readonly staleness: StalenessView;
}

export interface ReflectorView {
  /** A state of the reflector machine. */
  readonly state: string;
  readonly resourceVersion: string;
  readonly watchTimeout: Pending | undefined;
  readonly resync: Pending | undefined;
  readonly resyncPeriod: Duration;
  readonly backoff: Pending | undefined;
  readonly lastError: string | undefined;
  readonly lists: number;
  readonly watches: number;
  /** Events received on all its watches. */
  readonly events: number;
}

export interface DeltaQueueView {
  readonly kind: 'DeltaFIFO' | 'RealFIFO';
  /** Deltas in the queue. */
  readonly deltas: number;
  /** Head of the queue first: one item per key, or under RealFIFO one per delta. */
  readonly items: Rows<DeltaItem>;
  /** Taken out, and being applied to the Indexer. */
  readonly popping: DeltaItem | undefined;
  /** What pops it is kept from running. */
  readonly stall: Pending | undefined;
}

export interface DeltaItem {
  readonly key: string;
  /** Oldest first. */
  readonly deltas: readonly DeltaView[];
}

export interface DeltaView {
  readonly delta: number;
  readonly type: string;
  readonly identity: Identity;
  readonly tombstone: boolean;
  readonly object: ObjectRef | undefined;
  readonly seq: number;
  /** A state of the delta machine. */
  readonly state: string;
}

export interface IndexerView {
  readonly objects: Rows<CachedRow>;
  readonly indexes: readonly IndexView[];
}

export interface CachedRow {
  /** The cache's key: `default/web-1`. */
  readonly key: string;
  /** `pods/default/web-1`. */
  readonly objectKey: string;
  readonly resourceVersion: string;
  readonly object: ObjectRef;
  /** What the server has by now; `undefined` if it has deleted it. */
  readonly serverResourceVersion: string | undefined;
  readonly stale: boolean;
  readonly changedAt: Instant;
  readonly seq: number;
}

export interface IndexView {
  readonly name: string;
  readonly buckets: Rows<IndexBucket>;
}

export interface IndexBucket {
  readonly value: string;
  /** How many keys stand in it. */
  readonly size: number;
  /** The first of them. */
  readonly keys: readonly string[];
}

export interface ListenerView {
  readonly listener: string;
  readonly resyncPeriod: Duration;
  readonly synced: boolean;
  /** Notifications not yet given to the handler. */
  readonly pending: number;
  /** The handler that runs now. */
  readonly calling: CallView | undefined;
  readonly lastCall: CallView | undefined;
}

export interface CallView {
  readonly notification: number;
  readonly callback: 'OnAdd' | 'OnUpdate' | 'OnDelete';
  readonly identity: Identity;
  readonly key: string;
  readonly object: ObjectRef;
  readonly old: ObjectRef | undefined;
  readonly tombstone: boolean;
  readonly isInInitialList: boolean;
  readonly since: Instant;
  readonly seq: number;
}

/** How far each knows: resourceVersions, `''` where nothing is known. `resource`-wide. */
export interface StalenessView {
  readonly server: string;
  readonly cache: string;
  /** What the latest reconcile had read from this cache. */
  readonly actedOn: string;
  /** Objects that differ between cache and server. */
  readonly staleKeys: number;
}

// Work queue and workers.

export interface ControllerView {
  readonly controller: string;
  readonly resource: string;
  readonly workqueue: WorkqueueView | undefined;
  readonly workers: readonly WorkerView[];
}

export interface WorkqueueView {
  readonly queue: string;
  readonly shuttingDown: boolean;
  /** What waits, next first. */
  readonly waiting: Rows<QueueKeyView>;
  /** Added while being processed: queued again at Done. */
  readonly dirty: Rows<QueueKeyView>;
  readonly processing: Rows<ProcessingView>;
  /** Due soonest first. */
  readonly delayed: Rows<DelayedView>;
  /** Failures per key, most first. */
  readonly failures: Rows<{ readonly key: string; readonly failures: number }>;
}

export interface QueueKeyView {
  readonly key: string;
  readonly since: Instant;
  readonly seq: number;
}

export interface ProcessingView extends QueueKeyView {
  readonly worker: string;
  /** Added again meanwhile. */
  readonly dirty: boolean;
}

export interface DelayedView extends QueueKeyView {
  readonly due: Instant;
}

export interface WorkerView {
  /** `rs-controller/worker-1`. */
  readonly worker: string;
  readonly state: 'idle' | 'reconciling';
  readonly key: string | undefined;
  readonly since: Instant | undefined;
  /** What it has done in this reconcile, oldest first. */
  readonly doings: readonly WorkerDoing[];
  readonly lastResult: 'ok' | 'error' | 'requeue' | undefined;
  readonly lastError: string | undefined;
}

export interface WorkerDoing {
  readonly kind: 'read' | 'request' | 'wait' | 'conflict' | 'stall';
  /** `pods/default/web-1`, `PATCH pods/web-1/status`. */
  readonly text: string;
  readonly done: boolean;
  /** Objects found, HTTP status, or nanoseconds waited. */
  readonly figure: number;
  readonly seq: number;
}

// What moves.

/** A box of the stage. */
export type PlaceId =
  | `apiserver/${string}`
  | `reflector:${string}`
  | `queue:${string}`
  | `indexer:${string}`
  | `handlers:${string}`
  | `workqueue:${string}`
  | `workers:${string}`
  /** Somebody who is not on the stage: `outside:kubectl`. */
  | `outside:${string}`;

/**
 * Something on its way, or handed over this very moment. `startedAt` and `endsAt` are display
 * milliseconds (see pace.ts), so that its place on the way is `(now - startedAt) / (endsAt - startedAt)`.
 */
export interface HopToken {
  /** `req-17#3` a frame, `rs-controller/pods#7` a delta, … unique within the run. */
  readonly id: string;
  readonly identity: Identity;
  readonly label: string;
  readonly from: PlaceId;
  readonly to: PlaceId;
  readonly startedAt: number;
  readonly endsAt: number;
  /** A state of the hop machine. */
  readonly state: string;
  /** Only the key travels from here on. */
  readonly shrunk: boolean;
  /** Stands still until somebody lets it go. */
  readonly held: boolean;
  /** `pods/default/web-1`: every copy of one object shares it. */
  readonly objectKey: string | undefined;
  /** The event that set it off. */
  readonly seq: number;
}
