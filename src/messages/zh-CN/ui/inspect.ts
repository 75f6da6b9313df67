/** Chinese for the panel about one object. */

import type { Words } from '#messages/en/ui/words.ts';

export const inspect: Words['inspect'] = {
  nothing: '选择方框中的一个对象，查看它的每个副本、它的 YAML 和历史。',
  inNamespace: (resource, namespace) => `${namespace} 中的 ${resource}`,
  edit: '编辑',
  delete: '删除',
  notOnServer: '此刻服务器上没有它。',
  copies: '副本',
  gone: '已消失',
  none: '无',
  copy: (version, partial, differs) =>
    `${version}${partial ? ' 仅元数据' : ''}${differs ? ' 不同' : ''}`,
  history: '历史',
  neverWritten: '从未写入。',
  cluster: '集群本身',
  whole: '整个对象是新的，或已消失。',
  goThere: '跳到那里',
  why: '为什么？',
};
