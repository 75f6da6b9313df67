/**
 * The three grains of step. A hop is one event; an event ends when all that one watch event caused within
 * its client has ended; a reconcile when it has finished. Each grain is a list of places to stop at.
 */

import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { keepsKind } from '#trace/level.ts';
import { lastAtMost, Occurrences } from './timeline.ts';

export type Grain = 'hop' | 'event' | 'reconcile';

/** What begins a chain of its own: a later timer or another watch event is not this one's doing. */
const beginsAnew: ReadonlySet<EventKind> = new Set<EventKind>([
  'queue.due',
  'reflector.resync.forced',
  'reflector.backoff.ended',
  'command.applied',
  'watchcache.applied',
  'watch.event.sent',
]);

export class StepIndex {
  readonly #hops = new Occurrences();
  readonly #reconciles = new Occurrences();
  /** By seq: the watch event that led to an event; 0 if none did. */
  readonly #roots: number[] = [];
  /** Watch event → the last event that it led to. */
  readonly #ends = new Map<number, number>();
  #boundaries: readonly number[] | undefined;

  append(event: TraceEvent): void {
    if (keepsKind('teach', event.kind)) this.#hops.add(event.seq);
    if (event.kind === 'reconcile.finished') this.#reconciles.add(event.seq);
    const root = this.#rootOf(event);
    while (this.#roots.length < event.seq) this.#roots.push(0);
    this.#roots.push(root);
    if (root === 0) return;
    this.#ends.set(root, event.seq);
    this.#boundaries = undefined;
  }

  /** Where a step forward from `cursor` leads; `undefined` when nothing follows. */
  next(grain: Grain, cursor: number): number | undefined {
    const places = this.#places(grain);
    return places[lastAtMost(places, cursor) + 1];
  }

  /** Where a step back leads; 0 is before the first event, `undefined` when there already. */
  previous(grain: Grain, cursor: number): number | undefined {
    if (cursor <= 0) return undefined;
    const places = this.#places(grain);
    return places[lastAtMost(places, cursor - 1)] ?? 0;
  }

  /** The watch event whose consequence an event is. */
  watchEventOf(seq: number): number | undefined {
    return this.#roots[seq] || undefined;
  }

  #places(grain: Grain): readonly number[] {
    switch (grain) {
      case 'hop':
        return this.#hops.all;
      case 'reconcile':
        return this.#reconciles.all;
      case 'event':
        this.#boundaries ??= [...new Set(this.#ends.values())].sort((left, right) => left - right);
        return this.#boundaries;
    }
  }

  #rootOf(event: TraceEvent): number {
    if (event.kind === 'watch.event.delivered') return event.seq;
    if (beginsAnew.has(event.kind)) return 0;
    let latest = 0;
    for (const cause of event.causes) latest = Math.max(latest, this.#roots[cause] ?? 0);
    return latest;
  }
}
