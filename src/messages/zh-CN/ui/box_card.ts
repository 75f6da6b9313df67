/** Chinese for the card of a box: what is simplified in it, and the Go that it mirrors. */

import type { Words } from '#messages/en/ui/words.ts';

export const boxCard: Words['boxCard'] = {
  opens: (what) => `${what} 打开这里的简化之处和对应的 Go 源码。`,
  menuItem: '这里的简化之处，以及 Go 源码',
  simplified: '这里简化了什么',
  loading: '正在获取列表……',
  unreachable: '无法获取列表。',
  allDifferences: '保真度页面列出了所有已知差异',
  readTheGo: '阅读 Go 源码',
  pinned: (release) => `版本 ${release}，即本次运行所对应的发布版本。`,
};
