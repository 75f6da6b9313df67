/** What upstream expects of its fake server, asked of ours: who watches what, and who finds what. */

import { expect, test } from 'vitest';
import {
  type ClusterClient,
  clusterClient,
  configMap,
  configMaps,
  namespaces,
  nodes,
} from './cluster_client.ts';

const other = 'other';

function withNamespaces(): ClusterClient {
  const made = clusterClient();
  for (const name of [other]) {
    made.call(() =>
      made
        .client(namespaces)
        .create(made.ctx, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    );
  }
  return made;
}

type Verb = 'create' | 'update' | 'delete';

function act({ call, client, ctx }: ClusterClient, verb: Verb, name: string, namespace: string) {
  const there = client(configMaps).namespace(namespace);
  if (verb === 'create') return call(() => there.create(ctx, configMap(name)));
  if (verb === 'delete') return call(() => there.delete(ctx, name));
  return call(() => there.update(ctx, configMap(name, { changed: 'yes' })));
}

function watch(b: ClusterClient, namespace: string) {
  const all = b.client(configMaps);
  const there = namespace === '' ? all : all.namespace(namespace);
  return b.watching(b.call(() => there.watch(b.ctx, {})));
}

test('FX1 a watch of a namespace gives what is created in it (TestWatchCallNonNamespace)', () => {
  const b = withNamespaces();
  const seen = watch(b, other);
  act(b, 'create', 'a', other);
  b.settle();
  expect(seen).toEqual([`ADDED ${other}/a`]);
});

test('FX2 a watch of one namespace and one of all see the same changes of it (TestWatchCallAllNamespace)', () => {
  const b = withNamespaces();
  const seen = [watch(b, other), watch(b, '')];
  act(b, 'create', 'a', other);
  act(b, 'update', 'a', other);
  act(b, 'delete', 'a', other);
  b.settle();
  const all = [`ADDED ${other}/a`, `MODIFIED ${other}/a`, `DELETED ${other}/a`];
  expect(seen).toEqual([all, all]);
});

test('FX3 each of many watches sees exactly its share, in order (TestWatchCallMultipleInvocation)', () => {
  const b = withNamespaces();
  const seen = ['', '', other, other].map((namespace) => watch(b, namespace));
  const acts: readonly (readonly [Verb, string, string])[] = [
    ['create', 'foo', other],
    ['create', 'bar', other],
    ['create', 'baz', 'default'],
    ['update', 'bar', other],
    ['update', 'baz', 'default'],
    ['delete', 'foo', other],
    ['delete', 'bar', other],
    ['delete', 'baz', 'default'],
  ];
  for (const [verb, name, namespace] of acts) act(b, verb, name, namespace);
  b.settle();
  const types = { create: 'ADDED', update: 'MODIFIED', delete: 'DELETED' };
  const all = acts.map(([verb, name, namespace]) => `${types[verb]} ${namespace}/${name}`);
  const mine = all.filter((line) => line.includes(`${other}/`));
  expect(seen).toEqual([all, all, mine, mine]);
});

test('FX4 what happens after a watch was stopped disturbs nobody (TestWatchAddAfterStop)', () => {
  const b = withNamespaces();
  const opened = b.call(() => b.client(configMaps).namespace(other).watch(b.ctx, {}));
  const seen = b.watching(opened);
  if (typeof opened !== 'string') opened.stop();
  b.settle();
  expect(act(b, 'create', 'a', other)).toMatchObject({ metadata: { name: 'a' } });
  b.settle();
  expect(seen).toEqual([]);
});

test('FX5 what is missing cannot be patched (TestPatchWithMissingObject)', () => {
  const b = clusterClient();
  const patch = { type: 'application/merge-patch+json', data: {} } as const;
  expect(b.call(() => b.client(nodes).patch(b.ctx, 'node-1', patch))).toBe(
    'nodes "node-1" not found',
  );
});

test('FX6 an object is found in its own namespace only (TestGetWithExactMatch)', () => {
  const b = withNamespaces();
  act(b, 'create', 'a', other);
  const get = (namespace: string) =>
    b.call(() => b.client(configMaps).namespace(namespace).get(b.ctx, 'a'));
  expect(get(other)).toMatchObject({ metadata: { name: 'a', namespace: other } });
  expect(get('default')).toBe('configmaps "a" not found');
});
