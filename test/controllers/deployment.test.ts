/** The control plane on the whole loop: a Deployment's life, from its creation to its deletion. */

import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '#base/time.ts';
import type { Pod } from '#controllers/kinds.ts';
import { controlPlane, nginx } from './control_plane.ts';

const name = 'nginx-deployment';

function running() {
  const plane = controlPlane();
  plane.runFor(seconds(2));
  plane.apply('deployments', nginx());
  plane.runFor(seconds(10));
  return plane;
}

describe('a deployment with three replicas', () => {
  test('DC1 gets three running pods, one replica set and a complete status', () => {
    const plane = running();
    expect(plane.phases()).toEqual(['Running', 'Running', 'Running']);
    expect(plane.replicaSets().map(({ spec }) => spec.replicas)).toEqual([3]);
    expect(plane.deployment(name).status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
  });

  test('DC2 names its pods after the replica set, and that after the template', () => {
    const plane = running();
    const [replicaSet] = plane.replicaSets();
    const hash = replicaSet?.metadata.labels?.['pod-template-hash'];
    expect(replicaSet?.metadata.name).toBe(`${name}-${hash}`);
    for (const pod of plane.pods()) {
      expect(pod.metadata.name).toMatch(new RegExp(`^${name}-${hash}-[a-z0-9]{5}$`));
      expect(pod.metadata.labels).toMatchObject({ 'pod-template-hash': hash, app: 'nginx' });
    }
  });

  test('DC3 writes nothing more once it is complete', () => {
    const plane = running();
    const before = plane.writes();
    plane.runFor(minutes(10));
    expect(plane.writes()).toBe(before);
  });

  test('DC4 never needs a retry on its way: no reconcile fails', () => {
    const errors = running()
      .of('reconcile.finished')
      .filter(({ data }) => data.result === 'error');
    expect(errors.map(({ data }) => data.error)).toEqual([]);
  });

  test('DC5 spreads its pods over the nodes', () => {
    const nodes = running()
      .pods()
      .map(({ spec }) => spec.nodeName)
      .sort();
    expect(nodes).toEqual(['node-a', 'node-a', 'node-b']);
  });

  test('DC6 gives each pod an address of its own', () => {
    const addresses = running()
      .pods()
      .map(({ status }) => status?.podIP);
    expect(new Set(addresses).size).toBe(3);
  });

  test('DC7 replaces a pod that is deleted', () => {
    const plane = running();
    const before = plane.pods().map(({ metadata }) => metadata.name ?? '');
    plane.remove('pods', before[0] ?? '');
    plane.runFor(seconds(10));
    const after = plane.pods().map(({ metadata }) => metadata.name ?? '');
    expect(after).toHaveLength(3);
    expect(after).not.toContain(before[0]);
    expect(plane.phases()).toEqual(['Running', 'Running', 'Running']);
  });

  test.each([
    { replicas: 5, phases: Array(5).fill('Running') },
    { replicas: 1, phases: ['Running'] },
    { replicas: 0, phases: [] },
  ])('DC8 has $replicas pods when it is scaled to that', ({ replicas, phases }) => {
    const plane = running();
    plane.patch('deployments', name, { spec: { replicas } });
    plane.runFor(seconds(15));
    expect(plane.phases()).toEqual(phases);
    expect(plane.deployment(name).status?.availableReplicas ?? 0).toBe(replicas);
  });

  test('DC9 takes everything with it when it is deleted', () => {
    const plane = running();
    plane.remove('deployments', name, { propagationPolicy: 'Background' });
    plane.runFor(seconds(15));
    expect([plane.replicaSets(), plane.pods()]).toEqual([[], []]);
  });

  test('DC10 leaves its replica set and pods behind when it is deleted as an orphan', () => {
    const plane = running();
    plane.remove('deployments', name, { propagationPolicy: 'Orphan' });
    plane.runFor(seconds(15));
    expect(plane.list('deployments')).toEqual([]);
    expect(plane.replicaSets().map(({ metadata }) => metadata.ownerReferences ?? [])).toEqual([[]]);
    expect(plane.phases()).toEqual(['Running', 'Running', 'Running']);
  });

  test('DC11 goes last when it is deleted in the foreground', () => {
    const plane = running();
    plane.remove('deployments', name, { propagationPolicy: 'Foreground' });
    plane.runFor(seconds(15));
    const gone = plane
      .of('etcd.committed')
      .filter(({ data }) => data.type === 'DELETED')
      .map(({ data }) => data.resource);
    expect(gone).toEqual(['pods', 'pods', 'pods', 'replicasets', 'deployments']);
  });
});

describe('a rolling update', () => {
  function rolling(update: object) {
    const plane = controlPlane();
    plane.runFor(seconds(2));
    const before = nginx(4);
    before.spec.strategy = { type: 'RollingUpdate', rollingUpdate: update };
    plane.apply('deployments', before);
    plane.runFor(seconds(10));
    plane.patch('deployments', name, {
      spec: { template: { spec: { containers: [{ name: 'nginx', image: 'nginx:1.16.1' }] } } },
    });
    const soFar = plane.podHistory().length;
    plane.runFor(seconds(60));
    const since = plane.podHistory().slice(soFar);
    const most = Math.max(...since.map((pods) => pods.length));
    const isRunning = (pod: Pod) => pod.status?.phase === 'Running';
    const fewest = Math.min(...since.map((pods) => pods.filter(isRunning).length));
    return { plane, most, fewest };
  }

  test.each([
    { id: 'DU1', update: { maxSurge: 1, maxUnavailable: 0 }, most: 5, fewest: 4 },
    { id: 'DU2', update: { maxSurge: 0, maxUnavailable: 1 }, most: 4, fewest: 3 },
    { id: 'DU3', update: { maxSurge: '50%', maxUnavailable: '50%' }, most: 6, fewest: 2 },
  ])(
    '$id stays between its bounds ($most and $fewest) and ends with new pods only',
    ({ update, most: mostPods, fewest: fewestPods }) => {
      const { plane, most, fewest } = rolling(update);
      expect([most, fewest]).toEqual([mostPods, fewestPods]);
      expect(plane.pods().map(({ spec }) => spec.containers[0]?.image)).toEqual(
        Array(4).fill('nginx:1.16.1'),
      );
      expect(
        plane
          .replicaSets()
          .map(({ spec }) => spec.replicas)
          .sort(),
      ).toEqual([0, 4]);
      expect(plane.deployment(name).status).toMatchObject({
        observedGeneration: 2,
        updatedReplicas: 4,
        replicas: 4,
      });
    },
  );

  test('DU4 keeps the old replica set, with its revision, to go back to', () => {
    const { plane } = rolling({ maxSurge: 1, maxUnavailable: 0 });
    const revisions = plane
      .replicaSets()
      .map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision']);
    expect([...revisions].sort()).toEqual(['1', '2']);
    const before = plane.writes();
    plane.runFor(minutes(5));
    expect(plane.writes()).toBe(before);
  });

  test('DU5 of type Recreate has no pod of both templates at a time', () => {
    const plane = controlPlane();
    plane.runFor(seconds(2));
    const before = nginx(2);
    before.spec.strategy = { type: 'Recreate' };
    plane.apply('deployments', before);
    plane.runFor(seconds(10));
    plane.patch('deployments', name, {
      spec: { template: { spec: { containers: [{ name: 'nginx', image: 'nginx:1.16.1' }] } } },
    });
    plane.runFor(seconds(20));
    const images = (pods: readonly Pod[]) =>
      new Set(pods.map(({ spec }) => spec.containers[0]?.image)).size;
    const most = Math.max(...plane.podHistory().map(images));
    expect(most).toBe(1);
    expect(plane.phases()).toEqual(['Running', 'Running']);
  });
});

describe('the trace', () => {
  /** Every event that led to this one, however far back. */
  function causesOf(plane: ReturnType<typeof controlPlane>, seq: number): ReadonlySet<number> {
    const found = new Set<number>();
    const open = [seq];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...(plane.events[next - 1]?.causes ?? []));
    }
    return found;
  }

  test('DT1 leads from every reconcile of a pod back to the creation of its deployment', () => {
    const plane = running();
    const created = plane
      .of('etcd.committed')
      .find(({ subject, data }) => subject.startsWith('deployments/') && data.type === 'ADDED');
    const reconciles = plane
      .of('reconcile.started')
      .filter(({ data }) => ['kubelet', 'scheduler', 'rs-controller'].includes(data.controller));
    expect(reconciles.length).toBeGreaterThan(6);
    for (const { seq } of reconciles) {
      expect(causesOf(plane, seq).has(created?.seq ?? 0)).toBe(true);
    }
  });
});
