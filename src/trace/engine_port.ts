/**
 * What the page and the engine say to each other across a message port. Plain JSON, so that a worker, a
 * test and a process are the same thing to the page. The engine runs ahead of the picture, never beside it.
 */

import type { Duration, Instant } from '#base/time.ts';
import type { MentionedObject, TraceEvent } from './event.ts';
import type { ProfileName } from './profile.ts';

/** Requests and replies of this shape. A page can only speak with an engine that has the same. */
export const portVersion = 1;

/** A place in a run: after the `step`-th process resumption (from 0) within the instant `at`. */
export interface RunPosition {
  readonly at: Instant;
  readonly step: number;
}

/** Everything that determines a run. */
export interface RunRecord {
  readonly version: number;
  readonly profile: ProfileName;
  readonly seed: string;
  readonly policy: 'arrival' | 'shuffle';
  /** The script that opens the run; its `run` and `until` statements move time. */
  readonly script: string;
  /** What was done by hand afterwards, in order: one script statement each. */
  readonly acts: readonly RecordedAct[];
}

export interface RecordedAct {
  readonly position: RunPosition;
  /** One statement of the script language, with its file blocks if it names files. */
  readonly statement: string;
}

/** What the page asks for. Every request is answered by at least one {@link EngineReply} of its `run`. */
export type EngineRequest =
  /**
   * Starts a run (or replays a record) and plays its script to the end. `loosely`: the record was made
   * under another profile, so that its acts are done at their instants and, if need be, left out.
   */
  | {
      readonly kind: 'open';
      readonly run: number;
      readonly record: RunRecord;
      readonly loosely?: boolean;
    }
  /** Simulates on, until `until` or until `mostEvents` more events. */
  | {
      readonly kind: 'advance';
      readonly run: number;
      readonly until: Instant;
      readonly mostEvents: number;
    }
  /**
   * Does `statement` at the end of the step of event `seq` of run `from`. At the run's end that
   * continues it; anywhere else a new run, `run`, is forked off and simulated `ahead` further.
   */
  | {
      readonly kind: 'act';
      readonly from: number;
      readonly run: number;
      readonly seq: number;
      readonly statement: string;
      readonly ahead: Duration;
    };

/** Where a script or statement is wrong. Lines and columns count from 1. */
export interface ScriptProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly message: string;
}

/** What the engine answers. */
export type EngineReply =
  /** At most about 500 events, with the objects that they are first to mention. */
  | {
      readonly kind: 'events';
      readonly run: number;
      readonly events: readonly TraceEvent[];
      readonly objects: readonly MentionedObject[];
    }
  /** A forked run: its first `shared` events are those of `from`. */
  | {
      readonly kind: 'forked';
      readonly run: number;
      readonly from: number;
      readonly shared: number;
    }
  /** The request is done. `idle`: nothing will ever happen by itself again. */
  | {
      readonly kind: 'ready';
      readonly run: number;
      readonly now: Instant;
      readonly idle: boolean;
      readonly record: RunRecord;
      readonly hash: string;
    }
  /** Nothing was done. */
  | { readonly kind: 'refused'; readonly run: number; readonly problems: readonly ScriptProblem[] }
  /** An assertion broke: the run ends here. */
  | {
      readonly kind: 'crashed';
      readonly run: number;
      readonly message: string;
      readonly record: RunRecord;
    };
