/** The life of a Reflector: list, replace, watch; and again after an end, a failure or a back-off. */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const reflectorDefinition = {
  id: 'reflector',
  initial: 'idle',
  on: { STOPPED: '.stopped' },
  states: {
    idle: { on: { STARTED: 'starting' } },
    starting: { on: { LIST: 'listing', WATCH: 'watching', STREAM: 'streaming' } },
    listing: {
      on: {
        LIST: 'listing',
        LISTED: 'replacing',
        UNAVAILABLE: 'listing',
        LIST_FAILED: 'failed',
      },
    },
    /** A watch with sendInitialEvents that has not yet reached its initial-events-end bookmark. */
    streaming: {
      on: {
        EVENT: 'streaming',
        SKIPPED: 'streaming',
        VERSION: 'streaming',
        UNAVAILABLE: 'streaming',
        LISTED: 'replacing',
        REPLACED: 'synced',
        ENDED: 'ended',
        WATCH_FAILED: 'failed',
      },
    },
    replacing: { on: { REPLACED: 'synced', VERSION: 'replacing', FAILED: 'failed' } },
    /** A watch that has streamed the list goes on without being opened again. */
    synced: {
      on: {
        VERSION: 'synced',
        WATCH: 'watching',
        EVENT: 'watching',
        SKIPPED: 'watching',
        ENDED: 'ended',
      },
    },
    watching: {
      on: {
        EVENT: 'watching',
        SKIPPED: 'watching',
        VERSION: 'watching',
        UNAVAILABLE: 'watching',
        ENDED: 'ended',
        WATCH_FAILED: 'failed',
      },
    },
    ended: {
      on: {
        UNAVAILABLE: 'ended',
        FAILED: 'failed',
        BACKOFF: 'backingOff',
        WATCH: 'watching',
        LIST: 'listing',
        STREAM: 'streaming',
      },
    },
    failed: {
      on: {
        UNAVAILABLE: 'failed',
        FAILED: 'failed',
        BACKOFF: 'backingOff',
        WATCH: 'watching',
        LIST: 'listing',
        STREAM: 'streaming',
      },
    },
    backingOff: { on: { BACKOFF_OVER: 'starting' } },
    stopped: { on: { STARTED: 'starting' } },
  },
} as const satisfies MachineDefinition;

type ReflectorEvent = MachineEvent<typeof reflectorDefinition>;

export const reflectorRoutes: Routes<ReflectorEvent> = {
  'reflector.started': (data) => to(data, 'STARTED'),
  'reflector.list.started': (data) => to(data, 'LIST'),
  'reflector.list.finished': (data) => to(data, 'LISTED'),
  'reflector.list.failed': (data) => to(data, 'LIST_FAILED'),
  'reflector.replaced': (data) => to(data, 'REPLACED'),
  'reflector.watch.started': (data) => to(data, data.sendInitialEvents ? 'STREAM' : 'WATCH'),
  'reflector.watch.failed': (data) => to(data, 'WATCH_FAILED'),
  'reflector.watch.ended': (data) => to(data, 'ENDED'),
  'reflector.event.received': (data) => to(data, 'EVENT'),
  'reflector.event.skipped': (data) => to(data, 'SKIPPED'),
  'reflector.resourceversion.set': (data) => to(data, 'VERSION'),
  'reflector.resourceversion.unavailable': (data) => to(data, 'UNAVAILABLE'),
  'reflector.backoff.started': (data) => to(data, 'BACKOFF'),
  'reflector.backoff.ended': (data) => to(data, 'BACKOFF_OVER'),
  'reflector.failed': (data) => to(data, 'FAILED'),
  'reflector.stopped': (data) => to(data, 'STOPPED'),
};

function to(data: { readonly informer: string }, event: ReflectorEvent): Routed<ReflectorEvent> {
  return { instance: data.informer, event };
}
