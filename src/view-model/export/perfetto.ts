/**
 * A range of a run as Chrome trace events, which ui.perfetto.dev and chrome://tracing open: programs are
 * processes, goroutines are threads, what lasts is a slice, what happens an instant, and arrows follow
 * causes from one goroutine to another.
 */

import type { Instant } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import { categoryOf } from '#view-model/category.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import { laneOf } from '#view-model/sequence.ts';
import { eventsOf, type HopRange, type Say } from './range.ts';
import { type Span, spansOf } from './spans.ts';
import type {
  ChromeEvent,
  ChromeTrace,
  CompleteEvent,
  FlowEvent,
  MetadataEvent,
} from './trace_event_format.ts';

interface Track {
  readonly pid: number;
  readonly tid: number;
}

export function perfettoOf(view: RunView, range: HopRange, say: Say): ChromeTrace {
  const events = eventsOf(view, range).filter(({ kind }) => keepsKind('teach', kind));
  const tracks = new Tracks();
  const spans = spansOf(events);
  const traceEvents: ChromeEvent[] = slices(spans, tracks);
  const within = new Set(spans.flatMap(({ begun, ended }) => [begun, ended]));
  const shown = new Map(events.map((event) => [event.seq, event]));
  for (const event of events) {
    const track = tracks.of(laneOf(event));
    const { seq, kind: name } = event;
    if (!within.has(event)) {
      const args = { hop: seq, sentence: say(event) };
      const ts = microseconds(event.at);
      traceEvents.push({ ph: 'i', s: 't', name, cat: categoryOf(event), ts, ...track, args });
    }
    const cause = shown.get(latestCause(event));
    if (cause !== undefined && laneOf(cause) !== laneOf(event)) {
      traceEvents.push(...arrow(cause, event, tracks));
    }
  }
  return { displayTimeUnit: 'ns', traceEvents: [...tracks.names(), ...traceEvents] };
}

/** Slices of one track must lie within each other: one that would cross another gets a track beside it. */
function slices(spans: readonly Span[], tracks: Tracks): CompleteEvent[] {
  const open = new Map<string, Span[][]>();
  const bySize = [...spans].sort((left, right) => left.from - right.from || right.to - left.to);
  return bySize.map((span): CompleteEvent => {
    const beside = open.get(span.lane) ?? [];
    open.set(span.lane, beside);
    let place = beside.findIndex((stack) => fits(stack, span));
    if (place < 0) place = beside.push([]) - 1;
    beside[place]?.push(span);
    const { seq } = span.begun;
    const result = span.ended === undefined ? 'not ended' : resultOf(span.ended);
    return {
      ph: 'X',
      name: span.name,
      cat: span.category,
      ts: microseconds(span.from),
      dur: microseconds((span.to - span.from) as Instant),
      ...tracks.of(place === 0 ? span.lane : `${span.lane} #${place + 1}`),
      args: { hop: seq, ...(span.ended === undefined ? {} : { until: span.ended.seq }), result },
    };
  });
}

/** Lets what has ended go, and says whether a span lies within what is still open. */
function fits(stack: Span[], { from, to }: Span): boolean {
  while (stack.length > 0 && (stack.at(-1)?.to ?? 0) <= from) stack.pop();
  const around = stack.at(-1);
  return around === undefined || around.to >= to;
}

function resultOf(ended: TraceEvent): string {
  switch (ended.kind) {
    case 'reconcile.finished':
      return ended.data.error ?? ended.data.result;
    case 'request.completed':
      return `${ended.data.status} ${ended.data.reason ?? ''}`.trim();
    case 'request.failed':
      return ended.data.error;
    case 'handler.panicked':
      return ended.data.message;
    default:
      return 'ok';
  }
}

function latestCause({ seq, causes }: TraceEvent): number {
  return Math.max(0, ...causes.filter((cause) => cause < seq));
}

function arrow(cause: TraceEvent, event: TraceEvent, tracks: Tracks): readonly FlowEvent[] {
  const common = { name: 'cause', cat: 'cause', id: event.seq };
  return [
    { ph: 's', ...common, ts: microseconds(cause.at), ...tracks.of(laneOf(cause)) },
    { ph: 'f', bp: 'e', ...common, ts: microseconds(event.at), ...tracks.of(laneOf(event)) },
  ];
}

/** Numbers for programs and goroutines, given out as they are met. */
class Tracks {
  readonly #processes = new Map<string, number>();
  readonly #threads = new Map<string, Track>();

  of(lane: string): Track {
    const known = this.#threads.get(lane);
    if (known !== undefined) return known;
    const program = programOf(lane).replace(/ #\d+$/, '');
    const pid = this.#processes.get(program) ?? this.#processes.size + 1;
    this.#processes.set(program, pid);
    const track = { pid, tid: this.#threads.size + 1 };
    this.#threads.set(lane, track);
    return track;
  }

  names(): readonly MetadataEvent[] {
    return [
      ...[...this.#processes].map(
        ([name, pid]): MetadataEvent => ({
          ph: 'M',
          name: 'process_name',
          pid,
          tid: 0,
          args: { name },
        }),
      ),
      ...[...this.#threads].map(
        ([name, track]): MetadataEvent => ({
          ph: 'M',
          name: 'thread_name',
          ...track,
          args: { name },
        }),
      ),
    ];
  }
}

function microseconds(at: Instant): number {
  return at / 1_000;
}
