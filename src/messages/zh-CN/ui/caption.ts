/** Chinese for the line that tells the current hop, and for what screen readers hear of it. */

import type { Words } from '#messages/en/ui/words.ts';

export const caption: Words['caption'] = {
  before: '第一跳之前。',
  whyAbout: '是什么导致了这一步（w）',
  standsAt: (at) => `运行停在 ${at}。`,
  backAt: (at) => `回到 ${at}。`,
  hopsOn: (hops, at) => `前进 ${hops} 跳，到 ${at}：`,
};
