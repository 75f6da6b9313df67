/**
 * What server-side apply does with two values of one type: compare, merge and remove, item by item where the
 * schema allows it. An absent value is `undefined`, unlike null.
 */

import {
  equalJson,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '#base/json.ts';
import { FieldSet, keyStep, memberStep, noFields, type Path, valueStep } from './field_set.ts';
import { deducedType, type MergeType } from './merge_type.ts';

type Value = JsonValue | undefined;
type ListType = Extract<MergeType, { kind: 'list' }>;
type MapType = Extract<MergeType, { kind: 'map' }>;

export interface Comparison {
  readonly added: FieldSet;
  readonly removed: FieldSet;
  readonly modified: FieldSet;
}

/** What the right side changes of the left one. */
export function compareValues(type: MergeType, left: Value, right: Value): Comparison {
  const found = { added: [], removed: [], modified: [] };
  new Comparing(found).compare(type, { left, right, path: [] });
  return {
    added: FieldSet.of(found.added),
    removed: FieldSet.of(found.removed),
    modified: FieldSet.of(found.modified),
  };
}

interface Pair {
  readonly left: Value;
  readonly right: Value;
  readonly path: Path;
}

class Comparing {
  readonly #found: { added: Path[]; removed: Path[]; modified: Path[] };

  constructor(found: { added: Path[]; removed: Path[]; modified: Path[] }) {
    this.#found = found;
  }

  compare(type: MergeType, pair: Pair): void {
    const { left, right, path } = pair;
    const leaf = this.#descend(deducedType(type, right ?? left), pair);
    if (leaf && left !== undefined && right !== undefined) {
      if (!equalJson(left, right)) this.#found.modified.push(path);
      return;
    }
    if (left === undefined) this.#found.added.push(path);
    else if (right === undefined) this.#found.removed.push(path);
  }

  /** Returns true if the value is compared as a whole. */
  #descend(type: MergeType, pair: Pair): boolean {
    if (type.kind === 'list') return this.#list(type, pair);
    if (type.kind === 'map') return this.#map(type, pair);
    return true;
  }

  #map(type: MapType, { left, right, path }: Pair): boolean {
    const before = membersOf(left);
    const after = membersOf(right);
    if (type.atomic || (Object.keys(before).length === 0 && Object.keys(after).length === 0)) {
      return true;
    }
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (before[name] === undefined && after[name] === undefined) continue;
      const next = [...path, memberStep(name)];
      const pair = { left: before[name], right: after[name], path: next };
      this.compare(type.field(name) ?? type.others ?? { kind: 'any' }, pair);
    }
    return false;
  }

  #list(type: ListType, { left, right, path }: Pair): boolean {
    const before = itemsOf(left);
    const after = itemsOf(right);
    if (type.listType === 'atomic' || (before.length === 0 && after.length === 0)) return true;
    const old = grouped(type, before);
    const now = grouped(type, after);
    for (const step of new Set([...old.keys(), ...now.keys()])) {
      const was = old.get(step) ?? [];
      const is = now.get(step) ?? [];
      const next = [...path, step];
      if (was.length <= 1 && is.length <= 1) {
        this.compare(type.item, { left: was[0], right: is[0], path: next });
      } else this.#duplicates(type, { was, is, path: next });
    }
    return false;
  }

  /** Items that are there more than once are owned as one. */
  #duplicates(
    type: ListType,
    pair: { readonly was: JsonArray; readonly is: JsonArray; readonly path: Path },
  ): void {
    const { was, is, path } = pair;
    if (was.length > 1 && is.length > 1) {
      if (!equalJson(was, is)) this.#found.modified.push(path);
      return;
    }
    if (was.length > 1) {
      if (is.length > 0) this.compare(type.item, { left: undefined, right: is[0], path });
      this.#found.removed.push(path);
      return;
    }
    if (was.length > 0) this.compare(type.item, { left: was[0], right: undefined, path });
    this.#found.added.push(path);
  }
}

/** Every leaf and item that a value mentions. */
export function fieldSetOf(type: MergeType, value: Value): FieldSet {
  const paths: Path[] = [];
  collect(type, value, { path: [], paths });
  return FieldSet.of(paths);
}

function collect(
  given: MergeType,
  value: Value,
  into: { readonly path: Path; readonly paths: Path[] },
): void {
  const { path, paths } = into;
  const type = deducedType(given, value);
  if (type.kind === 'scalar' || isWhole(type)) {
    paths.push(path);
    return;
  }
  if (type.kind === 'list') {
    for (const [step, items] of grouped(type, itemsOf(value))) {
      const next = [...path, step];
      if (items.length === 1) collect(type.item, items[0], { path: next, paths });
      paths.push(next);
    }
    return;
  }
  if (type.kind !== 'map') return;
  for (const [name, member] of Object.entries(membersOf(value))) {
    if (member === undefined) continue;
    const next = [...path, memberStep(name)];
    const field = type.field(name);
    collect(field ?? type.others ?? { kind: 'any' }, member, { path: next, paths });
    const empty = member === null || (isJsonObject(member) && Object.keys(member).length === 0);
    if (empty || field === undefined) paths.push(next);
  }
}

