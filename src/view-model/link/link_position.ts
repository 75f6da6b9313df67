/** Hops by when they happened, and back: what a link says of a place in a run. */

import { startOfRun } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { LinkPosition } from '#trace/link/shared_link.ts';

/** The place after the first `length` events. */
export function linkPosition(events: readonly TraceEvent[], length: number): LinkPosition {
  const last = events[length - 1];
  if (last === undefined) return { at: startOfRun, step: 0, hop: 0 };
  let hop = 1;
  while (isSamePlace(events[length - 1 - hop], last)) hop++;
  return { at: last.at, step: last.step, hop };
}

/**
 * How many events of a run come before a place, itself included. If the run does not come by there, that
 * is the last event before it.
 */
export function lengthAt(events: readonly TraceEvent[], position: LinkPosition): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && isBefore(event, position)) low = middle + 1;
    else high = middle;
  }
  let length = low;
  while (length < low + position.hop && isSamePlace(events[length], position)) length++;
  return length;
}

type Moment = Pick<TraceEvent, 'at' | 'step'>;

function isBefore(event: Moment, position: Moment): boolean {
  return event.at < position.at || (event.at === position.at && event.step < position.step);
}

function isSamePlace(event: Moment | undefined, other: Moment): boolean {
  return event !== undefined && event.at === other.at && event.step === other.step;
}
