import { expect, test } from 'vitest';
import { errorText } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { defaultErrors } from '#apiserver/schema/default_rules.ts';
import { duplicateErrors } from '#apiserver/schema/list_keys.ts';
import { openapiErrors } from '#apiserver/schema/openapi_rules.ts';
import type { SchemaProps } from '#apiserver/schema/schema_props.ts';
import { structuralErrors } from '#apiserver/schema/structural_rules.ts';

const text: SchemaProps = { type: 'string' };
const root = (properties: Record<string, SchemaProps>, more: SchemaProps = {}): SchemaProps => ({
  type: 'object',
  properties,
  ...more,
});

test.each<{ name: string; schema: SchemaProps; error: string }>([
  {
    name: 'a field without a type',
    schema: root({ spec: {} }),
    error: 's.properties[spec].type: Required value: must not be empty for specified object fields',
  },
  {
    name: 'a list without items',
    schema: root({ spec: { type: 'array' } }),
    error: 's.properties[spec].items: Required value: must be specified',
  },
  {
    name: 'a map at the root',
    schema: { type: 'object', additionalProperties: text },
    error: 's.additionalProperties: Forbidden: must not be used at the root',
  },
  {
    name: 'a type under a junctor',
    schema: root({ spec: { ...text, anyOf: [{ type: 'string' }] } }),
    error: 's.properties[spec].anyOf[0].type: Forbidden: must be empty to be structural',
  },
  {
    name: 'a field that only a junctor at the root names',
    schema: root({}, { oneOf: [{ properties: { a: { minLength: 1 } } }] }),
    error: 's.properties[a]: Required value: because it is defined in s.oneOf[0].properties[a]',
  },
  {
    name: 'rules for labels',
    schema: root({ metadata: { type: 'object', properties: { labels: { type: 'object' } } } }),
    error:
      's.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified',
  },
  {
    name: 'an embedded object without fields',
    schema: root({ spec: { type: 'object', 'x-kubernetes-embedded-resource': true } }),
    error:
      's.properties[spec].properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields',
  },
])('a schema is not structural with $name', ({ schema, error }) => {
  expect(structuralErrors(schema, 's').map(errorText)).toEqual([error]);
});

test.each<{ name: string; schema: SchemaProps }>([
  { name: 'an int-or-string', schema: root({ port: { 'x-kubernetes-int-or-string': true } }) },
  {
    name: 'an int-or-string that says so twice',
    schema: root({
      port: {
        'x-kubernetes-int-or-string': true,
        anyOf: [{ type: 'integer' }, { type: 'string' }],
      },
    }),
  },
  {
    name: 'a rule for names',
    schema: root({
      metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } },
    }),
  },
])('$name is structural', ({ schema }) => {
  expect(structuralErrors(schema, 's')).toEqual([]);
});

test.each<{ name: string; schema: SchemaProps; error: string }>([
  {
    name: 'an unknown type',
    schema: root({ spec: { type: 'text' } }),
    error:
      's.properties[spec].type: Unsupported value: "text": supported values: "array", "boolean", "integer", "number", "object", "string"',
  },
  {
    name: 'a map of lists without keys',
    schema: root({
      spec: { type: 'array', 'x-kubernetes-list-type': 'map', items: root({ a: text }) },
    }),
    error:
      's.properties[spec].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map',
  },
  {
    name: 'a key that may be missing',
    schema: root({
      spec: {
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a'],
        items: root({ a: text }),
      },
    }),
    error:
      's.properties[spec].items.properties[a].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
  },
  {
    name: 'fields and other fields',
    schema: root({ spec: root({ a: text }, { additionalProperties: text }) }),
    error:
      's.properties[spec].additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive',
  },
  {
    name: 'a default for the kind',
    schema: root({ kind: { ...text, default: 'Foo' } }),
    error: 's.properties[kind].default: Forbidden: must not be set in top-level kind',
  },
])('a schema is refused with $name', ({ schema, error }) => {
  expect(openapiErrors(schema, 's').map(errorText)).toEqual([error]);
});

test('a default must fit its own schema', () => {
  const schema = root({ spec: root({ size: { type: 'integer', maximum: 1, default: 2 } }) });
  expect(defaultErrors(schema, 's').map(errorText)).toEqual([
    's.properties[spec].properties[size].default: Invalid value: 2:  in body should be less than or equal to 1',
  ]);
});

test('a set holds nothing twice, and a map no key', () => {
  const set: SchemaProps = { type: 'array', 'x-kubernetes-list-type': 'set', items: text };
  const map: SchemaProps = {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name'],
    items: root({ name: text, port: text }),
  };
  const value = { set: ['a', 'b', 'a', 'a'], map: [{ name: 'x', port: '1' }, { name: 'x' }] };
  expect(duplicateErrors(root({ set, map }), value, '').map(errorText)).toEqual([
    'set[2]: Duplicate value: "a"',
    'map[1]: Duplicate value: {"name":"x"}',
  ]);
});
