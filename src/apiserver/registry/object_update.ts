/** What the server makes of an update before it is stored. Pure rules; the result is its own to change. */

import {
  newConflict,
  newInvalid,
  optimisticLockErrorMsg,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import { validateObjectMetaUpdate } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { cloneJson } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import { finalizerErrors } from './finalizer_names.ts';
import type { Kind } from './kind.ts';
import { type Outcome, rawFailure } from './outcome.ts';

/** `internal` stands for what the server itself changes: it is stored as it is. */
export type Subresource = '' | 'status' | 'finalize' | 'binding' | 'scale' | 'internal';

/** Checks an update's resourceVersion against what is stored. */
export function versionFailure(
  kind: Kind,
  incoming: Unstructured,
  existing: Unstructured,
): StatusError | undefined {
  const { resourceVersion = '' } = incoming.metadata;
  const name = existing.metadata.name ?? '';
  const resource = { group: kind.group, resource: kind.resource };
  if (resourceVersion === '' || resourceVersion === '0') {
    if (kind.strategy.allowUnconditionalUpdate) return undefined;
    const detail = 'must be specified for an update';
    const pluralKind = { group: kind.group, kind: kind.resource };
    return newInvalid(pluralKind, name, [invalid('metadata.resourceVersion', 0, detail)]);
  }
  if (!/^\d+$/.test(resourceVersion)) {
    const quoted = JSON.stringify(resourceVersion);
    return rawFailure(`strconv.ParseUint: parsing ${quoted}: invalid syntax`).error;
  }
  if (resourceVersion === existing.metadata.resourceVersion) return undefined;
  return newConflict(resource, name, optimisticLockErrorMsg);
}

/** The object to be stored: what the client may change from `incoming`, the rest from `existing`. */
export function preparedUpdate(
  kind: Kind,
  incoming: Unstructured,
  options: { readonly existing: Unstructured; readonly subresource: Subresource },
): Outcome<Unstructured> {
  const { existing, subresource } = options;
  if (subresource === 'status') return statusUpdate(kind, incoming, existing);
  if (subresource === 'finalize') return finalizeUpdate(kind, incoming, existing);
  if (subresource !== '' && subresource !== 'scale') return ok(incoming);
  const { strategy } = kind;
  keepSystemFields(incoming, existing);
  strategy.setDefaults(incoming);
  if (strategy.hasStatus) keepStatus(incoming, existing);
  strategy.prepareForUpdate(incoming, existing);
  if (strategy.generationCounts?.(incoming, existing) === true) {
    incoming.metadata.generation = (existing.metadata.generation ?? 0) + 1;
  }
  const errors = [
    ...validateObjectMetaUpdate(incoming.metadata, existing.metadata),
    ...finalizerErrors(kind, incoming.metadata.finalizers ?? []),
    ...strategy.validate(incoming),
    ...strategy.validateUpdate(incoming, existing),
  ];
  if (errors.length === 0) return ok(incoming);
  return fail(newInvalid(kind, existing.metadata.name ?? '', errors));
}

function keepSystemFields(incoming: Unstructured, existing: Unstructured): void {
  const { metadata: meta } = incoming;
  const old = existing.metadata;
  meta.resourceVersion = old.resourceVersion;
  meta.generation = old.generation;
  meta.creationTimestamp = old.creationTimestamp;
  meta.uid ??= old.uid;
  meta.name ??= old.name;
  meta.namespace ??= old.namespace;
  meta.deletionGracePeriodSeconds ??= old.deletionGracePeriodSeconds;
  if (old.deletionTimestamp !== undefined) meta.deletionTimestamp = old.deletionTimestamp;
  incoming.apiVersion = existing.apiVersion;
  incoming.kind = existing.kind;
}

function keepStatus(incoming: Unstructured, existing: Unstructured): void {
  if (existing['status'] === undefined) delete incoming['status'];
  else incoming['status'] = existing['status'];
}

/** A write of `/finalize` takes everything but the status, its own finalizers in `spec` among it. */
function finalizeUpdate(
  kind: Kind,
  incoming: Unstructured,
  existing: Unstructured,
): Outcome<Unstructured> {
  keepSystemFields(incoming, existing);
  keepStatus(incoming, existing);
  kind.strategy.setDefaults(incoming);
  const errors = validateObjectMetaUpdate(incoming.metadata, existing.metadata);
  if (errors.length === 0) return ok(incoming);
  return fail(newInvalid(kind, existing.metadata.name ?? '', errors));
}

/** A write of `/status`: of everything else it changes only what metadata the kind lets it. */
function statusUpdate(
  kind: Kind,
  incoming: Unstructured,
  existing: Unstructured,
): Outcome<Unstructured> {
  const { keptByStatus, validateStatus } = kind.strategy;
  const { status: _status, ...rest } = existing;
  const { status } = incoming;
  const updated: Unstructured = cloneJson(status === undefined ? rest : { ...rest, status });
  const { managedFields } = incoming.metadata;
  if (managedFields === undefined) delete updated.metadata.managedFields;
  else updated.metadata.managedFields = managedFields;
  if (keptByStatus !== 'everything') {
    keepSystemFields(incoming, existing);
    const metadata: Record<string, unknown> = { ...incoming.metadata };
    for (const member of keptByStatus) {
      const kept = existing.metadata[member];
      if (kept === undefined) delete metadata[member];
      else metadata[member] = cloneJson(kept);
    }
    updated.metadata = metadata;
    kind.strategy.setDefaults(updated);
  }
  const errors = [
    ...validateObjectMetaUpdate(updated.metadata, existing.metadata),
    ...validateStatus(updated, existing),
  ];
  if (errors.length === 0) return ok(updated);
  return fail(newInvalid(kind, existing.metadata.name ?? '', errors));
}
