/** What a CustomResourceDefinition may say of a version, or of all: schema, subresources, columns, fields. */

import {
  duplicate,
  type FieldError,
  forbidden,
  invalid,
  required,
  tooMany,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { objectAt, textAt } from '#apiserver/registry/members.ts';
import { defaultErrors } from '#apiserver/schema/default_rules.ts';
import { openapiErrors } from '#apiserver/schema/openapi_rules.ts';
import { memberSchema, type SchemaProps, schemaIn } from '#apiserver/schema/schema_props.ts';
import { hasItemList, structuralErrors } from '#apiserver/schema/structural_rules.ts';
import type { JsonValue } from '#base/json.ts';
import type { VersionParts } from './internal_definition.ts';

/** What a version says, or all of them; `schema` is the member that holds the schema there. */
export function versionErrors(
  parts: VersionParts,
  field: string,
  context: { readonly schema: 'validation' | 'schema'; readonly hasStatus: boolean },
): readonly FieldError[] {
  const schemaField = `${field}.${context.schema}`;
  const schema = schemaIn(objectAt(parts.schema, 'openAPIV3Schema'));
  const { hasStatus } = context;
  const columns = parts.additionalPrinterColumns ?? [];
  return [
    ...(schema === undefined ? [] : schemaErrors(schema, schemaField, hasStatus)),
    ...scalePathErrors(parts, `${field}.subresources`),
    ...columns.flatMap((column, index) =>
      columnErrors(column, `${field}.additionalPrinterColumns[${index}]`),
    ),
    ...selectableFieldErrors(parts, schema, `${field}.selectableFields`),
  ];
}

function schemaErrors(
  schema: SchemaProps,
  field: string,
  hasStatus: boolean,
): readonly FieldError[] {
  const place = `${field}.openAPIV3Schema`;
  const errors: FieldError[] = [...(hasStatus ? rootErrors(schema, place) : [])];
  if (schema.nullable === true) {
    errors.push(forbidden(`${place}.nullable`, 'nullable cannot be true at the root'));
  }
  if (!hasItemList(schema)) {
    const structural = structuralErrors(schema, place);
    errors.push(...(structural.length > 0 ? structural : defaultErrors(schema, place)));
  }
  return [...errors, ...openapiErrors(schema, place)];
}

/** In the order in which the server names them. */
const rootFields: readonly (readonly [keyof SchemaProps, string])[] = [
  ['description', 'Description'],
  ['type', 'Type'],
  ['format', 'Format'],
  ['title', 'Title'],
  ['maximum', 'Maximum'],
  ['exclusiveMaximum', 'ExclusiveMaximum'],
  ['minimum', 'Minimum'],
  ['exclusiveMinimum', 'ExclusiveMinimum'],
  ['maxLength', 'MaxLength'],
  ['minLength', 'MinLength'],
  ['pattern', 'Pattern'],
  ['maxItems', 'MaxItems'],
  ['minItems', 'MinItems'],
  ['uniqueItems', 'UniqueItems'],
  ['multipleOf', 'MultipleOf'],
  ['required', 'Required'],
  ['items', 'Items'],
  ['properties', 'Properties'],
  ['x-kubernetes-preserve-unknown-fields', 'XPreserveUnknownFields'],
  ['x-kubernetes-validations', 'XValidations'],
];

/** With a status subresource the root may say only what still holds for the status alone. */
function rootErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  const { type = '' } = schema;
  if (type !== '' && type !== 'object') {
    const detail =
      'only "object" is allowed as the type at the root of the schema if the status subresource is enabled';
    return [invalid(`${field}.type`, type, detail)];
  }
  const allowed = new Set<string>(rootFields.map(([name]) => name));
  for (const name of ['externalDocs', 'example']) allowed.add(name);
  const strange = Object.entries(schema).find(
    ([name, value]) => !allowed.has(name) && value !== undefined && value !== false,
  );
  if (strange === undefined) return [];
  const names = rootFields.map(([, goName]) => goName);
  const listed = [...names.slice(0, 18), 'ExternalDocs', 'Example', ...names.slice(18)].join(' ');
  const detail = `only [${listed}] fields are allowed at the root of the schema if the status subresource is enabled`;
  return [invalid(field, schema, detail)];
}

