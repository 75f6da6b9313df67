/** Chinese for what stands in many places. */

import type { Words } from '#messages/en/ui/words.ts';

export const widgets: Words['widgets'] = {
  close: '关闭',
};
