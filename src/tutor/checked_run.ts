/** What a check needs of an engine: runs that take statements and tell what happened. */

import type { JsonObject } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import type { ProfileName } from '#trace/profile.ts';

/** A run of a script that takes more statements. Whoever has an engine provides it. */
export interface CheckedRun {
  /** What has happened since the last call. */
  readonly takeEvents: () => readonly TraceEvent[];
  /** How far it has come, which may be later than its last event. */
  readonly now: () => Instant;
  readonly object: (ref: ObjectRef) => JsonObject | undefined;
  /** Does one statement, or says why it was refused. `run DURATION` lets time pass. */
  readonly act: (statement: string) => string | undefined;
  /** What the script expected in vain, or what it asked for and was refused. */
  readonly failures: () => readonly string[];
}

export interface RunSetting {
  /** Names the run in messages. */
  readonly name: string;
  readonly script: string;
  readonly profile: ProfileName;
  readonly seed: string;
  /** The schedule is shuffled by the seed; otherwise it is the usual one. */
  readonly shuffled: boolean;
}

/** Plays a script to its end. Explains one that is at fault. */
export type OpenRun = (setting: RunSetting) => CheckedRun | string;

/** Seeds of the shuffled schedules under which a check is repeated. */
export const shuffledSeeds: readonly string[] = Array.from(
  { length: 10 },
  (_, index) => `shuffle-${index + 1}`,
);
