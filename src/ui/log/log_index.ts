/**
 * The events that a log tells, found once each: a run that grows by a hop costs the log a hop, however
 * long it is. One index per search; the latest is kept.
 */

import type { Locale } from '#messages/locale.ts';
import { sentence } from '#messages/sentence.ts';
import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import { categoryOf } from '#view-model/category.ts';
import { type LaneName, laneOf, placeOf } from '#view-model/places.ts';
import type { RunView } from '#view-model/run_view.ts';

/** A part of the run that a log can be narrowed to: a lane of the timeline, or what went wrong or was done. */
export type LogPart = LaneName | 'fault' | 'command';

export interface LogFilter {
  /** Part of the kind, the subject, the actor or the sentence; empty for all. */
  readonly search: string;
  /** The language of the sentences. */
  readonly locale: Locale;
  /** `undefined` for everything. */
  readonly part?: LogPart | undefined;
}

export class LogIndex {
  readonly #view: RunView;
  readonly #wanted: string;
  readonly #part: LogPart | undefined;
  readonly #locale: Locale;
  readonly #told: TraceEvent[] = [];
  #scanned = 0;

  /** An empty `search` wants everything but the kernel's own doings. */
  constructor(view: RunView, { search, part, locale }: LogFilter) {
    this.#view = view;
    this.#wanted = search.trim().toLowerCase();
    this.#part = part;
    this.#locale = locale;
  }

  isOf(view: RunView, { search, part, locale }: LogFilter): boolean {
    const isSame = this.#wanted === search.trim().toLowerCase() && this.#part === part;
    return this.#view === view && this.#locale === locale && isSame;
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
    if (this.#part !== undefined && !isPartOf(this.#part, event)) return false;
    if (this.#wanted === '') return true;
    const text = `${event.kind} ${event.subject} ${event.actor} ${sentence(event, this.#locale)}`;
    return text.toLowerCase().includes(this.#wanted);
  }
}

function isPartOf(part: LogPart, event: TraceEvent): boolean {
  if (part === 'fault') return categoryOf(event) === 'fault';
  if (part === 'command') return event.kind.startsWith('command.') || event.actor === 'person';
  return laneOf(placeOf(event)) === part;
}
