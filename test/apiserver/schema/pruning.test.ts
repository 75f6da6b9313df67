import { expect, test } from 'vitest';
import { applyDefaults } from '#apiserver/schema/defaulting.ts';
import { pruneNulls, pruneObject } from '#apiserver/schema/pruning.ts';
import type { SchemaProps } from '#apiserver/schema/schema_props.ts';
import { cloneJson, type JsonValue } from '#base/json.ts';

const text: SchemaProps = { type: 'string' };

const schema: SchemaProps = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer', default: 1 },
        note: { ...text, nullable: true },
        mode: { ...text, default: 'plain' },
        labels: { type: 'object', additionalProperties: text },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        items: {
          type: 'array',
          items: { type: 'object', properties: { name: text, weight: { ...text, default: '1' } } },
        },
        template: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    },
  },
};

function owned<T extends JsonValue>(value: T): Record<string, JsonValue> {
  return cloneJson(value) as Record<string, JsonValue>;
}

test('what no schema names is removed, and told of', () => {
  const object = owned({
    apiVersion: 'g/v1',
    kind: 'Foo',
    metadata: { name: 'x' },
    stray: 1,
    spec: {
      size: 2,
      typo: true,
      labels: { any: 'thing' },
      free: { deep: { er: 1 } },
      items: [{ name: 'a', odd: 1 }],
      template: { kind: 'Pod', metadata: { name: 'y' }, spec: { any: 1 } },
    },
  });
  expect(pruneObject(object, schema)).toEqual(['spec.items[0].odd', 'spec.typo', 'stray']);
  expect(object).toEqual({
    apiVersion: 'g/v1',
    kind: 'Foo',
    metadata: { name: 'x' },
    spec: {
      size: 2,
      labels: { any: 'thing' },
      free: { deep: { er: 1 } },
      items: [{ name: 'a' }],
      template: { kind: 'Pod', metadata: { name: 'y' }, spec: { any: 1 } },
    },
  });
});

test('without a schema nothing but the names and metadata is kept', () => {
  const object = owned({ kind: 'Foo', metadata: {}, spec: { a: 1 } });
  pruneObject(object, undefined);
  expect(object).toEqual({ kind: 'Foo', metadata: {} });
});

test('a null goes where it may not be, and becomes the default where there is one', () => {
  const object = owned({ spec: { size: null, note: null, labels: { a: null }, mode: 'odd' } });
  pruneNulls(object, schema);
  applyDefaults(object, schema);
  expect(object['spec']).toEqual({ size: 1, note: null, labels: {}, mode: 'odd' });
});

test('defaults reach into lists, and do not make the objects they stand in', () => {
  const object = owned({ spec: { items: [{ name: 'a' }] } });
  applyDefaults(object, schema);
  expect(object['spec']).toEqual({
    size: 1,
    mode: 'plain',
    items: [{ name: 'a', weight: '1' }],
  });
  const bare = owned({});
  applyDefaults(bare, schema);
  expect(bare).toEqual({});
});
