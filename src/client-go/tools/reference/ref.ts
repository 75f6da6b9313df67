/**
 * What one object says about another when it points at it.
 *
 * @upstream kubernetes/client-go tools/reference/ref.go
 * @diverges There is no scheme: an object must carry its own kind.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';

export type ObjectReference = {
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly uid?: string | undefined;
  readonly apiVersion?: string | undefined;
  readonly resourceVersion?: string | undefined;
  /** A part of the object: `spec.containers{web}`. */
  readonly fieldPath?: string | undefined;
};

/** Something that can be pointed at: an object, or a reference that does so already. */
export type Referable = Unstructured | ObjectReference;

export interface ReferenceError {
  readonly message: string;
}

/** The version of the object is part of the reference. A reference stands for itself. */
export function getReference(obj: Referable | undefined): Result<ObjectReference, ReferenceError> {
  if (obj === undefined) return fail({ message: "can't reference a nil object" });
  if (!isObject(obj)) return ok(obj);
  const { apiVersion = '', kind = '', metadata } = obj;
  if (apiVersion === '' && kind === '') return fail({ message: noKind });
  return ok(
    withoutEmpty({
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
      uid: metadata.uid,
      apiVersion,
      resourceVersion: metadata.resourceVersion,
    }),
  );
}

/** The same for a part of the object. */
export function getPartialReference(
  obj: Referable | undefined,
  fieldPath: string,
): Result<ObjectReference, ReferenceError> {
  const reference = getReference(obj);
  return reference.ok ? ok({ ...reference.value, fieldPath }) : reference;
}

const noKind = 'scheme is required to look up gvk';

function isObject(obj: Referable): obj is Unstructured {
  return 'metadata' in obj;
}

/** Leaves out what Go's `omitempty` leaves out. */
function withoutEmpty(reference: ObjectReference): ObjectReference {
  return Object.fromEntries(
    Object.entries(reference).filter(([, value]) => value !== undefined && value !== ''),
  );
}
