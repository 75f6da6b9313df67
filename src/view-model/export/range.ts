/** A part of a run that is written to a file. */

import type { TraceEvent } from '#trace/event.ts';
import type { RunView } from '#view-model/run_view.ts';

/** The hops from `from` to `to`, both of them with it. */
export interface HopRange {
  readonly from: number;
  readonly to: number;
}

/** The sentence of an event, in the reader's language. */
export type Say = (event: TraceEvent) => string;

/** The events of a range. */
export function eventsOf(view: RunView, { from, to }: HopRange): readonly TraceEvent[] {
  return view.events.slice(view.indexOf(from - 1) + 1, view.indexOf(to) + 1);
}
