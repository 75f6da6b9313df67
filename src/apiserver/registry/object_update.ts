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
import type { Kind } from './kind.ts';
import { type Outcome, rawFailure } from './outcome.ts';

export type Subresource = '' | 'status' | 'finalize' | 'binding';

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
    const text = `metadata.resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`;
    return rawFailure(text).error;
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
  if (subresource === 'status') return ok(withStatus(kind, incoming, existing));
  if (subresource !== '') return ok(incoming);
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

/** A pod's labels and annotations may change together with its status. */
function withStatus(kind: Kind, incoming: Unstructured, existing: Unstructured): Unstructured {
  const updated = cloneJson({ ...existing, status: incoming['status'] });
  if (kind.prefix.path === 'pods') {
    const { labels, annotations } = incoming.metadata;
    if (labels !== undefined) updated.metadata.labels = labels;
    if (annotations !== undefined) updated.metadata.annotations = annotations;
  }
  return updated;
}
