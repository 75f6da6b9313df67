/** Chinese for the editor of manifests; what is wrong in a text is said in the server's own words. */

import type { Words } from '#messages/en/ui/words.ts';

export const manifests: Words['manifests'] = {
  required: '必填',
  optional: '可选',
  unserved: (kind, apiVersion) =>
    `no matches for kind "${kind}" in version "${apiVersion}"：API server 不提供它，这里也没有 CustomResourceDefinition 定义它`,
  oneOf: (values) => `可取：${values.join('、')}`,
  refused: (count) => `有 ${count} 处会被拒绝：`,
  at: (line, message) => `第 ${line} 行：${message}`,
  keys: 'Ctrl Space 补全 · Ctrl Enter 提交',
};
