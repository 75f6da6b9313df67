/** Admission: nothing is created in a namespace that is missing or going, and some namespaces stay. */

import {
  newForbidden,
  newNotFound,
  newStatusError,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import { causeTypeNamespaceTerminating } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { Target } from '#apiserver/registry/object_store.ts';
import type { Proc } from '#sim/process.ts';
import type { ReplicaView } from './replica_view.ts';

const namespaces = { group: '', resource: 'namespaces' };
const protectedNamespaces: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

/** What stands against creating an object there. A namespace missing from the cache is looked up live. */
export function* creationFailure(
  replica: ReplicaView,
  kind: Kind,
  where: { readonly namespace: string; readonly name: string },
): Proc<StatusError | undefined> {
  if (!kind.namespaced) return undefined;
  const { namespace, name } = where;
  const cached = replica.hasNamespace(namespace);
  if (cached === 'active') return undefined;
  if (cached === 'terminating') return terminatingFailure(kind, where);
  const live = yield* replica.etcd.get({ path: 'namespaces', resource: 'namespaces' }, namespace);
  if (live === undefined) return newNotFound(namespaces, namespace);
  if (live.object.metadata.deletionTimestamp === undefined) return undefined;
  return terminatingFailure(kind, { namespace, name });
}

/** What stands against deleting it. */
export function deletionFailure(target: Target): StatusError | undefined {
  if (target.kind.prefix.path !== 'namespaces') return undefined;
  if (!protectedNamespaces.has(target.name)) return undefined;
  return newForbidden(namespaces, target.name, 'this namespace may not be deleted');
}

function terminatingFailure(
  kind: Kind,
  where: { readonly namespace: string; readonly name: string },
): StatusError {
  const { namespace, name } = where;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const error = newForbidden(kind, name, why);
  const cause = {
    reason: causeTypeNamespaceTerminating,
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  };
  const details = { ...error.errStatus.details, causes: [cause] };
  return newStatusError(403, 'Forbidden', { message: error.message, details });
}
