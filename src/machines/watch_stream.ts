/** The life of a watch stream: while it is held nothing is delivered; what was sent may outlive its sender. */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const watchStreamDefinition = {
  id: 'watchStream',
  initial: 'absent',
  states: {
    absent: { on: { OPENED: 'open' } },
    open: {
      on: {
        SENT: 'open',
        DELIVERED: 'open',
        SKIPPED: 'open',
        DROPPED: 'open',
        TAMPERED: 'open',
        HELD: 'held',
        ENDED: 'draining',
        CLOSED: 'closed',
      },
    },
    held: {
      on: {
        SENT: 'held',
        SKIPPED: 'held',
        DROPPED: 'held',
        TAMPERED: 'held',
        HELD: 'held',
        RELEASED: 'open',
        ENDED: 'heldDraining',
        CLOSED: 'closed',
      },
    },
    /** The server is gone; what it had written before is still on its way, or yet to be put on it. */
    draining: {
      on: {
        SENT: 'draining',
        DELIVERED: 'draining',
        DROPPED: 'draining',
        TAMPERED: 'draining',
        HELD: 'heldDraining',
        CLOSED: 'closed',
      },
    },
    heldDraining: {
      on: {
        SENT: 'heldDraining',
        DROPPED: 'heldDraining',
        TAMPERED: 'heldDraining',
        HELD: 'heldDraining',
        RELEASED: 'draining',
        CLOSED: 'closed',
      },
    },
    /** The client is gone; the server's end may notice later. */
    closed: {
      on: {
        SENT: 'closed',
        SKIPPED: 'closed',
        DROPPED: 'closed',
        RELEASED: 'closed',
        ENDED: 'closed',
      },
    },
  },
} as const satisfies MachineDefinition;

type WatchStreamEvent = MachineEvent<typeof watchStreamDefinition>;

export const watchStreamRoutes: Routes<WatchStreamEvent> = {
  'watch.opened': (data) => to(data, 'OPENED'),
  'watch.event.sent': (data) => to(data, 'SENT'),
  'watch.event.skipped': (data) => to(data, 'SKIPPED'),
  'watch.event.held': (data) => to(data, 'TAMPERED'),
  'watch.event.swapped': (data) => to(data, 'TAMPERED'),
  'watch.event.duplicated': (data) => to(data, 'TAMPERED'),
  'watch.event.dropped': (data) => to(data, 'DROPPED'),
  'watch.event.delivered': (data) => to(data, 'DELIVERED'),
  'watch.held': (data) => to(data, 'HELD'),
  'watch.released': (data) => to(data, 'RELEASED'),
  'watch.ended': (data) => to(data, 'ENDED'),
  'watch.closed': (data) => to(data, 'CLOSED'),
};

function to(
  data: { readonly watch: string },
  event: WatchStreamEvent,
): Routed<WatchStreamEvent> | undefined {
  return data.watch === '' ? undefined : { instance: data.watch, event };
}
