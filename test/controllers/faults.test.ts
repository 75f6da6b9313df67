/** The control plane when things go wrong: crashes, stale caches, lost owners, strangers' pods. */

import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '#base/time.ts';
import type { ProfileName } from '#trace/profile.ts';
import { type ControlPlane, controlPlane, nginx } from './control_plane.ts';

const name = 'nginx-deployment';

function running(options: Parameters<typeof controlPlane>[0] = {}): ControlPlane {
  const plane = controlPlane(options);
  plane.runFor(seconds(2));
  plane.apply('deployments', nginx());
  plane.runFor(seconds(10));
  return plane;
}

const threeRunning = ['Running', 'Running', 'Running'];

test.each(['classic', 'inOrder', 'watchList', 'modern'] as readonly ProfileName[])(
  'CP1 the loop closes with the client-go of %s',
  (profile) => {
    expect(running({ profile }).phases()).toEqual(threeRunning);
  },
);

test.each(['rs-controller', 'deployment-controller', 'scheduler', 'kubelet'])(
  'CP2 what was missed while %s was down is done after its restart',
  (program) => {
    const plane = running();
    plane.crash(program);
    plane.patch('deployments', name, { spec: { replicas: 4 } });
    plane.runFor(seconds(10));
    expect(plane.phases()).not.toEqual([...threeRunning, 'Running']);
    plane.start(program);
    plane.runFor(seconds(10));
    expect(plane.phases()).toEqual([...threeRunning, 'Running']);
  },
);

test('CP3 a restart of everything writes nothing if nothing changed', () => {
  const plane = running();
  const before = plane.writes();
  const programs = ['rs-controller', 'deployment-controller', 'scheduler', 'kubelet', 'gc'];
  for (const program of programs) plane.crash(program);
  plane.runFor(seconds(1));
  for (const program of programs) plane.start(program);
  plane.runFor(minutes(2));
  expect(plane.writes()).toBe(before);
});

test('CP4 a resync every 30s writes nothing', () => {
  const plane = running({ settings: { resync: seconds(30) } });
  const before = plane.writes();
  plane.runFor(minutes(5));
  expect(plane.writes()).toBe(before);
  expect(plane.of('reconcile.started').length).toBeGreaterThan(20);
});

describe('a replica set whose pods the cache does not show yet', () => {
  test('CP5 creates them once, because it expects them', () => {
    const plane = running();
    plane.network.hold('rs-controller/pods');
    plane.patch('deployments', name, { spec: { replicas: 5 } });
    plane.runFor(seconds(5));
    // The replica set changes again while its new pods are still on the wire.
    const [replicaSet] = plane.replicaSets();
    plane.patch('replicasets', replicaSet?.metadata.name ?? '', {
      metadata: { labels: { touched: 'yes' } },
    });
    plane.runFor(seconds(5));
    expect(plane.pods()).toHaveLength(5);
    expect(plane.of('reconcile.skipped').map(({ data }) => data.reason)).toContain(
      'expectations not met',
    );
    plane.network.release('rs-controller/pods');
    plane.runFor(seconds(5));
    expect(plane.pods()).toHaveLength(5);
  });
});

describe('strangers', () => {
  test('CP6 an orphan that matches is adopted, and the surplus pod goes', () => {
    const plane = running();
    const [replicaSet] = plane.replicaSets();
    const labels = { ...replicaSet?.spec.template.metadata?.labels };
    plane.apply('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'stray', labels },
      spec: { containers: [{ name: 'nginx', image: 'nginx:1.14.2' }] },
    });
    plane.runFor(seconds(10));
    expect(plane.pods()).toHaveLength(3);
    expect(plane.pods().every(({ metadata }) => metadata.ownerReferences?.length === 1)).toBe(true);
  });

  test('CP7 a pod that no longer matches is released and replaced', () => {
    const plane = running();
    const [first] = plane.pods();
    plane.patch('pods', first?.metadata.name ?? '', { metadata: { labels: { app: 'debug' } } });
    plane.runFor(seconds(10));
    const released = plane.pods().filter(({ metadata }) => metadata.labels?.['app'] === 'debug');
    expect(plane.pods()).toHaveLength(4);
    expect(released.map(({ metadata }) => metadata.ownerReferences ?? [])).toEqual([[]]);
  });

  test('CP8 a pod whose owner never existed is collected', () => {
    const plane = controlPlane();
    plane.runFor(seconds(2));
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'never',
      uid: 'no-such-uid',
      controller: true,
    };
    plane.apply('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'lost', ownerReferences: [owner] },
      spec: { containers: [{ name: 'nginx', image: 'nginx:1.14.2' }] },
    });
    plane.runFor(seconds(10));
    expect(plane.pods()).toEqual([]);
  });

  test('CP9 an object with one owner left keeps it and loses the reference to the other', () => {
    const plane = running();
    const { metadata } = plane.deployment(name);
    const alive = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: metadata.uid ?? '' };
    const dead = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'never', uid: 'no-such-uid' };
    plane.apply('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'shared', ownerReferences: [alive, dead] },
    });
    plane.runFor(seconds(10));
    const shared = plane.list('configmaps').find((each) => each.metadata.name === 'shared');
    expect(shared?.metadata.ownerReferences).toEqual([alive]);
  });
});

test('CP10 pods wait for a node, and are scheduled when there is one', () => {
  const plane = controlPlane({ settings: { nodes: [] } });
  plane.runFor(seconds(2));
  plane.apply('deployments', nginx());
  plane.runFor(seconds(10));
  expect(plane.phases()).toEqual(['Pending', 'Pending', 'Pending']);
  plane.apply('nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-x' } });
  plane.runFor(seconds(10));
  expect(plane.phases()).toEqual(threeRunning);
});

test('CP11 a deleted namespace takes its objects with it', () => {
  const plane = running();
  plane.apply('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
  plane.ask('POST', '/apis/apps/v1/namespaces/team/deployments', nginx(2));
  plane.runFor(seconds(10));
  plane.remove('namespaces', 'team');
  plane.runFor(seconds(20));
  const names = plane.list('namespaces').map(({ metadata }) => metadata.name);
  expect(names).not.toContain('team');
  expect(plane.ask('GET', '/api/v1/pods').body).toMatchObject({ items: { length: 3 } });
});

test('CP12 a replica set that the cache shows too late is read again, and its status written', () => {
  const plane = running();
  // The controller decides by a cache that does not show the last write.
  plane.network.hold('rs-controller/replicasets');
  const [replicaSet] = plane.replicaSets();
  const own = replicaSet?.metadata.name ?? '';
  plane.patch('replicasets', own, { metadata: { labels: { touched: 'yes' } } });
  const [pod] = plane.pods();
  plane.remove('pods', pod?.metadata.name ?? '');
  plane.runFor(seconds(10));
  expect(plane.of('retry.conflict').length).toBeGreaterThan(0);
  plane.network.release('rs-controller/replicasets');
  plane.runFor(seconds(10));
  expect(plane.replicaSets()[0]?.status?.readyReplicas).toBe(3);
  expect(plane.of('reconcile.finished').filter(({ data }) => data.result === 'error')).toEqual([]);
});

test('CP13 a conflict that is not retried is no error: the key comes again after a while', () => {
  const results = running()
    .of('reconcile.finished')
    .map(({ data }) => data.result);
  expect(results).toContain('requeue');
  expect(results).not.toContain('error');
});
