/**
 * How long the picture takes for what takes no time at all, and how little for what takes minutes. Every
 * event has its place on a display time line, in milliseconds at speed 1: a hop takes its time before its
 * event, waiting is shortened by its logarithm, and a long wait is a cut with its length written on it.
 */

import { type Duration, duration, type Instant, instant } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { lastAtMost } from './timeline.ts';

/** Idle time that the picture leaves out. */
export interface Cut {
  /** The event that ended the wait. */
  readonly seq: number;
  /** Where on the display time line the cut begins and ends. */
  readonly startedAt: number;
  readonly endsAt: number;
  /** How long it really was: "… 29.2 s". */
  readonly lasted: Duration;
}

/** A hand-over that the picture shows as a token on its way. */
export const handOverMs = 280;
/** Arriving from another machine: added to what the latency takes. */
const arrivalMs = 160;
/** Something happened inside a box. */
const changeMs = 70;
/** Too small to see, but every event has a moment of its own. */
const momentMs = 1;
/** A wait from here on is cut. */
const cutFrom = 2_000_000_000;

const slots: Readonly<Partial<Record<EventKind, number>>> = {
  'process.started': momentMs,
  'process.ended': momentMs,
  'chooser.chose': momentMs,
  'lock.acquired': momentMs,
  'run.started': momentMs,
  'reflector.resourceversion.set': momentMs,
  'delta.applying': momentMs,
  'delta.processed': momentMs,
  'delta.queued': handOverMs,
  'delta.merged': handOverMs,
  'store.added': handOverMs,
  'store.updated': handOverMs,
  'store.deleted': handOverMs,
  'listener.notified': handOverMs,
  'queue.added': handOverMs,
  'queue.deduplicated': handOverMs,
  'queue.refused': handOverMs,
  'queue.delayed': handOverMs,
  'queue.got': handOverMs,
  'lister.read': handOverMs,
  'request.received': arrivalMs,
  'request.completed': arrivalMs,
  'request.failed': arrivalMs,
  'watch.event.delivered': arrivalMs,
};

/** How long the picture takes to come to an event of this kind, waiting not counted. */
export function slotMs(kind: EventKind): number {
  return slots[kind] ?? changeMs;
}

/** How much display time a wait takes: 60 ms and then 60 more for every doubling of its milliseconds. */
export function waitMs(wait: number): number {
  let left = wait / 1_000_000;
  let doublings = 0;
  while (left >= 1) {
    left /= 2;
    doublings++;
  }
  // Between two doublings the curve is straight, so that a longer wait never takes less.
  const share = doublings === 0 ? left : 2 * left - 1;
  return 60 * (doublings + share);
}

export class Pace {
  readonly #seqs: number[] = [];
  readonly #ats: Instant[] = [];
  readonly #shown: number[] = [];
  readonly cuts: Cut[] = [];

  append(event: TraceEvent): void {
    const last = this.#shown.length - 1;
    const before = this.#shown[last] ?? 0;
    const wait = event.at - (this.#ats[last] ?? 0);
    const waiting = waitMs(wait);
    if (wait >= cutFrom) {
      const lasted = duration(wait);
      this.cuts.push({ seq: event.seq, startedAt: before, endsAt: before + waiting, lasted });
    }
    this.#seqs.push(event.seq);
    this.#ats.push(event.at);
    this.#shown.push(before + waiting + slotMs(event.kind));
  }

  /** How long the whole run is to watch. */
  get length(): number {
    return this.#shown.at(-1) ?? 0;
  }

  /** When the picture shows that the event has happened. */
  shownAt(cursor: number): number {
    return this.#shown[lastAtMost(this.#seqs, cursor)] ?? 0;
  }

  /** When the way of a hand-over begins that ends with this event. */
  setOutAt(cursor: number, kind: EventKind): number {
    return Math.max(0, this.shownAt(cursor) - slotMs(kind));
  }

  /** The last event that has happened at a display time; 0 before the first. */
  cursorAt(displayMs: number): number {
    return this.#seqs[lastAtMost(this.#shown, displayMs)] ?? 0;
  }

  /** The next event after a display time; `undefined` at the end. */
  nextAfter(displayMs: number): number | undefined {
    return this.#seqs[lastAtMost(this.#shown, displayMs) + 1];
  }

  /** Simulated time at a display time: timers shrink while the picture waits. */
  simulatedAt(displayMs: number): Instant {
    const index = lastAtMost(this.#shown, displayMs);
    const at = this.#ats[index] ?? (0 as Instant);
    const nextAt = this.#ats[index + 1];
    const nextShown = this.#shown[index + 1];
    if (nextAt === undefined || nextShown === undefined || nextAt === at) return at;
    const start = this.#shown[index] ?? 0;
    const share = (displayMs - start) / waitMs(nextAt - at);
    return instant(at + Math.floor((nextAt - at) * Math.min(1, Math.max(0, share))));
  }
}
