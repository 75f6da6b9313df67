/** Chinese for the panel that tells what determines the run. */

import type { Words } from '#messages/en/ui/words.ts';

export const runDetails: Words['runDetails'] = {
  seed: '种子',
  order: '顺序',
  hops: '跳数',
  simulated: '已模拟',
  scriptHash: '脚本之后的哈希',
  traceHash: '轨迹哈希',
  branches: '分支',
  compareWith: (run) => `把 ${run} 与当前运行对比`,
  compare: '对比',
  howToFork: '后退再操作：运行会在那里分叉，两个未来都保留在这里。',
  forkedAt: (hop) => `在第 ${hop} 跳分叉`,
  main: '主运行',
  opening: '打开时的运行',
  own: '独立的运行',
  replayed: (release, profile) => `同一脚本，使用 client-go ${release}，${profile}`,
  script: '脚本',
  edit: '编辑',
  copy: '复制',
  copied: '脚本已复制',
  byHand: (at) => `# 手动操作，在 ${at}`,
};
