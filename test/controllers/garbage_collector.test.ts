/** What the garbage collector reads, keeps and writes: metadata, and nothing else of an object. */

import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { type ControlPlane, controlPlane, nginx } from './control_plane.ts';

function running(): ControlPlane {
  const plane = controlPlane();
  plane.runFor(seconds(2));
  plane.apply('deployments', nginx());
  plane.runFor(seconds(10));
  return plane;
}

const ofGC = ({ data }: { readonly data: { readonly client: string } }) => data.client === 'gc';

test('GC1 its informers ask for metadata alone, and their caches hold nothing else', () => {
  const plane = running();
  const reads = plane.of('request.sent').filter((sent) => ofGC(sent) && sent.data.method === 'GET');
  expect(reads.length).toBeGreaterThan(0);
  for (const { data } of reads) expect(data.accept).toContain(';as=PartialObjectMetadata');
  const stored = plane.of('store.added').filter(({ data }) => data.informer.startsWith('gc/'));
  expect(stored.map(({ data }) => data.informer)).toContain('gc/pods');
  for (const { data } of stored) {
    const object = plane.sim.trace.objects.get(data.object);
    expect(object).toMatchObject({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' });
    expect(Object.keys(object as object).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
  }
});

test('GC2 it takes owners and finalizers away by patches, and the rest of the object stays', () => {
  const plane = running();
  const [before] = plane.replicaSets();
  plane.remove('deployments', 'nginx-deployment', { propagationPolicy: 'Orphan' });
  plane.runFor(seconds(15));
  const writes = plane
    .of('request.sent')
    .filter((sent) => ofGC(sent) && sent.data.method !== 'GET')
    .map(({ data }) => `${data.verb} ${data.resource}`);
  expect([...new Set(writes)]).toEqual(['patch replicasets', 'patch deployments']);
  const [after] = plane.replicaSets();
  expect(after?.spec).toEqual(before?.spec);
  expect(after?.metadata).not.toHaveProperty('ownerReferences');
  expect(plane.list('deployments')).toEqual([]);
});
