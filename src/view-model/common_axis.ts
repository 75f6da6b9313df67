/**
 * One display time line for two runs. At every place of it both stand at the same simulated instant: an
 * instant takes as long to show as the run that does more in it needs, and the other run waits.
 */

import { type Duration, duration, type Instant, instant, startOfRun } from '#base/time.ts';
import { slotMs, waitMs } from './pace.ts';
import type { RunView } from './run_view.ts';
import { lastAtMost } from './timeline.ts';

export type SideName = 'left' | 'right';

/** Idle time that both runs leave out. */
export interface CommonCut {
  readonly startedAt: number;
  readonly endsAt: number;
  readonly lasted: Duration;
}

/** A wait from here on is cut. */
const cutFrom = 2_000_000_000;

export class CommonAxis {
  readonly cuts: readonly CommonCut[];
  readonly length: number;
  readonly #views: Readonly<Record<SideName, RunView>>;
  /** By index of the event: when the picture shows it. */
  readonly #shown: Readonly<Record<SideName, readonly number[]>>;
  /** When each instant begins, and which it is. */
  readonly #starts: readonly number[];
  readonly #instants: readonly Instant[];

  /** Events after `until` are left out. */
  constructor(left: RunView, right: RunView, until: Instant) {
    this.#views = { left, right };
    const shown = { left: [] as number[], right: [] as number[] };
    const starts: number[] = [];
    const instants: Instant[] = [];
    const cuts: CommonCut[] = [];
    let end = 0;
    let last: Instant = startOfRun;
    for (;;) {
      const next = Math.min(
        left.events[shown.left.length]?.at ?? Number.POSITIVE_INFINITY,
        right.events[shown.right.length]?.at ?? Number.POSITIVE_INFINITY,
      );
      if (next > until) break;
      const at = instant(next);
      const wait = at - last;
      const start = end + waitMs(wait);
      if (wait >= cutFrom) cuts.push({ startedAt: end, endsAt: start, lasted: duration(wait) });
      starts.push(start);
      instants.push(at);
      end = Math.max(
        layInstant(left, shown.left, { at, start }),
        layInstant(right, shown.right, { at, start }),
      );
      last = at;
    }
    this.cuts = cuts;
    this.length = end;
    this.#shown = shown;
    this.#starts = starts;
    this.#instants = instants;
  }

  /** When the picture shows that the event has happened. */
  shownAt(side: SideName, seq: number): number {
    const index = this.#views[side].indexOf(seq);
    const shown = this.#shown[side];
    return shown[Math.min(index, shown.length - 1)] ?? 0;
  }

  /** The last event of a run that has happened; 0 before the first. */
  cursorAt(side: SideName, displayMs: number): number {
    const index = lastAtMost(this.#shown[side], displayMs);
    return this.#views[side].events[index]?.seq ?? 0;
  }

  /** The run's own display time: what travels in it is where it is then. */
  ownAt(side: SideName, displayMs: number): number {
    const shown = this.#shown[side];
    const { events, pace } = this.#views[side];
    const index = lastAtMost(shown, displayMs);
    const before = events[index];
    const after = events[index + 1];
    const start = before === undefined ? 0 : pace.shownAt(before.seq);
    const end = shown[index + 1];
    if (after === undefined || end === undefined) return start;
    const from = shown[index] ?? 0;
    const share = end > from ? (displayMs - from) / (end - from) : 0;
    return start + (pace.shownAt(after.seq) - start) * Math.min(1, Math.max(0, share));
  }

  /** Simulated time, the same in both runs. */
  simulatedAt(displayMs: number): Instant {
    const index = lastAtMost(this.#starts, displayMs);
    const at = this.#instants[index] ?? startOfRun;
    const next = this.#instants[index + 1];
    const start = this.#starts[index + 1];
    if (next === undefined || start === undefined) return at;
    const waiting = waitMs(next - at);
    const left = start - displayMs;
    if (left >= waiting || waiting === 0) return at;
    return instant(at + Math.floor((next - at) * (1 - left / waiting)));
  }
}

/** Shows a run's events of one instant, one after the other; says when the last of them is shown. */
function layInstant(
  view: RunView,
  shown: number[],
  { at, start }: { readonly at: Instant; readonly start: number },
): number {
  let end = start;
  for (;;) {
    const event = view.events[shown.length];
    if (event === undefined || event.at !== at) return end;
    end += slotMs(event.kind);
    shown.push(end);
  }
}
