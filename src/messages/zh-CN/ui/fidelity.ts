/** Chinese for the page that says how true the simulator is. */

import type { Words } from '#messages/en/ui/words.ts';

export const fidelity: Words['fidelity'] = {
  pageTitle: '它有多真实 · Informer Lab',
  title: '它有多真实？',
  lead: '引擎与真实的 client-go 对照：我们的测试对应上游自己的测试，四个发布版本执行同样脚本的结果被记录下来并加以比较。',
  unreachable: (error) => `无法获取数据：${error}`,
  notCovered: '尚未覆盖',
  of: (file) => `出自 ${file}`,
  simplified: '我们简化了什么',
  caption: '按 client-go 和 apimachinery 的组件',
  component: '组件',
  names: { total: '合计', 'other mirrored files': '其他对应文件' },
  behaviours: '已覆盖的行为',
  recordings: '已对照的记录',
  scripts: '随机脚本',
  differences: '已知差异',
  covered: (covered, all) => `${covered}/${all}`,
  mirrors: (upstream) => `对应 ${upstream}`,
};
