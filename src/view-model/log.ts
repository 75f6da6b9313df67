/** The run as a list of lines: which events are told, narrowed by program, object, area or words. */

import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import { programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';
import { lastAtMost } from './timeline.ts';

export interface LogFilter {
  /** Words to be found in an event's text; capitals do not matter. */
  readonly search?: string;
  /** Only what this program does or is told. */
  readonly program?: string;
  /** Only events about this object or key. */
  readonly key?: string;
  /** First parts of kinds: `queue`, `reflector`. All if left out. */
  readonly areas?: readonly string[];
  /** With the kernel's own doings: goroutines, locks. */
  readonly kernel?: boolean;
}

/** The lines that a filter lets through, brought up to date as the run grows. */
export class LogIndex {
  readonly #filter: LogFilter;
  readonly #words: string;
  readonly #textOf: (event: TraceEvent) => string;
  readonly #seqs: number[] = [];
  #looked = 0;

  /** `textOf` gives the sentence that is searched beside kind, subject and actor. */
  constructor(filter: LogFilter, textOf: (event: TraceEvent) => string) {
    this.#filter = filter;
    this.#words = (filter.search ?? '').trim().toLowerCase();
    this.#textOf = textOf;
  }

  /** Looks at the events that have come since the last call. */
  update(view: RunView): this {
    const { events } = view;
    for (; this.#looked < events.length; this.#looked++) {
      const event = events[this.#looked];
      if (event !== undefined && this.#accepts(event)) this.#seqs.push(event.seq);
    }
    return this;
  }

  /** The seqs of all lines, in order. */
  get seqs(): readonly number[] {
    return this.#seqs;
  }

  /** The index of the last line at or before `cursor`; -1 if there is none. */
  lineAt(cursor: number): number {
    return lastAtMost(this.#seqs, cursor);
  }

  #accepts(event: TraceEvent): boolean {
    const { areas, program, key, kernel = false } = this.#filter;
    if (!kernel && !keepsKind('teach', event.kind)) return false;
    if (areas !== undefined && !areas.includes(areaOf(event))) return false;
    if (program !== undefined && !concerns(event, program)) return false;
    if (key !== undefined && !speaksOf(event, key)) return false;
    if (this.#words === '') return true;
    const { kind, subject, actor } = event;
    const text = `${kind} ${subject} ${actor} ${this.#textOf(event)}`;
    return text.toLowerCase().includes(this.#words);
  }
}

function areaOf(event: TraceEvent): string {
  return event.kind.slice(0, event.kind.indexOf('.'));
}

/** What the program does, and what is done for it. */
function concerns(event: TraceEvent, program: string): boolean {
  if (programOf(event.actor) === program) return true;
  const data = event.data as Readonly<Record<string, unknown>>;
  return ['noun', 'informer', 'queue', 'controller', 'client', 'program'].some((member) => {
    const noun = data[member];
    return typeof noun === 'string' && programOf(noun) === program;
  });
}

function speaksOf(event: TraceEvent, key: string): boolean {
  const named = 'key' in event.data ? event.data.key : undefined;
  const short = key.slice(key.indexOf('/') + 1);
  return event.subject === key || named === key || named === short;
}
