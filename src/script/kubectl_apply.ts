/** What `kubectl apply` works out: the annotation that remembers, and the patch between three documents. */

import {
  canonicalJson,
  equalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '#base/json.ts';

/** Where apply keeps what it was last given. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** The manifest as it is sent: with itself, as text, in an annotation. */
export function withLastApplied(manifest: JsonObject): JsonObject {
  const bare = withoutLastApplied(manifest);
  return withAnnotation(bare, lastAppliedAnnotation, `${goJson(bare)}\n`);
}

/** As Go writes JSON: sorted, and safe inside of HTML. */
function goJson(value: JsonObject): string {
  return canonicalJson(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026');
}

/** What the live object was last applied as; `undefined` if it never was. */
export function lastApplied(live: JsonObject): JsonObject | undefined {
  const metadata = live['metadata'];
  const annotations = isJsonObject(metadata) ? metadata['annotations'] : undefined;
  const text = isJsonObject(annotations) ? annotations[lastAppliedAnnotation] : undefined;
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The JSON merge patch that brings `live` to `wanted`: everything wanted that differs, and null for what
 * `before` had and `wanted` has no longer. What others added stays. `undefined` if nothing is to do.
 */
export function threeWayPatch(documents: {
  readonly before: JsonObject | undefined;
  readonly wanted: JsonObject;
  readonly live: JsonObject;
}): JsonObject | undefined {
  const patch = additions(documents.live, documents.wanted);
  addRemovals(patch, documents.before ?? {}, documents.wanted, documents.live);
  return Object.keys(patch).length === 0 ? undefined : (patch as unknown as JsonObject);
}

interface Draft {
  [key: string]: JsonValue | Draft;
}

function additions(live: JsonObject, wanted: JsonObject): Draft {
  const patch: Draft = {};
  for (const [key, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    const current = live[key];
    if (isJsonObject(value) && isJsonObject(current)) {
      const inner = additions(current, value);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (!covers(current, value)) patch[key] = value;
  }
  return patch;
}

/** True if a list holds what is wanted of each item; the server may have filled in more. */
function covers(current: JsonValue | undefined, wanted: JsonValue): boolean {
  if (Array.isArray(current) && Array.isArray(wanted)) {
    return (
      current.length === wanted.length &&
      wanted.every((item: JsonValue, index) => covers(current[index] as JsonValue, item))
    );
  }
  if (!isJsonObject(current) || !isJsonObject(wanted)) return equalJson(current, wanted);
  return Object.keys(wanted).every((key) => covers(current[key], wanted[key] ?? null));
}

function addRemovals(patch: Draft, before: JsonObject, wanted: JsonObject, live: JsonObject): void {
  for (const [key, value] of Object.entries(before)) {
    const current = live[key];
    if (current === undefined) continue;
    const still = wanted[key];
    if (still === undefined) patch[key] = null;
    else if (isJsonObject(value) && isJsonObject(still) && isJsonObject(current)) {
      const inner = (patch[key] ?? {}) as Draft;
      addRemovals(inner, value, still, current);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    }
  }
}

/** The manifest with annotations, even if there are none, and without what apply itself has noted there. */
function withoutLastApplied(manifest: JsonObject): JsonObject {
  const metadata = isJsonObject(manifest['metadata']) ? manifest['metadata'] : {};
  const known = isJsonObject(metadata['annotations']) ? metadata['annotations'] : {};
  const { [lastAppliedAnnotation]: _, ...annotations } = known;
  return { ...manifest, metadata: { ...metadata, annotations } };
}

function withAnnotation(manifest: JsonObject, name: string, value: string): JsonObject {
  const metadata = isJsonObject(manifest['metadata']) ? manifest['metadata'] : {};
  const known = isJsonObject(metadata['annotations']) ? metadata['annotations'] : {};
  return { ...manifest, metadata: { ...metadata, annotations: { ...known, [name]: value } } };
}
