/** Where the opening scene begins to be interesting: when its Deployment grows. */

import type { TraceEvent } from '#trace/event.ts';

/** The hop before `program` first sends a request after that; `undefined` while it has not happened. */
export function openingStart(events: readonly TraceEvent[], program: string): number | undefined {
  const scaled = events.findIndex(
    (event) => event.kind === 'command.applied' && event.data.text.includes('scale'),
  );
  if (scaled < 0) return undefined;
  const sent = events
    .slice(scaled)
    .find((event) => event.kind === 'request.sent' && event.data.client === program);
  return sent === undefined ? undefined : sent.seq - 1;
}
