import { expect, test } from 'vitest';
import { errorText } from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { SchemaProps } from '#apiserver/schema/schema_props.ts';
import { fieldErrors } from '#apiserver/schema/schema_result.ts';
import { validateChangedValue, validateValue } from '#apiserver/schema/value_validator.ts';
import type { JsonValue } from '#base/json.ts';

function texts(x: SchemaProps, value: JsonValue): readonly string[] {
  const schema: SchemaProps = { type: 'object', properties: { x } };
  return fieldErrors(validateValue(schema, { x: value }), '').map(errorText);
}

const integer: SchemaProps = { type: 'integer' };
const string: SchemaProps = { type: 'string' };

test.each<{ name: string; schema: SchemaProps; value: JsonValue; text: string }>([
  {
    name: 'a text for a number',
    schema: integer,
    value: 'three',
    text: 'x: Invalid value: "string": x in body must be of type integer: "string"',
  },
  {
    name: 'a null that may not be',
    schema: string,
    value: null,
    text: 'x: Invalid value: "null": x in body must be of type string: "null"',
  },
  {
    name: 'neither integer nor string',
    schema: { 'x-kubernetes-int-or-string': true },
    value: true,
    text: 'x: Invalid value: "boolean": x in body must be of type integer,string: "boolean"',
  },
  {
    name: 'more than the maximum',
    schema: { ...integer, maximum: 10 },
    value: 20,
    text: 'x: Invalid value: 20: x in body should be less than or equal to 10',
  },
  {
    name: 'an exclusive minimum',
    schema: { ...integer, minimum: 0, exclusiveMinimum: true },
    value: 0,
    text: 'x: Invalid value: 0: x in body should be greater than 0',
  },
  {
    name: 'a large bound of a fraction',
    schema: { type: 'number', minimum: 1_500_000 },
    value: 0.5,
    text: 'x: Invalid value: 0.5: x in body should be greater than or equal to 1.5e+06',
  },
  {
    name: 'no multiple',
    schema: { ...integer, multipleOf: 5 },
    value: 7,
    text: 'x: Invalid value: 7: x in body should be a multiple of 5',
  },
  {
    name: 'more than 32 bits',
    schema: { ...integer, format: 'int32' },
    value: 3_000_000_000,
    text: '<nil>: Invalid value: "": Checked value must be of type integer with format int32 in x',
  },
  {
    name: 'too long a text',
    schema: { ...string, maxLength: 1 },
    value: 'ab',
    text: 'x: Too long: may not be more than 1 byte',
  },
  {
    name: 'too short a text',
    schema: { ...string, minLength: 3 },
    value: 'ab',
    text: 'x: Invalid value: "ab": x in body should be at least 3 chars long',
  },
  {
    name: 'no match',
    schema: { ...string, pattern: '^[a-z]+$' },
    value: 'A',
    text: 'x: Invalid value: "A": x in body should match \'^[a-z]+$\'',
  },
  {
    name: 'a wrong format',
    schema: { ...string, format: 'date-time' },
    value: 'noon',
    text: 'x: Invalid value: "noon": x in body must be of type date-time: "noon"',
  },
  {
    name: 'none of the values',
    schema: { ...string, enum: ['a', 'b'] },
    value: 'c',
    text: 'x: Unsupported value: "c": supported values: "a", "b"',
  },
  {
    name: 'too many items',
    schema: { type: 'array', items: string, maxItems: 1 },
    value: ['a', 'b'],
    text: 'x: Too many: 2: must have at most 1 item',
  },
  {
    name: 'too few properties',
    schema: { type: 'object', minProperties: 1 },
    value: {},
    text: 'x: Invalid value: 0: x in body should have at least 1 properties',
  },
  {
    name: 'a missing member',
    schema: { type: 'object', required: ['y'] },
    value: {},
    text: 'x.y: Required value',
  },
  {
    name: 'an item of a list',
    schema: { type: 'array', items: integer },
    value: [1, 'b'],
    text: 'x[1]: Invalid value: "string": x[1] in body must be of type integer: "string"',
  },
  {
    name: 'a member of a map',
    schema: { type: 'object', additionalProperties: integer },
    value: { a: 'b' },
    text: 'x.a: Invalid value: "string": x.a in body must be of type integer: "string"',
  },
])('$name', ({ schema, value, text }) => {
  expect(texts(schema, value)).toEqual([text]);
});

test.each<{ name: string; schema: SchemaProps; value: JsonValue; all: readonly string[] }>([
  {
    name: 'oneOf tells that none fits, and how far the closest is',
    schema: {
      type: 'object',
      properties: { a: string, b: string },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    value: {},
    all: [
      '<nil>: Invalid value: "": "x" must validate one and only one schema (oneOf). Found none valid',
      'x.a: Required value',
    ],
  },
  {
    name: 'oneOf counts the alternatives that fit',
    schema: {
      type: 'object',
      properties: { a: string, b: string },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    value: { a: '', b: '' },
    all: [
      '<nil>: Invalid value: "": "x" must validate one and only one schema (oneOf). Found 2 valid alternatives',
    ],
  },
  {
    name: 'a fraction is no integer, and out of its range',
    schema: integer,
    value: 1.5,
    all: [
      'x: Invalid value: "number": x in body must be of type integer: "number"',
      '<nil>: Invalid value: "": Checked value must be of type integer (default format) in x',
    ],
  },
  {
    name: 'not tells only that it was met',
    schema: { ...string, not: { enum: ['root'] } },
    value: 'root',
    all: ['<nil>: Invalid value: "": "x" must not validate the schema (not)'],
  },
])('$name', ({ schema, value, all }) => {
  expect(texts(schema, value)).toEqual(all);
});

test.each<[SchemaProps, JsonValue]>([
  [{ ...string, nullable: true }, null],
  [{ 'x-kubernetes-int-or-string': true }, '10%'],
  [{ 'x-kubernetes-int-or-string': true }, 10],
  [{ type: 'number' }, 1],
  [integer, 3],
  [{ ...string, format: 'unheard-of' }, 'anything'],
  [{ ...string, format: 'ipv4' }, '10.0.0.1'],
  [{ ...string, format: 'duration' }, '1h30m'],
  [{ ...string, pattern: '(?i)^ab$' }, 'AB'],
])('%j accepts %j', (schema, value) => {
  expect(texts(schema, value)).toEqual([]);
});

const spec: SchemaProps = {
  type: 'object',
  properties: {
    size: { ...integer, maximum: 10 },
    note: string,
    ports: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: string, port: { ...integer, maximum: 100 } },
      },
    },
  },
};

test('what was wrong before and did not change is let pass', () => {
  const old = { size: 20, ports: [{ name: 'a', port: 200 }] };
  const added = { size: 20, note: 'new', ports: [{ name: 'b', port: 1 }, ...old.ports] };
  expect(validateChangedValue(spec, added, old).problems).toEqual([]);
  const changed = validateChangedValue(spec, { ...old, size: 21 }, old);
  expect(fieldErrors(changed, 'spec').map(({ field }) => field)).toEqual(['spec.size']);
});
