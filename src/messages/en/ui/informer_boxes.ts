/** English for the boxes of Reflector, queue, Indexer and handlers. */

import { counted } from '#messages/en/phrases.ts';

export const informerBoxes = {
  reflectorIs: (state: string) => `The Reflector is ${state}`,
  lastSyncRV: 'lastSyncRV',
  backoff: 'back-off',
  timeout: 'timeout',
  resync: 'resync',
  listsWatches: 'lists · watches',
  nobodyPops: 'nobody pops',
  popped: 'popped · being applied',
  head: 'head of queue ↓',
  queue: 'queue',
  empty: 'Empty: the store knows what the Reflector has read.',
  notes: {
    DeltaFIFO:
      'Deltas of one key wait together and are replayed, in order, when the key is popped.',
    RealFIFO: 'One flat list: every delta is popped in the order in which it was read.',
  },
  deltas: (count: number) => `${count} deltas`,
  batch: (count: number) => `a batch of ${count}`,
  keys: (count: number) => counted(count, 'key'),
  copies: (resource: string) => `${resource} · copies`,
  noneCached: 'No object cached.',
  synced: 'synced',
  notSynced: 'not synced',
  notStarted: 'not started',
  stale: (version: string) => `${version} stale`,
  serverDeleted: 'the server has deleted it',
  serverAt: (version: string) => `the server is at ${version}`,
  index: (name: string) => `index ${name}`,
  waiting: (count: number) => `${count} waiting`,
  listeners: (count: number) => counted(count, 'listener'),
  eachCallTakes: 'each call takes',
  nobodyListens: 'Nobody listens to this informer.',
  initialList: 'in the initial list',
};
