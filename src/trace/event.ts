/** One thing that happened in a run, as plain JSON. Everything a person sees is a fold of these. */

import type { JsonObject } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import type { EventKind, eventShapes } from './event_shapes.ts';
import type { Shaped } from './shape.ts';

/** The version of events, commands and scripts together. A reader refuses any other. */
export const formatVersion = 1;

/** A content id in the run's object table. */
export type ObjectRef = string;

/** An object, and how many events came before it was first spoken of. */
export type MentionedObject = readonly [ref: ObjectRef, object: JsonObject, before: number];

/** The `data` of one kind of event. */
export type EventData<K extends EventKind> = Shaped<(typeof eventShapes)[K]>;

/** What every event has, whatever its kind. */
export interface EventHeader {
  /** 1 for the run's first event, then one more for each. */
  readonly seq: number;
  /** When it happened. */
  readonly at: Instant;
  /** The process resumption in which it happened, counted from 1 over the whole run. */
  readonly step: number;
  /** The process that did it: `rs-controller/pods/reflector`. */
  readonly actor: string;
  /** What it happened to: an object key, a queue key or a request id. */
  readonly subject: string;
  /** At most eight earlier events that led here, oldest first. */
  readonly causes: readonly number[];
  /** How many more causes there were. Absent for none. */
  readonly moreCauses?: number | undefined;
}

/** An event of kind `K`. */
export interface EventOf<K extends EventKind> extends EventHeader {
  readonly kind: K;
  readonly data: EventData<K>;
}

/** Any event; narrow it by `kind`. */
export type TraceEvent = { readonly [K in EventKind]: EventOf<K> }[EventKind];
