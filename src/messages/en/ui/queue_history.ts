/** English for the view of a work queue over the run. */

export const queueHistory = {
  title: 'Work queue',
  of: 'of',
  about: 'From the start to the cursor, idle time shortened.',
  none: 'No program has a work queue here.',
  overTime: 'Work queue over time',
  sets: {
    waiting: 'queue: keys that wait for a worker, each once',
    processing: 'processing: keys that a worker has in hand',
    dirty: 'dirty again: changed while in hand, queued once more at Done',
    delayed: 'waiting for their time: AddAfter and rate limits',
  },
  workers: 'which worker had which key',
  every: 'Every time a worker took a key',
  latest: (listed: number, all: number) =>
    `The latest ${listed} of ${all} time a worker took a key`,
  when: 'when',
  worker: 'worker',
  key: 'key',
  inHand: ' (in hand)',
};
