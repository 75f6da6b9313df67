/** `--sort-by`: the rows of a table in the order of a field of their objects. */

import { isJsonObject, type JsonObject } from '#base/json.ts';
import { fieldAt } from './json_path.ts';

/** The Table or list with its rows in order; a field that is missing comes first. */
export function byField(body: JsonObject, path: string): JsonObject {
  const [member, of] =
    body['kind'] === 'Table' ? (['rows', true] as const) : (['items', false] as const);
  const rows = Array.isArray(body[member]) ? body[member].filter(isJsonObject) : [];
  const keyOf = (row: JsonObject): unknown => {
    const object = of ? row['object'] : row;
    return isJsonObject(object) ? fieldAt(object, path)[0] : undefined;
  };
  return { ...body, [member]: rows.toSorted((left, right) => compare(keyOf(left), keyOf(right))) };
}

function compare(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : 1;
}
