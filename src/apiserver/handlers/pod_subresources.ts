/** What is posted to a pod: the node that it is bound to, or the wish that it leave its node. */

import {
  newBadRequest,
  newConflict,
  newInvalid,
  newStatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { DeleteOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  errorText,
  type FieldError,
  notSupported,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { preconditionFailure } from '#apiserver/registry/deletion.ts';
import { listAt, objectAt, textAt, textsAt } from '#apiserver/registry/members.ts';
import type { Target } from '#apiserver/registry/object_store.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson, type JsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { dryRunErrors, isDryRun } from './delete_options.ts';
import type { ReplicaView } from './replica_view.ts';
import { failureResponse, objectResponse } from './response.ts';

/** Binds a pod to a node: what a scheduler asks for. */
export function* handleBinding(
  replica: ReplicaView,
  target: Target,
  body: JsonValue | undefined,
): Proc<ServerResponse> {
  const named = textAt(body, 'metadata', 'name');
  if (named !== '' && named !== target.name) {
    return failureResponse(newBadRequest('name in URL does not match name in Binding object'));
  }
  const [wrong] = bindingErrors(body);
  if (wrong !== undefined) {
    return failureResponse(newStatusError(500, '', { message: errorText(wrong) }));
  }
  const time = formatTime(replica.sim.now);
  const bound = yield* replica.store.update(target, {
    subresource: 'binding',
    uid: undefined,
    missing: undefined,
    change: (existing) => boundPod(target, existing, { body, time }),
  });
  return bound.ok ? created() : failureResponse(bound.error);
}

/** Deletes a pod for the good of others. Nothing here guards how many of a kind may go at once. */
export function* handleEviction(
  replica: ReplicaView,
  target: Target,
  body: JsonValue | undefined,
): Proc<ServerResponse> {
  const named = textAt(body, 'metadata', 'name');
  if (named !== '' && named !== target.name) {
    return failureResponse(newBadRequest('name in URL does not match name in Eviction object'));
  }
  const asked = (objectAt(body, 'deleteOptions') ?? {}) as DeleteOptions;
  const wrong = dryRunErrors(asked.dryRun ?? []);
  if (wrong.length > 0) {
    return failureResponse(newInvalid({ group: 'policy', kind: 'Eviction' }, target.name, wrong));
  }
  const store = isDryRun(asked) ? replica.dryRunStore : replica.store;
  const time = formatTime(replica.sim.now);
  const told = yield* store.update(target, {
    subresource: 'binding',
    uid: undefined,
    missing: undefined,
    change: (existing) => evictedPod(target, existing, { asked, time }),
  });
  if (!told.ok) return failureResponse(told.error);
  const { uid, resourceVersion } = asked.preconditions ?? {};
  const version =
    resourceVersion === undefined ? undefined : told.value.object.metadata.resourceVersion;
  const preconditions = { uid, resourceVersion: version };
  const deleted = yield* store.delete(target, { ...asked, preconditions });
  return deleted.ok ? created() : failureResponse(deleted.error);
}

function created(): ServerResponse {
  return objectResponse(201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}

function bindingErrors(body: JsonValue | undefined): readonly FieldError[] {
  const kind = textAt(body, 'target', 'kind');
  if (kind !== '' && kind !== 'Node')
    return [notSupported('target.kind', kind, ['Node', '<empty>'])];
  return textAt(body, 'target', 'name') === '' ? [required('target.name')] : [];
}

function boundPod(
  target: Target,
  existing: Unstructured,
  binding: { readonly body: JsonValue | undefined; readonly time: string },
): Outcome<Unstructured> {
  const { kind, name } = target;
  const { body, time } = binding;
  const resource = { group: kind.group, resource: 'pods/binding' };
  if (existing.metadata.deletionTimestamp !== undefined) {
    const why = `pod ${name} is being deleted, cannot be assigned to a host`;
    return fail(newConflict(resource, name, why));
  }
  const present = textAt(existing, 'spec', 'nodeName');
  if (present !== '') {
    const why = `pod ${name} is already assigned to node "${present}"`;
    return fail(newConflict(resource, name, why));
  }
  const pod = withCondition(existing, { type: 'PodScheduled', status: 'True' }, time);
  pod['spec'] = { ...objectAt(pod, 'spec'), nodeName: textAt(body, 'target', 'name') };
  const annotations = textsAt(body, 'metadata', 'annotations');
  if (Object.keys(annotations).length > 0) {
    pod.metadata.annotations = { ...pod.metadata.annotations, ...annotations };
  }
  return ok(pod);
}

function evictedPod(
  target: Target,
  existing: Unstructured,
  eviction: { readonly asked: DeleteOptions; readonly time: string },
): Outcome<Unstructured> {
  const { asked, time } = eviction;
  const refused = preconditionFailure(target.kind, existing, asked);
  if (refused !== undefined) return fail(refused);
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  };
  return ok(withCondition(existing, condition, time));
}

function withCondition(existing: Unstructured, condition: JsonObject, time: string): Unstructured {
  const pod = cloneJson(existing);
  const others = listAt(pod, 'status', 'conditions').filter(
    (each) => textAt(each, 'type') !== condition['type'],
  );
  const added = { lastProbeTime: null, lastTransitionTime: time, ...condition };
  pod['status'] = { ...objectAt(pod, 'status'), conditions: [...others, added] };
  return pod;
}
