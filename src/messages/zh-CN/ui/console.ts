/** Chinese for the console. */

import type { Words } from '#messages/en/ui/words.ts';

export const console: Words['console'] = {
  about: 'kubectl 和集群的其他命令。试试 help。',
  end: (run) => `结束 ${run}（Ctrl C）`,
  copy: '复制输出',
  copied: '输出已复制',
  clear: '清空控制台',
  output: '控制台输出',
  leftOut: (lines) => `省略了之前的 ${lines} 行。`,
  nothing: '还没有内容。',
  notDone: (reason) => `未执行：${reason}`,
  goesOn: (run) => `${run} 仍在继续。Ctrl C 结束它。`,
  done: (line) => `${line}：完成`,
  search: (text) => `搜索“${text}”：`,
  searchNothing: '没有',
  command: '命令',
  searchHistory: '搜索历史',
  hint: 'Tab 补全；先按 Escape 再按 Tab 离开输入框。上箭头找回之前的行。',
  completions: '补全',
  noCompletion: '没有补全',
  completionCount: (count) => `${count} 个补全`,
};
