/** A JSON object as its skeleton, in which 0 stands for each value, and those values with their paths. */

import { isJsonObject, type JsonValue } from '#base/json.ts';

/** A text, number, truth value or null inside an object, with the path that leads there. */
export interface Leaf {
  readonly path: string;
  readonly value: JsonValue;
}

/** The values of an object in the order of its skeleton. */
export function leavesOf(value: JsonValue, path = '', leaves: Leaf[] = []): readonly Leaf[] {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) leavesOf(item, `${path}.${index}`, leaves);
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined) leavesOf(member, `${path}.${name}`, leaves);
    }
  } else leaves.push({ path, value });
  return leaves;
}

/** The object without its values. */
export function skeletonOf(value: JsonValue): JsonValue {
  return filled(value, () => 0);
}

/** A copy of `skeleton` with what `fill` says in the place of each value. */
export function filled(
  skeleton: JsonValue,
  fill: (path: string) => JsonValue,
  path = '',
): JsonValue {
  if (Array.isArray(skeleton)) {
    return skeleton.map((item, index) => filled(item, fill, `${path}.${index}`));
  }
  if (!isJsonObject(skeleton)) return fill(path);
  const whole: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(skeleton)) {
    if (member !== undefined) whole[name] = filled(member, fill, `${path}.${name}`);
  }
  return whole;
}
