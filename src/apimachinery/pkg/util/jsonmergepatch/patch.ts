/**
 * RFC 7386: what a JSON merge patch makes of a document.
 *
 * @upstream kubernetes/apimachinery pkg/util/jsonmergepatch/patch.go
 * @diverges Upstream applies the patch with a library; the rules are the RFC's.
 */

import { isJsonObject, type JsonValue } from '#base/json.ts';

/** The patched document. Shares with both what neither changed; null members of the patch delete. */
export function mergePatch(document: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const merged: Record<string, JsonValue> = {};
  if (isJsonObject(document)) {
    for (const [key, value] of Object.entries(document)) {
      if (value !== undefined) merged[key] = value;
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else if (value !== undefined) merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}