function isWhole(type: MergeType): boolean {
  return (
    (type.kind === 'list' && type.listType === 'atomic') || (type.kind === 'map' && type.atomic)
  );
}

/** Both together: the right side's leaves win, and its order where it changes a list. */
export function mergeValues(given: MergeType, left: Value, right: Value): Value {
  if (right === undefined) return left;
  if (left === undefined && !isJsonObject(right)) return right;
  const type = deducedType(given, right);
  if (type.kind === 'map' && !type.atomic) {
    const before = membersOf(left);
    const after = membersOf(right);
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    if (names.size === 0) return right;
    const merged: Record<string, JsonValue> = {};
    for (const name of names) {
      const field = type.field(name) ?? type.others ?? { kind: 'any' };
      const member = mergeValues(field, before[name], after[name]);
      if (member !== undefined) merged[name] = member;
    }
    return merged;
  }
  if (type.kind === 'list' && type.listType !== 'atomic') {
    const before = itemsOf(left);
    const after = itemsOf(right);
    return before.length === 0 && after.length === 0 ? right : mergeLists(type, before, after);
  }
  return right;
}

/** Items of the left side keep their places between those that both have; those stand in the right one's order. */
function mergeLists(type: ListType, before: JsonArray, after: JsonArray): JsonArray {
  const left = before.map((item) => ({ item, step: itemStep(type, item) }));
  const right = after.map((item) => ({ item, step: itemStep(type, item) }));
  const old = grouped(type, before);
  const wanted = new Set(right.map(({ step }) => step));
  const shared = right.map(({ step }) => step).filter((step) => old.has(step));
  const done = new Set<string>();
  const merged: JsonValue[] = [];
  const take = (entry: { readonly item: JsonValue; readonly step: string }) => {
    done.add(entry.step);
    const present = old.get(entry.step);
    const value = mergeValues(
      type.item,
      present?.length === 1 ? present[0] : undefined,
      entry.item,
    );
    if (value !== undefined) merged.push(value);
  };
  let next = 0;
  for (let l = 0, r = 0; l < left.length || r < right.length; ) {
    const here = left[l];
    const there = right[r];
    if (here !== undefined && there !== undefined) {
      if (here.step === there.step) {
        take(there);
        l++;
        r++;
        next++;
        continue;
      }
      const awaited = shared[next];
      if (wanted.has(here.step) && awaited !== undefined && awaited !== here.step) {
        l++;
        continue;
      }
    }
    if (here !== undefined) {
      if (!wanted.has(here.step)) {
        merged.push(here.item);
        l++;
        continue;
      }
      if (done.has(here.step)) l++;
    }
    if (there !== undefined) {
      take(there);
      r++;
      if (shared[next] === there.step) next++;
    }
  }
  return merged;
}

/** The value without the paths; `null` stands for a container of which nothing is left. */
export function removeFields(given: MergeType, value: Value, paths: FieldSet): JsonValue {
  const type = deducedType(given, value);
  if (type.kind === 'scalar' || value === undefined) return value ?? null;
  if (isWhole(type)) return null;
  if (type.kind === 'list') {
    const kept = itemsOf(value).flatMap((item) => {
      const step = itemStep(type, item);
      return paths.members.has(step) ? [] : [removedBeyond(type.item, item, paths.beyond(step))];
    });
    return kept.length > 0 ? kept : null;
  }
  if (type.kind !== 'map') return value;
  const kept: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(membersOf(value))) {
    const step = memberStep(name);
    if (member === undefined || paths.members.has(step)) continue;
    const field = type.field(name) ?? type.others ?? { kind: 'any' };
    kept[name] = removedBeyond(field, member, paths.beyond(step));
  }
  return Object.keys(kept).length > 0 ? kept : null;
}

function removedBeyond(type: MergeType, value: JsonValue, paths: FieldSet): JsonValue {
  return paths === noFields || paths.isEmpty() ? value : removeFields(type, value, paths);
}

/** How an item of a set or a map list is called. */
export function itemStep(type: ListType, item: JsonValue): string {
  if (type.listType !== 'map') return valueStep(item);
  return keyStep(itemKeys(type, item));
}

/** The keys that an item has, or that stand for those it lacks. */
export function itemKeys(type: ListType, item: JsonValue): JsonObject {
  const members = membersOf(item);
  const keys: Record<string, JsonValue> = {};
  for (const name of type.keys) {
    const fallback = type.item.kind === 'map' ? type.item.keyDefault(name) : undefined;
    const value = members[name] ?? fallback;
    if (value !== undefined) keys[name] = value;
  }
  return keys;
}

function grouped(type: ListType, items: JsonArray): ReadonlyMap<string, JsonArray> {
  const groups = new Map<string, JsonArray>();
  for (const item of items) {
    const step = itemStep(type, item);
    groups.set(step, [...(groups.get(step) ?? []), item]);
  }
  return groups;
}

function membersOf(value: Value): JsonObject {
  return isJsonObject(value) ? value : {};
}

function itemsOf(value: Value): JsonArray {
  return Array.isArray(value) ? value : [];
}
