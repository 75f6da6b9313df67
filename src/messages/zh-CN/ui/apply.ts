/** Chinese for the dialog that applies manifests, and text that arrives by pasting or dropping. */

import type { Words } from '#messages/en/ui/words.ts';

export const apply: Words['apply'] = {
  hint: '包含一个或多个对象的任意 YAML。也可以把它粘贴或拖放到页面的任何地方。',
  startFrom: '从示例开始',
  manifest: '清单',
  nothingApplied: '没有应用任何内容。运行照旧继续。',
  cancel: '取消',
  unreadableFile: '无法读取该文件',
  tooMuch: '一次应用的内容太多',
  tooMuchText: (most, got) => `YAML 最多 ${most} MB，得到 ${got} MB。没有应用任何内容；运行继续。`,
  tooLong: (most, got) => `最多 ${most} 个字符，得到 ${got} 个：文本从这一行起过长`,
  tooMany: (most, got, next) =>
    `一次最多 ${most} 个对象，得到 ${got} 个：第 ${next} 个对象从这一行开始`,
};
