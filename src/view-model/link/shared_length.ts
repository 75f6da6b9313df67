/** How far two runs are one and the same. */

import { canonicalJson } from '#base/json.ts';
import type { TraceEvent } from '#trace/event.ts';

/** How many events two traces have in common before they part. */
export function sharedLength(one: readonly TraceEvent[], other: readonly TraceEvent[]): number {
  const most = Math.min(one.length, other.length);
  for (let length = 0; length < most; length++) {
    if (!isSame(one[length] as TraceEvent, other[length] as TraceEvent)) return length;
  }
  return most;
}

function isSame(one: TraceEvent, other: TraceEvent): boolean {
  if (one === other) return true;
  if (one.at !== other.at || one.step !== other.step || one.kind !== other.kind) return false;
  return canonicalJson(one) === canonicalJson(other);
}
