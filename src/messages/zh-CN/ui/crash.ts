/** Chinese for the page that is shown when something broke. */

import type { Words } from '#messages/en/ui/words.ts';

export const crash: Words['crash'] = {
  title: '运行出错了。',
  about:
    '这是本实验室的缺陷，而不是你的集群的问题。下面的运行是完整的：任何人打开它都会看到同一跳出错。',
  copy: '复制本次运行',
  copied: '已复制',
  reopen: '打开第一个场景',
  run: '本次运行',
};
