/** `<informer-lab>` in Chinese. */

import type { Words } from '#messages/en/ui/words.ts';

export const embedElement: Words['embedElement'] = {
  title: (scenario) => `Informer Lab 场景：${scenario}`,
  failed: '无法在此处加载模拟。',
  open: '单独打开',
};
