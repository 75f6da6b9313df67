/** What Go's decoder makes of a body that is to be an object of a kind. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { structNamed, typeOf } from '#apiserver/types/built_in_types.ts';
import { decodeStruct, jsonType, type Path } from '#apiserver/types/decode.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Kind } from './kind.ts';

/** An object, and the paths of the members that its type does not have. */
export interface DecodedObject {
  readonly object: Unstructured;
  readonly unknown: readonly string[];
}

/** What the decoder stumbled over first, and where. */
export interface DecodingFault {
  readonly message: string;
  readonly at: Path;
}

/** An object of the kind, as Go's decoder reads it and its encoder writes it; or why there is none. */
export function decodeObject(kind: Kind, value: JsonObject): Result<DecodedObject, DecodingFault> {
  const type = typeOf(kind);
  if (type !== undefined) {
    const decoded = decodeStruct(type, value);
    if (decoded.error !== undefined) return fail({ message: decoded.error, at: decoded.errorAt });
    const object = decoded.value as Unstructured;
    keepReset(value, object);
    return ok({ object, unknown: decoded.unknown });
  }
  const { metadata = null, ...rest } = value;
  if (metadata !== null && !isJsonObject(metadata)) {
    const message = `json: cannot unmarshal ${jsonType(metadata)} into Go struct field ObjectMeta.metadata of type v1.ObjectMeta`;
    return fail({ message, at: ['metadata'] });
  }
  const meta = decodeStruct(structNamed('ObjectMeta'), metadata ?? {});
  if (meta.error !== undefined) {
    return fail({ message: meta.error, at: ['metadata', ...meta.errorAt] });
  }
  const object = { ...rest, metadata: meta.value } as Unstructured;
  keepReset(value, object);
  const unknown = [
    ...meta.unknown.map((path) => `metadata.${path}`),
    ...kind.strategy.coerce(object),
  ];
  return ok({ object, unknown });
}

/** An empty list of owners is no absent one: it asks to forget them. */
export function keepReset(given: JsonObject, object: Unstructured): void {
  const entries = isJsonObject(given['metadata']) ? given['metadata']['managedFields'] : undefined;
  if (Array.isArray(entries) && entries.length === 0) object.metadata.managedFields = [];
}
