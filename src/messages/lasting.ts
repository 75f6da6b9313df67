/** Durations of a run, short enough to read in a sentence; the same in every language. */

import {
  type Duration,
  duration,
  formatDuration,
  microsecond,
  millisecond,
  second,
} from '#base/time.ts';

/** A duration short enough to read: three or four figures. */
export function lasting(nanoseconds: number): string {
  return formatDuration(rounded(nanoseconds));
}

function rounded(nanoseconds: number): Duration {
  const size = Math.abs(nanoseconds);
  const grain = grains.find(([from]) => size >= from)?.[1] ?? 1;
  return duration(Math.round(nanoseconds / grain) * grain);
}

const grains: readonly (readonly [from: number, grain: number])[] = [
  [10 * second, second / 10],
  [second, 10 * millisecond],
  [10 * millisecond, millisecond / 10],
  [millisecond, 10 * microsecond],
  [10 * microsecond, microsecond / 10],
];
