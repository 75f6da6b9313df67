/** What becomes of a new object before it is stored: it is filled in, and then checked as a whole. */

import { validateObjectMeta } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { FieldError } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { finalizerErrors } from './finalizer_names.ts';
import type { Kind, Preparation } from './kind.ts';

/** Fills in a new object, which is the caller's own, and says what is wrong with it. */
export function preparedForCreation(
  kind: Kind,
  obj: Unstructured,
  preparation: Preparation,
): readonly FieldError[] {
  const { strategy } = kind;
  strategy.setDefaults(obj);
  const allocation = strategy.allocationErrors(obj, preparation);
  strategy.prepareForCreate(obj, preparation);
  const errors = [
    ...validateObjectMeta(obj.metadata, {
      namespaced: kind.namespaced,
      validateName: strategy.validateName,
    }),
    ...finalizerErrors(kind, obj.metadata.finalizers ?? []),
    ...strategy.validateCreate(obj),
    ...strategy.validate(obj),
  ];
  // Only what is right in itself is given anything.
  return errors.length === 0 ? allocation : errors;
}
