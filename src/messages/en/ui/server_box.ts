/** English for the box of the API server. */

import { counted } from '#messages/en/phrases.ts';

export const serverBox = {
  revision: (revision: number) => `rev ${revision}`,
  down: 'down',
  history: 'history',
  window: 'watch cache window',
  requests: 'requests',
  replica: (replica: string) => `replica ${replica}`,
  behind: 'cache is behind',
  noBookmarks: 'no bookmarks',
  noWatchList: 'no WatchList',
  streams: 'watch streams',
  sent: 'sent',
  others: (count: number) => `${count} of other programs`,
  finalizers: 'waits for its finalizers',
  nothingWritten: 'nothing written yet',
  compacted: (what: string) => `${what}, compacted from etcd`,
  evicted: (what: string) => `${what}, outside the watch cache window`,
  ended: 'ended',
  held: 'held',
  halfOpen: 'half open',
  failed: 'failed',
  lost: 'lost',
  answerLost: (status: number) => `${status}, answer lost`,
  readyOfWanted: 'ready of wanted replicas',
  howStale: 'how stale is the cache?',
  keysBehind: (count: number) => `${counted(count, 'key')} behind`,
  server: 'server',
  cache: 'cache',
  actedOn: 'acted on',
};
