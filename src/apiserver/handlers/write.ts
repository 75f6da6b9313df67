/** POST, PUT and PATCH, at an object and at its subresources. */

import { newBadRequest, newInvalid, newStatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { mergePatch } from '#apimachinery/pkg/util/jsonmergepatch/patch.ts';
import { invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { listAt, objectAt } from '#apiserver/registry/members.ts';
import type { ObjectUpdate, Target } from '#apiserver/registry/object_store.ts';
import type { Subresource } from '#apiserver/registry/object_update.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { scaled, scaleKind, scaleOf } from '#apiserver/registry/scale.ts';
import { cloneJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { creationFailure } from './namespace_lifecycle.ts';
import { terminatingDefinitionFailure, waitForOtherReplicas } from './new_kind.ts';
import { withoutDuplicateOwners } from './owner_duplicates.ts';
import type { ReplicaView } from './replica_view.ts';
import { decodeObject, structureProblem } from './request_body.ts';
import { failureResponse, objectResponse, withWarnings } from './response.ts';

export function* handleCreate(
  replica: ReplicaView,
  kind: Kind,
  asked: { readonly request: ServerRequest; readonly namespace: string },
): Proc<ServerResponse> {
  const { request, namespace } = asked;
  const decoded = decodeObject(kind, request.body);
  if (!decoded.ok) return failureResponse(decoded.error);
  const obj = decoded.value;
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
  const created = yield* replica.store.create(kind, obj, namespace);
  if (!created.ok) return failureResponse(created.error);
  const warnings = [...duplicates, ...kind.strategy.warnings(created.value)];
  return withWarnings(objectResponse(201, created.value), warnings);
}

export function* handleUpdate(
  replica: ReplicaView,
  target: Target,
  asked: { readonly request: ServerRequest; readonly subresource: Subresource },
): Proc<ServerResponse> {
  const { request, subresource } = asked;
  const bodyKind = subresource === 'scale' ? scaleKind : target.kind;
  const decoded = decodeObject(bodyKind, request.body);
  if (!decoded.ok) return failureResponse(decoded.error);
  const wanted = decoded.value;
  const mismatch = placeMismatch(target, wanted);
  if (mismatch !== undefined) return failureResponse(newBadRequest(mismatch));
  const creates = subresource === '' && target.kind.strategy.allowCreateOnUpdate;
  if (creates) {
    const refused = yield* creationFailure(replica, target.kind, target);
    if (refused !== undefined) return failureResponse(refused);
  }
  const { uid } = wanted.metadata;
  const duplicates = withoutDuplicateOwners(wanted);
  const response = yield* runUpdate(replica, target, {
    subresource,
    uid: uid === '' || subresource === 'scale' ? undefined : uid,
    missing: creates ? cloneJson(wanted) : undefined,
    change: (existing) =>
      subresourceChange(target.kind, cloneJson(wanted), { existing, subresource }),
  });
  return withWarnings(response, duplicates);
}

const mergePatchType = 'application/merge-patch+json';
const strategicMergePatchType = 'application/strategic-merge-patch+json';

export function* handlePatch(
  replica: ReplicaView,
  target: Target,
  asked: { readonly request: ServerRequest; readonly subresource: Subresource },
): Proc<ServerResponse> {
  const { request, subresource } = asked;
  const { kind } = target;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  if (type !== mergePatchType) return failureResponse(unsupportedPatch(kind));
  const patch = request.body;
  if (!isJsonObject(patch)) return failureResponse(newBadRequest('Invalid JSON Patch'));
  return yield* runUpdate(replica, target, {
    subresource,
    uid: undefined,
    missing: undefined,
    change: (existing) => patched(target, { existing, patch, subresource }),
  });
}

function* runUpdate(
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

/** What is wrong with the names in a body; missing ones are taken from the URL. */
function placeMismatch(target: Target, obj: Unstructured): string | undefined {
  const { kind, namespace, name } = target;
  obj.metadata.name ??= name;
  if (obj.metadata.name !== name) {
    return `the name of the object (${obj.metadata.name}) does not match the name on the URL (${name})`;
  }
  if (!kind.namespaced) {
    delete obj.metadata.namespace;
    return undefined;
  }
  if ((obj.metadata.namespace ?? '') === '') obj.metadata.namespace = namespace;
  return obj.metadata.namespace === namespace ? undefined : namespaceMismatch;
}

/** What a write at a subresource makes of the object. */
function subresourceChange(
  kind: Kind,
  wanted: Unstructured,
  at: { readonly existing: Unstructured; readonly subresource: Subresource },
): Outcome<Unstructured> {
  const { existing, subresource } = at;
  if (subresource === 'scale') return scaled(kind, wanted, existing);
  if (subresource !== 'finalize') return ok(wanted);
  // Nothing but a namespace's own finalizers.
  const finalizers = listAt(wanted, 'spec', 'finalizers');
  const kept = cloneJson(existing);
  const { finalizers: _finalizers, ...rest } = objectAt(existing, 'spec') ?? {};
  kept['spec'] = finalizers.length === 0 ? rest : { ...rest, finalizers };
  kept.metadata.resourceVersion = wanted.metadata.resourceVersion;
  return ok(kept);
}

function patched(
  target: Target,
  change: {
    readonly existing: Unstructured;
    readonly patch: JsonValue;
    readonly subresource: Subresource;
  },
): Outcome<Unstructured> {
  const { existing, patch, subresource } = change;
  const base = subresource === 'scale' ? scaleOf(target.kind, existing) : ok(existing);
  if (!base.ok) return base;
  const result = cloneJson(mergePatch(base.value, patch)) as Unstructured;
  const problem = isJsonObject(result.metadata)
    ? structureProblem(result)
    : 'json: cannot unmarshal into Go struct field ObjectMeta';
  if (problem !== undefined) {
    const wrong = invalid('patch', JSON.stringify(result), problem);
    return fail(newInvalid({ group: '', kind: '' }, '', [wrong]));
  }
  const mismatch = placeMismatch(target, result);
  if (mismatch !== undefined) return fail(newBadRequest(mismatch));
  return subresourceChange(target.kind, result, { existing, subresource });
}

function unsupportedPatch(kind: Kind) {
  const accepted = [
    'application/json-patch+json',
    mergePatchType,
    ...(kind.custom ? [] : [strategicMergePatchType]),
    'application/apply-patch+yaml',
  ];
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return newStatusError(415, 'UnsupportedMediaType', { message });
}
