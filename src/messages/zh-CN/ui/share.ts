/** Chinese for sharing a run: the dialog, and what is said when a link cannot be made. */

import type { Words } from '#messages/en/ui/words.ts';

export const share: Words['share'] = {
  button: '分享…',
  title: '分享这个运行',
  about: '打开链接的人会重放同一个运行，并停在同一跳。',
  making: '正在生成链接…',
  what: '链接的内容',
  tree: (branches) => `这个运行及其另外 ${branches} 个分支`,
  run: '仅这个运行',
  link: '链接',
  length: (characters, most) => `${characters} 个字符，上限 ${most}`,
  copy: '复制链接',
  embed: '嵌入页面…',
  tooLong: (characters, most) =>
    `这个链接会有 ${characters} 个字符。超过 ${most} 个字符的地址会被邮件和聊天程序截断，因此不提供。可以改为保存成文件：本页面能把它重新打开为同一个运行。`,
  far: '这个运行超出了链接能容纳的大小。可以改为保存成文件：本页面能把它重新打开为同一个运行。',
  alone: '去掉分支后，长度足够短。',
  file: '保存为文件',
  asSeen: '与这里的显示一致',
  asSeenAbout: '包括当前的主题、语言和速度',
  notMade: '无法生成链接',
};
