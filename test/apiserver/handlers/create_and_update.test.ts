import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import {
  cluster,
  configMap,
  configMaps,
  objectOf,
  pod,
  pods,
  statusOf,
  versionOf,
} from '#test/apiserver/cluster.ts';

const deployments = '/apis/apps/v1/namespaces/default/deployments';
const deployment = {
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'main', image: 'web:1' }] },
    },
  },
};

test('a created object gets what only the server writes', () => {
  const { ask, runFor } = cluster();
  runFor(seconds(5));
  const created = ask('POST', configMaps, configMap('a', { data: { key: '1' } }));
  expect(created.status).toBe(201);
  const { metadata } = objectOf(created);
  expect(metadata).toMatchObject({
    name: 'a',
    namespace: 'default',
    resourceVersion: '4',
    creationTimestamp: '2026-01-01T00:00:05Z',
  });
  expect(metadata.uid).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(metadata.generation).toBeUndefined();
});

test('what a client writes into the system’s fields is ignored, but for a generation that the kind does not count', () => {
  const { ask } = cluster();
  const metadata = { uid: 'mine', generation: 7, creationTimestamp: '1999-01-01T00:00:00Z' };
  const created = objectOf(ask('POST', configMaps, configMap('a', { metadata })));
  expect(created.metadata.uid).not.toBe('mine');
  expect(created.metadata.creationTimestamp).toBe('2026-01-01T00:00:00Z');
  expect(created.metadata.generation).toBe(7);
});

test('every write of any kind takes the next revision', () => {
  const { ask } = cluster();
  const first = ask('POST', configMaps, configMap('a'));
  ask('POST', '/api/v1/nodes', { metadata: { name: 'node-a' } });
  const second = ask('POST', configMaps, configMap('b'));
  expect(Number(versionOf(second))).toBe(Number(versionOf(first)) + 2);
});

test('a generated name is the base and five safe characters', () => {
  const { ask } = cluster();
  const body = { metadata: { generateName: 'web-' } };
  const names = [1, 2].map(() => objectOf(ask('POST', configMaps, body)).metadata.name ?? '');
  for (const name of names) expect(name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  expect(names[0]).not.toBe(names[1]);
});

test('an update that changes nothing is no write', () => {
  const { ask, watch, etcd, events } = cluster();
  const created = ask('POST', configMaps, configMap('a', { data: { key: '1' } }));
  const watched = watch(`${configMaps}?resourceVersion=${versionOf(created)}`);
  const before = etcd.revision;
  const updated = ask('PUT', `${configMaps}/a`, created.body);
  expect(updated.status).toBe(200);
  expect(versionOf(updated)).toBe(versionOf(created));
  expect(etcd.revision).toBe(before);
  expect(watched.seen()).toEqual([]);
  expect(events.find(({ kind }) => kind === 'etcd.unchanged')?.data).toMatchObject({
    key: 'configmaps/default/a',
    reason: 'no change',
  });
});

test('a stale update is a conflict, with the words that everybody knows', () => {
  const { ask } = cluster();
  const created = ask('POST', configMaps, configMap('a'));
  ask('PUT', `${configMaps}/a`, { ...objectOf(created), data: { key: '1' } });
  const stale = ask('PUT', `${configMaps}/a`, { ...objectOf(created), data: { key: '2' } });
  expect(stale.status).toBe(409);
  expect(statusOf(stale)).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message:
      'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    reason: 'Conflict',
    details: { name: 'a', kind: 'configmaps' },
    code: 409,
  });
});

test('an update from the future is a conflict too', () => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('a'));
  const future = configMap('a', { metadata: { resourceVersion: '999' }, data: { key: '2' } });
  expect(ask('PUT', `${configMaps}/a`, future).status).toBe(409);
});

test('an update without a resourceVersion wins', () => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('a'));
  expect(ask('PUT', `${configMaps}/a`, configMap('a', { data: { key: '2' } })).status).toBe(200);
});

test('a lease cannot be updated without a resourceVersion', () => {
  const { ask } = cluster();
  const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases';
  ask('POST', leases, { metadata: { name: 'a' } });
  const refused = ask('PUT', `${leases}/a`, { metadata: { name: 'a' }, spec: {} });
  expect(refused.status).toBe(422);
  expect(statusOf(refused).message).toBe(
    'leases.coordination.k8s.io "a" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
  );
});

test('a PUT of a missing lease creates it', () => {
  const { ask } = cluster();
  const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases';
  const created = ask('PUT', `${leases}/a`, { metadata: { name: 'a' }, spec: {} });
  expect(created.status).toBe(201);
});

