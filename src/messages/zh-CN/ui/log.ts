/** Chinese for the log: everything that has happened, as text. */

import type { Words } from '#messages/en/ui/words.ts';

export const log: Words['log'] = {
  title: '日志',
  search: '搜索日志',
  searchExample: '例如 web-1、conflict、store.updated …',
  part: '运行的哪一部分',
  everything: '全部',
  faults: '故障',
  commands: '命令',
  copy: '复制日志',
  copied: '日志已复制',
  matching: (count) => `日志中有 ${count} 跳匹配。`,
  nothing: '没有可显示的内容。',
  why: '为什么？',
  whyOf: (sentence) => `为什么？${sentence}`,
  whyAbout: '是什么导致了这一步',
};
