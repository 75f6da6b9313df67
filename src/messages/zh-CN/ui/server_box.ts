/** Chinese for the box of the API server. */

import type { Words } from '#messages/en/ui/words.ts';

export const serverBox: Words['serverBox'] = {
  revision: (revision) => `版本 ${revision}`,
  down: '停机',
  history: '历史',
  window: 'watch 缓存窗口',
  requests: '请求',
  replica: (replica) => `副本 ${replica}`,
  behind: '缓存落后',
  noBookmarks: '不发书签',
  noWatchList: '无 WatchList',
  streams: 'watch 流',
  sent: '已发送',
  others: (count) => `其他程序的 ${count} 个`,
  finalizers: '等待其 finalizer',
  nothingWritten: '还没有写入任何东西',
  compacted: (what) => `${what}，已从 etcd 压缩掉`,
  evicted: (what) => `${what}，在 watch 缓存窗口之外`,
  ended: '已结束',
  held: '被扣住',
  halfOpen: '半开',
  failed: '失败',
  lost: '已丢失',
  answerLost: (status) => `${status}，应答已丢失`,
  readyOfWanted: '就绪副本数／期望副本数',
  howStale: '缓存有多陈旧？',
  keysBehind: (count) => `落后 ${count} 个键`,
  server: '服务器',
  cache: '缓存',
  actedOn: '处理依据',
};
