/** Simplified Chinese for the embed page. */

import type { embedPage as english } from '#messages/en/ui/embed_page.ts';

export const embedPage: typeof english = {
  frame: (title) => `嵌入的 Informer Lab：${title}`,
  ownRun: 'Informer Lab 的一次运行',
  play: '播放',
  again: '再播一遍',
  skipPicture: '跳过画面',
  position: '在运行中的位置',
  positionText: (hop, at) => `第 ${hop} 跳，t = ${at}`,
  openInLab: '在 Informer Lab 中打开',
  openInLabAbout: '在新标签页里打开整个实验室，停在这次运行的此处',
  loading: '正在取运行 …',
  waking: '正在启动引擎 …',
  dismiss: '关闭',
  problem: (name, value, expected) => `${name}="${value}"：应为 ${expected}。这里改用通常的值。`,
  noScenario: (scenario) => `没有场景“${scenario}”。实验室的目录里列出了所有场景。`,
  wrongRun: (why) => `读不出这个地址里的运行。${why}`,
  unreachable: (what) => `取不到录下的运行：${what}`,
  refused: (problems) => `这次运行无法播放：${problems}`,
  crashed: (message) => `运行到此为止，因为引擎中断了：${message}`,
  failed: (what) => `嵌入页未能启动：${what}`,
  emptyRange: 'end：应在 start 之后。这里改为显示整个运行。',
  otherRun: '这个引擎播放出的运行，与制作链接时的不同。',
  noEngine: '这里无法启动引擎。',
  busy: '已经有别的操作正在进行。',
  noWords: '取不到这种语言的文字。',
  partMissing: '取不到实验室的某个部分。',
  done: (statement) => `已完成：${statement}`,
};
