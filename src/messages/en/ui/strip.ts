/** English for the panels of a strip. */

export const strip = {
  queued: (count: number) => `${count} queued`,
  notSynced: 'not synced',
  waiting: (count: number) => `${count} waiting`,
  tombstone: 'a tombstone',
  idle: 'idle',
  more: (count: number) => `+ ${count} more`,
  keys: (count: number) => `${count} keys`,
  later: (count: number) => `${count} later`,
  states: { crashed: 'crashed', stopped: 'not running', paused: 'paused' },
  watch: { none: 'no watch', open: 'watch open', held: 'watch held', severed: 'watch cut' },
  inFlight: (count: number) => `${count} on the way`,
  marks: { deleting: 'being deleted', stale: 'behind the server', gone: 'gone from the server' },
  empty: 'empty',
  running: 'running',
};
