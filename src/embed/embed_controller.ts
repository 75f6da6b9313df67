/**
 * What can be asked of the player inside an embed page, and what it tells of itself. The page's own buttons,
 * its keys and the messages of the page around the frame all go through this one interface.
 */

import type { Instant } from '#base/time.ts';
import type { LocaleTag } from '#messages/locale.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { FlagKind } from '#view-model/marks.ts';

/** The parts of the page that can be shown or left out. */
export const embedPanels = ['stage', 'log', 'timeline', 'lanes', 'caption'] as const;
export type EmbedPanel = (typeof embedPanels)[number];

/** How many controls there are: none, play and pause with the timeline, or all of them. */
export const embedControls = ['none', 'minimal', 'full'] as const;
export type EmbedControls = (typeof embedControls)[number];

/** `auto` follows what the reader's system says. */
export const embedThemes = ['auto', 'light', 'dark'] as const;
export type EmbedTheme = (typeof embedThemes)[number];

/** How far one step goes. */
export const embedGrains = ['hop', 'event', 'reconcile'] as const;
export type EmbedGrain = (typeof embedGrains)[number];

/** What the timeline marks. */
export const embedMarks = [
  'command',
  'fault',
  'conflict',
  'relist',
  'crash',
  'leader',
  'broken invariant',
  'failed expectation',
  'refused by a machine',
] as const satisfies readonly FlagKind[];
export type EmbedMark = (typeof embedMarks)[number];

/** So many marks are told of one step or jump forward. */
export const mostMarksAtOnce = 20;

/** A place in the part of the run that is shown. Places outside of it are moved to its nearer end. */
export type EmbedPlace =
  /** From 0, the start, to 1, the end, in display time, as on the timeline. */
  | { readonly kind: 'fraction'; readonly fraction: number }
  /** The last hop at or before this instant. */
  | { readonly kind: 'instant'; readonly at: Instant }
  /** The number of a hop; 0 is before the first. */
  | { readonly kind: 'hop'; readonly hop: number };

/** The numbers of the hops that are shown: `start` before the first of them, `end` the last. */
export interface EmbedRange {
  readonly start: number;
  readonly end: number;
}

/** Where the events come from: nowhere yet, a recorded run, or an engine that is simulating. */
export type EmbedSource = 'none' | 'recording' | 'engine';

/** How the player stands. A new object with every change, so that two can be compared. */
export interface EmbedState {
  /** `loading` until the run can be shown; `failed` for good. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly playing: boolean;
  /** It is playing, but out of sight, so that nothing moves. */
  readonly waiting: boolean;
  readonly hop: number;
  readonly at: Instant;
  /** Where that is in the part that is shown, from 0 to 1. */
  readonly fraction: number;
  /** It has come to the end of the part that is shown. */
  readonly ended: boolean;
  readonly range: EmbedRange;
  readonly speed: number;
  readonly theme: EmbedTheme;
  readonly language: LocaleTag;
  readonly panels: readonly EmbedPanel[];
  readonly controls: EmbedControls;
  readonly profile: ProfileName;
  /** `preset/tombstone`, `opening`, or `run` for the run of a link. */
  readonly scenario: string;
  readonly title: string;
  /** The current sentence of the caption, as plain text in the player's language; empty for none. */
  readonly caption: string;
  readonly source: EmbedSource;
  /** The hash of the trace as far as it is known. Empty while loading. */
  readonly hash: string;
}

/** Something that the player tells. */
export type EmbedEvent =
  /** The run can be shown and played. Told once. */
  | { readonly kind: 'ready'; readonly state: EmbedState }
  /** Anything of the state has changed; at most once a frame. */
  | { readonly kind: 'changed'; readonly state: EmbedState }
  /** Another sentence in the caption. */
  | { readonly kind: 'caption'; readonly caption: string; readonly hop: number }
  /** A mark of the timeline has been passed on the way forward. */
  | {
      readonly kind: 'mark';
      readonly mark: EmbedMark;
      readonly label: string;
      readonly hop: number;
    }
  /** Playing has come to the end of the part that is shown. */
  | { readonly kind: 'ended'; readonly hop: number }
  /** The real engine has taken over. Told once. */
  | { readonly kind: 'touched' }
  /** Something cannot be shown or done. `fatal`: nothing goes on after it. */
  | { readonly kind: 'error'; readonly message: string; readonly fatal: boolean };

/** How an act has ended. `forked`: it was done in the past, and the run is another one now. */
export type EmbedActOutcome =
  | { readonly kind: 'done'; readonly forked: boolean; readonly hop: number }
  | { readonly kind: 'refused'; readonly problems: readonly ScriptProblem[] };

/** The player of one embed page. Nothing here throws; what cannot be done is told as an `error`. */
export interface EmbedController {
  readonly state: () => EmbedState;
  /** Tells everything from now on; the returned function ends that. */
  readonly subscribe: (listener: (event: EmbedEvent) => void) => () => void;

  /** Plays from here; from the start if it has ended. */
  readonly play: () => void;
  readonly pause: () => void;
  readonly seek: (place: EmbedPlace) => void;
  /** One step, after which it is paused. Back is at once. */
  readonly step: (grain: EmbedGrain, direction: 'forward' | 'back') => void;

  /** Moved to the nearest speed that there is. */
  readonly setSpeed: (speed: number) => void;
  readonly setTheme: (theme: EmbedTheme) => void;
  /** Resolves once the words are there. Nothing is remembered in the reader's browser. */
  readonly setLanguage: (language: LocaleTag) => Promise<void>;
  readonly setPanels: (panels: readonly EmbedPanel[]) => void;
  readonly setControls: (controls: EmbedControls) => void;

  /** Starts the real engine, if it does not run yet. Resolves to false if it cannot be started. */
  readonly touch: () => Promise<boolean>;
  /** Does one statement of the script language at the current hop. Starts the real engine if need be. */
  readonly act: (statement: string) => Promise<EmbedActOutcome>;
}
