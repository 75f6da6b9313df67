/** How a rolling update moves replicas: the bounds, and each step's counts. */

import { describe, expect, test } from 'vitest';
import { newReplicas, oldReplicas, rollingBounds } from '#controllers/deployment_rollout.ts';
import type { Deployment, IntOrPercent, ReplicaSet } from '#controllers/kinds.ts';

const template = { spec: { containers: [{ name: 'nginx', image: 'nginx:1.14.2' }] } };
const selector = { matchLabels: { app: 'nginx' } };

function deployment(
  replicas: number,
  rollingUpdate: { maxSurge?: IntOrPercent; maxUnavailable?: IntOrPercent } = {},
  type: 'RollingUpdate' | 'Recreate' = 'RollingUpdate',
): Deployment {
  const strategy = { type, rollingUpdate };
  return { metadata: { name: 'web' }, spec: { replicas, selector, template, strategy } };
}

/** `web-1`, desired replicas and available ones. */
function replicaSet(number: number, replicas: number, availableReplicas = replicas): ReplicaSet {
  return {
    metadata: {
      name: `web-${number}`,
      uid: `uid-${number}`,
      creationTimestamp: `2026-01-0${number}`,
    },
    spec: { replicas, selector, template },
    status: { replicas, availableReplicas },
  };
}

describe('the bounds', () => {
  test.each([
    {
      id: 'DP1',
      upstream: 'TestResolveFenceposts',
      surge: '25%',
      unavailable: '25%',
      desired: 4,
      bounds: [1, 1],
    },
    {
      id: 'DP2',
      upstream: 'TestResolveFenceposts',
      surge: '25%',
      unavailable: '25%',
      desired: 3,
      bounds: [1, 0],
    },
    {
      id: 'DP3',
      upstream: 'TestResolveFenceposts',
      surge: '0%',
      unavailable: '0%',
      desired: 3,
      bounds: [0, 1],
    },
    {
      id: 'DP4',
      upstream: 'TestResolveFenceposts',
      surge: 2,
      unavailable: 1,
      desired: 3,
      bounds: [2, 1],
    },
    {
      id: 'DP5',
      upstream: 'TestMaxUnavailable',
      surge: 1,
      unavailable: 10,
      desired: 3,
      bounds: [1, 3],
    },
  ])(
    '$id of $desired with $surge and $unavailable are $bounds ($upstream)',
    ({ surge, unavailable, desired, bounds }) => {
      const { maxSurge, maxUnavailable } = rollingBounds(
        deployment(desired, { maxSurge: surge, maxUnavailable: unavailable }),
      );
      expect([maxSurge, maxUnavailable]).toEqual(bounds);
    },
  );
});

describe('the new replica set', () => {
  test.each([
    {
      id: 'DP6',
      name: 'grows by the surge',
      desired: 10,
      surge: 2,
      current: 0,
      old: 10,
      replicas: 2,
    },
    {
      id: 'DP7',
      name: 'does not grow without room',
      desired: 10,
      surge: 0,
      current: 0,
      old: 10,
      replicas: 0,
    },
    {
      id: 'DP8',
      name: 'grows as the old shrink',
      desired: 10,
      surge: 2,
      current: 5,
      old: 5,
      replicas: 7,
    },
    {
      id: 'DP9',
      name: 'never grows beyond what is desired',
      desired: 10,
      surge: 5,
      current: 8,
      old: 0,
      replicas: 10,
    },
    {
      id: 'DP10',
      name: 'shrinks to what is desired',
      desired: 3,
      surge: 2,
      current: 10,
      old: 0,
      replicas: 3,
    },
  ])(
    '$id $name (TestDeploymentController_reconcileNewReplicaSet)',
    ({ desired, surge, current, old, replicas }) => {
      const newest = replicaSet(2, current);
      const all = [replicaSet(1, old), newest];
      expect(newReplicas(deployment(desired, { maxSurge: surge }), newest, all)).toBe(replicas);
    },
  );
});

describe('the old replica sets', () => {
  interface Row {
    readonly id: string;
    readonly name: string;
    readonly unavailable: number;
    /** Desired and available, for the old ones and the new one. */
    readonly old: readonly (readonly [number, number])[];
    readonly current: readonly [number, number];
    readonly replicas: Readonly<Record<string, number>>;
  }

  test.each<Row>([
    {
      id: 'DP11',
      name: 'shrink by what may be unavailable',
      unavailable: 2,
      old: [[10, 10]],
      current: [0, 0],
      replicas: { 'web-1': 8 },
    },
    {
      id: 'DP12',
      name: 'stay while the new one is not available',
      unavailable: 0,
      old: [[10, 10]],
      current: [2, 0],
      replicas: {},
    },
    {
      id: 'DP13',
      name: 'shrink as the new one becomes available',
      unavailable: 0,
      old: [[10, 10]],
      current: [2, 2],
      replicas: { 'web-1': 8 },
    },
    {
      id: 'DP14',
      name: 'lose their unavailable pods first',
      unavailable: 2,
      old: [
        [8, 8],
        [2, 0],
      ],
      current: [2, 0],
      replicas: { 'web-2': 0 },
    },
    {
      id: 'DP15',
      name: 'shrink from the oldest on',
      unavailable: 0,
      old: [
        [1, 1],
        [9, 9],
      ],
      current: [3, 3],
      replicas: { 'web-1': 0, 'web-2': 7 },
    },
    {
      id: 'DP16',
      name: 'end at nothing',
      unavailable: 0,
      old: [[1, 1]],
      current: [10, 10],
      replicas: { 'web-1': 0 },
    },
  ])(
    '$id $name (TestDeploymentController_reconcileOldReplicaSets)',
    ({ unavailable, old, current, replicas }) => {
      const olds = old.map(([spec, available], index) => replicaSet(index + 1, spec, available));
      const newest = replicaSet(9, ...current);
      const changes = oldReplicas(deployment(10, { maxUnavailable: unavailable }), newest, olds);
      expect(
        Object.fromEntries(changes.map((each) => [each.replicaSet.metadata.name, each.replicas])),
      ).toEqual(replicas);
    },
  );
});
