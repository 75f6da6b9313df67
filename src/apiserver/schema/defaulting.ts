/** Fills in the defaults of a schema: what is missing, or null where no null may stand. */

import { cloneJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { additionalOf, itemsOf, propertyOf, type SchemaProps } from './schema_props.ts';

/** Changes the value in place; it must be the caller's own. */
export function applyDefaults(value: JsonValue | undefined, schema: SchemaProps | undefined): void {
  if (schema === undefined) return;
  if (Array.isArray(value)) {
    defaultItems(value, itemsOf(schema));
    return;
  }
  if (!isJsonObject(value)) return;
  const members = value as Record<string, JsonValue | undefined>;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property.default === undefined) continue;
    if (members[name] === undefined || isWrongNull(members[name], property)) {
      members[name] = cloneJson(property.default);
    }
  }
  const additional = additionalOf(schema);
  for (const name of Object.keys(members)) {
    const property = propertyOf(schema, name);
    if (property === undefined && isWrongNull(members[name], additional)) {
      members[name] = cloneJson(additional?.default) ?? null;
    }
    applyDefaults(members[name], property ?? additional);
  }
}

function defaultItems(list: JsonValue[], items: SchemaProps | undefined): void {
  if (items === undefined) return;
  list.forEach((item, index) => {
    if (isWrongNull(item, items)) list[index] = cloneJson(items.default) ?? null;
    applyDefaults(list[index], items);
  });
}

function isWrongNull(value: JsonValue | undefined, schema: SchemaProps | undefined): boolean {
  return value === null && schema !== undefined && schema.nullable !== true;
}
