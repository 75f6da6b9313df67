/**
 * A run as a sequence diagram: a column per goroutine, a row per event, and an arrow from the goroutine
 * whose doing led to it. The trace's own causes draw it; nothing is arranged by hand.
 */

import type { Instant } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { keepsKind } from '#trace/level.ts';
import { categoryOf } from './category.ts';
import { objectOfEvent } from './event_object.ts';
import type { Category } from './identity.ts';
import { programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';

export interface SequenceRow {
  readonly seq: number;
  readonly at: Instant;
  readonly event: TraceEvent;
  /** The object that it is about. */
  readonly object: string | undefined;
  readonly category: Category;
  /** The goroutine in which it happened. */
  readonly lane: string;
  /** The lane that handed it over; `undefined` for what a goroutine did by itself. */
  readonly from: string | undefined;
  /** How long nothing was shown before this row. */
  readonly waited: number;
}

export interface SequenceFilter {
  /** Only this program, and the API server as far as they talk to each other. */
  readonly program: string;
}

/** Doings of the kernel and of locks, which nobody hands to anybody. */
const unshown: ReadonlySet<EventKind> = new Set<EventKind>([
  'chooser.chose',
  'lock.waited',
  'lock.acquired',
  'reflector.resourceversion.set',
  'delta.applying',
  'queue.forgotten',
  'etcd.unchanged',
]);

/**
 * The goroutine that an event belongs to, without the numbers that tell two alike apart: the API server
 * takes a goroutine per request, the network moves frames.
 */
export function laneOf(event: TraceEvent): string {
  const { actor } = event;
  if (actor === 'network' || actor === 'kernel') return receiverOf(event) ?? actor;
  if (actor === 'apiserver' || actor.startsWith('apiserver-')) return 'kube-apiserver';
  if (actor.startsWith('kubectl/')) return 'kubectl';
  return actor.replace(/\/call-\d+$/, '');
}

/** What arrives from the wire arrives at the goroutine that reads it. */
function receiverOf(event: TraceEvent): string | undefined {
  if (event.kind === 'watch.event.delivered' && event.data.noun.includes('/')) {
    return `${event.data.noun}/reflector`;
  }
  return undefined;
}

/** The rows of a run, found once each; a run that grows costs what has been added. */
export class SequenceIndex {
  readonly view: RunView;
  readonly program: string;
  readonly #rows: SequenceRow[] = [];
  readonly #lanes = new Set<string>();
  #scanned = 0;

  constructor(view: RunView, { program }: SequenceFilter) {
    this.view = view;
    this.program = program;
  }

  /** How many rows there are up to the event `cursor`. */
  count(cursor: number): number {
    const end = this.view.indexOf(cursor);
    for (; this.#scanned <= end; this.#scanned++) {
      const event = this.view.events[this.#scanned];
      if (event !== undefined && this.#isWanted(event)) this.#add(event);
    }
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle]?.seq ?? 0) <= cursor) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  row(index: number): SequenceRow | undefined {
    return this.#rows[index];
  }

  /**
   * The lanes of the rows from `start` up to `end`, in the order of the loop: server, informers, handlers,
   * workers.
   */
  lanes(start: number, end: number): readonly string[] {
    const found = new Set<string>();
    for (const { lane, from } of this.#rows.slice(Math.max(0, start), end)) {
      found.add(lane);
      if (from !== undefined) found.add(from);
    }
    return [...found].sort(
      (left, right) => rankOf(left) - rankOf(right) || (left < right ? -1 : 1),
    );
  }

  #isWanted(event: TraceEvent): boolean {
    if (unshown.has(event.kind) || !keepsKind('teach', event.kind)) return false;
    const program = programOf(laneOf(event));
    if (program === this.program || program === 'person') return true;
    if (program !== 'kube-apiserver') return false;
    return this.#concerns(event);
  }

  /** The server's doings count where they are an answer or a frame to the program. */
  #concerns(event: TraceEvent): boolean {
    const { data } = event;
    if ('noun' in data) return programOf(data.noun) === this.program;
    if ('request' in data) {
      const sent = this.view.timelines.server.requests.get(data.request);
      return sent?.sent.data.client === this.program;
    }
    return event.kind === 'etcd.committed' || event.kind.startsWith('replica.');
  }

  #add(event: TraceEvent): void {
    const lane = laneOf(event);
    const before = this.#rows.at(-1);
    this.#lanes.add(lane);
    this.#rows.push({
      seq: event.seq,
      at: event.at,
      event,
      object: objectOfEvent(this.view, event),
      category: categoryOf(event),
      lane,
      from: this.#handedBy(event, lane),
      waited: before === undefined ? 0 : event.at - before.at,
    });
  }

  /** The latest cause that happened in another lane that is shown. */
  #handedBy(event: TraceEvent, lane: string): string | undefined {
    const latest = Math.max(0, ...event.causes.filter((seq) => seq < event.seq));
    const cause = this.view.event(latest);
    if (cause === undefined) return undefined;
    const from = laneOf(cause);
    return from !== lane && this.#lanes.has(from) ? from : undefined;
  }
}

const order: readonly RegExp[] = [
  /^person$/,
  /^kubectl$/,
  /^kube-apiserver$/,
  /\/reflector$/,
  /\/list$/,
  /\/processLoop$/,
  /\/processor$/,
  /\/listener-\d+\/(pop|run)$/,
  /\/waitingLoop$/,
  /\/worker-\d+$/,
];

function rankOf(lane: string): number {
  const found = order.findIndex((pattern) => pattern.test(lane));
  return found < 0 ? order.length : found;
}
