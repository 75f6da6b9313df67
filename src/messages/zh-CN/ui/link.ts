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
  version: (known, got) => `应为 1 到 ${known} 的链接版本，得到“${got}”`,
  newer: (got, known) =>
    `这个链接的版本是 ${got}；本页面能读取的最高版本是 ${known}，请用更新的页面打开`,
  character: (sign) => `链接中不能有“${sign}”`,
  cutOff: '链接被截断或已损坏',
  cutOffAfter: (got, expected) => `链接被截断：共 ${expected} 个字符，只有 ${got} 个`,
  tooMany: (extra) => `链接到此为止，后面多出 ${extra} 个字符`,
  damaged: '链接已损坏：校验和与内容不符',
  tooBig: (most) => `解压后的链接超过 ${most} MB`,
  misshapen: (problem) => problem,
  format: (got, expected) => `这个链接的格式是 ${got}；本页面读取的是 ${expected}`,
  stale: '本引擎播放这个链接的运行时，结果不同',
  staleText: (link, page) =>
    `链接由引擎 ${link} 生成，本页面的引擎是 ${page}：得到的轨迹不是当时分享的那一份。可以查看这里发生的一切，但不能修改。`,
  staleSame: '链接所记录的结尾与这里得到的轨迹不符。可以查看发生的一切，但不能修改。',
  kept: (link) => `由引擎 ${link} 播放，与分享时相同`,
  keptText: (page) => `本页面自己的引擎是 ${page}。在打开其他内容之前，一切都由旧引擎完成。`,
  notChangeable: '只读：本引擎播放这个链接的运行时，结果不同。',
  profiles: (got) =>
    `应为两个不同的配置档（例如 classic,modern），或链接中的两个运行（例如 1,2），得到“${got}”`,
  query: (name, expected, got) => `?${name}=：应为 ${expected}，得到“${got}”。`,
  queryRefused: '地址未能全部读出',
  sides: (runs) => `对比所指的运行不在链接中：链接中有 ${runs} 个运行`,
};
