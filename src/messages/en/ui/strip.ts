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
};
