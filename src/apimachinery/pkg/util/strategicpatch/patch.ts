/**
 * Strategic merge patches: merge patches that know how lists merge, and that can say more in directives.
 *
 * @upstream kubernetes/apimachinery pkg/util/strategicpatch/patch.go
 * @diverges Patches are applied; making them from two or three documents belongs to clients and is not here.
 * @diverges Members are visited in the order of the document; Go's map order is random.
 */

import {
  cloneJson,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';

const directiveMarker = '$patch';
const retainKeysDirective = '$retainKeys';
const deleteFromPrimitiveListPrefix = '$deleteFromPrimitiveList';
const setElementOrderPrefix = '$setElementOrder';

/** How the value of a field merges. */
export interface PatchMeta {
  readonly patchStrategies: readonly string[];
  /** `''` for lists of primitives. */
  readonly patchMergeKey: string;
}

/** What is known of a type. */
export interface LookupPatchMeta {
  /** `struct`, `map`: for messages. */
  readonly name: string;
  /** A member and what it holds, or an item of the list that it holds; a text if there is none such. */
  readonly lookup: (
    key: string,
    as: 'struct' | 'slice',
  ) => Result<{ readonly schema: LookupPatchMeta; readonly meta: PatchMeta }, string>;
}

/**
 * Why a patch cannot be applied. `format`: the patch breaks the rules of directives; `content`: it cannot be
 * applied to anything; `other`: anything else, which upstream gives no status.
 */
export interface PatchError {
  readonly kind: 'format' | 'content' | 'other';
  readonly message: string;
}

type Patched<T> = Result<T, PatchError>;
type Map = Record<string, JsonValue | undefined>;

/** The document with the patch applied to it. */
export function strategicMergeMapPatch(
  original: JsonObject,
  patch: JsonObject,
  schema: LookupPatchMeta,
): Patched<JsonObject> {
  return mergeMap(cloneJson(original), cloneJson(patch), schema);
}

const errBadPatchFormatForPrimitiveList = format('invalid patch format of primitive list');
const errBadPatchFormatForRetainKeys = format('invalid patch format of retainKeys');
const errBadPatchFormatForSetElementOrderList = format(
  'invalid patch format of setElementOrder list',
);
const errNoListOfLists: PatchError = {
  kind: 'content',
  message: 'lists of lists are not supported',
};

function mergeMap(original: Map, patch: Map, schema: LookupPatchMeta): Patched<JsonObject> {
  const directive = patch[directiveMarker];
  if (directive !== undefined) return directed(directive, patch);
  const retained = applyRetainKeysDirective(original, patch);
  if (!retained.ok) return retained;
  const ordered = mergeOrderedLists(original, patch, schema);
  if (!ordered.ok) return ordered;
  for (const [member, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const isDeleteList = member.startsWith(deleteFromPrimitiveListPrefix);
    const key = isDeleteList ? extractKey(member, deleteFromPrimitiveListPrefix) : member;
    if (key === undefined) return fail(errBadPatchFormatForPrimitiveList);
    if (value === null) {
      delete original[key];
      continue;
    }
    const merged = mergedMember({ original, key, value, isDeleteList }, schema);
    if (!merged.ok) return merged;
    if (merged.value === undefined) delete original[key];
    else original[key] = merged.value;
  }
  return ok(original);
}

function directed(directive: JsonValue, patch: Map): Patched<JsonObject> {
  if (directive === 'replace') {
    delete patch[directiveMarker];
    return ok(patch);
  }
  if (directive === 'delete') return ok({});
  return fail(other(`unknown patch type: ${goText(directive)} in map: ${goText(patch)}`));
}

/** What a member becomes; `undefined` if it is not to be there. */
function mergedMember(
  change: {
    readonly original: Map;
    readonly key: string;
    readonly value: JsonValue;
    readonly isDeleteList: boolean;
  },
  schema: LookupPatchMeta,
): Patched<JsonValue | undefined> {
  const { original, key, value, isDeleteList } = change;
  const present = original[key];
  if (present === undefined || sortOf(present) !== sortOf(value)) {
    return ok(isDeleteList ? present : withoutDirectives(withoutNulls(value)));
  }
  if (isJsonObject(present) && isJsonObject(value)) {
    const found = lookup(schema, key, 'struct');
    if (!found.ok) return found;
    if (found.value.strategy === 'replace') return ok(value);
    return mergeMap(present as Map, value as Map, found.value.schema);
  }
  if (Array.isArray(present) && Array.isArray(value)) {
    const found = lookup(schema, key, 'slice');
    if (!found.ok) return found;
    return mergeSliceHandler(present, value, { ...found.value, isDeleteList });
  }
  return ok(value);
}

interface ListRules {
  readonly schema: LookupPatchMeta;
  readonly strategy: string;
  readonly mergeKey: string;
  readonly isDeleteList: boolean;
}

function mergeSliceHandler(
  original: JsonArray,
  patch: JsonArray,
  rules: ListRules,
): Patched<JsonArray> {
  if (rules.strategy !== 'merge' && !rules.isDeleteList) return ok(patch);
  return mergeSlice(original, patch, rules);
}

function mergeSlice(original: JsonArray, patch: JsonArray, rules: ListRules): Patched<JsonArray> {
  if (original.length === 0 && patch.length === 0) return ok(original);
  const kind = elementKind(original, patch);
  if (!kind.ok) return kind;
  const { mergeKey } = rules;
  if (kind.value !== 'map') {
    if (rules.isDeleteList) return ok(original.filter((item) => !patch.includes(item)));
    const merged = [...new Set([...original, ...patch])];
    return normalizeElementOrder(merged, { patch, order: patch, original, mergeKey });
  }
  if (mergeKey === '') {
    return fail(other(`cannot merge lists without merge key for ${rules.schema.name}`));
  }
  const special = withSpecialElements(original, patch, mergeKey);
  if (!special.ok) return special;
  const { kept, rest } = special.value;
  const merged = withoutSpecialElements(kept, rest, rules);
  if (!merged.ok) return merged;
  return normalizeElementOrder(merged.value, {
    patch: rest,
    order: rest,
    original: kept,
    mergeKey,
  });
}

/** Carries out what items of the patch order, and returns the items that are left on both sides. */
function withSpecialElements(
  original: JsonArray,
  patch: JsonArray,
  mergeKey: string,
): Patched<{ readonly kept: JsonArray; readonly rest: JsonArray }> {
  let kept = original;
  const rest: JsonValue[] = [];
  let replace = false;
  for (const item of patch) {
    const map = item as JsonObject;
    const directive = map[directiveMarker];
    if (directive === undefined) rest.push(item);
    else if (directive === 'delete') {
      const value = map[mergeKey];
      if (value === undefined) return fail(noMergeKey(map, mergeKey));
      kept = kept.filter((each) => !isJsonObject(each) || each[mergeKey] !== value);
    } else if (directive === 'replace') replace = true;
    else if (directive === 'merge') {
      return fail(other('merging lists cannot yet be specified in the patch'));
    } else {
      return fail(other(`unknown patch type: ${goText(directive)} in map: ${goText(map)}`));
    }
  }
  return ok(replace ? { kept: rest, rest: [] } : { kept, rest });
}

function withoutSpecialElements(
  original: JsonArray,
  patch: JsonArray,
  rules: ListRules,
): Patched<JsonArray> {
  const merged = [...original];
  for (const item of patch) {
    const map = item as JsonObject;
    const value = map[rules.mergeKey];
    if (value === undefined) return fail(noMergeKey(map, rules.mergeKey));
    const index = merged.findIndex((each) => isJsonObject(each) && each[rules.mergeKey] === value);
    if (index < 0) {
      merged.push(item);
      continue;
    }
    const both = mergeMap(merged[index] as Map, map as Map, rules.schema);
    if (!both.ok) return both;
    merged[index] = both.value;
  }
  return ok(merged);
}

// Order.

/** Lists for which the patch says in which order their items are to stand. */
function mergeOrderedLists(original: Map, patch: Map, schema: LookupPatchMeta): Patched<undefined> {
  for (const [member, order] of Object.entries(patch)) {
    if (!member.startsWith(setElementOrderPrefix)) continue;
    delete patch[member];
    const key = extractKey(member, setElementOrderPrefix);
    if (!Array.isArray(order)) return fail(badArgument('slice', order));
    if (key === undefined) return fail(errBadPatchFormatForSetElementOrderList);
    const merged = orderedList({ original, patch, key, order }, schema);
    if (!merged.ok) return merged;
    if (merged.value === undefined) continue;
    original[key] = merged.value;
    delete patch[key];
  }
  return ok(undefined);
}

function orderedList(
  change: {
    readonly original: Map;
    readonly patch: Map;
    readonly key: string;
    readonly order: JsonArray;
  },
  schema: LookupPatchMeta,
): Patched<JsonArray | undefined> {
  const { original, patch, key, order } = change;
  const present = original[key];
  const wanted = patch[key];
  if (present !== undefined && !Array.isArray(present)) return fail(badArgument('slice', present));
  if (wanted !== undefined && !Array.isArray(wanted)) return fail(badArgument('slice', wanted));
  const found = lookup(schema, key, 'slice');
  if (!found.ok) return found;
  const { mergeKey } = found.value;
  const mismatch = orderMismatch(wanted ?? [], order, mergeKey);
  if (mismatch !== undefined) return fail(mismatch);
  if (present === undefined && wanted === undefined) return ok(undefined);
  let merged: JsonArray = (present ?? []) as JsonArray;
  if (present === undefined) merged = withoutDirectives(wanted ?? []) as JsonArray;
  else if (wanted !== undefined) {
    const both = mergeSliceHandler(merged, wanted, { ...found.value, isDeleteList: false });
    if (!both.ok) return both;
    merged = both.value;
  }
  return normalizeElementOrder(merged, {
    patch: order,
    order,
    original: (present ?? []) as JsonArray,
    mergeKey,
  });
}

/** The items that the patch names in its order, those of the server alone where they stood. */
function normalizeElementOrder(
  merged: JsonArray,
  by: {
    readonly patch: JsonArray;
    readonly order: JsonArray;
    readonly original: JsonArray;
    readonly mergeKey: string;
  },
): Patched<JsonArray> {
  const { mergeKey } = by;
  const nameless = [...merged, ...by.order].find(
    (item) => mergeKey !== '' && (!isJsonObject(item) || item[mergeKey] === undefined),
  );
  if (nameless !== undefined) {
    return fail(
      isJsonObject(nameless) ? noMergeKey(nameless, mergeKey) : badArgument('map', nameless),
    );
  }
  const place = (list: JsonArray, item: JsonValue) =>
    list.findIndex((each) => nameOf(each, mergeKey) === nameOf(item, mergeKey));
  const patchItems = merged.filter((item) => place(by.patch, item) >= 0);
  const serverOnly = merged.filter((item) => place(by.patch, item) < 0);
  const left = sortedBy(serverOnly, (item) => place(by.original, item));
  const right = sortedBy(patchItems, (item) => place(by.order, item));
  const all: JsonValue[] = [];
  for (let l = 0, r = 0; l < left.length || r < right.length; ) {
    const here = left[l];
    const there = right[r];
    if (here !== undefined && (there === undefined || goesFirst(here, there))) {
      all.push(here);
      l++;
    } else if (there !== undefined) {
      all.push(there);
      r++;
    }
  }
  return ok(all);

  function goesFirst(here: JsonValue, there: JsonValue): boolean {
    const [before, after] = [place(by.original, here), place(by.original, there)];
    return before >= 0 && after >= 0 && before < after;
  }
}

/** Unknown ones stay where they are, in front. */
function sortedBy(items: JsonArray, place: (item: JsonValue) => number): JsonArray {
  return [...items].sort((left, right) => place(left) - place(right));
}

function nameOf(item: JsonValue | undefined, mergeKey: string): JsonValue | undefined {
  if (mergeKey === '') return item;
  return isJsonObject(item) ? item[mergeKey] : undefined;
}

/** The patch's items must come in the order that it asks for. */
function orderMismatch(
  patchList: JsonArray,
  order: JsonArray,
  mergeKey: string,
): PatchError | undefined {
  if (order.length === 0 || patchList.length === 0) return undefined;
  const items = patchList.filter((item) => !isJsonObject(item) || !(directiveMarker in item));
  let found = 0;
  for (const wanted of order) {
    const item = items[found];
    if (item !== undefined && nameOf(item, mergeKey) === nameOf(wanted, mergeKey)) found++;
  }
  if (found === items.length) return undefined;
  return other(
    `The order in patch list:\n${goText(patchList)}\n doesn't match ${setElementOrderPrefix} list:\n${goText(order)}\n`,
  );
}

// Directives.

/** Members that the directive does not name go; the patch may set no others. */
function applyRetainKeysDirective(original: Map, patch: Map): Patched<undefined> {
  const retain = patch[retainKeysDirective];
  if (retain === undefined) return ok(undefined);
  delete patch[retainKeysDirective];
  if (!Array.isArray(retain)) return fail(errBadPatchFormatForRetainKeys);
  const names = new Set<JsonValue>(retain);
  for (const [member, value] of Object.entries(patch)) {
    const directive =
      member.startsWith(deleteFromPrimitiveListPrefix) || member.startsWith(setElementOrderPrefix);
    if (value === null || directive || names.has(member)) continue;
    return fail(errBadPatchFormatForRetainKeys);
  }
  for (const member of Object.keys(original)) if (!names.has(member)) delete original[member];
  return ok(undefined);
}

/** A new value loses its nulls … */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member ?? null)]));
}

