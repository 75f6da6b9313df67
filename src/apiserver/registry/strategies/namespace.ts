/** Namespaces: emptied before they go, which is what their own finalizers in `spec` wait for. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { isDNS1123Label } from '#apimachinery/pkg/util/validation/validation.ts';
import { namespacePrinter } from '#apiserver/printers/cluster.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import { each } from './pod_spec.ts';

const ownFinalizer = 'kubernetes';

export const namespaceStrategy: Strategy = {
  ...plainStrategy,
  validateName: isDNS1123Label,
  hasStatus: true,
  returnsDeleted: true,
  setDefaults: (obj) => {
    label(obj);
    const conditions = valueAt(obj, 'status', 'conditions');
    if (conditions === undefined) return;
    const dated = each(conditions, (condition) => ({ lastTransitionTime: null, ...condition }));
    obj['status'] = { ...objectAt(obj, 'status'), conditions: dated };
  },
  prepareForCreate: (obj) => {
    const finalizers = listAt(obj, 'spec', 'finalizers');
    const kept = finalizers.includes(ownFinalizer) ? finalizers : [...finalizers, ownFinalizer];
    obj['spec'] = { ...objectAt(obj, 'spec'), finalizers: kept };
    obj['status'] = { phase: 'Active' };
  },
  prepareForUpdate: (obj, old) => {
    obj['spec'] = old['spec'];
  },
  fields: {
    'status.phase': (obj) => textAt(obj, 'status', 'phase'),
  },
  unknownFieldText: (field) => `field label not supported: ${field}`,
  printer: namespacePrinter,
};

/** Selectors find a namespace by its name. */
function label(obj: Unstructured): void {
  const { name = '', labels } = obj.metadata;
  if (name !== '') obj.metadata.labels = { ...labels, 'kubernetes.io/metadata.name': name };
}
