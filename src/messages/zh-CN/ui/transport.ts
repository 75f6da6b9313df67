/** Chinese for time: stepping, playing, speed, and the timeline. */

import type { Words } from '#messages/en/ui/words.ts';

export const transport: Words['transport'] = {
  time: '时间',
  first: '第一跳（Home）',
  back: (grain) => `后退（${grain}，←）`,
  forward: (grain) => `前进（${grain}，→）`,
  last: '最后一跳（End）',
  pause: '暂停',
  play: '播放',
  pauseAbout: '暂停（Space）',
  playAbout: '播放（Space）',
  grains: { hop: '跳', event: '事件', reconcile: '轮次' },
  grainsAbout: {
    hop: '跳：发生的一件事',
    event: '事件：一个 watch 事件及其引起的一切',
    reconcile: '轮次：worker 的一轮 reconcile',
  },
  stepBy: '步进单位',
  speed: '速度',
  hopOf: (hop, hops) => `第 ${hop} 跳，共 ${hops} 跳`,
  record: (seed, release) => ` · 种子 ${seed} · ${release}`,
  clock: (at) => `t = ${at}`,
  cut: (lasting) => `… 有 ${lasting} 什么都没有发生`,
  timeline: '时间线',
  hop: (hop) => `第 ${hop} 跳`,
  marks: '时间线上的标记',
  mark: (kind, label, at) => `${kind} ${label}，在 ${at}`,
  relistFlag: (informer) => `重新列出 ${informer}`,
  laneApiserver: 'API server',
};
