/**
 * An object of any kind: what the wire, the stores and the queues carry.
 *
 * @upstream kubernetes/apimachinery pkg/apis/meta/v1/unstructured/unstructured.go
 * @diverges Nested fields are read by plain member access; there are no getters for them.
 */

import type { ListMeta, ObjectMeta } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';

/** A decoded object. Its holder owns it; the server's own are frozen. */
export type Unstructured = {
  apiVersion?: string | undefined;
  kind?: string | undefined;
  metadata: ObjectMeta;
  [field: string]: JsonValue | undefined;
};

/** A decoded list. */
export type UnstructuredList = {
  apiVersion: string;
  kind: string;
  metadata: ListMeta;
  items: Unstructured[];
};

/** True for JSON that has an object's metadata. */
export function isUnstructured(value: unknown): value is Unstructured {
  return isJsonObject(value) && isJsonObject(value['metadata']);
}

/** True for JSON that is a list of objects. */
export function isUnstructuredList(value: unknown): value is UnstructuredList {
  return isUnstructured(value) && Array.isArray(value['items']);
}
