/** Chinese for the key map and its dialog. */

import type { Words } from '#messages/en/ui/words.ts';

export const keys: Words['keys'] = {
  title: '按键',
  toggle: '播放或暂停',
  hop: '后退或前进一跳',
  event: '后退或前进一个 watch 事件',
  reconcile: '后退或前进一轮 reconcile',
  start: '第一跳',
  end: '最后一跳',
  speed: '加速或减速',
  views: '舞台和其他视图',
  why: '当前这一跳为什么发生',
  cut: '切断当前的 watch',
  apply: '应用清单',
  scenes: '可打开的场景',
  settings: '本次运行的设置',
  script: '编辑本次运行的脚本',
  console: '控制台',
  palette: '查找并执行任何操作：命令面板',
  undo: '撤销上一个操作：回到它之前的那一跳',
  theme: '浅色或深色',
  help: '这些按键',
  boxes: '到达任意一个方框，并打开它的操作菜单',
  rows: '在某一行上打开同样的菜单',
};
