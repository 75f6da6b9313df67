/** How many events wait for a watcher that is busy, before the server begins to lose patience. */

import type { ObjectFilter } from './object_filter.ts';

/** Of these kinds a watch is found by the value of a field, if its selector gives it. */
const triggers: Readonly<Record<string, string>> = { pods: 'spec.nodeName' };

const least = 10;
const mostByTrigger = 10;
const mostBesideTrigger = 1000;
const mostWithoutTrigger = 100;

/** About one second of what the window holds; the window is meant to hold 75 seconds. */
export function watchChannelSize(
  windowCapacity: number,
  watched: { readonly path: string; readonly filter: ObjectFilter },
): number {
  const field = triggers[watched.path];
  const size = Math.max(least, Math.ceil(windowCapacity / 75));
  if (field === undefined) return Math.min(size, mostWithoutTrigger);
  const triggered = watched.filter.fields.requiresExactMatch(field) !== undefined;
  return Math.min(size, triggered ? mostByTrigger : mostBesideTrigger);
}