function scalePathErrors(parts: VersionParts, field: string): readonly FieldError[] {
  const scale = objectAt(parts.subresources, 'scale');
  if (scale === undefined) return [];
  const selector = textAt(scale, 'labelSelectorPath');
  return [
    ...pathErrors(textAt(scale, 'specReplicasPath'), `${field}.scale.specReplicasPath`, {
      roots: ['.spec.'],
      detail: 'should be a json path under .spec',
    }),
    ...pathErrors(textAt(scale, 'statusReplicasPath'), `${field}.scale.statusReplicasPath`, {
      roots: ['.status.'],
      detail: 'should be a json path under .status',
    }),
    ...(selector === ''
      ? []
      : pathErrors(selector, `${field}.scale.labelSelectorPath`, {
          roots: ['.spec.', '.status.'],
          detail: 'should be a json path under either .spec or .status',
        })),
  ];
}

function pathErrors(
  path: string,
  field: string,
  rule: { readonly roots: readonly string[]; readonly detail: string },
): readonly FieldError[] {
  if (path === '') return [required(field)];
  const simple = simplePathErrors(path, field);
  if (simple.length > 0) return simple;
  if (rule.roots.some((root) => path.startsWith(root))) return [];
  return [invalid(field, path, rule.detail)];
}

function simplePathErrors(path: string, field: string): readonly FieldError[] {
  if (path.startsWith('.')) return [];
  return [invalid(field, path, 'must be a simple json path starting with .')];
}

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];
const columnFormats = [
  'byte',
  'date',
  'date-time',
  'double',
  'float',
  'int32',
  'int64',
  'password',
];

function columnErrors(column: JsonValue, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const type = textAt(column, 'type');
  const format = textAt(column, 'format');
  const path = textAt(column, 'jsonPath');
  if (textAt(column, 'name') === '') errors.push(required(`${field}.name`));
  const typeDetail = `must be one of ${columnTypes.join(',')}`;
  if (type === '') errors.push(required(`${field}.type`, typeDetail));
  else if (!columnTypes.includes(type)) errors.push(invalid(`${field}.type`, type, typeDetail));
  if (format !== '' && !columnFormats.includes(format)) {
    errors.push(invalid(`${field}.format`, format, `must be one of ${columnFormats.join(',')}`));
  }
  if (path === '') errors.push(required(`${field}.JSONPath`));
  else errors.push(...simplePathErrors(path, `${field}.JSONPath`));
  return errors;
}

const mostSelectableFields = 8;

function selectableFieldErrors(
  parts: VersionParts,
  schema: SchemaProps | undefined,
  field: string,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  (parts.selectableFields ?? []).forEach((selectable, index) => {
    const path = textAt(selectable, 'jsonPath');
    const place = `${field}[${index}].jsonPath`;
    if (path === '') {
      errors.push(required(place));
      return;
    }
    const found = schemaAt(schema, path);
    if (typeof found === 'string') {
      errors.push(invalid(place, path, `is an invalid path: ${found}`));
      return;
    }
    if (path.startsWith('.metadata')) {
      errors.push(invalid(place, path, 'must not point to fields in metadata'));
    }
    if (!['string', 'boolean', 'integer'].includes(found.type ?? '')) {
      const detail =
        'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.';
      errors.push(invalid(place, path, detail));
    }
    if (seen.has(path)) errors.push(duplicate(place, path));
    seen.add(path);
  });
  if (seen.size > mostSelectableFields) {
    errors.push(tooMany(field, seen.size, mostSelectableFields));
  }
  return errors;
}

/** The schema of the field on a path, or why there is none. */
function schemaAt(schema: SchemaProps | undefined, path: string): SchemaProps | string {
  let found: SchemaProps | undefined = schema;
  const members = path.replace(/^\./, '').split('.');
  for (const member of members) {
    found = memberSchema(found, member);
    if (found === undefined) return 'does not refer to a valid field';
  }
  return found ?? 'does not refer to a valid field';
}
