/** The OpenAPI schema in a CustomResourceDefinition, as its validation, pruning and defaulting read it. */

import { isJsonObject, type JsonValue } from '#base/json.ts';

export interface ValidationRule {
  readonly rule?: string;
  readonly message?: string;
}

/** One node of a schema; unknown members are ignored. */
export interface SchemaProps {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: JsonValue;
  readonly description?: string;
  readonly title?: string;
  readonly enum?: readonly JsonValue[];
  readonly maximum?: number;
  readonly exclusiveMaximum?: boolean;
  readonly minimum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly multipleOf?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly maxProperties?: number;
  readonly minProperties?: number;
  readonly required?: readonly string[];
  readonly items?: SchemaProps | readonly SchemaProps[];
  readonly properties?: Readonly<Record<string, SchemaProps>>;
  readonly additionalProperties?: SchemaProps | boolean;
  readonly allOf?: readonly SchemaProps[];
  readonly anyOf?: readonly SchemaProps[];
  readonly oneOf?: readonly SchemaProps[];
  readonly not?: SchemaProps;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
  /** What may not stand in the schema of a definition. */
  readonly id?: string;
  readonly $ref?: string;
  readonly additionalItems?: JsonValue;
  readonly patternProperties?: Readonly<Record<string, SchemaProps>>;
  readonly definitions?: Readonly<Record<string, SchemaProps>>;
  readonly dependencies?: Readonly<Record<string, JsonValue>>;
}

/** The schema in a value of a definition; `undefined` if there is none. */
export function schemaIn(value: unknown): SchemaProps | undefined {
  return isJsonObject(value) ? (value as SchemaProps) : undefined;
}

/** The schema of every item of a list. */
export function itemsOf(schema: SchemaProps | undefined): SchemaProps | undefined {
  const items = schema?.items;
  return items === undefined || isSchemaList(items) ? undefined : items;
}

export function isSchemaList(
  items: NonNullable<SchemaProps['items']>,
): items is readonly SchemaProps[] {
  return Array.isArray(items);
}

/** The schema of a member of a map that has no schema of its own. */
export function additionalOf(schema: SchemaProps | undefined): SchemaProps | undefined {
  const additional = schema?.additionalProperties;
  return typeof additional === 'object' ? additional : undefined;
}

export function propertyOf(schema: SchemaProps | undefined, name: string): SchemaProps | undefined {
  const properties = schema?.properties;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema that applies to a member of an object, whether named or not. */
export function memberSchema(
  schema: SchemaProps | undefined,
  name: string,
): SchemaProps | undefined {
  return propertyOf(schema, name) ?? additionalOf(schema);
}

/** The types a value may have; an int-or-string has two. */
export function typesOf(schema: SchemaProps): readonly string[] {
  if (schema['x-kubernetes-int-or-string'] === true) return ['integer', 'string'];
  return schema.type === undefined || schema.type === '' ? [] : [schema.type];
}
