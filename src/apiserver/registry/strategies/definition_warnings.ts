/** What a definition says that the server makes nothing of, or that others cannot make much of. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, objectAt } from '#apiserver/registry/members.ts';
import { formatOf } from '#apiserver/schema/formats.ts';
import {
  additionalOf,
  itemsOf,
  type SchemaProps,
  schemaIn,
} from '#apiserver/schema/schema_props.ts';

export function definitionWarnings(definition: Unstructured): readonly string[] {
  const schemas = listAt(definition, 'spec', 'versions')
    .map((version) => schemaIn(objectAt(version, 'schema', 'openAPIV3Schema')))
    .filter((schema) => schema !== undefined)
    .flatMap(everySchema);
  return [...formatWarnings(schemas), ...new Set(setWarnings(schemas))].sort();
}

function formatWarnings(schemas: readonly SchemaProps[]): readonly string[] {
  return schemas
    .filter((schema) => (schema.format ?? '') !== '' && formatOf(schema) === '')
    .map(({ format }) => `unrecognized format ${JSON.stringify(format)}`);
}

function setWarnings(schemas: readonly SchemaProps[]): readonly string[] {
  return schemas
    .filter((schema) => schema['x-kubernetes-list-type'] === 'set')
    .map((schema) => itemsOf(schema)?.type ?? '')
    .filter((type) => type === 'object' || type === 'array')
    .map(
      (type) =>
        `x-kubernetes-list-type: set for items of type "${type}" is not supported by server-side apply or CEL validation rules`,
    );
}

/** A schema and all schemas in it. */
function everySchema(schema: SchemaProps): readonly SchemaProps[] {
  const parts = [
    itemsOf(schema),
    additionalOf(schema),
    schema.not,
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...Object.values(schema.properties ?? {}),
  ];
  return [schema, ...parts.filter((part) => part !== undefined).flatMap(everySchema)];
}
