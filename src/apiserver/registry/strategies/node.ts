/** Nodes: cluster-scoped, with a status that their kubelet writes. */

import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { valueAt } from '#apiserver/registry/members.ts';

export const nodeStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  setDefaults: (obj) => {
    obj['spec'] ??= {};
  },
  /** A kubelet registers its node together with the status. */
  prepareForCreate: (obj) => {
    obj['status'] ??= {};
  },
  fields: {
    'spec.unschedulable': (obj) => String(valueAt(obj, 'spec', 'unschedulable') === true),
  },
  unknownFieldText: (field) => `field label not supported: ${field}`,
};
