/** The life of a processorListener: one notification at a time reaches its handler. */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const listenerDefinition = {
  id: 'listener',
  initial: 'absent',
  states: {
    absent: { on: { ADDED: 'waiting' } },
    waiting: {
      on: {
        NOTIFIED: 'waiting',
        SKIPPED: 'waiting',
        SYNCED: 'waiting',
        FILTERED: 'waiting',
        CALLED: 'calling',
        REMOVED: 'removed',
      },
    },
    calling: {
      on: {
        NOTIFIED: 'calling',
        SKIPPED: 'calling',
        SYNCED: 'calling',
        FILTERED: 'calling',
        RETURNED: 'waiting',
        PANICKED: 'waiting',
        CRASHED: 'crashed',
        REMOVED: 'leaving',
      },
    },
    /** Removed while its handler runs. */
    leaving: {
      on: { SYNCED: 'leaving', RETURNED: 'removed', PANICKED: 'removed', CRASHED: 'crashed' },
    },
    crashed: {},
    /** ≤ v0.33 still hands over what was buffered. */
    removed: { on: { SYNCED: 'removed', FILTERED: 'removed', CALLED: 'leaving' } },
  },
} as const satisfies MachineDefinition;

type ListenerEvent = MachineEvent<typeof listenerDefinition>;

export const listenerRoutes: Routes<ListenerEvent> = {
  'listener.added': (data) => to(data, 'ADDED'),
  'listener.removed': (data) => to(data, 'REMOVED'),
  'listener.synced': (data) => to(data, 'SYNCED'),
  'listener.notified': (data) => to(data, 'NOTIFIED'),
  'listener.skipped': (data) => to(data, 'SKIPPED'),
  'handler.called': (data) => to(data, 'CALLED'),
  'handler.filtered': (data) => to(data, 'FILTERED'),
  'handler.returned': (data) => to(data, 'RETURNED'),
  'handler.panicked': (data) => to(data, data.survives ? 'PANICKED' : 'CRASHED'),
};

function to(
  data: { readonly informer: string; readonly listener: string },
  event: ListenerEvent,
): Routed<ListenerEvent> {
  return { instance: `${data.informer}/${data.listener}`, event };
}
