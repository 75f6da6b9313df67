/**
 * Custom resources: the rules that every kind made by a CustomResourceDefinition follows.
 *
 * @diverges Rules in CEL (`x-kubernetes-validations`) are kept in a definition, and checked for being
 * there at all, but never evaluated: objects that they forbid are accepted.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { FieldError } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { customResourcePrinter } from '#apiserver/printers/custom_resource_printer.ts';
import { plainStrategy, type Strategy, specOf } from '#apiserver/registry/kind.ts';
import { valueAt } from '#apiserver/registry/members.ts';
import { embeddedErrors } from '#apiserver/schema/embedded_objects.ts';
import { duplicateErrors } from '#apiserver/schema/list_keys.ts';
import { propertyOf, type SchemaProps } from '#apiserver/schema/schema_props.ts';
import { fieldErrors, type SchemaResult } from '#apiserver/schema/schema_result.ts';
import { validateChangedValue, validateValue } from '#apiserver/schema/value_validator.ts';
import { equalJson, type JsonValue } from '#base/json.ts';
import { coerce, type VersionSchema } from './custom_resource_codec.ts';
import { type ScaleSpec, scaleErrors, scalePathsOf } from './custom_resource_scale.ts';

export interface CustomResourceRules {
  readonly version: VersionSchema;
  readonly hasStatus: boolean;
  readonly scale: ScaleSpec | undefined;
  /** JSON paths of fields that can be selected by: `.spec.color`. */
  readonly selectableFields: readonly string[];
  /** The `additionalPrinterColumns`. */
  readonly columns: readonly JsonValue[];
}

export function customResourceStrategy(rules: CustomResourceRules): Strategy {
  const { hasStatus, scale } = rules;
  const { schema } = rules.version;
  return {
    ...plainStrategy,
    hasStatus,
    allowUnconditionalUpdate: false,
    keptByStatus: 'everything',
    generationCounts: (obj, old) =>
      !equalJson(specOf(obj), specOf(old)) ||
      (!hasStatus && !equalJson(obj['status'], old['status'])),
    coerce: (obj) => coerce(obj, rules.version),
    prepareForCreate: (obj) => {
      if (hasStatus) delete obj['status'];
    },
    validateCreate: (obj) => [
      ...checked(schema, (whole) => validateValue(whole, obj), ''),
      ...scaleErrors(obj, scale, ['spec', 'status']),
      ...embeddedErrors(schema, obj, ''),
      ...duplicateErrors(schema, obj, ''),
    ],
    validateUpdate: (obj, old) => [
      ...checked(schema, (whole) => validateChangedValue(whole, obj, old), ''),
      ...scaleErrors(obj, scale, ['spec', 'status']),
      ...embeddedErrors(schema, obj, ''),
      ...newDuplicates(schema, obj, old),
    ],
    validateStatus: (obj, old) => [
      ...statusErrors(schema, obj, old),
      ...scaleErrors(obj, scale, ['status']),
      ...newDuplicates(schema, obj, old),
    ],
    warnings: finalizerWarnings,
    scale: scale === undefined ? undefined : scalePathsOf(scale),
    printer: customResourcePrinter(rules.columns),
    fields: Object.fromEntries(
      rules.selectableFields.map((path) => [path.replace(/^\./, ''), fieldAt(path)]),
    ),
    unknownFieldText: (field) => `field label not supported: ${field}`,
  };
}

function checked(
  schema: SchemaProps | undefined,
  check: (schema: SchemaProps) => SchemaResult,
  field: string,
): readonly FieldError[] {
  return schema === undefined ? [] : fieldErrors(check(schema), field);
}

/** The status is checked as if it stood alone. */
function statusErrors(
  schema: SchemaProps | undefined,
  obj: Unstructured,
  old: Unstructured,
): readonly FieldError[] {
  const status = obj['status'] as JsonValue | undefined;
  if (status === undefined) return [];
  const before = old['status'] as JsonValue | undefined;
  return checked(
    propertyOf(schema, 'status'),
    (whole) => validateChangedValue(whole, status, before),
    'status',
  );
}

/** What occurs twice, unless something did so before. */
function newDuplicates(
  schema: SchemaProps | undefined,
  obj: Unstructured,
  old: Unstructured,
): readonly FieldError[] {
  return duplicateErrors(schema, old, '').length > 0 ? [] : duplicateErrors(schema, obj, '');
}

const standardFinalizers: ReadonlySet<string> = new Set([
  'orphan',
  'foregroundDeletion',
  'kubernetes',
]);

/** Finalizers without a domain may clash with those of others. */
function finalizerWarnings(obj: Unstructured): readonly string[] {
  const { finalizers = [] } = obj.metadata;
  return [...finalizers]
    .sort()
    .filter((finalizer) => !finalizer.includes('/') && !standardFinalizers.has(finalizer))
    .map((finalizer) => {
      const path = finalizer.includes('.') ? ' including a path (/)' : '';
      return `metadata.finalizers: ${JSON.stringify(finalizer)}: prefer a domain-qualified finalizer name${path} to avoid accidental conflicts with other finalizer writers`;
    });
}

function fieldAt(path: string): (obj: Unstructured) => string {
  const members = path.replace(/^\./, '').split('.');
  return (obj) => {
    const value = valueAt(obj, ...members);
    return value === undefined || value === null ? '' : String(value);
  };
}
