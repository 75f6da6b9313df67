/** Chinese for the panels of a strip. */

import type { Words } from '#messages/en/ui/words.ts';

export const strip: Words['strip'] = {
  queued: (count) => `${count} 个排队`,
  notSynced: '未同步',
  waiting: (count) => `${count} 个等待`,
  tombstone: '墓碑',
  idle: '空闲',
  more: (count) => `还有 ${count} 个`,
  keys: (count) => `${count} 个键`,
  later: (count) => `${count} 个稍后`,
  states: { crashed: '已崩溃', stopped: '未运行', paused: '已暂停' },
  watch: {
    none: '没有 watch',
    open: 'watch 已打开',
    held: 'watch 被扣住',
    severed: 'watch 已断开',
  },
  inFlight: (count) => `${count} 个在途中`,
  marks: { deleting: '正在删除', stale: '落后于服务器', gone: '服务器上已不存在' },
  empty: '空',
  running: '正在运行',
};
