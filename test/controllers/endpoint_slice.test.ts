/** EndpointSlices follow the pods behind a service. */

import { expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { seconds } from '#base/time.ts';
import type { EndpointSlice } from '#controllers/kinds.ts';
import { controlPlane } from './control_plane.ts';

const run = ['kubelet', 'scheduler', 'endpointslice-controller', 'gc'];

function pod(name: string, app: string): Unstructured {
  const ports = [{ name: 'http', containerPort: 8080 }];
  const containers = [{ name: 'main', image: 'web:1', ports }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app } },
    spec: { containers },
  } as unknown as Unstructured;
}

function plane() {
  const running = controlPlane({ run });
  running.runFor(seconds(2));
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  } as unknown as Unstructured;
  running.apply('services', service);
  const slices = () => running.list('endpointslices') as EndpointSlice[];
  const behind = () =>
    slices()
      .flatMap(({ endpoints }) => endpoints ?? [])
      .map(({ targetRef, conditions }) => `${targetRef?.name} ${conditions.ready}`);
  return { ...running, slices, behind };
}

test('a service has the pods behind it that it selects, as they become ready', () => {
  const running = plane();
  running.runFor(seconds(1));
  expect(running.slices()).toHaveLength(1);
  expect(running.behind()).toEqual([]);
  running.apply('pods', pod('a', 'web'));
  running.apply('pods', pod('b', 'db'));
  running.runFor(seconds(5));
  expect(running.behind()).toEqual(['a true']);
  expect(running.slices()[0]).toMatchObject({
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    metadata: { labels: { 'kubernetes.io/service-name': 'web' } },
  });
  running.patch('pods', 'b', { metadata: { labels: { app: 'web' } } });
  running.runFor(seconds(2));
  expect(running.behind()).toEqual(['a true', 'b true']);
});

test('a pod that is going takes no new connections, and then is gone', () => {
  const running = plane();
  running.apply('pods', pod('a', 'web'));
  running.runFor(seconds(5));
  running.remove('pods', 'a');
  running.runFor(seconds(0.3));
  expect(running.behind()).toEqual(['a false']);
  running.runFor(seconds(3));
  expect(running.behind()).toEqual([]);
});

test('the slices of a deleted service are collected', () => {
  const running = plane();
  running.runFor(seconds(1));
  running.remove('services', 'web');
  running.runFor(seconds(5));
  expect(running.slices()).toEqual([]);
});
