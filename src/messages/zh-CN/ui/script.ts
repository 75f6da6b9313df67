/** Chinese for the dialog that edits the script of a run. */

import type { Words } from '#messages/en/ui/words.ts';

export const script: Words['script'] = {
  title: '本次运行的脚本',
  about:
    '每行一条语句；你手动做的操作位于其时间处。运行它会打开一个新的运行：当前的保留在“运行”里。',
  newRun: '编辑过的脚本',
  newRunText: '脚本被手动修改。之前的运行保留在“运行”里。',
  label: '脚本',
  refused: '这样无法运行。',
  keys: 'Ctrl Space 补全 · Ctrl Enter 运行',
  cancel: '取消',
  run: '运行',
};
