/** What lasts in a run: reconciles, requests and calls of handlers, from the event that begins each to its end. */

import type { Instant } from '#base/time.ts';
import type { TraceEvent } from '#trace/event.ts';
import { programOf } from '#view-model/object_key.ts';
import { laneOf } from '#view-model/sequence.ts';

export interface Span {
  readonly name: string;
  readonly category: 'reconcile' | 'request' | 'handler';
  readonly lane: string;
  readonly begun: TraceEvent;
  /** `undefined` for what had not ended by the end of the range, or ended with its program. */
  readonly ended: TraceEvent | undefined;
  readonly from: Instant;
  readonly to: Instant;
}

interface Open {
  readonly key: string;
  readonly name: string;
  readonly category: Span['category'];
}

/** The spans that begin among these events, in the order of their beginnings. */
export function spansOf(events: readonly TraceEvent[]): readonly Span[] {
  const open = new Map<string, Open & { readonly begun: TraceEvent; readonly place: number }>();
  const spans: Span[] = [];
  let places = 0;
  const close = (key: string, at: Instant, ended: TraceEvent | undefined): void => {
    const found = open.get(key);
    if (found === undefined) return;
    open.delete(key);
    const { name, category, begun, place } = found;
    spans[place] = { name, category, begun, ended, lane: laneOf(begun), from: begun.at, to: at };
  };
  for (const event of events) {
    const begins = beginning(event);
    if (begins !== undefined) {
      close(begins.key, event.at, undefined);
      open.set(begins.key, { ...begins, begun: event, place: places++ });
    }
    const end = endOf(event);
    if (end !== undefined) close(end, event.at, event);
    if (event.kind !== 'program.crashed' && event.kind !== 'program.stopped') continue;
    for (const [key, { begun }] of [...open]) {
      if (programOf(laneOf(begun)) === event.data.program) close(key, event.at, undefined);
    }
  }
  const last = events.at(-1);
  if (last !== undefined) for (const key of [...open.keys()]) close(key, last.at, undefined);
  return spans;
}

function beginning(event: TraceEvent): Open | undefined {
  switch (event.kind) {
    case 'reconcile.started': {
      const { controller, worker, key } = event.data;
      return {
        key: `reconcile ${controller} ${worker} ${key}`,
        name: `reconcile ${key}`,
        category: 'reconcile',
      };
    }
    case 'request.sent': {
      const { request, verb, resource, key } = event.data;
      const name = `${verb} ${key ?? resource}`.trim();
      return { key: `request ${request}`, name, category: 'request' };
    }
    case 'handler.called': {
      const { informer, listener, notification, callback, key } = event.data;
      return {
        key: `handler ${informer} ${listener} ${notification}`,
        name: `${callback} ${key}`,
        category: 'handler',
      };
    }
    default:
      return undefined;
  }
}

function endOf(event: TraceEvent): string | undefined {
  switch (event.kind) {
    case 'reconcile.finished':
      return `reconcile ${event.data.controller} ${event.data.worker} ${event.data.key}`;
    case 'request.completed':
    case 'request.failed':
      return `request ${event.data.request}`;
    case 'handler.returned':
    case 'handler.panicked':
      return `handler ${event.data.informer} ${event.data.listener} ${event.data.notification}`;
    default:
      return undefined;
  }
}
