/** A default in a schema must itself be a value that the schema accepts. */

import { type FieldError, invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { embeddedErrors } from './embedded_objects.ts';
import { prune } from './pruning.ts';
import { itemsOf, type SchemaProps } from './schema_props.ts';
import { fieldErrors } from './schema_result.ts';
import { validateValue } from './value_validator.ts';

/** What is wrong with the defaults in a schema. */
export function defaultErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  const items = itemsOf(schema);
  const within = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    defaultErrors(property, `${field}.properties[${name}]`),
  );
  return [
    ...ownErrors(schema, `${field}.default`),
    ...(items === undefined ? [] : defaultErrors(items, `${field}.items`)),
    ...within,
  ];
}

function ownErrors(schema: SchemaProps, field: string): readonly FieldError[] {
  if (schema.default === undefined) return [];
  const pruned = cloneJson(schema.default);
  prune(pruned, schema, { path: '', removed: [] });
  const unknown = equalJson(pruned, schema.default)
    ? []
    : [invalid(field, schema.default, 'must not have unknown fields')];
  const embedded = embeddedErrors(schema, schema.default, field);
  if (embedded.length > 0) return [...unknown, ...embedded];
  return [...unknown, ...fieldErrors(validateValue(schema, schema.default), field)];
}
