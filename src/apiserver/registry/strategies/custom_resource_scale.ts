/** Where a custom resource that can be scaled keeps its replicas, and what may stand there. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type FieldError, invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { ScalePaths } from '#apiserver/registry/kind.ts';
import { maxInt32 } from '#apiserver/schema/go_number.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';

export interface ScaleSpec {
  /** `.spec.replicas` */
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath: string;
}

/** The same as members of the object. */
export function scalePathsOf(scale: ScaleSpec): ScalePaths {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = scale;
  return {
    specReplicas: membersOf(specReplicasPath),
    statusReplicas: membersOf(statusReplicasPath),
    selector: labelSelectorPath === '' ? undefined : membersOf(labelSelectorPath),
  };
}

/** The members on a simple JSON path. */
function membersOf(path: string): readonly string[] {
  return path.replace(/^\./, '').split('.');
}

/** What is wrong with the fields that a Scale shows. */
export function scaleErrors(
  obj: Unstructured,
  scale: ScaleSpec | undefined,
  parts: readonly ('spec' | 'status')[],
): readonly FieldError[] {
  if (scale === undefined) return [];
  const errors: FieldError[] = [];
  if (parts.includes('spec')) errors.push(...replicaErrors(obj, scale.specReplicasPath));
  errors.push(...replicaErrors(obj, scale.statusReplicasPath));
  if (scale.labelSelectorPath !== '') {
    const selector = nestedValue(obj, scale.labelSelectorPath, 'string');
    if (!selector.ok) errors.push(invalid(scale.labelSelectorPath, '', selector.text));
  }
  return errors;
}

function replicaErrors(obj: Unstructured, path: string): readonly FieldError[] {
  const replicas = nestedValue(obj, path, 'int64');
  if (!replicas.ok) return [invalid(path, 0, replicas.text)];
  const value = Number(replicas.value ?? 0);
  if (value < 0) return [invalid(path, value, 'should be a non-negative integer')];
  if (value <= maxInt32) return [];
  return [invalid(path, value, `should be less than or equal to ${maxInt32}`)];
}

type Nested =
  | { readonly ok: true; readonly value: JsonValue | undefined }
  | { readonly ok: false; readonly text: string };

/** The value on a path, or the text about a value on the way that is not what it should be. */
export function nestedValue(obj: Unstructured, path: string, type: 'int64' | 'string'): Nested {
  const members = membersOf(path);
  let value: JsonValue | undefined = obj as JsonValue;
  for (const [index, member] of members.entries()) {
    if (!isJsonObject(value)) {
      const at = members.slice(0, index).join('.');
      return { ok: false, text: accessorError(at, value, 'map[string]interface {}') };
    }
    value = value[member];
    if (value === undefined) return { ok: true, value: undefined };
  }
  const fits = type === 'string' ? typeof value === 'string' : Number.isInteger(value);
  return fits
    ? { ok: true, value }
    : { ok: false, text: accessorError(members.join('.'), value, type) };
}

function accessorError(path: string, value: JsonValue, expected: string): string {
  return `.${path} accessor error: ${goValue(value)} is of the type ${goType(value)}, expected ${expected}`;
}

function goType(value: JsonValue): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int64' : 'float64';
    case 'string':
      return 'string';
    default:
      return 'map[string]interface {}';
  }
}

function goValue(value: JsonValue): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (!isJsonObject(value)) return String(value);
  const members = Object.keys(value).sort();
  return `map[${members.map((name) => `${name}:${goValue(value[name] ?? null)}`).join(' ')}]`;
}
