/** Chinese for the top line of the page. */

import type { Words } from '#messages/en/ui/words.ts';

export const header: Words['header'] = {
  subtitle: '逐跳看懂 client-go',
  profileOf: (release, profile) => `client-go ${release}，${profile}：选择其他版本，或进行对比`,
  profileAbout: '模拟的是哪个 client-go',
  apply: '应用清单',
  copyLink: '复制链接',
  settings: '本次运行的设置',
  settingsAbout: '设置（s）',
  palette: '查找并执行任何操作',
  paletteAbout: '命令面板（Ctrl K）',
  keys: '显示按键',
  keysAbout: '按键（?）',
  lightTheme: '浅色主题',
  darkTheme: '深色主题',
  library: '资料库',
  libraryAbout: '搜索、问题、术语、进度',
  themeAbout: '主题（t）',
  side: '课程、详情和日志',
};
