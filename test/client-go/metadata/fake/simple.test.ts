/** What upstream expects of its fake metadata client, asked of ours on a real server. */

import { expect, test } from 'vitest';
import { newForConfig } from '#client-go/metadata/metadata.ts';
import { clusterClient, configMap, configMaps } from '#test/client-go/testing/cluster_client.ts';

const secrets = { group: '', version: 'v1', resource: 'secrets' };

test('MK1 a list has the metadata of the objects of its resource alone, by name (TestList)', () => {
  const b = clusterClient();
  const { sim, network, ctx } = b;
  const mine = { labels: { of: 'test' } };
  for (const name of ['foo', 'bar', 'baz']) {
    const made = configMap(name, { left: 'out' });
    const obj = { ...made, metadata: { ...made.metadata, ...mine } };
    b.call(() => b.client(configMaps).namespace('default').create(ctx, obj));
  }
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'foo', ...mine } };
  b.call(() => b.client(secrets).namespace('default').create(ctx, secret));
  b.settle();
  const client = newForConfig(sim, { transport: network, client: 'test', qps: -1 });
  const list = b.call(() => client.resource(configMaps).list(ctx, { labelSelector: 'of=test' }));
  if (typeof list === 'string') throw new Error(list);
  expect(list.items).toEqual(
    ['bar', 'baz', 'foo'].map((name) => ({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: expect.objectContaining({ name, namespace: 'default' }),
    })),
  );
});
