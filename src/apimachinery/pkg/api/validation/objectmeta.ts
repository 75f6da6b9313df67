/**
 * What the metadata of any object must look like, when it is created and when it changes.
 *
 * @upstream kubernetes/apimachinery pkg/api/validation/objectmeta.go
 * @diverges Label values and annotation keys are checked; managedFields are taken as they come.
 */

import type { ObjectMeta, OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  type FieldError,
  forbidden,
  InOrder,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import {
  isQualifiedName,
  isValidLabelValue,
} from '#apimachinery/pkg/util/validation/validation.ts';
import { equalJson } from '#base/json.ts';

export const fieldImmutableErrorMsg = 'field is immutable';
export const totalAnnotationSizeLimit = 262_144;

/** Returns the texts of what is wrong with a name. */
export type ValidateNameFunc = (name: string) => readonly string[];

/** Checks the metadata of a new object. */
export function validateObjectMeta(
  meta: Readonly<ObjectMeta>,
  options: { readonly namespaced: boolean; readonly validateName: ValidateNameFunc },
): FieldError[] {
  const errors: FieldError[] = [];
  const { name = '', generateName = '', namespace = '' } = meta;
  if (generateName !== '') {
    for (const wrong of options.validateName(maskTrailingDash(generateName))) {
      errors.push(invalid('metadata.generateName', generateName, wrong));
    }
  }
  if (name === '') {
    errors.push(required('metadata.name', 'name or generateName is required'));
  } else {
    for (const wrong of options.validateName(name))
      errors.push(invalid('metadata.name', name, wrong));
  }
  if (options.namespaced && namespace === '') errors.push(required('metadata.namespace'));
  if (!options.namespaced && namespace !== '') {
    errors.push(forbidden('metadata.namespace', 'not allowed on this type'));
  }
  errors.push(...validateLabels(meta.labels, 'metadata.labels'));
  errors.push(...validateAnnotations(meta.annotations, 'metadata.annotations'));
  errors.push(...validateOwnerReferences(meta.ownerReferences ?? []));
  errors.push(...validateFinalizers(meta.finalizers ?? []));
  return errors;
}

/** Checks the change of an object's metadata. */
export function validateObjectMetaUpdate(
  newMeta: Readonly<ObjectMeta>,
  oldMeta: Readonly<ObjectMeta>,
): FieldError[] {
  const errors: FieldError[] = [];
  if (oldMeta.deletionTimestamp !== undefined) {
    const known = new Set(oldMeta.finalizers ?? []);
    const added = (newMeta.finalizers ?? []).filter((finalizer) => !known.has(finalizer));
    if (added.length > 0) {
      const listed = `[]string{${added.map((each) => JSON.stringify(each)).join(', ')}}`;
      const detail = `no new finalizers can be added if the object is being deleted, found new finalizers ${listed}`;
      errors.push(forbidden('metadata.finalizers', detail));
    }
  }
  for (const field of immutableFields) {
    if (newMeta[field] !== oldMeta[field]) {
      errors.push(invalid(`metadata.${field}`, newMeta[field], fieldImmutableErrorMsg));
    }
  }
  errors.push(...validateLabels(newMeta.labels, 'metadata.labels'));
  errors.push(...validateAnnotations(newMeta.annotations, 'metadata.annotations'));
  if (!equalJson(newMeta.ownerReferences, oldMeta.ownerReferences)) {
    errors.push(...validateOwnerReferences(newMeta.ownerReferences ?? []));
  }
  errors.push(...validateFinalizers(newMeta.finalizers ?? []));
  return errors;
}

const immutableFields = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const;

export function validateLabels(
  labels: Readonly<Record<string, string>> | undefined,
  field: string,
): FieldError[] {
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(labels ?? {})) {
    for (const wrong of isQualifiedName(key)) errors.push(invalid(field, key, wrong));
    for (const wrong of isValidLabelValue(value)) errors.push(invalid(field, value, wrong));
  }
  return errors;
}

export function validateAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  field: string,
): FieldError[] {
  const errors: FieldError[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(annotations ?? {})) {
    for (const wrong of isQualifiedName(key.toLowerCase())) errors.push(invalid(field, key, wrong));
    size += key.length + value.length;
  }
  if (size > totalAnnotationSizeLimit) {
    const detail = `may not be more than ${totalAnnotationSizeLimit} bytes`;
    errors.push({ type: 'FieldValueTooLong', field, badValue: '', detail });
  }
  return errors;
}

export function validateOwnerReferences(references: readonly OwnerReference[]): FieldError[] {
  const field = 'metadata.ownerReferences';
  const errors: FieldError[] = [];
  let controller: OwnerReference | undefined;
  for (const [index, reference] of references.entries()) {
    errors.push(...validateOwnerReference(reference, `${field}[${index}]`));
    if (reference.controller !== true) continue;
    if (controller === undefined) {
      controller = reference;
      continue;
    }
    const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller.kind}/${controller.name} and ${reference.kind}/${reference.name}`;
    errors.push(invalid(field, new InOrder(references.map(inOrder)), detail));
  }
  return errors;
}

function validateOwnerReference(reference: OwnerReference, field: string): readonly FieldError[] {
  const { apiVersion, kind, name, uid } = reference;
  const errors: FieldError[] = [];
  const absent = 'must not be empty';
  if ((apiVersion ?? '') === '') errors.push(required(`${field}.apiVersion`, absent));
  else if (!/^([^/]+\/)?[^/]+$/.test(apiVersion)) {
    const detail = 'must be <group>/<version> or <version>';
    errors.push(invalid(`${field}.apiVersion`, apiVersion, detail));
  }
  if ((kind ?? '') === '') errors.push(required(`${field}.kind`, absent));
  if ((name ?? '') === '') errors.push(required(`${field}.name`, absent));
  if ((uid ?? '') === '') errors.push(required(`${field}.uid`, absent));
  if (apiVersion === 'v1' && kind === 'Event') {
    const detail = '/v1, Kind=Event is disallowed from being an owner';
    errors.push(invalid(field, new InOrder(inOrder(reference)), detail));
  }
  return errors;
}

/** The members as Go declares them. */
function inOrder(reference: OwnerReference): OwnerReference {
  const { apiVersion, kind, name, uid, controller, blockOwnerDeletion } = reference;
  return { apiVersion, kind, name, uid, controller, blockOwnerDeletion };
}

function validateFinalizers(finalizers: readonly string[]): FieldError[] {
  const field = 'metadata.finalizers';
  const errors: FieldError[] = [];
  for (const finalizer of finalizers) {
    for (const wrong of isQualifiedName(finalizer)) errors.push(invalid(field, finalizer, wrong));
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const detail = 'finalizer orphan and foregroundDeletion cannot be both set';
    errors.push(invalid(field, finalizers, detail));
  }
  return errors;
}

function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}
