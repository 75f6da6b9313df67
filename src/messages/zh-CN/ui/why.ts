/** Chinese for the panel that answers "Why?" and "Why not?". */

import type { Words } from '#messages/en/ui/words.ts';

export const why: Words['why'] = {
  noRun: '还没有打开任何运行。',
  nothingYet: '这里还没有发生任何事。',
  why: '为什么？',
  follow: '跟随当前这一跳',
  beganHere: '运行中没有什么导致它：它就是从这里开始的。',
  path: '从起因开始',
  ledHere: (hops, uncounted) =>
    `共有 ${hops} 跳通向这里${uncounted > 0 ? `，另有 ${uncounted} 跳在轨迹中只有计数` : ''}。`,
  answer: (asked, first, stations) => `为什么？${asked} 起因是：${first} 共列出 ${stations} 站。`,
  later: (duration) => `，${duration} 之后`,
  whyNot: '为什么什么都没有发生？',
  nothingRefused: '到目前为止，这里没有任何东西被拒绝、略过或合并：没有人要求它行动。',
  elsewhere: '循环中的其他地方',
  refused: '它被拒绝了。',
  because: (reason) => `${reason}。`,
};
