/** A run as plain text: what the log tells, a line each, with times. */

import { between, inSeconds, startOfRun } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import type { RunView } from '#view-model/run_view.ts';
import { eventsOf, type HopRange, type Say } from './range.ts';

/** The lines of a range; the kernel's own doings are left out, as in the log. */
export function transcriptOf(view: RunView, range: HopRange, say: Say): string {
  const told = eventsOf(view, range).filter(({ kind }) => keepsKind('teach', kind));
  return told.map((event) => `${transcriptLine(event, say)}\n`).join('');
}

/** One event: its hop, the seconds since the run's start, who did it, and its sentence. */
export function transcriptLine(event: TraceEvent, say: Say): string {
  const at = inSeconds(between(startOfRun, event.at)).toFixed(6).padStart(12);
  return `${String(event.seq).padStart(7)} ${at}  ${event.actor}: ${say(event)}`;
}
