/** Written by `npm run tables` from the definitions beside it: change those. */

import type { MachineName } from './machine_catalog.ts';
import type { TransitionTable } from './transition_table.ts';

// biome-ignore format: one row of `next` per state.
export const machineTables: Readonly<Record<MachineName, TransitionTable>> = {
  reflector: {
    id: 'reflector',
    initial: 0,
    states: ['idle', 'starting', 'listing', 'streaming', 'replacing', 'synced', 'watching', 'ended', 'failed', 'backingOff', 'stopped'],
    events: ['STOPPED', 'STARTED', 'LIST', 'WATCH', 'STREAM', 'LISTED', 'UNAVAILABLE', 'LIST_FAILED', 'EVENT', 'SKIPPED', 'VERSION', 'REPLACED', 'ENDED', 'WATCH_FAILED', 'FAILED', 'BACKOFF', 'BACKOFF_OVER'],
    next: [
      10, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, // idle
      10, -1, 2, 6, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, // starting
      10, -1, 2, -1, -1, 4, 2, 8, -1, -1, -1, -1, -1, -1, -1, -1, -1, // listing
      10, -1, -1, -1, -1, 4, 3, -1, 3, 3, 3, 5, 7, 8, -1, -1, -1, // streaming
      10, -1, -1, -1, -1, -1, -1, -1, -1, -1, 4, 5, -1, -1, 8, -1, -1, // replacing
      10, -1, -1, 6, -1, -1, -1, -1, 6, 6, 5, -1, 7, -1, -1, -1, -1, // synced
      10, -1, -1, -1, -1, -1, 6, -1, 6, 6, 6, -1, 7, 8, -1, -1, -1, // watching
      10, -1, 2, 6, 3, -1, 7, -1, -1, -1, -1, -1, -1, -1, 8, 9, -1, // ended
      10, -1, 2, 6, 3, -1, 8, -1, -1, -1, -1, -1, -1, -1, 8, 9, -1, // failed
      10, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, // backingOff
      10, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, // stopped
    ],
  },
  watchStream: {
    id: 'watchStream',
    initial: 0,
    states: ['absent', 'open', 'held', 'draining', 'heldDraining', 'closed'],
    events: ['OPENED', 'SENT', 'DELIVERED', 'SKIPPED', 'DROPPED', 'TAMPERED', 'HELD', 'ENDED', 'CLOSED', 'RELEASED'],
    next: [
      1, -1, -1, -1, -1, -1, -1, -1, -1, -1, // absent
      -1, 1, 1, 1, 1, 1, 2, 3, 5, -1, // open
      -1, 2, -1, 2, 2, 2, 2, 4, 5, 1, // held
      -1, 3, 3, -1, 3, 3, 4, -1, 5, -1, // draining
      -1, 4, -1, -1, 4, 4, 4, -1, 5, 3, // heldDraining
      -1, 5, -1, 5, 5, -1, -1, 5, -1, 5, // closed
    ],
  },
  request: {
    id: 'request',
    initial: 0,
    states: ['absent', 'sent', 'received', 'answered', 'completed', 'lost', 'failed'],
    events: ['SENT', 'RECEIVED', 'REQUEST_LOST', 'FAILED', 'ANSWERED', 'RESPONSE_LOST', 'COMPLETED'],
    next: [
      1, -1, -1, -1, -1, -1, -1, // absent
      -1, 2, 5, 6, -1, -1, -1, // sent
      -1, -1, 5, 6, 3, 5, -1, // received
      -1, -1, -1, 6, -1, 5, 4, // answered
      -1, -1, -1, -1, -1, -1, -1, // completed
      -1, -1, -1, 6, 5, 5, -1, // lost
      -1, 6, 6, -1, 6, 6, -1, // failed
    ],
  },
  delta: {
    id: 'delta',
    initial: 0,
    states: ['absent', 'queued', 'popped', 'applying', 'processed', 'merged', 'dropped'],
    events: ['QUEUED', 'MERGED', 'POPPED', 'DROPPED', 'APPLYING', 'PROCESSED'],
    next: [
      1, 5, -1, -1, -1, -1, // absent
      -1, 5, 2, 6, -1, -1, // queued
      -1, -1, -1, -1, 3, 4, // popped
      -1, -1, -1, -1, -1, 4, // applying
      -1, -1, -1, -1, -1, -1, // processed
      -1, -1, -1, -1, -1, -1, // merged
      -1, -1, -1, -1, -1, -1, // dropped
    ],
  },
  listener: {
    id: 'listener',
    initial: 0,
    states: ['absent', 'waiting', 'calling', 'leaving', 'crashed', 'removed'],
    events: ['ADDED', 'NOTIFIED', 'SKIPPED', 'SYNCED', 'FILTERED', 'CALLED', 'REMOVED', 'RETURNED', 'PANICKED', 'CRASHED'],
    next: [
      1, -1, -1, -1, -1, -1, -1, -1, -1, -1, // absent
      -1, 1, 1, 1, 1, 2, 5, -1, -1, -1, // waiting
      -1, 2, 2, 2, 2, -1, 3, 1, 1, 4, // calling
      -1, -1, -1, 3, -1, -1, -1, 5, 5, 4, // leaving
      -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, // crashed
      -1, -1, -1, 5, 5, 3, -1, -1, -1, -1, // removed
    ],
  },
  workItem: {
    id: 'workItem',
    initial: 0,
    states: ['idle', 'queued', 'processing', 'dirty'],
    events: ['ADDED', 'DELAYED', 'STILL_DELAYED', 'DUE', 'RATE_LIMITED', 'FORGOTTEN', 'REFUSED', 'DEDUPLICATED', 'GOT', 'DIRTIED', 'DONE', 'REQUEUED'],
    next: [
      1, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, // idle
      -1, 1, 1, 1, 1, 1, 1, 1, 2, -1, -1, -1, // queued
      -1, 2, 2, 2, 2, 2, 2, -1, -1, 3, 0, -1, // processing
      -1, 3, 3, 3, 3, 3, 3, 3, -1, -1, -1, 1, // dirty
    ],
  },
  reconcile: {
    id: 'reconcile',
    initial: 0,
    states: ['idle', 'running', 'succeeded', 'failed', 'requeued'],
    events: ['STARTED', 'SKIPPED', 'SUCCEEDED', 'FAILED', 'REQUEUED'],
    next: [
      1, 0, -1, -1, -1, // idle
      -1, 1, 2, 3, 4, // running
      1, 2, -1, -1, -1, // succeeded
      1, 3, -1, -1, -1, // failed
      1, 4, -1, -1, -1, // requeued
    ],
  },
  leaseHolder: {
    id: 'leaseHolder',
    initial: 0,
    states: ['candidate', 'leading', 'failing', 'lost', 'released', 'stopped'],
    events: ['OBSERVED', 'REFUSED', 'FAILED', 'WAITING', 'TOLD', 'RELEASED', 'ACQUIRED', 'STOPPED', 'RENEWED', 'LOST'],
    next: [
      0, 0, 0, 0, 0, 0, 1, 5, -1, -1, // candidate
      1, 2, 2, -1, 1, 4, -1, 5, 1, 3, // leading
      2, 2, 2, -1, 2, 4, -1, 5, 1, 3, // failing
      -1, -1, 3, -1, -1, 4, -1, 5, -1, -1, // lost
      -1, -1, -1, -1, -1, -1, -1, 5, -1, -1, // released
      0, 0, 0, 0, 0, -1, 1, -1, -1, -1, // stopped
    ],
  },
  hop: {
    id: 'hop',
    initial: 0,
    states: ['emitted', 'travelling', 'held', 'arrived', 'returning', 'returned', 'dropped', 'merged', 'refused'],
    events: ['SENT', 'HANDED_OVER', 'MERGED', 'REFUSED', 'DROPPED', 'MOVED', 'HELD', 'ARRIVED', 'ANSWERED'],
    next: [
      1, 3, 7, 8, 6, -1, -1, -1, -1, // emitted
      -1, -1, -1, -1, 6, 1, 2, 3, -1, // travelling
      -1, -1, -1, -1, 6, 2, 2, 3, -1, // held
      -1, -1, -1, -1, 6, -1, -1, -1, 4, // arrived
      -1, -1, -1, -1, 6, -1, -1, 5, -1, // returning
      -1, -1, -1, -1, -1, -1, -1, -1, -1, // returned
      -1, -1, -1, -1, 6, -1, -1, 6, 6, // dropped
      -1, -1, -1, -1, -1, -1, -1, -1, -1, // merged
      -1, -1, -1, -1, -1, -1, -1, -1, -1, // refused
    ],
  },
};
