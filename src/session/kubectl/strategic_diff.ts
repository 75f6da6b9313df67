/**
 * Strategic merge patches as kubectl works them out: from two documents what has changed, from three what
 * brings the live object to the manifest and takes away what the last manifest had and this has not.
 */

import type { FieldType, GoType } from '#apiserver/types/go_type.ts';
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';

interface Draft {
  [key: string]: JsonValue | undefined;
}

/** Which differences count. */
interface Wanted {
  /** Additions and changes. */
  readonly changes: boolean;
  readonly deletions: boolean;
}

/** The patch that makes `after` out of `before`. */
export function twoWayPatch(type: GoType, before: JsonObject, after: JsonObject): JsonObject {
  return diffObjects(type, before, after, { changes: true, deletions: true });
}

/** The patch that `kubectl apply` sends. */
export function threeWayStrategicPatch(
  type: GoType,
  documents: {
    readonly before: JsonObject;
    readonly wanted: JsonObject;
    readonly live: JsonObject;
  },
): JsonObject {
  const { before, wanted, live } = documents;
  const changes = diffObjects(type, live, wanted, { changes: true, deletions: false });
  const deletions = diffObjects(type, before, wanted, { changes: false, deletions: true });
  return merged(type, deletions, changes);
}

function diffObjects(
  type: GoType,
  before: JsonObject,
  after: JsonObject,
  wanted: Wanted,
): JsonObject {
  const patch: Draft = {};
  for (const [key, old] of Object.entries(before)) {
    const now = after[key];
    if (now === undefined) {
      if (wanted.deletions) patch[key] = null;
    } else if (isJsonObject(old) && isJsonObject(now)) {
      diffInner(patch, { key, field: fieldOf(type, key), old, now, wanted });
    } else if (Array.isArray(old) && Array.isArray(now)) {
      diffLists(patch, { key, field: fieldOf(type, key), old, now, wanted });
    } else if (wanted.changes && !equalJson(old, now)) patch[key] = now;
  }
  if (wanted.changes) {
    for (const [key, now] of Object.entries(after)) {
      if (before[key] === undefined && now !== undefined) patch[key] = now;
    }
  }
  return patch as JsonObject;
}

interface Member<T> {
  readonly key: string;
  readonly field: FieldType | undefined;
  readonly old: T;
  readonly now: T;
  readonly wanted: Wanted;
}

function diffInner(patch: Draft, { key, field, old, now, wanted }: Member<JsonObject>): void {
  const inner: Draft = { ...diffObjects(innerType(field), old, now, wanted) };
  if (Object.keys(inner).length === 0) return;
  if (field?.patchStrategies.includes('retainKeys') === true) {
    inner['$retainKeys'] = Object.keys(now).toSorted();
  }
  patch[key] = inner as JsonObject;
}

type JsonList = readonly JsonValue[];

function diffLists(patch: Draft, member: Member<JsonList>): void {
  const { key, field, old, now, wanted } = member;
  if (field?.patchStrategies.includes('merge') !== true) {
    if (wanted.changes && !equalJson(old, now)) patch[key] = now;
    return;
  }
  const mergeKey = field.patchMergeKey;
  if (mergeKey === '') diffPrimitives(patch, member);
  else diffKeyed(patch, member, mergeKey);
}

function diffPrimitives(patch: Draft, { key, old, now, wanted }: Member<JsonList>): void {
  const added = now.filter((each) => !old.includes(each));
  const removed = old.filter((each) => !now.includes(each));
  if (wanted.changes && added.length > 0) patch[key] = added;
  if (wanted.deletions && removed.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = removed;
  const tells =
    (wanted.deletions && removed.length > 0) || (wanted.changes && !equalJson(old, now));
  if (tells) patch[`$setElementOrder/${key}`] = now;
}

function diffKeyed(patch: Draft, member: Member<JsonList>, mergeKey: string): void {
  const { key, field, wanted } = member;
  const old = member.old.filter(isJsonObject);
  const now = member.now.filter(isJsonObject);
  const type = itemType(field);
  const list: JsonObject[] = [];
  for (const each of now) {
    const known = old.find((other) => equalJson(other[mergeKey], each[mergeKey]));
    if (known === undefined) {
      if (wanted.changes) list.push(each);
      continue;
    }
    const inner = diffObjects(type, known, each, wanted);
    if (Object.keys(inner).length > 0) list.push({ ...inner, [mergeKey]: each[mergeKey] ?? null });
  }
  if (wanted.deletions) {
    for (const each of old) {
      if (now.some((other) => equalJson(other[mergeKey], each[mergeKey]))) continue;
      list.push({ $patch: 'delete', [mergeKey]: each[mergeKey] ?? null });
    }
  }
  if (list.length > 0) patch[key] = list;
  const tells = list.length > 0 || (wanted.changes && !inSameOrder(old, now, mergeKey));
  if (tells) {
    patch[`$setElementOrder/${key}`] = now.map((each) => ({ [mergeKey]: each[mergeKey] ?? null }));
  }
}

/** True if what both lists have stands in one order, and new items stand behind it. */
function inSameOrder(
  old: readonly JsonObject[],
  now: readonly JsonObject[],
  mergeKey: string,
): boolean {
  const has = (list: readonly JsonObject[], value: unknown) =>
    list.some((each) => equalJson(each[mergeKey], value));
  const left = old.filter((each) => has(now, each[mergeKey]));
  const right = now.filter((each) => has(old, each[mergeKey]));
  return left.every((each, index) => equalJson(each[mergeKey], right[index]?.[mergeKey]));
}

/** Both patches in one; where both speak, the changes win, and lists are joined by their keys. */
function merged(type: GoType, deletions: JsonObject, changes: JsonObject): JsonObject {
  const result: Draft = { ...deletions };
  for (const [key, change] of Object.entries(changes)) {
    const known = result[key];
    if (isJsonObject(known) && isJsonObject(change)) {
      result[key] = merged(innerType(fieldOf(type, key)), known, change);
    } else if (Array.isArray(known) && Array.isArray(change) && !key.startsWith('$')) {
      result[key] = mergedLists(fieldOf(type, key), known, change);
    } else result[key] = change;
  }
  return result as JsonObject;
}

function mergedLists(field: FieldType | undefined, known: JsonList, change: JsonList): JsonList {
  const mergeKey = field?.patchMergeKey ?? '';
  if (mergeKey === '') return change;
  const result = known.filter(isJsonObject);
  for (const each of change.filter(isJsonObject)) {
    const index = result.findIndex((other) => equalJson(other[mergeKey], each[mergeKey]));
    const other = result[index];
    if (other === undefined) result.push(each);
    else result[index] = merged(itemType(field), other, each);
  }
  return result;
}

const anyType: GoType = { kind: 'scalar', name: 'any', form: 'any' };

function fieldOf(type: GoType, key: string): FieldType | undefined {
  return type.kind === 'struct' ? type.fields.get(key) : undefined;
}

function innerType(field: FieldType | undefined): GoType {
  return field?.type ?? anyType;
}

function itemType(field: FieldType | undefined): GoType {
  return field?.type.kind === 'list' ? field.type.item : anyType;
}
