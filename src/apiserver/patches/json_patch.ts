/** RFC 6902: a list of operations on a document, all of them or none. */

import { cloneJson, equalJson, isJsonObject, type JsonArray, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';

/** More operations than this are refused. */
export const mostOperations = 10_000;

/** The document after all operations; a text if one cannot be carried out. */
export function applyJsonPatch(
  document: JsonValue,
  operations: JsonArray,
): Result<JsonValue, string> {
  const holder = { document: cloneJson(document) as Mutable };
  for (const operation of operations) {
    const problem = isJsonObject(operation) ? perform(holder, operation) : 'no operation';
    if (problem !== undefined) return fail(problem);
  }
  return ok(holder.document as JsonValue);
}

type Mutable = JsonValue | Mutable[] | { [name: string]: Mutable };
type Holder = { document: Mutable };
type Operation = Readonly<Record<string, JsonValue | undefined>>;

function perform(holder: Holder, operation: Operation): string | undefined {
  const { op, path, from, value = null } = operation;
  if (typeof path !== 'string') return 'missing path';
  switch (op) {
    case 'add':
      return add(holder, path, cloneJson(value));
    case 'remove':
      return remove(holder, path);
    case 'replace':
      return replace(holder, path, cloneJson(value));
    case 'move': {
      const moved = get(holder, String(from));
      return moved === undefined
        ? `missing ${from}`
        : (remove(holder, String(from)) ?? add(holder, path, moved));
    }
    case 'copy': {
      const copied = get(holder, String(from));
      return copied === undefined ? `missing ${from}` : add(holder, path, cloneJson(copied));
    }
    case 'test':
      return equalJson(get(holder, path) ?? null, value) ? undefined : `testing ${path} failed`;
    default:
      return `unexpected kind: ${String(op)}`;
  }
}

interface Place {
  readonly parent: Mutable[] | { [name: string]: Mutable };
  readonly key: string;
}

function placeOf(holder: Holder, path: string): Place | undefined {
  if (path === '') return { parent: holder, key: 'document' };
  if (!path.startsWith('/')) return undefined;
  const steps = path.slice(1).split('/').map(unescaped);
  const key = steps.pop() ?? '';
  let parent: Mutable | undefined = holder.document;
  for (const step of steps) parent = memberOf(parent, step);
  return parent !== undefined && isContainer(parent) ? { parent, key } : undefined;
}

function isContainer(value: Mutable): value is Mutable[] | { [name: string]: Mutable } {
  return typeof value === 'object' && value !== null;
}

function memberOf(container: Mutable | undefined, key: string): Mutable | undefined {
  if (container === undefined || !isContainer(container)) return undefined;
  if (!Array.isArray(container)) return Object.hasOwn(container, key) ? container[key] : undefined;
  const index = indexOf(key, container.length - 1);
  return index === undefined ? undefined : container[index];
}

/** Negative indices count from the end. */
function indexOf(key: string, most: number): number | undefined {
  if (!/^-?\d+$/.test(key)) return undefined;
  const index = Number(key);
  const counted = index < 0 ? index + most + 1 : index;
  return counted >= 0 && counted <= most ? counted : undefined;
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function get(holder: Holder, path: string): Mutable | undefined {
  const place = placeOf(holder, path);
  return place === undefined ? undefined : memberOf(place.parent, place.key);
}

function add(holder: Holder, path: string, value: Mutable): string | undefined {
  const place = placeOf(holder, path);
  if (place === undefined) return `missing container of ${path}`;
  const { parent, key } = place;
  if (!Array.isArray(parent)) {
    parent[key] = value;
    return undefined;
  }
  const index = key === '-' ? parent.length : indexOf(key, parent.length);
  if (index === undefined) return `no index ${key}`;
  parent.splice(index, 0, value);
  return undefined;
}

function remove(holder: Holder, path: string): string | undefined {
  const place = placeOf(holder, path);
  if (place === undefined || memberOf(place.parent, place.key) === undefined) {
    return `missing ${path}`;
  }
  const { parent, key } = place;
  if (Array.isArray(parent)) parent.splice(indexOf(key, parent.length - 1) ?? 0, 1);
  else delete parent[key];
  return undefined;
}

/** A member that is missing is made, as upstream's library does it; an item must be there. */
function replace(holder: Holder, path: string, value: Mutable): string | undefined {
  const place = placeOf(holder, path);
  if (place === undefined) return `missing container of ${path}`;
  const { parent, key } = place;
  if (!Array.isArray(parent)) {
    parent[key] = value;
    return undefined;
  }
  const index = indexOf(key, parent.length - 1);
  if (index === undefined) return `missing ${path}`;
  parent[index] = value;
  return undefined;
}
