/** Lists that are sets or maps: their keys, what may not occur twice, and which items belong together. */

import {
  duplicate,
  type FieldError,
  invalid,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import {
  canonicalJson,
  equalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '#base/json.ts';
import { additionalOf, itemsOf, propertyOf, type SchemaProps } from './schema_props.ts';

/** The item of `old` that has the same keys; `undefined` for lists whose items have none. */
export function keyedItem(
  schema: SchemaProps,
  item: JsonValue,
  old: JsonValue | undefined,
): JsonValue | undefined {
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(old)) return undefined;
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (!isJsonObject(item)) return undefined;
  const wanted = keysOf(item, keys);
  return old.find((each) => isJsonObject(each) && equalJson(keysOf(each, keys), wanted));
}

/** What occurs twice in the sets and maps of an object. */
export function duplicateErrors(
  schema: SchemaProps | undefined,
  value: JsonValue | undefined,
  field: string,
): readonly FieldError[] {
  if (schema === undefined) return [];
  if (Array.isArray(value)) return listErrors(schema, value, field);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const property = propertyOf(schema, name);
    const within = field === '' ? name : `${field}.${name}`;
    return property === undefined
      ? duplicateErrors(additionalOf(schema), member, `${field}[${name}]`)
      : duplicateErrors(property, member, within);
  });
}

function listErrors(
  schema: SchemaProps,
  list: readonly JsonValue[],
  field: string,
): readonly FieldError[] {
  const items = itemsOf(schema);
  const within = list.flatMap((item, index) => duplicateErrors(items, item, `${field}[${index}]`));
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return [...repeated(list, list, field), ...within];
    case 'map':
      return [...mapErrors(schema, list, field), ...within];
    default:
      return within;
  }
}

function mapErrors(
  schema: SchemaProps,
  list: readonly JsonValue[],
  field: string,
): readonly FieldError[] {
  const wrong = list.findIndex((item) => item !== null && !isJsonObject(item));
  if (wrong >= 0) {
    const detail = 'must be an object for an array of list-type map';
    return [invalid(`${field}[${wrong}]`, list[wrong], detail)];
  }
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const all = list.map((item) => keysOf(isJsonObject(item) ? item : {}, keys));
  return repeated(all, all, field);
}

/** The second occurrence of each value that occurs more than once. */
function repeated(
  compared: readonly JsonValue[],
  shown: readonly JsonValue[],
  field: string,
): readonly FieldError[] {
  const seen = new Map<string, number>();
  const errors: FieldError[] = [];
  compared.forEach((value, index) => {
    const text = canonicalJson(value);
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    if (times === 1) errors.push(duplicate(`${field}[${index}]`, shown[index]));
  });
  return errors;
}

function keysOf(item: JsonObject, keys: readonly string[]): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const key of keys) {
    const value = item[key];
    if (value !== undefined) found[key] = value;
  }
  return found;
}
