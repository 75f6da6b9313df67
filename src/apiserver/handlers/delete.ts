/** DELETE of one object and of a selection. */

import { isNotFound, newConflict } from '#apimachinery/pkg/api/errors/errors.ts';
import type { DeleteOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { garbageFinalizers } from '#apiserver/registry/deletion.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { definitionsPath } from '#apiserver/registry/kinds.ts';
import { listAt, objectAt } from '#apiserver/registry/members.ts';
import type { ObjectStore, Target } from '#apiserver/registry/object_store.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { markDefinition } from './delete_definition.ts';
import { decodeDeleteOptions, isDryRun } from './delete_options.ts';
import type { DecodedListOptions } from './list_options.ts';
import { deletionFailure } from './namespace_lifecycle.ts';
import { listObjects } from './read.ts';
import type { ReplicaView } from './replica_view.ts';
import {
  failureResponse,
  listResponse,
  objectResponse,
  successResponse,
  withWarnings,
} from './response.ts';

export function* handleDelete(
  replica: ReplicaView,
  target: Target,
  request: ServerRequest,
): Proc<ServerResponse> {
  const refused = deletionFailure(target);
  if (refused !== undefined) return failureResponse(refused);
  const asked = decodeDeleteOptions(request);
  if (!asked.ok) return failureResponse(asked.error);
  const deleted = yield* deleteOne(replica, target, asked.value);
  if (!deleted.ok) return failureResponse(deleted.error);
  const { object, gone } = deleted.value;
  return withWarnings(
    deletionResponse(target.kind, object, { gone, asked: asked.value }),
    deletionWarnings(target.kind, asked.value),
  );
}

/** One after the other; what goes wrong in the middle leaves the rest. The answer lists what was there. */
export function* handleDeleteCollection(
  replica: ReplicaView,
  kind: Kind,
  asked: { readonly request: ServerRequest; readonly options: DecodedListOptions },
): Proc<ServerResponse> {
  const deleteOptions = decodeDeleteOptions(asked.request);
  if (!deleteOptions.ok) return failureResponse(deleteOptions.error);
  const list = yield* listObjects(replica, kind, asked.options);
  if (!list.ok) return failureResponse(list.error);
  for (const item of list.value.items) {
    const { name = '', namespace = '' } = item.metadata;
    const deleted = yield* deleteOne(replica, { kind, namespace, name }, deleteOptions.value);
    if (!deleted.ok && !isNotFound(deleted.error)) return failureResponse(deleted.error);
  }
  const listed = listResponse(kind, list.value);
  return withWarnings(listed, deletionWarnings(kind, deleteOptions.value));
}

function storeFor(replica: ReplicaView, asked: DeleteOptions): ObjectStore {
  return isDryRun(asked) ? replica.dryRunStore : replica.store;
}

function* deleteOne(
  replica: ReplicaView,
  target: Target,
  asked: DeleteOptions,
): Proc<Outcome<{ readonly object: Unstructured; readonly gone: boolean }>> {
  if (target.kind.prefix.path === 'namespaces') {
    const marked = yield* markNamespace(replica, target, asked);
    if (!marked.ok) return marked;
    const { object } = marked.value;
    // Its content is emptied by a controller, which then lets it go.
    if (listAt(object, 'spec', 'finalizers').length > 0) return ok({ object, gone: false });
  }
  if (target.kind.prefix.path === definitionsPath) {
    const marked = yield* markDefinition(
      { ...replica, store: storeFor(replica, asked) },
      target,
      asked,
    );
    if (marked !== undefined) return marked.ok ? ok({ object: marked.value, gone: false }) : marked;
  }
  return yield* storeFor(replica, asked).delete(target, asked);
}

function deletionResponse(
  kind: Kind,
  object: Unstructured,
  how: { readonly gone: boolean; readonly asked: DeleteOptions },
): ServerResponse {
  const { gone, asked } = how;
  if (!gone) return objectResponse(asked.orphanDependents === false ? 202 : 200, object);
  if (kind.strategy.returnsDeleted) return objectResponse(200, object);
  const { name, uid } = object.metadata;
  return successResponse({ name, group: kind.group || undefined, kind: kind.resource, uid });
}

const preservedPods =
  'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning';

function deletionWarnings(kind: Kind, asked: DeleteOptions): readonly string[] {
  const chosen = asked.propagationPolicy ?? asked.orphanDependents;
  return kind.prefix.path === 'jobs.batch' && chosen === undefined ? [preservedPods] : [];
}

/** A namespace is marked, and goes when its finalizers in `spec` are gone. */
function* markNamespace(replica: ReplicaView, target: Target, asked: DeleteOptions) {
  const now = formatTime(replica.sim.now);
  return yield* storeFor(replica, asked).update(target, {
    subresource: 'internal',
    uid: undefined,
    missing: undefined,
    change: (existing) => markedNamespace(target, existing, { asked, now }),
  });
}

function markedNamespace(
  target: Target,
  existing: Unstructured,
  how: { readonly asked: DeleteOptions; readonly now: string },
): Outcome<Unstructured> {
  const { kind, name } = target;
  const { uid, resourceVersion } = how.asked.preconditions ?? {};
  const own = existing.metadata;
  if (uid !== undefined && uid !== own.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${own.uid}`;
    return fail(newConflict(kind, name, why));
  }
  if (resourceVersion !== undefined && resourceVersion !== own.resourceVersion) {
    const why = `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${own.resourceVersion}`;
    return fail(newConflict(kind, name, why));
  }
  const marked = cloneJson(existing);
  if (own.deletionTimestamp !== undefined) return ok(marked);
  marked.metadata.deletionTimestamp = how.now;
  const finalizers = garbageFinalizers(kind, existing, how.asked);
  if (finalizers.length > 0) marked.metadata.finalizers = [...finalizers];
  marked['status'] = { ...objectAt(marked, 'status'), phase: 'Terminating' };
  return ok(marked);
}
