/** Creating objects of a kind whose definition has just come, or is about to go. */

import { newForbidden, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { between, seconds } from '#base/time.ts';
import type { Proc } from '#sim/process.ts';
import type { ReplicaView } from './replica_view.ts';

/** How long a definition counts as new, and how long the creation of an object then waits. */
const settling = seconds(2);

/** Other replicas may not know of a new kind yet: its first objects wait, so that they can be read there. */
export function* waitForOtherReplicas(replica: ReplicaView, kind: Kind): Proc {
  const since = kind.definition?.since;
  if (since === undefined || between(since, replica.sim.now) >= settling) return;
  yield* replica.sim.sleep(settling);
}

/** Why no object is created of a kind whose definition is being deleted. */
export function terminatingDefinitionFailure(kind: Kind, name: string): StatusError | undefined {
  if (kind.definition?.terminating !== true) return undefined;
  const why = 'create not allowed while custom resource definition is terminating';
  return newForbidden(kind, name, why);
}
