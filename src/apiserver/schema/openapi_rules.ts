/** What may stand in the schema of a CustomResourceDefinition, apart from being structural. */

import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { additionalOf, isSchemaList, itemsOf, type SchemaProps } from './schema_props.ts';

interface Context {
  readonly field: string;
  readonly root: boolean;
  readonly insideMetadata: boolean;
  /** Why no default may stand here; `undefined` where one may. */
  readonly noDefaults: string | undefined;
}

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const metaFields: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/** All faults of a whole schema. */
export function openapiErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  return errorsOf(schema, { field, root: true, insideMetadata: false, noDefaults: undefined });
}

function errorsOf(schema: SchemaProps, context: Context): readonly FieldError[] {
  const { field } = context;
  return [
    ...standardErrors(schema, context),
    ...(schema.uniqueItems === true
      ? [
          forbidden(
            `${field}.uniqueItems`,
            'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
          ),
        ]
      : []),
    ...memberErrors(schema, context),
    ...junctorErrors(schema, context),
    ...itemErrors(schema, context),
    ...mapTypeErrors(schema, field),
    ...listTypeErrors(schema, field),
    ...listKeyErrors(schema, field),
    ...keyedItemErrors(schema, field),
    ...ruleErrors(schema, field),
  ];
}

function standardErrors(schema: SchemaProps, context: Context): readonly FieldError[] {
  const { field, noDefaults } = context;
  const errors: FieldError[] = [];
  const { type = '' } = schema;
  if (type !== '' && !types.includes(type)) {
    errors.push(notSupported(`${field}.type`, type, types));
  }
  if (schema.default !== undefined && noDefaults !== undefined) {
    errors.push(forbidden(`${field}.default`, `must not be set ${noDefaults}`));
  }
  for (const name of ['id', 'additionalItems', 'patternProperties', 'definitions'] as const) {
    if (schema[name] !== undefined) {
      errors.push(forbidden(`${field}.${name}`, `${name} is not supported`));
    }
  }
  for (const name of ['dependencies', '$ref'] as const) {
    if (schema[name] !== undefined) {
      errors.push(forbidden(`${field}.${name}`, `${name} is not supported`));
    }
  }
  if (type === 'null') {
    const detail = 'type cannot be set to null, use nullable as an alternative';
    errors.push(forbidden(`${field}.type`, detail));
  }
  if (schema.items !== undefined && isSchemaList(schema.items)) {
    errors.push(forbidden(`${field}.items`, 'items must be a schema object and not an array'));
  }
  if (context.insideMetadata && schema['x-kubernetes-embedded-resource'] === true) {
    const detail = 'must not be used inside of resource meta';
    errors.push(forbidden(`${field}.x-kubernetes-embedded-resource`, detail));
  }
  return errors;
}

function memberErrors(schema: SchemaProps, context: Context): readonly FieldError[] {
  const { field, root } = context;
  const errors: FieldError[] = [];
  const properties = Object.entries(schema.properties ?? {});
  const additional = additionalOf(schema);
  const limits = schema.additionalProperties === false || additional !== undefined;
  if (properties.length > 0 && limits) {
    const detail = 'additionalProperties and properties are mutual exclusive';
    errors.push(forbidden(`${field}.additionalProperties`, detail));
  }
  if (additional !== undefined) {
    const noDefaults = context.insideMetadata
      ? 'inside additionalProperties applying to object metadata'
      : context.noDefaults;
    const within = { ...context, root: false, noDefaults, field: `${field}.additionalProperties` };
    errors.push(...errorsOf(additional, within));
  }
  for (const [name, property] of properties) {
    const meta =
      (root || schema['x-kubernetes-embedded-resource'] === true) && metaFields.has(name);
    const within = {
      field: `${field}.properties[${name}]`,
      root: false,
      insideMetadata: context.insideMetadata || meta,
      noDefaults: meta && root ? `in top-level ${name}` : context.noDefaults,
    };
    errors.push(...errorsOf(property, within));
  }
  return errors;
}

function junctorErrors(schema: SchemaProps, context: Context): readonly FieldError[] {
  const within = (member: string): Context => ({
    ...context,
    root: false,
    field: `${context.field}.${member}`,
  });
  const ofAll = (name: 'allOf' | 'oneOf' | 'anyOf') =>
    (schema[name] ?? []).flatMap((each, index) => errorsOf(each, within(`${name}[${index}]`)));
  return [
    ...(schema.not === undefined ? [] : errorsOf(schema.not, within('not'))),
    ...ofAll('allOf'),
    ...ofAll('oneOf'),
    ...ofAll('anyOf'),
  ];
}

function itemErrors(schema: SchemaProps, context: Context): readonly FieldError[] {
  const items = itemsOf(schema);
  const field = `${context.field}.items`;
  const errors = items === undefined ? [] : errorsOf(items, { ...context, root: false, field });
  if (schema['x-kubernetes-preserve-unknown-fields'] !== false) return errors;
  const place = `${context.field}.x-kubernetes-preserve-unknown-fields`;
  return [...errors, invalid(place, false, 'must be true or undefined')];
}

function mapTypeErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  const mapType = schema['x-kubernetes-map-type'];
  if (mapType === undefined) return [];
  const errors: FieldError[] = [];
  if (schema.type !== 'object') {
    const detail = 'must be object if x-kubernetes-map-type is specified';
    errors.push(wrongType(schema, field, detail));
  }
  if (mapType !== 'atomic' && mapType !== 'granular') {
    const place = `${field}.x-kubernetes-map-type`;
    errors.push(notSupported(place, mapType, ['atomic', 'granular']));
  }
  return errors;
}

function listTypeErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  const listType = schema['x-kubernetes-list-type'];
  if (listType === undefined) return [];
  const errors: FieldError[] = [];
  const items = itemsOf(schema);
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set';
  if (schema.type !== 'array') {
    errors.push(wrongType(schema, field, 'must be array if x-kubernetes-list-type is specified'));
  } else if (listType === 'set' && items?.type === 'array') {
    const inner = items['x-kubernetes-list-type'] ?? 'atomic';
    if (inner !== 'atomic') {
      errors.push(invalid(`${field}.items.x-kubernetes-list-type`, inner, detail));
    }
  } else if (listType === 'set' && items?.type === 'object') {
    if (items['x-kubernetes-map-type'] !== 'atomic') {
      const shown = items['x-kubernetes-list-type'];
      errors.push(invalid(`${field}.items.x-kubernetes-map-type`, shown, detail));
    }
  }
  if (!['atomic', 'set', 'map'].includes(listType)) {
    const place = `${field}.x-kubernetes-list-type`;
    errors.push(notSupported(place, listType, ['atomic', 'set', 'map']));
  }
  return errors;
}

function listKeyErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const errors: FieldError[] = [];
  if (keys.length > 0 && listType !== 'map') {
    const place = `${field}.x-kubernetes-list-type`;
    const detail = 'must be map if x-kubernetes-list-map-keys is non-empty';
    errors.push(
      listType === undefined ? required(place, detail) : invalid(place, listType, detail),
    );
  }
  if (listType !== 'map') return errors;
  const place = `${field}.x-kubernetes-list-map-keys`;
  if (keys.length === 0) {
    errors.push(required(place, 'must not be empty if x-kubernetes-list-type is map'));
  }
  const items = itemsOf(schema);
  if (items === undefined) {
    const detail = 'must have a schema if x-kubernetes-list-type is map';
    return [...errors, required(`${field}.items`, detail)];
  }
  if (items.type !== 'object') {
    const detail = "must be object if parent array's x-kubernetes-list-type is map";
    return [...errors, invalid(`${field}.items.type`, items.type ?? '', detail)];
  }
  keys.forEach((key, index) => {
    const property = items.properties?.[key];
    if (property === undefined) {
      errors.push(invalid(place, keys, 'entries must all be names of item properties'));
    } else if (property.type === 'array' || property.type === 'object') {
      const detail = "must be a scalar type if parent array's x-kubernetes-list-type is map";
      errors.push(invalid(`${field}.items.properties[${key}].type`, items.type, detail));
    }
    if (keys.indexOf(key) < index) {
      errors.push(invalid(place, keys, 'must not contain duplicate entries'));
    }
  });
  return errors;
}

/** Items of sets and maps are never null, and keys of maps never missing. */
function keyedItemErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  const listType = schema['x-kubernetes-list-type'];
  const items = itemsOf(schema);
  if (items === undefined || (listType !== 'set' && listType !== 'map')) return [];
  const errors: FieldError[] = [];
  if (items.nullable === true) {
    const detail = `cannot be nullable when x-kubernetes-list-type is ${listType}`;
    errors.push(forbidden(`${field}.items.nullable`, detail));
  }
  if (listType === 'set') return errors;
  for (const key of schema['x-kubernetes-list-map-keys'] ?? []) {
    const property = items.properties?.[key];
    if (property === undefined) continue;
    const place = `${field}.items.properties[${key}]`;
    const what = 'this property is in x-kubernetes-list-map-keys, so it';
    if (items.required?.includes(key) !== true && property.default === undefined) {
      errors.push(
        required(`${place}.default`, `${what} must have a default or be a required property`),
      );
    }
    if (property.nullable === true) {
      errors.push(forbidden(`${place}.nullable`, `${what} cannot be nullable`));
    }
  }
  return errors;
}

function ruleErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  return (schema['x-kubernetes-validations'] ?? []).flatMap(({ rule = '' }, index) =>
    rule.trim() === ''
      ? [required(`${field}.x-kubernetes-validations[${index}].rule`, 'rule is not specified')]
      : [],
  );
}

function wrongType(schema: SchemaProps, field: string, detail: string): FieldError {
  const { type = '' } = schema;
  return type === '' ? required(`${field}.type`, detail) : invalid(`${field}.type`, type, detail);
}
