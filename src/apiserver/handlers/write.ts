/** POST and PUT, at an object and at its subresources. */

import { newBadRequest } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type FieldWrite, trackUpdate } from '#apiserver/managed_fields/field_manager.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { listAt, objectAt } from '#apiserver/registry/members.ts';
import type { ObjectUpdate, Target } from '#apiserver/registry/object_store.ts';
import type { Subresource } from '#apiserver/registry/object_update.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { scaled, scaleKind, scaleOf } from '#apiserver/registry/scale.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson } from '#base/json.ts';
import { ok } from '#base/result.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { creationFailure } from './namespace_lifecycle.ts';
import { terminatingDefinitionFailure, waitForOtherReplicas } from './new_kind.ts';
import { withoutDuplicateOwners } from './owner_duplicates.ts';
import type { ReplicaView } from './replica_view.ts';
import { fieldManagerOf, readObject } from './request_body.ts';
import { failureResponse, objectResponse, withWarnings } from './response.ts';

export function* handleCreate(
  replica: ReplicaView,
  kind: Kind,
  asked: { readonly request: ServerRequest; readonly namespace: string },
): Proc<ServerResponse> {
  const { request, namespace } = asked;
  const read = readObject(kind, request, replica.readYaml);
  if (!read.ok) return failureResponse(read.error);
  const { object: obj } = read.value;
  const { name = '' } = obj.metadata;
  const within = obj.metadata.namespace ?? '';
  if (kind.namespaced && within !== '' && within !== namespace) {
    return failureResponse(newBadRequest(namespaceMismatch));
  }
  yield* waitForOtherReplicas(replica, kind);
  const refused =
    terminatingDefinitionFailure(kind, name) ??
    (yield* creationFailure(replica, kind, { namespace, name }));
  if (refused !== undefined) return failureResponse(refused);
  const duplicates = withoutDuplicateOwners(obj);
  noteOwner(replica, kind, { request, subresource: '', live: undefined, wanted: obj });
  const created = yield* replica.store.create(kind, obj, namespace);
  const warnings = [...read.value.warnings, ...duplicates];
  if (!created.ok) return withWarnings(failureResponse(created.error), warnings);
  const own = kind.strategy.warnings(created.value);
  return withWarnings(objectResponse(201, created.value), [...warnings, ...own]);
}

export function* handleUpdate(
  replica: ReplicaView,
  target: Target,
  asked: { readonly request: ServerRequest; readonly subresource: Subresource },
): Proc<ServerResponse> {
  const { request, subresource } = asked;
  const { kind } = target;
  const read = readObject(subresource === 'scale' ? scaleKind : kind, request, replica.readYaml);
  if (!read.ok) return failureResponse(read.error);
  const { object: wanted } = read.value;
  const mismatch = placeMismatch(target, wanted);
  if (mismatch !== undefined) return failureResponse(newBadRequest(mismatch));
  const creates = subresource === '' && kind.strategy.allowCreateOnUpdate;
  const { uid } = wanted.metadata;
  const duplicates = withoutDuplicateOwners(wanted);
  const noted = (obj: Unstructured, live: Unstructured | undefined) => {
    noteOwner(replica, kind, { request, subresource, live, wanted: obj });
    return ok(obj);
  };
  const response = yield* runUpdate(replica, target, {
    subresource,
    uid: uid === '' ? undefined : uid,
    missing: creates ? () => noted(cloneJson(wanted), undefined) : undefined,
    admit: () => creationFailure(replica, kind, target),
    change: (existing) => {
      const changed = subresourceChange(kind, cloneJson(wanted), { existing, subresource });
      return changed.ok ? noted(changed.value, existing) : changed;
    },
  });
  return withWarnings(response, [...read.value.warnings, ...duplicates]);
}

/** Notes in an object who owns what of it, as a write of the request makes it. */
export function noteOwner(
  replica: ReplicaView,
  kind: Kind,
  write: {
    readonly request: ServerRequest;
    readonly subresource: Subresource;
    readonly live: Unstructured | undefined;
    readonly wanted: Unstructured;
  },
): void {
  const { request, subresource, live, wanted } = write;
  const fields = fieldWrite(replica, request, subresource);
  const tracked = live === undefined ? fields.fromCreation : live.metadata.managedFields;
  if (tracked) kind.strategy.setDefaults(wanted);
  trackUpdate(kind, { live, wanted }, fields);
}

/** Who writes, where and when. */
export function fieldWrite(
  replica: ReplicaView,
  request: ServerRequest,
  subresource: Subresource,
): FieldWrite {
  return {
    fromCreation: replica.managedFields,
    manager: fieldManagerOf(request),
    subresource,
    time: subresource === 'scale' ? undefined : formatTime(replica.sim.now),
  };
}

/** Carries an update out and answers. */
export function* runUpdate(
  replica: ReplicaView,
  target: Target,
  update: ObjectUpdate,
): Proc<ServerResponse> {
  const updated = yield* replica.store.update(target, update);
  if (!updated.ok) return failureResponse(updated.error);
  const { object, created } = updated.value;
  if (update.subresource !== 'scale') return objectResponse(created ? 201 : 200, object);
  const scale = scaleOf(target.kind, object);
  return scale.ok ? objectResponse(200, scale.value) : failureResponse(scale.error);
}

const namespaceMismatch =
  'the namespace of the provided object does not match the namespace sent on the request';

/** What is wrong with the names in a body; a missing namespace is taken from the URL. */
export function placeMismatch(target: Target, obj: Unstructured): string | undefined {
  const { kind, namespace, name } = target;
  if (!kind.namespaced) delete obj.metadata.namespace;
  else if ((obj.metadata.namespace ?? '') === '') obj.metadata.namespace = namespace;
  else if (obj.metadata.namespace !== namespace) return namespaceMismatch;
  const { name: given = '' } = obj.metadata;
  if (given === '') {
    return `the name of the object (${name} based on URL) was undeterminable: name must be provided`;
  }
  if (given === name) return undefined;
  return `the name of the object (${given}) does not match the name on the URL (${name})`;
}

/** What a write at a subresource makes of the object. */
export function subresourceChange(
  kind: Kind,
  wanted: Unstructured,
  at: { readonly existing: Unstructured; readonly subresource: Subresource },
): Outcome<Unstructured> {
  const { existing, subresource } = at;
  if (subresource === 'scale') return scaled(kind, wanted, existing);
  if (subresource !== 'finalize') return ok(wanted);
  const { finalizers: _finalizers, ...rest } = objectAt(wanted, 'spec') ?? {};
  const finalizers = listAt(wanted, 'spec', 'finalizers');
  wanted['spec'] = finalizers.length === 0 ? rest : { ...rest, finalizers };
  return ok(wanted);
}
