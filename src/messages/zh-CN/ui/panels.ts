/** Chinese for the side panel and its tabs. */

import type { Words } from '#messages/en/ui/words.ts';

export const panels: Words['panels'] = {
  label: '详情',
  close: '关闭详情',
  lesson: '课程',
  why: '为什么？',
  inspect: '检视',
  console: '控制台',
  run: '运行',
};
