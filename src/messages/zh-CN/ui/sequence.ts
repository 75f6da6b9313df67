/** Chinese for the sequence diagram. */

import type { Words } from '#messages/en/ui/words.ts';

export const sequence: Words['sequence'] = {
  title: '时序',
  of: '属于',
  about: '一列是一个 goroutine，箭头表示什么引起了什么。',
  label: '各跳的时序',
  nothing: '其中还没有发生任何事。',
  after: (waited) => `，${waited} 之后`,
};
