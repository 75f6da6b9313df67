/**
 * How the parts of a value merge under server-side apply: which lists and maps are owned item by item, and
 * which as a whole. Read from the Go types of built-in kinds, and from the structural schemas of custom ones.
 */

import type { FieldType, GoType, StructType } from '#apiserver/types/go_type.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';

export type ScalarSort = 'string' | 'numeric' | 'boolean' | 'untyped';

export type MergeType =
  | { readonly kind: 'scalar'; readonly sort: ScalarSort }
  | {
      readonly kind: 'list';
      readonly listType: 'atomic' | 'set' | 'map';
      readonly keys: readonly string[];
      readonly item: MergeType;
    }
  | {
      readonly kind: 'map';
      readonly atomic: boolean;
      /** The type of a member that the schema names. */
      readonly field: (name: string) => MergeType | undefined;
      /** The type of all others; `undefined` where others are unknown fields. */
      readonly others: MergeType | undefined;
      /** What a missing member that is a list's key stands for. */
      readonly keyDefault: (name: string) => JsonValue | undefined;
    }
  /** Whatever the value looks like: maps are granular, lists atomic. */
  | { readonly kind: 'any' }
  /** Whatever the value looks like, as a whole. */
  | { readonly kind: 'opaque' };

export const anyType: MergeType = { kind: 'any' };
const opaqueType: MergeType = { kind: 'opaque' };
const noField = () => undefined;

/** What `any` is for a value. */
export function deducedType(type: MergeType, value: JsonValue | undefined): MergeType {
  if (type.kind !== 'any' && type.kind !== 'opaque') return type;
  const atomic = type.kind === 'opaque';
  if (Array.isArray(value)) {
    return { kind: 'list', listType: 'atomic', keys: [], item: opaqueType };
  }
  if (isJsonObject(value) || value === null || value === undefined) {
    const others = atomic ? opaqueType : anyType;
    return { kind: 'map', atomic, field: noField, others, keyDefault: noField };
  }
  return { kind: 'scalar', sort: 'untyped' };
}

/** Of a built-in kind. */
export function mergeTypeOfStruct(struct: StructType): MergeType {
  return {
    kind: 'map',
    atomic: struct.atomic,
    field: (name) => {
      const field = struct.fields.get(name);
      return field === undefined ? undefined : ofField(field);
    },
    others: undefined,
    keyDefault: (name) => struct.fields.get(name)?.default,
  };
}

function ofField(field: FieldType): MergeType {
  const { type } = field;
  if (type.kind === 'list') {
    const { listType, listMapKeys } = field;
    return { kind: 'list', listType, keys: listMapKeys, item: ofType(type.item) };
  }
  const merged = ofType(type);
  return merged.kind === 'map' && field.atomicMap ? { ...merged, atomic: true } : merged;
}

function ofType(type: GoType): MergeType {
  switch (type.kind) {
    case 'struct':
      return mergeTypeOfStruct(type);
    case 'list':
      return { kind: 'list', listType: 'atomic', keys: [], item: ofType(type.item) };
    case 'map': {
      const others = ofType(type.value);
      return { kind: 'map', atomic: false, field: noField, others, keyDefault: noField };
    }
    case 'scalar':
      return type.form === 'any' ? anyType : { kind: 'scalar', sort: sortOf(type.form) };
  }
}

function sortOf(form: string): ScalarSort {
  if (form === 'string' || form === 'bytes') return 'string';
  if (form === 'bool') return 'boolean';
  return /^(u?int|float)/.test(form) ? 'numeric' : 'untyped';
}

/** Of a custom kind: its structural schema, with an object's own members added. */
export function mergeTypeOfSchema(schema: JsonObject, metadata: StructType): MergeType {
  const own = ofSchema(schema);
  const names: Readonly<Record<string, MergeType>> = {
    apiVersion: { kind: 'scalar', sort: 'string' },
    kind: { kind: 'scalar', sort: 'string' },
    metadata: mergeTypeOfStruct(metadata),
  };
  if (own.kind !== 'map') {
    const field = (name: string) => names[name];
    return { kind: 'map', atomic: false, field, others: anyType, keyDefault: noField };
  }
  return { ...own, field: (name) => names[name] ?? own.field(name) };
}

function ofSchema(schema: JsonObject): MergeType {
  if (schema['x-kubernetes-int-or-string'] === true) return { kind: 'scalar', sort: 'untyped' };
  switch (schema['type']) {
    case 'object':
      return ofObjectSchema(schema);
    case 'array':
      return ofArraySchema(schema);
    case 'string':
      return { kind: 'scalar', sort: 'string' };
    case 'boolean':
      return { kind: 'scalar', sort: 'boolean' };
    case 'integer':
    case 'number':
      return { kind: 'scalar', sort: 'numeric' };
    default:
      return anyType;
  }
}

function ofObjectSchema(schema: JsonObject): MergeType {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const schemaOf = (name: string) => {
    const found = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isJsonObject(found) ? found : undefined;
  };
  const additional = schema['additionalProperties'];
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
  let others: MergeType | undefined;
  if (isJsonObject(additional)) others = ofSchema(additional);
  else if (additional === true || preserves) others = anyType;
  return {
    kind: 'map',
    atomic: schema['x-kubernetes-map-type'] === 'atomic',
    field: (name) => {
      const found = schemaOf(name);
      return found === undefined ? undefined : ofSchema(found);
    },
    others,
    keyDefault: (name) => schemaOf(name)?.['default'],
  };
}

function ofArraySchema(schema: JsonObject): MergeType {
  const items = isJsonObject(schema['items']) ? ofSchema(schema['items']) : anyType;
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'];
  if (listType === 'map' && Array.isArray(keys)) {
    return { kind: 'list', listType, keys: keys.map(String), item: items };
  }
  return { kind: 'list', listType: listType === 'set' ? 'set' : 'atomic', keys: [], item: items };
}