/** … and everything that is a directive. */
function withoutDirectives(value: JsonValue): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(withoutDirectives).filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  if (directiveMarker in value) return undefined;
  const kept = Object.entries(value).map(
    ([name, member]) => [name, withoutDirectives(member ?? null)] as const,
  );
  return Object.fromEntries(kept.filter(([, member]) => member !== undefined));
}

/** `finalizers` of `$deleteFromPrimitiveList/finalizers`. */
function extractKey(member: string, prefix: string): string | undefined {
  return member.startsWith(`${prefix}/`) ? member.slice(prefix.length + 1) : undefined;
}

// What is known of types, and what is said when they do not fit.

function lookup(
  schema: LookupPatchMeta,
  key: string,
  as: 'struct' | 'slice',
): Patched<Omit<ListRules, 'isDeleteList'>> {
  const found = schema.lookup(key, as);
  if (!found.ok) return fail(other(found.error));
  const { patchStrategies, patchMergeKey } = found.value.meta;
  const strategy = patchStrategies.find((each) => each !== 'retainKeys') ?? '';
  return ok({ schema: found.value.schema, strategy, mergeKey: patchMergeKey });
}

function elementKind(...lists: readonly JsonArray[]): Patched<string> {
  let kind: string | undefined;
  for (const item of lists.flat() as JsonArray) {
    const sort = sortOf(item);
    if (sort === 'slice') return fail(errNoListOfLists);
    if (kind !== undefined && kind !== sort) {
      const types = `${kind}, ${sort}`;
      return fail(other(`list element types are not identical: ${types}`));
    }
    kind = sort;
  }
  return ok(kind ?? 'map');
}

function sortOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'slice';
  if (isJsonObject(value)) return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return value === null ? 'nil' : typeof value;
}

function format(message: string): PatchError {
  return { kind: 'format', message };
}

function other(message: string): PatchError {
  return { kind: 'other', message };
}

function noMergeKey(map: JsonObject, mergeKey: string): PatchError {
  return other(`map: ${goText(map)} does not contain declared merge key: ${mergeKey}`);
}

function badArgument(expected: string, value: JsonValue | undefined): PatchError {
  return other(`expected a ${expected}, but received a ${sortOf(value ?? null)}`);
}

/** As Go prints decoded JSON: `map[name:a ports:[80]]`. */
export function goText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (value === null || value === undefined) return '<nil>';
  if (!isJsonObject(value)) return String(value);
  const members = Object.keys(value).sort();
  return `map[${members.map((name) => `${name}:${goText(value[name])}`).join(' ')}]`;
}
