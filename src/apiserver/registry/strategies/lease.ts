/** Leases: who holds what, and until when. Written only by who has read them. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type FieldError, invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { leasePrinter } from '#apiserver/printers/configuration.ts';
import { negatives } from '#apiserver/registry/field_checks.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { numberAt, objectAt } from '#apiserver/registry/members.ts';

export const leaseStrategy: Strategy = {
  ...plainStrategy,
  allowUnconditionalUpdate: false,
  allowCreateOnUpdate: true,
  setDefaults: (obj) => {
    obj['spec'] ??= {};
  },
  validate: validateLease,
  printer: leasePrinter,
};

function validateLease(obj: Unstructured): readonly FieldError[] {
  const spec = objectAt(obj, 'spec');
  const duration = numberAt(spec, 'leaseDurationSeconds');
  return [
    ...(duration !== undefined && duration <= 0
      ? [invalid('spec.leaseDurationSeconds', duration, 'must be greater than 0')]
      : []),
    ...negatives(spec, 'spec', ['leaseTransitions']),
  ];
}