test('an update meant for another object of the same name is a conflict', () => {
  const { ask } = cluster();
  const created = objectOf(ask('POST', configMaps, configMap('a')));
  const refused = ask('PUT', `${configMaps}/a`, configMap('a', { metadata: { uid: 'other' } }));
  expect(refused.status).toBe(409);
  expect(statusOf(refused).message).toBe(
    `Operation cannot be fulfilled on configmaps "a": StorageError: invalid object, Code: 4, Key: /registry/configmaps/default/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: other, UID in object meta: ${created.metadata.uid}`,
  );
});

test('a merge patch sets, and deletes what is null', () => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('a', { data: { keep: '1', drop: '2' } }));
  const patched = ask('PATCH', `${configMaps}/a`, { data: { drop: null, add: '3' } });
  expect(patched.status).toBe(200);
  expect(objectOf(patched)['data']).toEqual({ keep: '1', add: '3' });
});

test('a patch conflicts only if it pins a resourceVersion', () => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('a'));
  const pinned = { metadata: { resourceVersion: '1' }, data: { key: '1' } };
  expect(ask('PATCH', `${configMaps}/a`, pinned).status).toBe(409);
  expect(ask('PATCH', `${configMaps}/a`, { data: { key: '1' } }).status).toBe(200);
});

test('a patch that spoils the metadata is a 422 that shows the result', () => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('a'));
  const refused = statusOf(ask('PATCH', `${configMaps}/a`, { metadata: { labels: { a: 1 } } }));
  expect(refused.code).toBe(422);
  expect(refused.message).toMatch(
    /^ "" is invalid: patch: Invalid value: ".*cannot unmarshal number/,
  );
});

test.each([
  { name: 'spec', change: { spec: { replicas: 3 } }, generation: 2 },
  { name: 'annotations', change: { metadata: { annotations: { a: 'b' } } }, generation: 2 },
  { name: 'labels', change: { metadata: { labels: { a: 'b' } } }, generation: 1 },
  { name: 'status at the main endpoint', change: { status: { replicas: 3 } }, generation: 1 },
])(
  'a deployment’s generation after a change of its $name is $generation',
  ({ change, generation }) => {
    const { ask } = cluster();
    expect(objectOf(ask('POST', deployments, deployment)).metadata.generation).toBe(1);
    const patched = ask('PATCH', `${deployments}/web`, change);
    expect(objectOf(patched).metadata.generation).toBe(generation);
  },
);

test('the status endpoint writes the status and nothing else', () => {
  const { ask } = cluster();
  ask('POST', deployments, deployment);
  const change = { status: { replicas: 3 }, spec: { replicas: 9 } };
  const patched = objectOf(ask('PATCH', `${deployments}/web/status`, change));
  expect(patched['status']).toEqual({ replicas: 3 });
  expect(patched['spec']).toMatchObject({ replicas: 1 });
  expect(patched.metadata.generation).toBe(1);
});

test('a status sent to the main endpoint is dropped, and so changes nothing', () => {
  const { ask } = cluster();
  const created = ask('POST', deployments, deployment);
  const updated = ask('PATCH', `${deployments}/web`, { status: { replicas: 3 } });
  expect(versionOf(updated)).toBe(versionOf(created));
});

test('a selector never changes', () => {
  const { ask } = cluster();
  ask('POST', deployments, deployment);
  const spec = {
    selector: { matchLabels: { app: 'db' } },
    template: { metadata: { labels: { app: 'db' } } },
  };
  const refused = ask('PATCH', `${deployments}/web`, { spec });
  expect(statusOf(refused).message).toBe(
    'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"db"}}: field is immutable',
  );
});

test('a pod’s image can change, its node cannot', () => {
  const { ask } = cluster();
  ask('POST', pods, pod('p'));
  const image = { spec: { containers: [{ name: 'main', image: 'web:2' }] } };
  expect(ask('PATCH', `${pods}/p`, image).status).toBe(200);
  const moved = ask('PATCH', `${pods}/p`, { spec: { nodeName: 'node-a' } });
  expect(statusOf(moved).message).toContain('spec: Forbidden: pod updates may not change fields');
});

test('a binding puts a pod on a node, once', () => {
  const { ask } = cluster();
  ask('POST', pods, pod('p'));
  const binding = { target: { kind: 'Node', name: 'node-a' } };
  expect(ask('POST', `${pods}/p/binding`, binding).status).toBe(201);
  expect(objectOf(ask('GET', `${pods}/p`))['spec']).toMatchObject({ nodeName: 'node-a' });
  const again = ask('POST', `${pods}/p/binding`, binding);
  expect(again.status).toBe(409);
  expect(statusOf(again).message).toBe(
    'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "node-a"',
  );
});

test('the server keeps nothing of what a client still holds', () => {
  const { ask } = cluster();
  const body = { metadata: { name: 'a' }, data: { key: '1' } };
  const created = objectOf(ask('POST', configMaps, body));
  body.data.key = 'changed';
  (created['data'] as Record<string, string>)['key'] = 'changed';
  expect(objectOf(ask('GET', `${configMaps}/a`))['data']).toEqual({ key: '1' });
});
