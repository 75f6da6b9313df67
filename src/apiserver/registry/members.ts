/** Reading what may not be there in an object of any kind. */

import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '#base/json.ts';

/** The value at a path of members; `undefined` if any of them is missing. */
export function valueAt(value: unknown, ...path: readonly string[]): JsonValue | undefined {
  let found: unknown = value;
  for (const member of path) {
    if (!isJsonObject(found)) return undefined;
    found = found[member];
  }
  return found as JsonValue | undefined;
}

export function objectAt(value: unknown, ...path: readonly string[]): JsonObject | undefined {
  const found = valueAt(value, ...path);
  return isJsonObject(found) ? found : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): JsonArray {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** `''` for what is missing or no text. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The texts of a map such as labels. */
export function textsAt(
  value: unknown,
  ...path: readonly string[]
): Readonly<Record<string, string>> {
  const found = objectAt(value, ...path) ?? {};
  return Object.fromEntries(
    Object.entries(found).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
