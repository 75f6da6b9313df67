/** What a listener is told of a stretch of the run: not every hop, but what changed the picture. */

import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { keepsKind } from '#trace/level.ts';
import { programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';

export interface Stretch {
  /** How many hops are worth telling at all. */
  readonly hops: number;
  /** What changed the picture, in order; of each kind the last. */
  readonly notable: readonly TraceEvent[];
  /** Where it ends. */
  readonly last: TraceEvent | undefined;
}

/** More than this nobody keeps in mind. */
const mostNotable = 5;

/** What happened after `from` up to `to`, as it concerns `program`, kubectl and the API server. */
export function stretchOf(
  view: RunView,
  span: { readonly from: number; readonly to: number },
  program: string,
): Stretch {
  const byKind = new Map<EventKind, TraceEvent>();
  let hops = 0;
  let last: TraceEvent | undefined;
  const begin = Math.max(0, view.indexOf(span.from) + 1);
  for (let index = begin; index <= view.indexOf(span.to); index++) {
    const event = view.events[index];
    if (event === undefined || !keepsKind('teach', event.kind)) continue;
    hops++;
    last = event;
    if (!isNotable(event) || !concerns(event, program)) continue;
    byKind.delete(event.kind);
    byKind.set(event.kind, event);
  }
  return { hops, notable: [...byKind.values()].slice(-mostNotable), last };
}

const notableKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'command.refused',
  'invariant.broken',
  'kubectl.printed',
  'program.started',
  'program.paused',
  'program.resumed',
  'program.crashed',
  'program.stopped',
  'program.clock.set',
  'replica.stopped',
  'replica.started',
  'replica.held',
  'replica.released',
  'replica.features',
  'etcd.compacted',
  'watch.held',
  'watch.released',
  'watch.severed',
  'watch.delayed',
  'watch.event.swapped',
  'watch.event.duplicated',
  'reflector.watch.failed',
  'reflector.list.failed',
  'reflector.list.finished',
  'handler.slowed',
  'informer.stalled',
  'informer.resumed',
  'handler.panicked',
  'reconcile.stalled',
  'client.starved',
  'client.refused',
  'client.accepted',
  'client.denied',
  'client.permitted',
  'client.switched',
]);

function isNotable(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'etcd.committed':
      return event.data.type === 'DELETED';
    case 'handler.called':
      return event.data.tombstone;
    case 'watch.closed':
      return event.data.reason !== 'stopped';
    case 'request.completed':
      return event.data.status >= 400;
    default:
      return notableKinds.has(event.kind);
  }
}

/** What other programs do among themselves is not told. */
function concerns({ data }: TraceEvent, program: string): boolean {
  if ('informer' in data) return programOf(data.informer) === program;
  if ('noun' in data && typeof data.noun === 'string') return programOf(data.noun) === program;
  if ('client' in data) return data.client === program || data.client === 'kubectl';
  return true;
}
