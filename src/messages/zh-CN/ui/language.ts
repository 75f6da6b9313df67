/** Chinese for the choice of a language, and the page's own title. */

import type { Words } from '#messages/en/ui/words.ts';

export const language: Words['language'] = {
  label: '语言',
  pageTitle: 'Informer Lab：逐跳看懂 client-go',
  unavailable: '无法获取该语言',
  unavailableText: '页面保持当前语言。',
};
