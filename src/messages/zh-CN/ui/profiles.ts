/** Chinese for the choice among four client-go releases. */

import type { Words } from '#messages/en/ui/words.ts';

export const profiles: Words['profiles'] = {
  which: '哪个 client-go',
  replay: '在以下版本重放本次运行',
  beside: '并排对比',
  compareWith: (profile) => `与 ${profile} 对比`,
  newest: (release) => `${release}，最新`,
  about: {
    classic: 'DeltaFIFO：delta 按键等待。先在 resourceVersion 0 处 LIST，再 WATCH。',
    inOrder: 'RealFIFO：一个扁平的队列，按到达顺序弹出。仍是先 LIST 再 WATCH。',
    watchList: '分批的 RealFIFO。带 sendInitialEvents 的 WATCH 流式送来列表。',
    modern: '今天的实现：整个列表作为一个 delta 传递，期间队列不加锁。',
  },
};
