/** Namespaces: emptied before they go, which is what their own finalizers in `spec` wait for. */

import { isDNS1123Label } from '#apimachinery/pkg/util/validation/validation.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { textAt } from '#apiserver/registry/members.ts';

export const namespaceStrategy: Strategy = {
  ...plainStrategy,
  validateName: isDNS1123Label,
  hasStatus: true,
  setDefaults: (obj) => {
    const name = obj.metadata.name;
    if (name === undefined) return;
    obj.metadata.labels = { ...obj.metadata.labels, 'kubernetes.io/metadata.name': name };
  },
  prepareForCreate: (obj) => {
    obj['spec'] = { finalizers: ['kubernetes'] };
    obj['status'] = { phase: 'Active' };
  },
  prepareForUpdate: (obj, old) => {
    obj['spec'] = old['spec'];
  },
  fields: {
    'status.phase': (obj) => textAt(obj, 'status', 'phase'),
    name: (obj) => obj.metadata.name ?? '',
  },
  unknownFieldText: (field) => `field label not supported: ${field}`,
};
