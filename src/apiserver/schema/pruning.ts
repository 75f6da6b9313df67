/** What a schema does not name is thrown away, and so is a null where none may stand. */

import { isJsonObject, type JsonValue } from '#base/json.ts';
import {
  additionalOf,
  itemsOf,
  memberSchema,
  propertyOf,
  type SchemaProps,
} from './schema_props.ts';

/** The members of an object that every object has, whatever its schema says. */
const metaFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

type Members = Record<string, JsonValue | undefined>;

/**
 * Removes from a whole object, which must be the caller's own, what the schema does not name.
 * Returns the paths of what was removed, in order: `spec.foo`.
 */
export function pruneObject(object: Members, schema: SchemaProps | undefined): readonly string[] {
  const removed: string[] = [];
  const root = { ...schema, 'x-kubernetes-embedded-resource': true };
  prune(object, root, { path: '', removed });
  return removed.sort();
}

/** Removes from a value of the schema what the schema does not name; `removed` collects the paths. */
export function prune(
  value: JsonValue | undefined,
  schema: SchemaProps | undefined,
  into: { readonly path: string; readonly removed: string[] },
): void {
  const { path, removed } = into;
  const preserves = schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  if (Array.isArray(value)) {
    const items = itemsOf(schema);
    if (preserves && items === undefined) return;
    value.forEach((item, index) => {
      prune(item, preserves ? preserving(items) : items, { path: `${path}[${index}]`, removed });
    });
    return;
  }
  if (!isJsonObject(value)) return;
  const members = value as Members;
  const embedded = schema?.['x-kubernetes-embedded-resource'] === true;
  for (const name of Object.keys(members)) {
    if (embedded && metaFields.has(name)) continue;
    const within = path === '' ? name : `${path}.${name}`;
    const known =
      propertyOf(schema, name) !== undefined || schema?.additionalProperties !== undefined;
    if (known) {
      const member = propertyOf(schema, name) ?? additionalOf(schema);
      prune(members[name], member, { path: within, removed });
    } else if (!preserves) {
      removed.push(within);
      delete members[name];
    }
  }
}

/** Items of a list whose unknown members are kept are not looked into for more than they name. */
function preserving(items: SchemaProps | undefined): SchemaProps {
  return { ...items, 'x-kubernetes-preserve-unknown-fields': true };
}

/** Removes nulls from members that may not be null and have no default. */
export function pruneNulls(value: JsonValue | undefined, schema: SchemaProps | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) pruneNulls(item, itemsOf(schema));
    return;
  }
  if (!isJsonObject(value)) return;
  const members = value as Members;
  for (const name of Object.keys(members)) {
    const member = memberSchema(schema, name);
    const forbidden =
      members[name] === null &&
      member !== undefined &&
      member.nullable !== true &&
      member.default === undefined;
    if (forbidden) delete members[name];
    else pruneNulls(members[name], member);
  }
}
