/** The life of a key in a controller: never reconciled by two workers at once. */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const reconcileDefinition = {
  id: 'reconcile',
  initial: 'idle',
  states: {
    idle: { on: { STARTED: 'running', SKIPPED: 'idle' } },
    running: {
      on: {
        SKIPPED: 'running',
        SUCCEEDED: 'succeeded',
        FAILED: 'failed',
        REQUEUED: 'requeued',
      },
    },
    succeeded: { on: { STARTED: 'running', SKIPPED: 'succeeded' } },
    failed: { on: { STARTED: 'running', SKIPPED: 'failed' } },
    requeued: { on: { STARTED: 'running', SKIPPED: 'requeued' } },
  },
} as const satisfies MachineDefinition;

type ReconcileEvent = MachineEvent<typeof reconcileDefinition>;

export const reconcileRoutes: Routes<ReconcileEvent> = {
  'reconcile.started': (data) => to(data, 'STARTED'),
  'reconcile.skipped': (data) => to(data, 'SKIPPED'),
  'reconcile.finished': (data) => to(data, outcomes[data.result]),
};

const outcomes = {
  ok: 'SUCCEEDED',
  error: 'FAILED',
  requeue: 'REQUEUED',
} as const satisfies Readonly<Record<string, ReconcileEvent>>;

function to(
  data: { readonly controller: string; readonly key: string },
  event: ReconcileEvent,
): Routed<ReconcileEvent> {
  return { instance: `${data.controller}|${data.key}`, event };
}
