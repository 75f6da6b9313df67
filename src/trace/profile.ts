/** Which client-go: a record of named behaviours, and the presets that stand for releases. */

/** The name of a preset. */
export type ProfileName = 'classic' | 'inOrder' | 'watchList' | 'modern';

/** What the informer machinery does differently from release to release. */
export interface Profile {
  readonly name: ProfileName;
  /** The client-go release that the preset stands for, as the oracle pins it. */
  readonly release: string;
  /** InOrderInformers: which queue an informer runs. */
  readonly queue: 'DeltaFIFO' | 'RealFIFO';
  /** Named informers tell how much is queued, how long a delta takes, and their store's resourceVersion. */
  readonly informerMetrics: boolean;
  /** WatchListClient: start with a streamed list instead of LIST. */
  readonly watchList: boolean;
  /** InOrderInformersBatchProcess. */
  readonly batches: boolean;
  /** AtomicFIFO: Replace, Resync and bookmarks travel as single deltas. */
  readonly atomicEvents: boolean;
  /** UnlockWhileProcessingFIFO. */
  readonly unlockWhileProcessing: boolean;
  /** Which back-off manager the Reflector uses. */
  readonly backoff: 'exponentialBackoffManager' | 'delayWithReset';
  /** On stop, ≤ v0.33 drains what is queued; later releases drop it. */
  readonly dropOnStop: boolean;
  /** How an informer says that it has synced: ≤ v0.35 asks the queue each time, later a channel closes. */
  readonly syncedSignal: 'poll' | 'channel';
  /** Where a program survives a handler's panic, the listener rests for a second: when. */
  readonly restAfterPanic: 'atOnce' | 'beforeTheNext';
  /** RealFIFO counts its first list down after processing; ≤ v0.35 before. */
  readonly countAfterProcessing: boolean;
  /** A watch from "" or "0" moves the resourceVersion only after its synthetic ADDED events. */
  readonly guardedResourceVersion: boolean;
  /**
   * How a leader gives its lease up: from memory, after reading it, or after reading it and again on
   * each conflict.
   */
  readonly releaseLease: 'update' | 'getThenUpdate' | 'retryConflicts';
  /** A cancelled leader does not try to renew once more. */
  readonly renewStopsOnCancel: boolean;
  /** An event of an object whose name makes no event name: refused by the server, or named by a UUID. */
  readonly eventNames: 'plain' | 'uuidIfInvalid';
}

/** Presets by name. `classic` is what every book draws; `modern` is today's machine. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  classic: {
    name: 'classic',
    release: 'v0.32.13',
    queue: 'DeltaFIFO',
    informerMetrics: false,
    watchList: false,
    batches: false,
    atomicEvents: false,
    unlockWhileProcessing: false,
    backoff: 'exponentialBackoffManager',
    dropOnStop: false,
    syncedSignal: 'poll',
    restAfterPanic: 'atOnce',
    countAfterProcessing: false,
    guardedResourceVersion: false,
    releaseLease: 'update',
    renewStopsOnCancel: false,
    eventNames: 'plain',
  },
  inOrder: {
    name: 'inOrder',
    release: 'v0.34.13',
    queue: 'RealFIFO',
    informerMetrics: false,
    watchList: false,
    batches: false,
    atomicEvents: false,
    unlockWhileProcessing: false,
    backoff: 'exponentialBackoffManager',
    dropOnStop: true,
    syncedSignal: 'poll',
    restAfterPanic: 'beforeTheNext',
    countAfterProcessing: false,
    guardedResourceVersion: false,
    releaseLease: 'getThenUpdate',
    renewStopsOnCancel: false,
    eventNames: 'uuidIfInvalid',
  },
  watchList: {
    name: 'watchList',
    release: 'v0.35.10',
    queue: 'RealFIFO',
    informerMetrics: false,
    watchList: true,
    batches: true,
    atomicEvents: false,
    unlockWhileProcessing: false,
    backoff: 'exponentialBackoffManager',
    dropOnStop: true,
    syncedSignal: 'poll',
    restAfterPanic: 'beforeTheNext',
    countAfterProcessing: false,
    guardedResourceVersion: false,
    releaseLease: 'getThenUpdate',
    renewStopsOnCancel: false,
    eventNames: 'uuidIfInvalid',
  },
  modern: {
    name: 'modern',
    release: 'v0.37.2',
    queue: 'RealFIFO',
    informerMetrics: true,
    watchList: true,
    batches: true,
    atomicEvents: true,
    unlockWhileProcessing: true,
    backoff: 'delayWithReset',
    dropOnStop: true,
    syncedSignal: 'channel',
    restAfterPanic: 'beforeTheNext',
    countAfterProcessing: true,
    guardedResourceVersion: true,
    releaseLease: 'retryConflicts',
    renewStopsOnCancel: true,
    eventNames: 'uuidIfInvalid',
  },
};

/** True for the name of a preset. */
export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}
