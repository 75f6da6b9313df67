/** POST, PUT and PATCH, at an object and at its subresources. */

import {
  newBadRequest,
  newConflict,
  newInvalid,
  newStatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { mergePatch } from '#apimachinery/pkg/util/jsonmergepatch/patch.ts';
import { invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { listAt, objectAt, textAt } from '#apiserver/registry/members.ts';
import type { ObjectUpdate, Target } from '#apiserver/registry/object_store.ts';
import type { Subresource } from '#apiserver/registry/object_update.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { creationFailure } from './namespace_lifecycle.ts';
import type { ReplicaView } from './replica_view.ts';
import { decodeObject, structureProblem } from './request_body.ts';
import { failureResponse, objectResponse } from './response.ts';

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
  const refused = yield* creationFailure(replica, kind, { namespace, name });
  if (refused !== undefined) return failureResponse(refused);
  const created = yield* replica.store.create(kind, obj, namespace);
  return created.ok ? objectResponse(201, created.value) : failureResponse(created.error);
}

export function* handleUpdate(
  replica: ReplicaView,
  target: Target,
  asked: { readonly request: ServerRequest; readonly subresource: Subresource },
): Proc<ServerResponse> {
  const { request, subresource } = asked;
  const decoded = decodeObject(target.kind, request.body);
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
  return yield* runUpdate(replica, target, {
    subresource,
    uid: uid === '' ? undefined : uid,
    missing: creates ? cloneJson(wanted) : undefined,
    change: (existing) => ok(subresourceChange(subresource, cloneJson(wanted), existing)),
  });
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

/** Binds a pod to a node: what a scheduler asks for. */
export function* handleBinding(
  replica: ReplicaView,
  target: Target,
  body: JsonValue | undefined,
): Proc<ServerResponse> {
  const node = textAt(body, 'target', 'name');
  if (node === '') {
    const missing = invalid('target.name', '', 'name is required');
    return failureResponse(newInvalid({ group: '', kind: 'Binding' }, target.name, [missing]));
  }
  const time = formatTime(replica.sim.now);
  const bound = yield* replica.store.update(target, {
    subresource: 'binding',
    uid: undefined,
    missing: undefined,
    change: (existing) => boundPod(target, existing, { node, time }),
  });
  if (!bound.ok) return failureResponse(bound.error);
  return objectResponse(201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
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
  return objectResponse(created ? 201 : 200, object);
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

/** `/finalize` takes nothing but a namespace's own finalizers. */
function subresourceChange(
  subresource: Subresource,
  wanted: Unstructured,
  existing: Unstructured,
): Unstructured {
  if (subresource !== 'finalize') return wanted;
  const finalizers = listAt(wanted, 'spec', 'finalizers');
  const kept = cloneJson(existing);
  kept['spec'] = { ...objectAt(existing, 'spec'), finalizers };
  kept.metadata.resourceVersion = wanted.metadata.resourceVersion;
  return kept;
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
  const result = cloneJson(mergePatch(existing, patch)) as Unstructured;
  const problem = isJsonObject(result.metadata)
    ? structureProblem(result)
    : 'json: cannot unmarshal into Go struct field ObjectMeta';
  if (problem !== undefined) {
    const wrong = invalid('patch', JSON.stringify(result), problem);
    return fail(newInvalid({ group: '', kind: '' }, '', [wrong]));
  }
  const mismatch = placeMismatch(target, result);
  if (mismatch !== undefined) return fail(newBadRequest(mismatch));
  return ok(subresourceChange(subresource, result, existing));
}

function boundPod(
  target: Target,
  existing: Unstructured,
  binding: { readonly node: string; readonly time: string },
): Outcome<Unstructured> {
  const { kind, name } = target;
  const present = textAt(existing, 'spec', 'nodeName');
  if (present !== '') {
    const why = `pod ${name} is already assigned to node "${present}"`;
    return fail(newConflict(kind, name, why));
  }
  if (existing.metadata.deletionTimestamp !== undefined) {
    const why = `pod ${name} is being deleted, cannot be assigned to a host`;
    return fail(newConflict(kind, name, why));
  }
  const pod = cloneJson(existing);
  const condition = { type: 'PodScheduled', status: 'True', lastTransitionTime: binding.time };
  const others = listAt(pod, 'status', 'conditions').filter(
    (each) => textAt(each, 'type') !== 'PodScheduled',
  );
  pod['spec'] = { ...objectAt(pod, 'spec'), nodeName: binding.node };
  pod['status'] = { ...objectAt(pod, 'status'), conditions: [...others, condition] };
  const { generation = 0 } = pod.metadata;
  if (generation > 0) pod.metadata.generation = generation + 1;
  return ok(pod);
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
