/**
 * The life of a work item: queued at most once, processed by one worker at a time, and queued again at
 * Done if it was added meanwhile. Its timers and failure counts change nothing about that.
 */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

/** Accepted in every state, and leads nowhere else. */
function aside<const S extends string>(state: S) {
  return {
    DELAYED: state,
    STILL_DELAYED: state,
    DUE: state,
    RATE_LIMITED: state,
    FORGOTTEN: state,
    REFUSED: state,
  } as const;
}

export const workItemDefinition = {
  id: 'workItem',
  initial: 'idle',
  states: {
    idle: { on: { ADDED: 'queued', ...aside('idle') } },
    queued: { on: { DEDUPLICATED: 'queued', GOT: 'processing', ...aside('queued') } },
    processing: {
      on: { DIRTIED: 'dirty', DONE: 'idle', ...aside('processing') },
    },
    /** Being processed, and to be processed again. */
    dirty: { on: { DEDUPLICATED: 'dirty', REQUEUED: 'queued', ...aside('dirty') } },
  },
} as const satisfies MachineDefinition;

type WorkItemEvent = MachineEvent<typeof workItemDefinition>;

export const workItemRoutes: Routes<WorkItemEvent> = {
  'queue.added': (data) => to(data, 'ADDED'),
  'queue.deduplicated': (data) => to(data, deduplicated[data.reason] ?? 'DEDUPLICATED'),
  'queue.got': (data) => to(data, 'GOT'),
  'queue.done': (data) => to(data, data.requeued ? 'REQUEUED' : 'DONE'),
  'queue.delayed': (data) => to(data, 'DELAYED'),
  'queue.due': (data) => to(data, 'DUE'),
  'queue.ratelimited': (data) => to(data, 'RATE_LIMITED'),
  'queue.forgotten': (data) => to(data, 'FORGOTTEN'),
  'queue.refused': (data) => to(data, 'REFUSED'),
};

const deduplicated: Readonly<Record<string, WorkItemEvent>> = {
  'key already processing': 'DIRTIED',
  'not due yet': 'STILL_DELAYED',
};

function to(
  data: { readonly queue: string; readonly key: string },
  event: WorkItemEvent,
): Routed<WorkItemEvent> {
  return { instance: `${data.queue}|${data.key}`, event };
}
