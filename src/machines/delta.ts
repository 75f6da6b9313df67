/** The life of a delta: it waits in the queue, is popped with its batch, and is applied to the store once. */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const deltaDefinition = {
  id: 'delta',
  initial: 'absent',
  states: {
    absent: { on: { QUEUED: 'queued', MERGED: 'merged' } },
    queued: { on: { MERGED: 'merged', POPPED: 'popped', DROPPED: 'dropped' } },
    popped: { on: { APPLYING: 'applying', PROCESSED: 'processed' } },
    applying: { on: { PROCESSED: 'processed' } },
    processed: {},
    merged: {},
    /** The queue was stopped first. */
    dropped: {},
  },
} as const satisfies MachineDefinition;

type DeltaEvent = MachineEvent<typeof deltaDefinition>;

export const deltaRoutes: Routes<DeltaEvent> = {
  'delta.queued': (data) => to(data, 'QUEUED'),
  'delta.merged': (data) => to(data, 'MERGED'),
  'delta.dropped': ({ informer, delta }) =>
    delta === undefined ? undefined : to({ informer, delta }, 'DROPPED'),
  'delta.applying': (data) => to(data, 'APPLYING'),
  'delta.processed': (data) => to(data, 'PROCESSED'),
};

/** A popped batch concerns each of its deltas. */
export function poppedDelta(informer: string, delta: number): Routed<DeltaEvent> {
  return to({ informer, delta }, 'POPPED');
}

function to(
  data: { readonly informer: string; readonly delta: number },
  event: DeltaEvent,
): Routed<DeltaEvent> {
  return { instance: `${data.informer}#${data.delta}`, event };
}
