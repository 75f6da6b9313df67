/**
 * What makes a schema structural: every field has its type outside of `allOf`, `anyOf`, `oneOf` and
 * `not`, so that the server can tell known fields from unknown ones.
 */

import {
  errorText,
  type FieldError,
  forbidden,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { equalJson } from '#base/json.ts';
import { completenessErrors } from './completeness.ts';
import { compilePattern } from './patterns.ts';
import { additionalOf, isSchemaList, itemsOf, type SchemaProps } from './schema_props.ts';

type Level = 'root' | 'item' | 'field';

/** All faults, sorted by their texts. */
export function structuralErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  const errors = [...invariantErrors(schema, 'root', field), ...completenessErrors(schema, field)];
  return errors.sort((left, right) => (errorText(left) < errorText(right) ? -1 : 1));
}

/** True if the schema cannot even be read as a structural one. */
export function hasItemList(schema: SchemaProps): boolean {
  return schema.items !== undefined && isSchemaList(schema.items);
}

function invariantErrors(schema: SchemaProps, level: Level, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const items = itemsOf(schema);
  if (schema.type === 'array' && items === undefined) {
    errors.push(required(`${field}.items`, 'must be specified'));
  }
  if (items !== undefined) errors.push(...invariantErrors(items, 'item', `${field}.items`));
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    errors.push(...invariantErrors(property, 'field', `${field}.properties[${name}]`));
  }
  const additional = additionalOf(schema);
  if (schema.additionalProperties !== undefined && level === 'root') {
    errors.push(forbidden(`${field}.additionalProperties`, 'must not be used at the root'));
  }
  if (additional !== undefined) {
    errors.push(...invariantErrors(additional, 'field', `${field}.additionalProperties`));
  }
  errors.push(
    ...extensionErrors(schema, field),
    ...valueRuleErrors(schema, field, intOrStringJunctor(schema)),
    ...typeErrors(schema, level, field),
    ...metadataErrors(schema, level, field),
  );
  return errors;
}

function extensionErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  if (schema['x-kubernetes-int-or-string'] !== true) return [];
  const detail = 'must be false if x-kubernetes-int-or-string is true';
  return (['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const)
    .filter((name) => schema[name] === true)
    .map((name) => invalid(`${field}.${name}`, true, detail));
}

const emptyTypeTexts: Readonly<Record<Level, string>> = {
  root: 'must not be empty at the root',
  item: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
};

function typeErrors(schema: SchemaProps, level: Level, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { type = '' } = schema;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const untyped = type === '' && schema['x-kubernetes-int-or-string'] !== true && !preserves;
  if (embedded && type !== 'object') {
    const detail = 'must be object if x-kubernetes-embedded-resource is true';
    const place = `${field}.type`;
    errors.push(type === '' ? required(place, detail) : invalid(place, type, detail));
  } else if (untyped) {
    errors.push(required(`${field}.type`, emptyTypeTexts[level]));
  }
  if (embedded && schema.additionalProperties !== undefined) {
    const detail = 'must not be used if x-kubernetes-embedded-resource is set';
    errors.push(forbidden(`${field}.additionalProperties`, detail));
  }
  if (level === 'root' && type !== '' && type !== 'object') {
    errors.push(invalid(`${field}.type`, type, 'must be object at the root'));
  }
  if (embedded && !preserves && Object.keys(schema.properties ?? {}).length === 0) {
    const detail =
      'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields';
    errors.push(required(`${field}.properties`, detail));
  }
  return errors;
}

/** A schema may say nothing of metadata but how it is named. */
function metadataErrors(schema: SchemaProps, level: Level, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const checked = level === 'root' || schema['x-kubernetes-embedded-resource'] === true;
  const { kind, apiVersion, metadata } = schema.properties ?? {};
  if (checked && kind !== undefined && kind.type !== 'string') {
    errors.push(invalid(`${field}.properties[kind].type`, kind.type ?? '', 'must be string'));
  }
  if (checked && apiVersion !== undefined && apiVersion.type !== 'string') {
    const place = `${field}.properties[apiVersion].type`;
    errors.push(invalid(place, apiVersion.type ?? '', 'must be string'));
  }
  if (metadata === undefined) return errors;
  const place = `${field}.properties[metadata]`;
  if (checked && metadata.type !== 'object') {
    errors.push(invalid(`${place}.type`, metadata.type ?? '', 'must be object'));
  }
  if (level === 'root' && restrictsMetadata(metadata)) {
    const detail =
      'must not specify anything other than name and generateName, but metadata is implicitly specified';
    errors.push(forbidden(place, detail));
  }
  return errors;
}

function restrictsMetadata(metadata: SchemaProps): boolean {
  const { type: _type, default: _default, properties = {}, ...rest } = metadata;
  const names = Object.keys(properties).filter(
    (name) => name !== 'name' && name !== 'generateName',
  );
  return names.length > 0 || Object.values(rest).some((value) => value !== undefined);
}

const intOrString: readonly SchemaProps[] = [{ type: 'integer' }, { type: 'string' }];

/** Which junctor of an int-or-string says just that it is one. */
function intOrStringJunctor(schema: SchemaProps): 'anyOf' | 'first allOf' | undefined {
  if (equalJson(schema.anyOf, intOrString)) return 'anyOf';
  return equalJson(schema.allOf?.[0]?.anyOf, intOrString) ? 'first allOf' : undefined;
}

function valueRuleErrors(
  schema: SchemaProps,
  field: string,
  excused: 'anyOf' | 'first allOf' | undefined,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (excused !== 'anyOf') {
    schema.anyOf?.forEach((each, index) => {
      errors.push(...nestedErrors(each, `${field}.anyOf[${index}]`));
    });
  }
  schema.allOf?.forEach((each, index) => {
    const inner = excused === 'first allOf' && index === 0 ? 'anyOf' : undefined;
    errors.push(...nestedErrors(each, `${field}.allOf[${index}]`, inner));
  });
  schema.oneOf?.forEach((each, index) => {
    errors.push(...nestedErrors(each, `${field}.oneOf[${index}]`));
  });
  if (schema.not !== undefined) errors.push(...nestedErrors(schema.not, `${field}.not`));
  const { pattern = '' } = schema;
  if (pattern !== '' && compilePattern(pattern) === undefined) {
    const detail = `must be a valid regular expression, but isn't: error parsing regexp: \`${pattern}\``;
    errors.push(invalid(`${field}.pattern`, pattern, detail));
  }
  return errors;
}

/** What a schema under a junctor must leave to the schema outside of it. */
function nestedErrors(
  schema: SchemaProps,
  field: string,
  excused: 'anyOf' | undefined = undefined,
): readonly FieldError[] {
  const errors: FieldError[] = [...valueRuleErrors(schema, field, excused)];
  const items = itemsOf(schema);
  if (items !== undefined) errors.push(...nestedErrors(items, `${field}.items`));
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    errors.push(...nestedErrors(property, `${field}.properties[${name}]`));
  }
  for (const [name, detail] of nestedRules) {
    const value = schema[name];
    const absent = value === undefined || value === '' || value === false;
    if (!absent) errors.push(forbidden(`${field}.${name}`, `${detail} to be structural`));
  }
  if (schema.properties?.['metadata'] !== undefined) {
    const detail = 'must not be specified in a nested context';
    errors.push(forbidden(`${field}.properties[metadata]`, detail));
  }
  return errors;
}

const nestedRules: readonly (readonly [keyof SchemaProps, string])[] = [
  ['type', 'must be empty'],
  ['additionalProperties', 'must be undefined'],
  ['default', 'must be undefined'],
  ['title', 'must be empty'],
  ['description', 'must be empty'],
  ['nullable', 'must be false'],
  ['x-kubernetes-preserve-unknown-fields', 'must be false'],
  ['x-kubernetes-embedded-resource', 'must be false'],
  ['x-kubernetes-int-or-string', 'must be false'],
  ['x-kubernetes-list-map-keys', 'must be empty'],
  ['x-kubernetes-list-type', 'must be undefined'],
  ['x-kubernetes-map-type', 'must be undefined'],
  ['x-kubernetes-validations', 'must be empty'],
];
