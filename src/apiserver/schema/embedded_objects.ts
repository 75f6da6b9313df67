/** Objects inside a custom resource that are Kubernetes objects themselves. */

import { validateObjectMeta } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import type { ObjectMeta } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  type FieldError,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import {
  isDNS1035Label,
  isValidPathSegmentName,
} from '#apimachinery/pkg/util/validation/validation.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { additionalOf, itemsOf, propertyOf, type SchemaProps } from './schema_props.ts';

/** What is wrong with the types and metadata of embedded objects. */
export function embeddedErrors(
  schema: SchemaProps | undefined,
  value: JsonValue | undefined,
  field: string,
): readonly FieldError[] {
  if (schema === undefined) return [];
  if (Array.isArray(value)) {
    const items = itemsOf(schema);
    return value.flatMap((item, index) => embeddedErrors(items, item, `${field}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  const own =
    schema['x-kubernetes-embedded-resource'] === true ? embeddedObjectErrors(value, field) : [];
  const within = Object.entries(value).flatMap(([name, member]) => {
    const property = propertyOf(schema, name);
    if (property !== undefined) return embeddedErrors(property, member, child(field, name));
    return embeddedErrors(additionalOf(schema), member, `${field}[${name}]`);
  });
  return [...own, ...within];
}

function embeddedObjectErrors(object: JsonObject, field: string): readonly FieldError[] {
  const { apiVersion, kind, metadata } = object;
  return [
    ...apiVersionErrors(apiVersion, child(field, 'apiVersion')),
    ...kindErrors(kind, child(field, 'kind')),
    ...metadataErrors(metadata, child(field, 'metadata')),
  ];
}

function apiVersionErrors(apiVersion: JsonValue | undefined, field: string): readonly FieldError[] {
  if (apiVersion === undefined) return [required(field)];
  if (typeof apiVersion !== 'string') return [invalid(field, apiVersion, 'must be a string')];
  if (apiVersion === '') return [invalid(field, apiVersion, 'must not be empty')];
  if (apiVersion.split('/').length <= 2) return [];
  return [invalid(field, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
}

function kindErrors(kind: JsonValue | undefined, field: string): readonly FieldError[] {
  if (kind === undefined) return [required(field)];
  if (typeof kind !== 'string') return [invalid(field, kind, 'must be a string')];
  if (kind === '') return [invalid(field, kind, 'must not be empty')];
  const wrong = isDNS1035Label(kind.toLowerCase());
  if (wrong.length === 0) return [];
  const detail = `may have mixed case, but should otherwise match: ${wrong.join(',')}`;
  return [invalid(field, kind, detail)];
}

function metadataErrors(metadata: JsonValue | undefined, field: string): readonly FieldError[] {
  if (!isJsonObject(metadata)) return [];
  const meta = metadata as Readonly<ObjectMeta>;
  const named = (meta.name ?? '') === '' ? { ...meta, name: 'fakename' } : meta;
  const namespaced = (meta.namespace ?? '') !== '';
  return validateObjectMeta(named, { namespaced, validateName: isValidPathSegmentName }).map(
    (error) => ({ ...error, field: error.field.replace(/^metadata/, field) }),
  );
}

function child(field: string, name: string): string {
  return field === '' ? name : `${field}.${name}`;
}
