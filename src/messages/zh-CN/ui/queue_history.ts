/** Chinese for the view of a work queue over the run. */

import type { Words } from '#messages/en/ui/words.ts';

export const queueHistory: Words['queueHistory'] = {
  title: '工作队列',
  of: '属于',
  about: '从开始到光标处，空闲时间已缩短。',
  none: '这里没有程序拥有工作队列。',
  overTime: '工作队列随时间的变化',
  sets: {
    waiting: 'queue：等待 worker 的键，每个只有一次',
    processing: 'processing：worker 正在处理的键',
    dirty: '再次 dirty：处理期间又变化，在 Done 时再次入队',
    delayed: '等待到期：AddAfter 与限速',
  },
  workers: '哪个 worker 处理过哪个键',
  every: 'worker 每次取键的记录',
  latest: (listed, all) => `worker 取键的最近 ${listed} 次，共 ${all} 次`,
  when: '时间',
  worker: '执行的 worker',
  key: '键',
  inHand: '（处理中）',
};
