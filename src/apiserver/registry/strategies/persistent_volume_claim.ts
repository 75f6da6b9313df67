/** PersistentVolumeClaims: what storage a pod wants. Kept from deletion while pods use it. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  forbidden,
  notSupported,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { claimPrinter } from '#apiserver/printers/configuration.ts';
import { unsupported } from '#apiserver/registry/field_checks.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson } from '#base/json.ts';

const protection = 'kubernetes.io/pvc-protection';
const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

export const persistentVolumeClaimStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  returnsDeleted: true,
  setDefaults: (obj) => {
    const spec = objectAt(obj, 'spec') ?? {};
    obj['spec'] = { volumeMode: 'Filesystem', resources: {}, ...spec };
  },
  prepareForCreate: (obj) => {
    obj['status'] = { phase: 'Pending' };
    const { finalizers = [] } = obj.metadata;
    if (!finalizers.includes(protection)) obj.metadata.finalizers = [...finalizers, protection];
  },
  validate: validateClaim,
  validateUpdate: validateClaimUpdate,
  fields: { name: (obj) => obj.metadata.name ?? '' },
  unknownFieldText: (field) => `field label not supported: ${field}`,
  printer: claimPrinter,
};

function validateClaim(obj: Unstructured): readonly FieldError[] {
  const modes = listAt(obj, 'spec', 'accessModes');
  const errors: FieldError[] = [];
  if (modes.length === 0) {
    errors.push(required('spec.accessModes', 'at least 1 access mode is required'));
  }
  for (const mode of modes) {
    if (accessModes.includes(mode as string)) continue;
    errors.push(notSupported('spec.accessModes', mode, accessModes));
  }
  if (valueAt(obj, 'spec', 'resources', 'requests', 'storage') === undefined) {
    errors.push(required('spec.resources[storage]'));
  }
  const mode = valueAt(obj, 'spec', 'volumeMode');
  return [...errors, ...unsupported(mode, 'spec.volumeMode', ['Block', 'Filesystem'])];
}

const immutableText =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

function validateClaimUpdate(obj: Unstructured, old: Unstructured): readonly FieldError[] {
  const bound = textAt(old, 'status', 'phase') === 'Bound';
  const fixed = (claim: Unstructured) => {
    const { resources, volumeAttributesClassName, volumeName, ...rest } =
      objectAt(claim, 'spec') ?? {};
    const unnamed = textAt(old, 'spec', 'volumeName') === '';
    return {
      ...rest,
      ...(unnamed ? {} : { volumeName }),
      ...(bound ? {} : { resources, volumeAttributesClassName }),
    };
  };
  return equalJson(fixed(obj), fixed(old)) ? [] : [forbidden('spec', immutableText)];
}
