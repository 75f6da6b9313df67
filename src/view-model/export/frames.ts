/**
 * The frames of a moving picture: the moments of a range that it shows, in the player's display time, in
 * which waiting is cut short. They follow from the run alone, so the same range has the same frames.
 */

import type { HopRange } from './range.ts';

export interface FrameOptions {
  readonly range: HopRange;
  readonly framesPerSecond: number;
  /** How much faster than the player at its usual speed. */
  readonly speed: number;
}

export interface Frame {
  readonly displayMs: number;
  readonly lastsMs: number;
}

/** More frames than these make a file that nobody wants to fetch. */
export const mostFrames = 600;
/** The last moment stays long enough to be read. */
const lastFrameMs = 1_500;

export function framesOf(
  pace: { readonly shownAt: (seq: number) => number },
  { range, framesPerSecond, speed }: FrameOptions,
): readonly Frame[] {
  const from = pace.shownAt(range.from);
  const to = pace.shownAt(range.to);
  const stepMs = (1_000 / framesPerSecond) * speed;
  const steps = Math.ceil((to - from) / stepMs);
  const lastsMs = 1_000 / framesPerSecond;
  return Array.from({ length: steps + 1 }, (_, index) =>
    index === steps
      ? { displayMs: to, lastsMs: lastFrameMs }
      : { displayMs: from + index * stepMs, lastsMs },
  );
}
