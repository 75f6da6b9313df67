/**
 * The life of a candidate for a lease. One whose renewals fail acts as the leader until its deadline has
 * passed, whoever holds the lease by then.
 */

import type { MachineDefinition, MachineEvent, Routed, Routes } from './definition.ts';

export const leaseHolderDefinition = {
  id: 'leaseHolder',
  initial: 'candidate',
  states: {
    candidate: {
      on: {
        OBSERVED: 'candidate',
        REFUSED: 'candidate',
        FAILED: 'candidate',
        WAITING: 'candidate',
        TOLD: 'candidate',
        RELEASED: 'candidate',
        ACQUIRED: 'leading',
        STOPPED: 'stopped',
      },
    },
    leading: {
      on: {
        RENEWED: 'leading',
        OBSERVED: 'leading',
        TOLD: 'leading',
        FAILED: 'failing',
        REFUSED: 'failing',
        RELEASED: 'released',
        LOST: 'lost',
        STOPPED: 'stopped',
      },
    },
    /** It cannot renew, and acts on: another may hold the lease already. */
    failing: {
      on: {
        RENEWED: 'leading',
        OBSERVED: 'failing',
        TOLD: 'failing',
        FAILED: 'failing',
        REFUSED: 'failing',
        RELEASED: 'released',
        LOST: 'lost',
        STOPPED: 'stopped',
      },
    },
    lost: { on: { FAILED: 'lost', RELEASED: 'released', STOPPED: 'stopped' } },
    released: { on: { STOPPED: 'stopped' } },
    /** It may run for office again. */
    stopped: {
      on: {
        OBSERVED: 'candidate',
        REFUSED: 'candidate',
        FAILED: 'candidate',
        WAITING: 'candidate',
        TOLD: 'candidate',
        ACQUIRED: 'leading',
      },
    },
  },
} as const satisfies MachineDefinition;

type LeaseHolderEvent = MachineEvent<typeof leaseHolderDefinition>;

export const leaseHolderRoutes: Routes<LeaseHolderEvent> = {
  'leader.observed': (data) => to(data, 'OBSERVED'),
  'leader.refused': (data) => to(data, 'REFUSED'),
  'leader.failed': (data) => to(data, 'FAILED'),
  'leader.waiting': (data) => to(data, 'WAITING'),
  'leader.changed': (data) => to(data, 'TOLD'),
  'leader.acquired': (data) => to(data, 'ACQUIRED'),
  'leader.renewed': (data) => to(data, 'RENEWED'),
  'leader.released': (data) => to(data, 'RELEASED'),
  'leader.lost': (data) => to(data, 'LOST'),
  'leader.stopped': (data) => to(data, 'STOPPED'),
};

function to(
  data: { readonly lock: string; readonly identity: string },
  event: LeaseHolderEvent,
): Routed<LeaseHolderEvent> {
  return { instance: `${data.identity}|${data.lock}`, event };
}
