/** The life of an API request, as its client and its server see it: an answer may be lost on the way. */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const requestDefinition = {
  id: 'request',
  initial: 'absent',
  states: {
    absent: { on: { SENT: 'sent' } },
    sent: { on: { RECEIVED: 'received', REQUEST_LOST: 'lost', FAILED: 'failed' } },
    received: {
      on: {
        ANSWERED: 'answered',
        REQUEST_LOST: 'lost',
        RESPONSE_LOST: 'lost',
        FAILED: 'failed',
      },
    },
    answered: { on: { COMPLETED: 'completed', RESPONSE_LOST: 'lost', FAILED: 'failed' } },
    completed: {},
    lost: { on: { FAILED: 'failed', ANSWERED: 'lost', RESPONSE_LOST: 'lost' } },
    /** The client has given up; the server may not know. */
    failed: {
      on: {
        RECEIVED: 'failed',
        ANSWERED: 'failed',
        REQUEST_LOST: 'failed',
        RESPONSE_LOST: 'failed',
      },
    },
  },
} as const satisfies MachineDefinition;

type RequestEvent = MachineEvent<typeof requestDefinition>;

export const requestRoutes: Routes<RequestEvent> = {
  'request.sent': (data) => to(data, 'SENT'),
  'request.received': (data) => to(data, 'RECEIVED'),
  'request.answered': (data) => to(data, 'ANSWERED'),
  'request.completed': (data) => to(data, 'COMPLETED'),
  'request.failed': (data) => to(data, 'FAILED'),
  'request.lost': (data) => to(data, data.part === 'request' ? 'REQUEST_LOST' : 'RESPONSE_LOST'),
};

function to(data: { readonly request: string }, event: RequestEvent): Routed<RequestEvent> {
  return { instance: data.request, event };
}
