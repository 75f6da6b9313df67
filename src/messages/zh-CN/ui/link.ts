/** Chinese for links that cannot be followed: what is wrong with an address, and where. */

import type { Words } from '#messages/en/ui/words.ts';

export const link: Words['link'] = {
  firstScene: (problem) => `${problem} 现在打开的是第一个场景。`,
  noLesson: (address) => `没有课程“${address}”。`,
  noExhibit: (address) => `没有展品“${address}”。`,
  noPreset: (address) => `没有预设“${address}”。`,
  at: (position, problem) => `哈希的第 ${position} 个字符：${problem}。`,
  closed: (problem) => `${problem}。`,
  notARun: (got) => `“#”之后应为“run=”，得到“${got}”`,
  version: (expected, got) => `应为链接版本 ${expected}，得到“${got}”`,
  character: (sign) => `链接中不能有“${sign}”`,
  cutOff: '链接被截断或已损坏',
  misshapen: (problem) => problem,
  format: (got, expected) => `这个链接的格式是 ${got}；本页面读取的是 ${expected}`,
  profiles: (got) => `应为两个不同的配置档，例如 classic,modern，得到“${got}”`,
};
