/** Who led to whom: the way back from any event to what started it, and forward to all that followed. */

import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { cacheKeyOf } from './object_key.ts';
import { placeOf } from './places.ts';
import type { RunView } from './run_view.ts';
import type { PlaceId } from './stage_view.ts';

/** Links from causes to effects, kept as they come. */
export class Causality {
  /** By seq: the latest link of a cause; -1 for none. */
  readonly #firstLink: number[] = [];
  readonly #effects: number[] = [];
  readonly #nextLink: number[] = [];
  readonly #nonEvents: number[] = [];

  append(event: TraceEvent): void {
    while (this.#firstLink.length <= event.seq) this.#firstLink.push(-1);
    for (const cause of event.causes) {
      this.#nextLink.push(this.#firstLink[cause] ?? -1);
      this.#effects.push(event.seq);
      this.#firstLink[cause] = this.#effects.length - 1;
    }
    if (isNonEvent(event)) this.#nonEvents.push(event.seq);
  }

  /** What an event led to directly, earliest first. */
  effectsOf(seq: number): readonly number[] {
    const found: number[] = [];
    let link = this.#firstLink[seq] ?? -1;
    while (link >= 0) {
      found.push(this.#effects[link] ?? 0);
      link = this.#nextLink[link] ?? -1;
    }
    return found.reverse();
  }

  /** Events that say why something did not happen, in order. */
  get nonEvents(): readonly number[] {
    return this.#nonEvents;
  }
}

/** An answer to "Why?". */
export interface WhyPath {
  /** From what started it to the event asked about. */
  readonly path: readonly TraceEvent[];
  /** The path's telling stations, without the kernel's doings and repetitions. */
  readonly stations: readonly TraceEvent[];
  /** Everything that led there, so that it can be lit up. */
  readonly ancestors: ReadonlySet<number>;
  /** Causes that the trace only counted. */
  readonly uncounted: number;
}

const mostAncestors = 5_000;

/** Walks from an event back to the write or command that started it, along the oldest causes. */
export function why(view: RunView, seq: number): WhyPath {
  const path: TraceEvent[] = [];
  for (let at: number | undefined = seq; at !== undefined; ) {
    const event: TraceEvent | undefined = view.event(at);
    if (event === undefined) break;
    path.push(event);
    const earliest: number | undefined = event.causes[0];
    at = earliest !== undefined && earliest < event.seq ? earliest : undefined;
  }
  path.reverse();
  const stations = path.filter((event) => event.seq === seq || stationKinds.has(event.kind));
  const { ancestors, uncounted } = ancestorsOf(view, seq);
  return { path, stations, ancestors, uncounted };
}

/** Everything that followed from an event, up to `most`. */
export function consequences(view: RunView, seq: number, most = mostAncestors): readonly number[] {
  const found = new Set<number>();
  const open = [seq];
  for (let next = open.pop(); next !== undefined && found.size < most; next = open.pop()) {
    for (const effect of view.causality.effectsOf(next)) {
      if (found.has(effect)) continue;
      found.add(effect);
      open.push(effect);
    }
  }
  return [...found].sort((left, right) => left - right);
}

/** What "Why not?" is asked about: a box, a key, or a key in a box. */
export interface WhyNotQuestion {
  readonly place?: PlaceId;
  /** An object key or a cache key. */
  readonly key?: string;
}

/** The latest event up to `cursor` that says why nothing happened there. */
export function whyNot(
  view: RunView,
  question: WhyNotQuestion,
  cursor: number,
): TraceEvent | undefined {
  const seqs = view.causality.nonEvents;
  for (let index = seqs.length - 1; index >= 0; index--) {
    const seq = seqs[index] ?? 0;
    if (seq > cursor) continue;
    const event = view.event(seq);
    if (event !== undefined && answers(event, question)) return event;
  }
  return undefined;
}

/** The reason that a non-event gives, from the contract's closed list. */
export function reasonOf(event: TraceEvent): string | undefined {
  return isNonEvent(event) && 'reason' in event.data ? event.data.reason : undefined;
}

function answers(event: TraceEvent, { place, key }: WhyNotQuestion): boolean {
  if (place !== undefined && placeOf(event) !== place) return false;
  if (key === undefined) return true;
  const named = 'key' in event.data ? (event.data.key ?? event.subject) : event.subject;
  return named === key || event.subject === key || endsAlike(named, key);
}

/** `pods/default/web-1` and `default/web-1` speak of the same object. */
function endsAlike(left: string, right: string): boolean {
  const [long, short] = left.length > right.length ? [left, right] : [right, left];
  return cacheKeyOf(long.slice(0, long.indexOf('/')), long) === short;
}

const nonEventKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'command.refused',
  'etcd.unchanged',
  'watch.event.skipped',
  'watch.event.dropped',
  'reflector.event.skipped',
  'reflector.resync.skipped',
  'delta.merged',
  'delta.dropped',
  'listener.skipped',
  'handler.filtered',
  'queue.deduplicated',
  'queue.refused',
  'reconcile.skipped',
  'broadcast.dropped',
  'event.dropped',
  'event.skipped',
  'leader.refused',
]);

function isNonEvent(event: TraceEvent): boolean {
  return nonEventKinds.has(event.kind);
}

/** What is worth naming on the way from a write to its consequence. */
const stationKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'command.applied',
  'request.sent',
  'etcd.committed',
  'watch.severed',
  'watch.closed',
  'watch.event.sent',
  'watch.event.delivered',
  'reflector.list.finished',
  'reflector.replaced',
  'reflector.resync.forced',
  'delta.queued',
  'delta.popped',
  'store.added',
  'store.updated',
  'store.deleted',
  'handler.called',
  'queue.added',
  'queue.due',
  'queue.got',
  'reconcile.started',
  'reconcile.finished',
]);

function ancestorsOf(
  view: RunView,
  seq: number,
): { readonly ancestors: ReadonlySet<number>; readonly uncounted: number } {
  const ancestors = new Set<number>();
  let uncounted = 0;
  const open = [seq];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (ancestors.has(next) || ancestors.size >= mostAncestors) continue;
    ancestors.add(next);
    const event = view.event(next);
    uncounted += event?.moreCauses ?? 0;
    for (const cause of event?.causes ?? []) if (cause < next) open.push(cause);
  }
  return { ancestors, uncounted };
}
