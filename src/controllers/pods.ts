/** What a pod's state means to those who count pods, and which pods they would rather lose. */

import {
  annotations,
  isTerminating,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { parseTime } from '#base/epoch.ts';
import { after, type Instant, seconds } from '#base/time.ts';
import type { Condition, Pod } from './kinds.ts';

/** `default/web-1`, or `node-a` for what has no namespace. */
export function keyOf(obj: Unstructured): string {
  const namespace = namespaceOf(obj);
  return namespace === '' ? nameOf(obj) : `${namespace}/${nameOf(obj)}`;
}

export function condition(
  obj: { readonly status?: { readonly conditions?: readonly Condition[] } },
  type: string,
): Condition | undefined {
  return obj.status?.conditions?.find((each) => each.type === type);
}

/** True unless it has ended or is being deleted: only active pods count as replicas. */
export function isPodActive(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase !== 'Succeeded' && phase !== 'Failed' && !isTerminating(pod);
}

export function isPodReady(pod: Pod): boolean {
  return condition(pod, 'Ready')?.status === 'True';
}

/** True once it has been ready for `minReadySeconds`. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: Instant): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = parseTime(condition(pod, 'Ready')?.lastTransitionTime ?? '');
  return since !== undefined && after(since, seconds(minReadySeconds)) <= now;
}

const phaseRank: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/**
 * The pods in the order in which they should be deleted: unassigned, pending and unready first, then
 * the cheaper, those on nodes with more siblings, and the younger.
 */
export function inDeletionOrder(pods: readonly Pod[], siblings: readonly Pod[]): readonly Pod[] {
  const perNode = new Map<string, number>();
  for (const { spec } of siblings) {
    const node = spec.nodeName ?? '';
    perNode.set(node, (perNode.get(node) ?? 0) + 1);
  }
  const ranks = (pod: Pod): readonly number[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    phaseRank[pod.status?.phase ?? 'Pending'] ?? 1,
    isPodReady(pod) ? 1 : 0,
    Number(annotations(pod)['controller.kubernetes.io/pod-deletion-cost'] ?? 0),
    -(perNode.get(pod.spec.nodeName ?? '') ?? 0),
    -(parseTime(pod.metadata.creationTimestamp ?? '') ?? 0),
  ];
  return pods
    .map((pod) => ({ pod, ranks: ranks(pod) }))
    .sort((left, right) => compare(left.ranks, right.ranks))
    .map(({ pod }) => pod);
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < left.length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
