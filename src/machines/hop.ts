/**
 * The life of a hop, that is of one token on the stage: emitted, travelling, arrived; or dropped, merged,
 * refused. A request travels back as its answer. A hand-over within one process takes no time at all.
 */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const hopDefinition = {
  id: 'hop',
  initial: 'emitted',
  states: {
    emitted: {
      on: {
        SENT: 'travelling',
        HANDED_OVER: 'arrived',
        MERGED: 'merged',
        REFUSED: 'refused',
        DROPPED: 'dropped',
      },
    },
    travelling: {
      on: { MOVED: 'travelling', HELD: 'held', ARRIVED: 'arrived', DROPPED: 'dropped' },
    },
    held: { on: { MOVED: 'held', HELD: 'held', ARRIVED: 'arrived', DROPPED: 'dropped' } },
    arrived: { on: { ANSWERED: 'returning', DROPPED: 'dropped' } },
    returning: { on: { ARRIVED: 'returned', DROPPED: 'dropped' } },
    returned: {},
    dropped: { on: { ARRIVED: 'dropped', ANSWERED: 'dropped', DROPPED: 'dropped' } },
    merged: {},
    refused: {},
  },
} as const satisfies MachineDefinition;

export type HopEvent = MachineEvent<typeof hopDefinition>;

/** Only what takes time has an instance of its own: frames and requests. */
export const hopRoutes: Routes<HopEvent> = {
  'request.sent': (data) => ({ instance: data.request, event: 'SENT' }),
  'request.received': (data) => ({ instance: data.request, event: 'ARRIVED' }),
  'request.answered': (data) => ({ instance: data.request, event: 'ANSWERED' }),
  'request.completed': (data) => ({ instance: data.request, event: 'ARRIVED' }),
  'request.failed': (data) => ({ instance: data.request, event: 'DROPPED' }),
  'request.lost': (data) => ({ instance: data.request, event: 'DROPPED' }),
  'watch.event.sent': (data) => frame(data, 'SENT'),
  'watch.event.held': (data) => frame(data, 'HELD'),
  'watch.event.swapped': (data) => frame(data, 'MOVED'),
  'watch.event.duplicated': (data) => frame({ watch: data.watch, frame: data.copy }, 'SENT'),
  'watch.event.dropped': (data) => frame(data, 'DROPPED'),
  'watch.event.delivered': (data) => frame(data, 'ARRIVED'),
};

/** What a hand-over is to its token; its whole life is this one event. */
export const handOvers = {
  'delta.queued': 'HANDED_OVER',
  'delta.merged': 'MERGED',
  'delta.dropped': 'DROPPED',
  'store.added': 'HANDED_OVER',
  'store.updated': 'HANDED_OVER',
  'store.deleted': 'HANDED_OVER',
  'listener.notified': 'HANDED_OVER',
  'queue.added': 'HANDED_OVER',
  'queue.deduplicated': 'MERGED',
  'queue.refused': 'REFUSED',
  'queue.delayed': 'HANDED_OVER',
  'queue.got': 'HANDED_OVER',
  'lister.read': 'HANDED_OVER',
} as const satisfies Readonly<Record<string, HopEvent>>;

function frame(
  data: { readonly watch: string; readonly frame: number },
  event: HopEvent,
): Routed<HopEvent> {
  return { instance: `${data.watch}#${data.frame}`, event };
}
