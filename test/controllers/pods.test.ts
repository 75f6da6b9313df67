/** Which pods count, and which are deleted first. */

import { describe, expect, test } from 'vitest';
import { instant, second } from '#base/time.ts';
import type { Pod } from '#controllers/kinds.ts';
import { inDeletionOrder, isPodActive, isPodAvailable } from '#controllers/pods.ts';

interface Traits {
  readonly node?: string;
  readonly phase?: 'Pending' | 'Running' | 'Succeeded';
  readonly readySince?: string;
  readonly cost?: string;
  readonly created?: string;
  readonly deleted?: string;
}

function pod(name: string, traits: Traits = {}): Pod {
  const { node, phase = 'Running', readySince, cost, created, deleted } = traits;
  return {
    metadata: {
      name,
      namespace: 'default',
      creationTimestamp: created ?? '2026-01-01T00:00:00Z',
      deletionTimestamp: deleted,
      annotations: cost === undefined ? {} : { 'controller.kubernetes.io/pod-deletion-cost': cost },
    },
    spec: { containers: [], ...(node === undefined ? {} : { nodeName: node }) },
    status: {
      phase,
      conditions:
        readySince === undefined
          ? []
          : [{ type: 'Ready', status: 'True', lastTransitionTime: readySince }],
    },
  };
}

const ready = { node: 'node-a', readySince: '2026-01-01T00:00:10Z' } as const;

describe('of two pods', () => {
  test.each([
    { id: 'PO1', name: 'the one without a node', first: pod('x'), second: pod('y', ready) },
    {
      id: 'PO2',
      name: 'the pending one',
      first: pod('x', { node: 'node-a', phase: 'Pending' }),
      second: pod('y', ready),
    },
    {
      id: 'PO3',
      name: 'the one that is not ready',
      first: pod('x', { node: 'node-a' }),
      second: pod('y', ready),
    },
    {
      id: 'PO4',
      name: 'the cheaper one',
      first: pod('x', { ...ready, cost: '-5' }),
      second: pod('y', ready),
    },
    {
      id: 'PO5',
      name: 'the younger one',
      first: pod('x', { ...ready, created: '2026-01-02T00:00:00Z' }),
      second: pod('y', ready),
    },
  ])('$id $name is deleted first (TestSortingActivePodsWithRanks)', ({ first, second }) => {
    for (const pods of [
      [first, second],
      [second, first],
    ]) {
      expect(inDeletionOrder(pods, pods).map(({ metadata }) => metadata.name)).toEqual(['x', 'y']);
    }
  });

  test('PO6 the one on the fuller node is deleted first (TestGetPodsToDelete)', () => {
    const pods = [
      pod('alone', ready),
      pod('p', { ...ready, node: 'node-b' }),
      pod('q', { ...ready, node: 'node-b' }),
    ];
    expect(inDeletionOrder(pods, pods).map(({ metadata }) => metadata.name)).toEqual([
      'p',
      'q',
      'alone',
    ]);
  });
});

test.each([
  { id: 'PO7', pod: pod('a'), active: true },
  { id: 'PO8', pod: pod('a', { phase: 'Succeeded' }), active: false },
  { id: 'PO9', pod: pod('a', { deleted: '2026-01-01T00:00:00Z' }), active: false },
])(
  '$id only active pods count as replicas (TestActivePodFiltering)',
  ({ pod: subject, active }) => {
    expect(isPodActive(subject)).toBe(active);
  },
);

test.each([
  { id: 'PO10', subject: pod('a'), min: 0, at: 60, available: false },
  { id: 'PO11', subject: pod('a', ready), min: 0, at: 10, available: true },
  { id: 'PO12', subject: pod('a', ready), min: 5, at: 14, available: false },
  { id: 'PO13', subject: pod('a', ready), min: 5, at: 15, available: true },
])(
  '$id ready for $min seconds is available (TestIsPodAvailable)',
  ({ subject, min, at, available }) => {
    expect(isPodAvailable(subject, min, instant(at * second))).toBe(available);
  },
);
