/** DELETE of one object and of a selection. */

import { isNotFound, newConflict } from '#apimachinery/pkg/api/errors/errors.ts';
import type { DeleteOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import { listAt, objectAt } from '#apiserver/registry/members.ts';
import type { Target } from '#apiserver/registry/object_store.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson, isJsonObject } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import type { DecodedListOptions } from './list_options.ts';
import { deletionFailure } from './namespace_lifecycle.ts';
import { listObjects } from './read.ts';
import type { ReplicaView } from './replica_view.ts';
import { failureResponse, objectResponse, successResponse } from './response.ts';

export function* handleDelete(
  replica: ReplicaView,
  target: Target,
  request: ServerRequest,
): Proc<ServerResponse> {
  const refused = deletionFailure(target);
  if (refused !== undefined) return failureResponse(refused);
  const asked = decodeDeleteOptions(request);
  const { kind } = target;
  if (kind.prefix.path === 'namespaces') return yield* deleteNamespace(replica, target);
  const deleted = yield* replica.store.delete(target, asked);
  if (!deleted.ok) return failureResponse(deleted.error);
  const { object, gone } = deleted.value;
  if (!gone || kind.strategy.returnsDeleted) return objectResponse(200, object);
  const { name, uid } = object.metadata;
  return successResponse({ name, group: kind.group || undefined, kind: kind.resource, uid });
}

/** One after the other; what goes wrong in the middle leaves the rest. */
export function* handleDeleteCollection(
  replica: ReplicaView,
  kind: Kind,
  asked: { readonly request: ServerRequest; readonly options: DecodedListOptions },
): Proc<ServerResponse> {
  const list = yield* listObjects(replica, kind, asked.options);
  if (!list.ok) return failureResponse(list.error);
  const deleteOptions = decodeDeleteOptions(asked.request);
  const items: Unstructured[] = [];
  for (const { metadata } of list.value.items) {
    const { name = '', namespace = '' } = metadata;
    const deleted = yield* replica.store.delete({ kind, namespace, name }, deleteOptions);
    if (deleted.ok) items.push(deleted.value.object);
    else if (!isNotFound(deleted.error)) return failureResponse(deleted.error);
  }
  const { metadata } = list.value;
  const apiVersion = apiVersionOf(kind);
  return objectResponse(200, { kind: `${kind.kind}List`, apiVersion, metadata, items });
}

/** The body's options; those of the query count only without a body. */
function decodeDeleteOptions(request: ServerRequest): DeleteOptions {
  if (isJsonObject(request.body)) return request.body as DeleteOptions;
  const { gracePeriodSeconds, propagationPolicy, orphanDependents } = request.query;
  return {
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: Number(gracePeriodSeconds) }),
    ...(propagationPolicy === undefined
      ? {}
      : { propagationPolicy: propagationPolicy as DeleteOptions['propagationPolicy'] }),
    ...(orphanDependents === undefined ? {} : { orphanDependents: orphanDependents === 'true' }),
  };
}

/** A namespace is marked, and goes when its finalizers in `spec` are gone. */
function* deleteNamespace(replica: ReplicaView, target: Target): Proc<ServerResponse> {
  const now = formatTime(replica.sim.now);
  const marked = yield* replica.store.update(target, {
    subresource: 'finalize',
    uid: undefined,
    missing: undefined,
    change: (existing) => markedNamespace(target, existing, now),
  });
  return marked.ok ? objectResponse(200, marked.value.object) : failureResponse(marked.error);
}

function markedNamespace(
  target: Target,
  existing: Unstructured,
  now: string,
): Outcome<Unstructured> {
  if (existing.metadata.deletionTimestamp !== undefined) {
    const why =
      'The system is ensuring all content is removed from this namespace.  Upon completion, this namespace will automatically be purged by the system.';
    if (listAt(existing, 'spec', 'finalizers').length === 0) return ok(cloneJson(existing));
    return fail(newConflict(target.kind, target.name, why));
  }
  const marked = cloneJson(existing);
  marked.metadata.deletionTimestamp = now;
  marked['status'] = { ...objectAt(marked, 'status'), phase: 'Terminating' };
  return ok(marked);
}
