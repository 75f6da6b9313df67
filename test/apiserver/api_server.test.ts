import { expect, test } from 'vitest';
import {
  cluster,
  configMap,
  configMaps,
  namesOf,
  objectOf,
  statusOf,
  versionOf,
} from './cluster.ts';

test('a created object gets what only the server writes', () => {
  const { ask } = cluster();
  const created = ask('POST', configMaps, configMap('a', { data: { key: '1' } }));
  expect(created.status).toBe(201);
  const { metadata } = objectOf(created);
  expect(metadata).toMatchObject({
    name: 'a',
    namespace: 'default',
    resourceVersion: '4',
    creationTimestamp: '2026-01-01T00:00:00Z',
  });
  expect(metadata.uid).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(metadata.generation).toBeUndefined();
});

test('every write of any kind takes the next revision', () => {
  const { ask } = cluster();
  const first = ask('POST', configMaps, configMap('a'));
  ask('POST', '/api/v1/nodes', { metadata: { name: 'node-a' } });
  const second = ask('POST', configMaps, configMap('b'));
  expect(Number(versionOf(second))).toBe(Number(versionOf(first)) + 2);
});

test('an update that changes nothing is no write', () => {
  const { ask, watch, etcd } = cluster();
  const created = ask('POST', configMaps, configMap('a', { data: { key: '1' } }));
  const watched = watch(`${configMaps}?resourceVersion=${versionOf(created)}`);
  const before = etcd.revision;
  const updated = ask('PUT', `${configMaps}/a`, created.body);
  expect(updated.status).toBe(200);
  expect(versionOf(updated)).toBe(versionOf(created));
  expect(etcd.revision).toBe(before);
  expect(watched.seen()).toEqual([]);
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

test('a list from the store', () => {
  const { ask } = cluster();
  for (const name of ['c', 'a', 'b']) ask('POST', configMaps, configMap(name));
  expect(namesOf(ask('GET', configMaps))).toEqual(['a', 'b', 'c']);
});
