/** What upstream expects of its fake dynamic client, asked of ours on a real server: kinds and versions. */

import { describe, expect, test } from 'vitest';
import type { UnstructuredList } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type ClusterClient,
  clusterClient,
  configMap,
  configMaps,
  namespaces,
} from '#test/client-go/testing/cluster_client.ts';

const there = ({ client }: ClusterClient, namespace = 'empty') =>
  client(configMaps).namespace(namespace);

/** A cluster with a namespace of our own and these config maps in it. */
function holding(...names: readonly string[]): ClusterClient {
  const b = clusterClient();
  const empty = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'empty' } };
  b.call(() => b.client(namespaces).create(b.ctx, empty));
  b.settle();
  for (const name of names) b.call(() => there(b).create(b.ctx, configMap(name)));
  b.settle();
  return b;
}

function listed(b: ClusterClient): UnstructuredList {
  const list = b.call(() => there(b).list(b.ctx, {}));
  if (typeof list === 'string') throw new Error(list);
  const mine = list.items.filter(({ metadata }) => metadata.name !== 'kube-root-ca.crt');
  return { ...list, items: mine };
}

const namesOf = (list: UnstructuredList) => list.items.map(({ metadata }) => metadata.name);

describe('a list', () => {
  test.each([
    {
      id: 'DK0',
      name: 'of one object',
      names: ['name'],
      upstream:
        'TestListWithUnstructuredObjectsAndTypedScheme, TestListWithTypedFixtures, TestListWithNoScheme',
    },
    {
      id: 'DK1',
      name: 'of none',
      names: [],
      upstream: 'TestListWithNoFixturesAndTypedScheme, TestListDecoding',
    },
    {
      id: 'DK2',
      name: 'of several, by name',
      names: ['foo', 'bar', 'baz'],
      upstream: 'TestList, Test_ListKind',
    },
  ])('$id $name has the kind of a list and its version ($upstream)', ({ names }) => {
    const b = holding(...names);
    const list = listed(b);
    expect(list).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMapList' });
    expect(namesOf(list)).toEqual([...names].sort());
    const last = Math.max(...list.items.map((item) => Number(item.metadata.resourceVersion)), 0);
    expect(Number(list.metadata.resourceVersion)).toBeGreaterThanOrEqual(last);
  });
});

test('DK3 an object that is got says what it is (TestGet, TestGetDecoding)', () => {
  const b = holding('name');
  expect(b.call(() => there(b).get(b.ctx, 'name'))).toMatchObject({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'name', namespace: 'empty' },
  });
});
