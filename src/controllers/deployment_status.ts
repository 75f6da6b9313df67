/** What a Deployment's status says of its ReplicaSets. It never changes by itself, only with them. */

import { formatTime } from '#base/epoch.ts';
import { equalJson } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { rollingBounds, specReplicas } from './deployment_rollout.ts';
import {
  type Condition,
  type Deployment,
  type DeploymentStatus,
  desiredReplicas,
  type ReplicaSet,
} from './kinds.ts';

/** The status that `deployment` should have; equal to the one it has if nothing changed. */
export function deploymentStatus(
  deployment: Deployment,
  replicaSets: { readonly all: readonly ReplicaSet[]; readonly current: ReplicaSet | undefined },
  now: Instant,
): DeploymentStatus {
  const { all, current } = replicaSets;
  const availableReplicas = sum(all, (each) => each.status?.availableReplicas);
  const status: DeploymentStatus = {
    observedGeneration: deployment.metadata.generation ?? 0,
    ...withoutZeros({
      replicas: sum(all, (each) => each.status?.replicas),
      updatedReplicas: current?.status?.replicas ?? 0,
      readyReplicas: sum(all, (each) => each.status?.readyReplicas),
      availableReplicas,
      unavailableReplicas: Math.max(0, specReplicas(all) - availableReplicas),
    }),
  };
  const before = deployment.status?.conditions ?? [];
  const conditions = [
    availableCondition(deployment, availableReplicas),
    progressingCondition(deployment, status, current),
  ];
  return { ...status, conditions: conditions.map((each) => dated(each, before, now)) };
}

/** True if the status says that everything asked for is there. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const desired = desiredReplicas(deployment);
  return (
    (status.updatedReplicas ?? 0) === desired &&
    (status.replicas ?? 0) === desired &&
    (status.availableReplicas ?? 0) === desired &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

export function sameStatus(
  left: DeploymentStatus | undefined,
  right: DeploymentStatus | undefined,
): boolean {
  return equalJson(left ?? {}, right ?? {});
}

function availableCondition(deployment: Deployment, availableReplicas: number): Condition {
  const needed = desiredReplicas(deployment) - rollingBounds(deployment).maxUnavailable;
  const has = availableReplicas >= needed;
  return {
    type: 'Available',
    status: has ? 'True' : 'False',
    reason: has ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: `Deployment ${has ? 'has' : 'does not have'} minimum availability.`,
  };
}

function progressingCondition(
  deployment: Deployment,
  status: DeploymentStatus,
  current: ReplicaSet | undefined,
): Condition {
  const named = current?.metadata.name ?? '';
  const told = { type: 'Progressing', status: 'True' } as const;
  if (isComplete(deployment, status)) {
    const message = `ReplicaSet "${named}" has successfully progressed.`;
    return { ...told, reason: 'NewReplicaSetAvailable', message };
  }
  const message = `ReplicaSet "${named}" is progressing.`;
  return { ...told, reason: 'ReplicaSetUpdated', message };
}

/** Keeps the times of a condition that says what it said before. */
function dated(condition: Condition, before: readonly Condition[], now: Instant): Condition {
  const known = before.find((each) => each.type === condition.type);
  const { lastUpdateTime, lastTransitionTime, ...said } = known ?? { lastUpdateTime: undefined };
  const at = formatTime(now);
  if (known !== undefined && equalJson(said, condition)) return known;
  const transition = known?.status === condition.status ? known.lastTransitionTime : undefined;
  return {
    ...condition,
    lastUpdateTime: at,
    lastTransitionTime: transition ?? at,
  };
}

function sum(all: readonly ReplicaSet[], of: (each: ReplicaSet) => number | undefined): number {
  return all.reduce((total, each) => total + (of(each) ?? 0), 0);
}

/** Go leaves zeros out of this status. */
function withoutZeros(status: DeploymentStatus): DeploymentStatus {
  return Object.fromEntries(Object.entries(status).filter(([, value]) => value !== 0));
}
