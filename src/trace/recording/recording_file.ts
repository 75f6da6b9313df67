/**
 * The layout of a recording: a run's events and objects in columns, so that they are fetched quickly. What
 * the run is made of stands in its record; a recording holds nothing that the trace does not.
 */

import type { Instant } from '#base/time.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import type { MentionedObject, TraceEvent } from '#trace/event.ts';

export const recordingFormat = 'informer-lab/recording';
/** Of this layout; a reader refuses any other. */
export const recordingVersion = 1;

/** More events, objects or values than this are not read. */
export const mostRecorded = 200_000;

/** What a page shows of a recorded scenario before anybody has chosen. */
export interface RecordedScene {
  /** Its address: `preset/tombstone`, `opening`. */
  readonly scenario: string;
  /** The informer on the stage: `rs-controller/pods`. */
  readonly focus: string;
  /** The hop from which it is worth watching. */
  readonly start: number;
  readonly titles: { readonly en: string; readonly 'zh-CN': string };
}

/** The JSON of a recording. Columns are texts of `vlq.ts`. */
export interface RecordingFile {
  readonly format: string;
  readonly version: number;
  readonly scene: RecordedScene;
  readonly record: RunRecord;
  /** Of the trace. */
  readonly hash: string;
  readonly now: number;
  readonly idle: boolean;
  /** How many events and objects there are. */
  readonly events: number;
  readonly objects: number;
  /**
   * Values in the order in which they first appear: a text stands for itself, any other value in a list of
   * its own, and a number says how many objects further on the object is that is meant.
   */
  readonly values: readonly unknown[];
  /** Each kind of event with the fields that its data has, once for each set of fields. */
  readonly shapes: readonly (readonly string[])[];
  /** What each event has, whatever its kind. */
  readonly headers: HeaderColumns;
  /** For each shape a column for each field. */
  readonly fields: readonly (readonly string[])[];
  /** Objects without their values, which a 0 stands for. */
  readonly skeletons: readonly unknown[];
  readonly bodies: ObjectColumns;
}

export const headerColumns = ['shape', 'at', 'step', 'causes', 'actor', 'subject'] as const;
export type HeaderColumns = Readonly<Record<(typeof headerColumns)[number], string>>;

export const objectColumns = ['skeleton', 'base', 'leaves', 'before'] as const;
export type ObjectColumns = Readonly<Record<(typeof objectColumns)[number], string>>;

/** A recorded run: everything that an engine tells of it up to the end of its script and acts. */
export interface Recording {
  readonly scene: RecordedScene;
  readonly record: RunRecord;
  /** Of the trace. */
  readonly hash: string;
  readonly now: Instant;
  readonly idle: boolean;
  readonly events: readonly TraceEvent[];
  readonly mentions: readonly MentionedObject[];
}
