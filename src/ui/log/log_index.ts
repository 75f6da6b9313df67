/**
 * The events that a log tells, found once each: a run that grows by a hop costs the log a hop, however
 * long it is. One index per search; the latest is kept.
 */

import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import type { RunView } from '#view-model/run_view.ts';
import { sentenceOf } from './sentence.ts';

export class LogIndex {
  readonly #view: RunView;
  readonly #wanted: string;
  readonly #told: TraceEvent[] = [];
  #scanned = 0;

  /** An empty `search` wants everything but the kernel's own doings. */
  constructor(view: RunView, search: string) {
    this.#view = view;
    this.#wanted = search.trim().toLowerCase();
  }

  isOf(view: RunView, search: string): boolean {
    return this.#view === view && this.#wanted === search.trim().toLowerCase();
  }

  /** How many of its events have happened after the event `seq`. */
  count(seq: number): number {
    const end = this.#view.indexOf(seq) + 1;
    for (; this.#scanned < end; this.#scanned++) {
      const event = this.#view.events[this.#scanned];
      if (event !== undefined && this.#isWanted(event)) this.#told.push(event);
    }
    let low = 0;
    let high = this.#told.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#told[middle]?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The event at a place of the log; asked only below what {@link count} has said. */
  at(index: number): TraceEvent | undefined {
    return this.#told[index];
  }

  #isWanted(event: TraceEvent): boolean {
    if (!keepsKind('teach', event.kind)) return false;
    if (this.#wanted === '') return true;
    const text = `${event.kind} ${event.subject} ${event.actor} ${sentenceOf(event)}`;
    return text.toLowerCase().includes(this.#wanted);
  }
}
