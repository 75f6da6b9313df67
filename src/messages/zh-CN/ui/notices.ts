/** Chinese for the short messages over the stage: what was done, what was refused. */

import type { Words } from '#messages/en/ui/words.ts';

export const notices: Words['notices'] = {
  label: '消息',
  all: '通知（{hotkey}）',
  undoHint: '用 Ctrl Z 撤销',
  undo: '撤销',
  dismiss: '关闭',
  scriptRefused: '这个脚本无法运行',
  linkRefused: '无法打开这个链接',
  clipboardClosed: '本页面不能使用剪贴板',
  linkCopied: '指向这一跳的链接已复制',
  applyTitle: '应用清单',
  editTitle: (key) => `编辑 ${key}`,
  notEditable: (key) => `这里无法编辑 ${key}`,
  busyExpected: '请稍候',
  busy: '上一条命令还在执行',
  notDone: '未执行',
  done: '完成',
  newBranch: '新的分支',
  newBranchText: (statement) => `${statement}\n旧的未来保留在“运行”里。`,
  newRun: (name) => `新的运行：${name}`,
  nothingToUndo: '没有可撤销的操作',
  nothingToUndoText: '还没有手动做过任何操作。',
  undone: '已撤销',
  undoneText: (statement) => `${statement}\n包含它的未来保留在“运行”里。`,
  notReplayable: (profile) => `这次运行无法在 ${profile} 下重放`,
  nowUnder: (release, profile) => `现在使用 client-go ${release}，${profile}`,
  nowUnderText: (profile) => `${profile} 下的运行保留在“运行”里。`,
};
