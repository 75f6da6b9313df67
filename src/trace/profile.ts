/** Which client-go: a record of named behaviours, and the presets that stand for releases. */

/** The name of a preset. */
export type ProfileName = 'classic' | 'inOrder' | 'watchList' | 'modern';

/** What the informer machinery does differently from release to release. */
export interface Profile {
  readonly name: ProfileName;
  /** The client-go release that the preset stands for. */
  readonly release: string;
  /** InOrderInformers: which queue an informer runs. */
  readonly queue: 'DeltaFIFO' | 'RealFIFO';
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
}

/** Presets by name. `classic` is what every book draws; `modern` is today's machine. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  classic: {
    name: 'classic',
    release: 'v0.32',
    queue: 'DeltaFIFO',
    watchList: false,
    batches: false,
    atomicEvents: false,
    unlockWhileProcessing: false,
    backoff: 'exponentialBackoffManager',
    dropOnStop: false,
  },
  inOrder: {
    name: 'inOrder',
    release: 'v0.34',
    queue: 'RealFIFO',
    watchList: false,
    batches: false,
    atomicEvents: false,
    unlockWhileProcessing: false,
    backoff: 'exponentialBackoffManager',
    dropOnStop: true,
  },
  watchList: {
    name: 'watchList',
    release: 'v0.35',
    queue: 'RealFIFO',
    watchList: true,
    batches: true,
    atomicEvents: false,
    unlockWhileProcessing: false,
    backoff: 'exponentialBackoffManager',
    dropOnStop: true,
  },
  modern: {
    name: 'modern',
    release: 'v0.36',
    queue: 'RealFIFO',
    watchList: true,
    batches: true,
    atomicEvents: true,
    unlockWhileProcessing: true,
    backoff: 'delayWithReset',
    dropOnStop: true,
  },
};

/** True for the name of a preset. */
export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}
