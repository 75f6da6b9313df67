/**
 * A run as a trace file: the same lines as the engine writes, with the run's record in the first, so that
 * whoever opens the file can play it again and compare.
 */

import {
  encodeEvent,
  encodeObject,
  headerLineOf,
  TraceHash,
  traceHeaderLine,
} from '#trace/codec.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import type { RunView } from '#view-model/run_view.ts';

export interface NdjsonOptions {
  /** The last event of the file; a trace always begins with the first. */
  readonly to: number;
  /** `undefined` where it is not known. */
  readonly record: RunRecord | undefined;
}

/** The file's text. */
export function ndjsonOf(view: RunView, { to, record }: NdjsonOptions): string {
  const lines = [record === undefined ? traceHeaderLine : headerLineOf(record)];
  for (const line of traceLines(view, to)) lines.push(line);
  return `${lines.join('\n')}\n`;
}

/** The digest of the trace up to the event `to`: equal to the engine's at that event. */
export function hashOf(view: RunView, to: number): string {
  const hash = new TraceHash();
  for (const line of traceLines(view, to)) hash.addLine(line);
  return hash.digest();
}

/** The lines without the header: each object before the first event that mentions it. */
export function traceLines(view: RunView, to: number): Generator<string, void> {
  return linesBetween(view, 0, view.indexOf(to) + 1);
}

/** The lines of the events from number `from` (counted from 0) up to and without number `to`. */
export function* linesBetween(view: RunView, from: number, to: number): Generator<string, void> {
  const { events, mentions } = view;
  let next = from === 0 ? 0 : mentions.findIndex(({ before }) => before >= from);
  if (next < 0) next = mentions.length;
  for (let index = from; index < to; index++) {
    for (; (mentions[next]?.before ?? Number.POSITIVE_INFINITY) <= index; next++) {
      const ref = mentions[next]?.ref ?? '';
      const object = view.object(ref);
      if (object !== undefined) yield encodeObject(ref, object);
    }
    const event = events[index];
    if (event !== undefined) yield encodeEvent(event);
  }
}
