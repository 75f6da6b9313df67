/** Chinese for the boxes of Reflector, queue, Indexer and handlers. */

import type { Words } from '#messages/en/ui/words.ts';

export const informerBoxes: Words['informerBoxes'] = {
  reflectorIs: (state) => `Reflector 的状态：${state}`,
  lastSyncRV: 'lastSyncRV',
  backoff: '退避',
  timeout: '超时',
  resync: '重新同步',
  listsWatches: 'LIST · WATCH 次数',
  nobodyPops: '没有人弹出',
  popped: '已弹出 · 正在应用',
  head: '队首 ↓',
  queue: '队列',
  empty: '空：Reflector 读到的，存储都已知道。',
  notes: {
    DeltaFIFO: 'DeltaFIFO：同一个键的 delta 一起等待，键被弹出时按顺序重放。',
    RealFIFO: 'RealFIFO：一个扁平的列表，每个 delta 按读到的顺序弹出。',
  },
  deltas: (count) => `${count} 个 delta`,
  batch: (count) => `一批 ${count} 个`,
  keys: (count) => `${count} 个键`,
  copies: (resource) => `${resource} · 副本`,
  noneCached: '没有缓存任何对象。',
  synced: '已同步',
  notSynced: '未同步',
  notStarted: '未启动',
  stale: (version) => `${version} 陈旧`,
  serverDeleted: '服务器已删除它',
  serverAt: (version) => `服务器在 ${version}`,
  index: (name) => `索引 ${name}`,
  waiting: (count) => `${count} 个等待`,
  listeners: (count) => `${count} 个监听器`,
  eachCallTakes: '每次调用花',
  nobodyListens: '没有人监听这个 informer。',
  initialList: '属于初始列表',
};
