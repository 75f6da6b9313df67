/** The digest of a trace that was read from a file. */

import { encodeEvent, encodeObject, TraceHash } from '#trace/codec.ts';
import type { MentionedObject, TraceEvent } from '#trace/event.ts';

/**
 * The digest of events and their objects, as {@link decodeTrace} gives them: equal to the hash of the run
 * that wrote them.
 */
export function hashOfTrace(trace: {
  readonly events: readonly TraceEvent[];
  readonly mentions: readonly MentionedObject[];
}): string {
  const hash = new TraceHash();
  let next = 0;
  trace.events.forEach((event, index) => {
    for (;;) {
      const [ref, object, before] = trace.mentions[next] ?? [];
      if (ref === undefined || object === undefined || (before ?? 0) > index) break;
      hash.addLine(encodeObject(ref, object));
      next++;
    }
    hash.addLine(encodeEvent(event));
  });
  return hash.digest();
}
