/** Chinese for what the stage shows by place, shape or colour alone, told to those who only hear it. */

import type { Words } from '#messages/en/ui/words.ts';

export const spoken: Words['spoken'] = {
  version: '版本',
  ready: '就绪',
  changes: '最近的变更，新的在前',
  sentUpTo: '已发送到',
  underway: '尚未完成',
  calling: '正在调用',
  calledLast: '上次调用：',
  worker: 'worker',
  failedAgainIn: '次失败，再次入队还有',
};
