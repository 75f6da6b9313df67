/** DELETE of a CustomResourceDefinition: at first it is only marked; its objects go before it. */

import { newConflict, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { DeleteOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, objectAt } from '#apiserver/registry/members.ts';
import type { Target } from '#apiserver/registry/object_store.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { cleanupFinalizer } from '#apiserver/registry/strategies/custom_resource_definition.ts';
import { withCondition } from '#apiserver/registry/strategies/definition_conditions.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { Proc } from '#sim/process.ts';
import type { ReplicaView } from './replica_view.ts';

/** Marks it; `undefined` if it is marked already and is to be deleted like any other object. */
export function* markDefinition(
  replica: ReplicaView,
  target: Target,
  asked: DeleteOptions,
): Proc<Outcome<Unstructured> | undefined> {
  const present = yield* replica.etcd.get(target.kind.prefix, target.name);
  if (present === undefined || present.object.metadata.deletionTimestamp !== undefined) {
    return undefined;
  }
  const time = formatTime(replica.sim.now);
  const marked = yield* replica.store.update(target, {
    subresource: 'internal',
    uid: undefined,
    missing: undefined,
    change: (existing) => markedDefinition(target, existing, { asked, time }),
  });
  return marked.ok ? ok(marked.value.object) : marked;
}

function markedDefinition(
  target: Target,
  existing: Unstructured,
  marking: { readonly asked: DeleteOptions; readonly time: string },
): Outcome<Unstructured> {
  const refused = preconditionFailure(target, existing, marking.asked);
  if (refused !== undefined) return fail(refused);
  const marked = cloneJson(existing);
  marked.metadata.deletionTimestamp ??= marking.time;
  const { finalizers = [] } = marked.metadata;
  if (!finalizers.includes(cleanupFinalizer)) {
    marked.metadata.finalizers = [...finalizers, cleanupFinalizer];
  }
  const status = objectAt(marked, 'status') ?? {};
  const condition = {
    type: 'Terminating',
    status: 'True',
    reason: 'InstanceDeletionPending',
    message:
      'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  } as const;
  const conditions = withCondition(listAt(status, 'conditions'), condition, marking.time);
  marked['status'] = { ...status, conditions };
  return ok(marked);
}

function preconditionFailure(
  target: Target,
  existing: Unstructured,
  asked: DeleteOptions,
): StatusError | undefined {
  const { uid, resourceVersion } = asked.preconditions ?? {};
  const { kind, name } = target;
  const stored = existing.metadata;
  if (uid !== undefined && uid !== stored.uid) {
    const why = `precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored.uid}`;
    return newConflict(kind, name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== stored.resourceVersion) {
    const why = `precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${stored.resourceVersion}`;
    return newConflict(kind, name, why);
  }
  return undefined;
}
