/** The shape of one field of a manifest: from Go's types for built-in kinds, from their schema for custom ones. */

import type { Kind } from '#apiserver/registry/kind.ts';
import {
  additionalOf,
  itemsOf,
  type SchemaProps,
  typesOf,
} from '#apiserver/schema/schema_props.ts';
import { structNamed, typeOf } from '#apiserver/types/built_in_types.ts';
import type { Path } from '#apiserver/types/decode.ts';
import type { GoType, ScalarType } from '#apiserver/types/go_type.ts';
import type { JsonValue } from '#base/json.ts';

/** What stands behind a colon: members, items, or a value in one line. */
export type FieldForm = 'members' | 'items' | 'value';

export interface FieldShape {
  /** `integer (int32)`, `[]Container`. */
  readonly type: string;
  readonly form: FieldForm;
  /** Must be there; its holder may be absent as a whole. */
  readonly required: boolean;
  /** What its author says of it. */
  readonly about: string | undefined;
  /** The values in the schema itself. */
  readonly values: readonly JsonValue[];
  /** Members by name, in the usual order. */
  readonly members: () => ReadonlyMap<string, FieldShape>;
  /** What every member of a map is, or every item of a list. */
  readonly each: (() => FieldShape) | undefined;
}

/** The shape of a whole manifest of the kind. */
export function shapeOf(kind: Kind): FieldShape {
  const type = typeOf(kind);
  return type === undefined ? customShape(kind) : goShape(type, false);
}

/** The shape of what lies at a path, if the kind has such a place. */
export function shapeAt(kind: Kind, path: Path): FieldShape | undefined {
  let shape: FieldShape | undefined = shapeOf(kind);
  for (const step of path) {
    const named: FieldShape | undefined =
      typeof step === 'string' ? shape?.members().get(step) : undefined;
    shape = named ?? shape?.each?.();
  }
  return shape;
}

const nothing: ReadonlyMap<string, FieldShape> = new Map();

// Go's types.

/** Go keeps these as they are; what they are made of is known all the same. */
const nestedSchemas: Readonly<Record<string, string>> = {
  'v1.JSONSchemaPropsOrArray': 'JSONSchemaProps',
  'v1.JSONSchemaPropsOrBool': 'JSONSchemaProps',
};

function goShape(type: GoType, required: boolean): FieldShape {
  const nested = nestedSchemas[type.name];
  if (nested !== undefined) return goShape(structNamed(nested), required);
  const shape = {
    type: goText(type),
    required,
    about: undefined,
    values: [],
    members: () => nothing,
  };
  switch (type.kind) {
    case 'scalar': {
      const values = type.form === 'bool' ? [true, false] : [];
      return { ...shape, form: 'value', values, each: undefined };
    }
    case 'list':
      return { ...shape, form: 'items', each: () => goShape(type.item, false) };
    case 'map':
      return { ...shape, form: 'members', each: () => goShape(type.value, false) };
    case 'struct':
      return {
        ...shape,
        form: 'members',
        each: undefined,
        members: () =>
          new Map(
            [...type.fields.values()].map((field) => [
              field.name,
              goShape(field.type, !field.omitEmpty && !field.omitZero),
            ]),
          ),
      };
  }
}

const plainNames: Readonly<Partial<Record<ScalarType['form'], string>>> = {
  string: 'string',
  bool: 'boolean',
  float64: 'number',
  bytes: 'string (base64)',
  Time: 'string (RFC 3339 time)',
  MicroTime: 'string (RFC 3339 time)',
  IntOrString: 'integer or string',
  Quantity: 'quantity',
  any: 'any value',
};

/** A type as the API reference would write it. */
function goText(type: GoType): string {
  const own = type.name.slice(type.name.lastIndexOf('.') + 1);
  switch (type.kind) {
    case 'scalar': {
      const plain = plainNames[type.form] ?? `integer (${type.form})`;
      const named = type.form === 'string' && type.name.includes('.');
      return named ? `${plain} (${own})` : plain;
    }
    case 'struct':
      return own;
    case 'list':
      return type.name.startsWith('[]') ? `[]${goText(type.item)}` : own;
    case 'map':
      return type.name.startsWith('map[') ? `map[string]${goText(type.value)}` : own;
  }
}

// Schemas of custom resources.

function customShape(kind: Kind): FieldShape {
  const schema = schemaShape(kind.definition?.schema ?? {}, false);
  const text = goShape({ kind: 'scalar', name: 'string', form: 'string' }, true);
  return {
    ...schema,
    type: kind.kind,
    form: 'members',
    members: () =>
      new Map<string, FieldShape>([
        ['apiVersion', text],
        ['kind', text],
        ['metadata', goShape(structNamed('ObjectMeta'), true)],
        ...[...schema.members()].filter(([name]) => !ownMembers.has(name)),
      ]),
  };
}

const ownMembers: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

function schemaShape(schema: SchemaProps, required: boolean): FieldShape {
  const items = itemsOf(schema);
  const additional = additionalOf(schema);
  const inner = items ?? additional;
  return {
    type: schemaText(schema),
    form: schemaForm(schema),
    required,
    about: schema.description,
    values: schema.enum ?? (schema.type === 'boolean' ? [true, false] : []),
    members: () =>
      new Map(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [
          name,
          schemaShape(property, schema.required?.includes(name) === true),
        ]),
      ),
    each: inner === undefined ? undefined : () => schemaShape(inner, false),
  };
}

function schemaForm({ type, properties, additionalProperties }: SchemaProps): FieldForm {
  if (type === 'array') return 'items';
  const members = properties !== undefined || additionalProperties !== undefined;
  return type === 'object' || members ? 'members' : 'value';
}

function schemaText(schema: SchemaProps): string {
  const items = itemsOf(schema);
  if (schema.type === 'array') return `[]${items === undefined ? 'any value' : schemaText(items)}`;
  const additional = additionalOf(schema);
  if (additional !== undefined) return `map[string]${schemaText(additional)}`;
  const types = typesOf(schema).join(' or ') || 'any value';
  return schema.format === undefined ? types : `${types} (${schema.format})`;
}
