/** An event as one sentence for a person. */

import type { TraceEvent } from '#trace/event.ts';

export function sentenceOf(event: TraceEvent): string {
  return `${event.kind} ${event.subject}`;
}
