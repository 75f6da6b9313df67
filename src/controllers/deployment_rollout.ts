/**
 * The arithmetic of a rolling update: how far the new ReplicaSet may grow and the old ones must shrink,
 * so that there are never more than `replicas + maxSurge` pods, nor fewer available ones than
 * `replicas − maxUnavailable`. No API calls here.
 */

import { type Deployment, desiredReplicas, type IntOrPercent, type ReplicaSet } from './kinds.ts';

/** How many replicas a ReplicaSet should be told to have. */
export interface ScaleTo {
  readonly replicaSet: ReplicaSet;
  readonly replicas: number;
}

/** A rolling update's bounds, in pods. */
export interface RollingBounds {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Percentages of the desired replicas: the surge is rounded up, the unavailable ones down. */
export function rollingBounds(deployment: Deployment): RollingBounds {
  const { strategy } = deployment.spec;
  if (strategy?.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const desired = desiredReplicas(deployment);
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy?.rollingUpdate ?? {};
  const surge = Math.ceil(inPods(maxSurge, desired));
  const unavailable = Math.min(desired, Math.floor(inPods(maxUnavailable, desired)));
  // With neither, nothing could ever move.
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** How many replicas the new ReplicaSet should have now. */
export function newReplicas(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  all: readonly ReplicaSet[],
): number {
  const desired = desiredReplicas(deployment);
  const current = desiredReplicas(newReplicaSet);
  if (current >= desired || deployment.spec.strategy?.type === 'Recreate') return desired;
  const room = desired + rollingBounds(deployment).maxSurge - specReplicas(all);
  return room <= 0 ? current : Math.min(desired, current + room);
}

/** Which old ReplicaSets should shrink now, oldest first, and to how many replicas. */
export function oldReplicas(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  old: readonly ReplicaSet[],
): readonly ScaleTo[] {
  const active = oldestFirst(old.filter((each) => desiredReplicas(each) > 0));
  const all = [...active, newReplicaSet];
  const minAvailable = desiredReplicas(deployment) - rollingBounds(deployment).maxUnavailable;
  const newUnavailable = desiredReplicas(newReplicaSet) - available(newReplicaSet);
  const most = specReplicas(all) - minAvailable - newUnavailable;
  if (most <= 0) return [];
  // Pods that are not available cost nothing: they go first.
  const cleaned = shrink(active, most, (each) => desiredReplicas(each) - available(each));
  const left = active.map((each) => withReplicas(each, cleaned));
  const spare = all.reduce((sum, each) => sum + available(each), 0) - minAvailable;
  const scaled = shrink(left, Math.max(0, spare), desiredReplicas);
  return active
    .map((replicaSet) => ({
      replicaSet,
      replicas: scaled.get(replicaSet.metadata.uid) ?? cleaned.get(replicaSet.metadata.uid),
    }))
    .filter((change): change is ScaleTo => change.replicas !== undefined);
}

export function specReplicas(all: readonly ReplicaSet[]): number {
  return all.reduce((sum, each) => sum + desiredReplicas(each), 0);
}

export function oldestFirst(all: readonly ReplicaSet[]): readonly ReplicaSet[] {
  const age = (each: ReplicaSet) => each.metadata.creationTimestamp ?? '';
  const named = (each: ReplicaSet) => each.metadata.name ?? '';
  return [...all].sort((left, right) => {
    if (age(left) !== age(right)) return age(left) < age(right) ? -1 : 1;
    return named(left) < named(right) ? -1 : 1;
  });
}

/** Takes at most `most` replicas away, from each at most what it can give; new counts by uid. */
function shrink(
  replicaSets: readonly ReplicaSet[],
  most: number,
  canGive: (replicaSet: ReplicaSet) => number,
): ReadonlyMap<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  let rest = most;
  for (const replicaSet of replicaSets) {
    const taken = Math.min(rest, canGive(replicaSet));
    if (taken <= 0) continue;
    counts.set(replicaSet.metadata.uid, desiredReplicas(replicaSet) - taken);
    rest -= taken;
  }
  return counts;
}

function withReplicas(
  replicaSet: ReplicaSet,
  counts: ReadonlyMap<string | undefined, number>,
): ReplicaSet {
  const replicas = counts.get(replicaSet.metadata.uid) ?? desiredReplicas(replicaSet);
  return { ...replicaSet, spec: { ...replicaSet.spec, replicas } };
}

function available(replicaSet: ReplicaSet): number {
  return replicaSet.status?.availableReplicas ?? 0;
}

function inPods(value: IntOrPercent, desired: number): number {
  if (typeof value === 'number') return value;
  return value.endsWith('%') ? (Number(value.slice(0, -1)) * desired) / 100 : Number(value);
}
