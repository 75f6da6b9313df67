/** Informers over the metadata client, on a real server, with the client-go of every preset. */

import { describe, expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { everything } from '#apimachinery/pkg/labels/selector.ts';
import { canonicalJson } from '#base/json.ts';
import { milliseconds } from '#base/time.ts';
import { newForConfig } from '#client-go/metadata/metadata.ts';
import { newSharedInformerFactory } from '#client-go/metadata/metadatainformer/informer.ts';
import { withCancel } from '#sim/context.ts';
import { drive } from '#test/apiserver/cluster.ts';
import { clusterClient, configMap, configMaps } from '#test/client-go/testing/cluster_client.ts';
import { eventsOf } from '#test/client-go/tools/cache/fixture.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';

const resource = { ...configMaps, kind: 'ConfigMap' };

function informerRun(profile: ProfileName) {
  const b = clusterClient();
  const { sim, network, ctx } = b;
  const there = b.client(configMaps).namespace('default');
  b.call(() => there.create(ctx, configMap('a', { big: 'x' })));
  b.settle();
  const client = newForConfig(sim, { transport: network, client: 'test', qps: -1 });
  const factory = newSharedInformerFactory(
    { sim, profile: profiles[profile] },
    {
      program: 'test',
      namespace: 'default',
      client: (each, { noun, namespace }) =>
        client.withNoun(noun).resource(each).namespace(namespace),
    },
  );
  const told: string[] = [];
  const note = (what: string, obj: object) => {
    const { metadata, ...rest } = obj as Unstructured;
    told.push(`${what} ${metadata.name} ${canonicalJson(rest)}`);
  };
  const informer = factory.forResource(resource);
  const stop = withCancel(sim, ctx);
  drive(
    sim,
    informer.informer().addEventHandler({
      onAdd: (obj) => note('add', obj),
      onUpdate: (_old, obj) => note('update', obj),
      onDelete: (obj) => note('delete', obj),
    }),
  );
  factory.start(stop.ctx);
  const begun = sim.now;
  const synced = drive(sim, factory.waitForCacheSync(stop.ctx));
  return { ...b, there, told, factory, lister: informer.lister(), synced, begun, stop };
}

const bare = '{"apiVersion":"meta.k8s.io/v1","kind":"PartialObjectMetadata"}';

describe.each<ProfileName>(['classic', 'inOrder', 'watchList', 'modern'])(
  'an informer of metadata, %s',
  (profile) => {
    test('MI1 tells its handlers of each change, without what changed (TestMetadataSharedInformerFactory)', () => {
      const b = informerRun(profile);
      expect([...b.synced]).toEqual([['/v1/configmaps', true]]);
      b.call(() => b.there.create(b.ctx, configMap('b', { big: 'x' })));
      b.call(() => b.there.update(b.ctx, configMap('b', { big: 'y' })));
      b.call(() => b.there.delete(b.ctx, 'b'));
      b.settle();
      const ours = b.told.filter((each) => / [ab] /.test(each));
      expect(ours).toEqual([
        `add a ${bare}`,
        `add b ${bare}`,
        `update b ${bare}`,
        `delete b ${bare}`,
      ]);
    });

    test('MI2 stores metadata alone, and its lister finds it (TestWatchListSemanticsSimple)', () => {
      const b = informerRun(profile);
      b.settle();
      const found = b.lister.byNamespace('default').get('a');
      if (!found.ok) throw new Error(found.error.message);
      expect(Object.keys(found.value).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
      expect(b.lister.list(everything()).map(({ kind }) => kind)).toContain(
        'PartialObjectMetadata',
      );
      const lists = eventsOf(b.events, 'request.sent').filter(
        ({ data }) => data.noun === 'test/configmaps' && data.verb === 'list',
      );
      expect(lists.length).toBe(profiles[profile].watchList ? 0 : 1);
      expect(eventsOf(b.events, 'reflector.event.skipped')).toEqual([]);
    });

    test('MI3 is asked every 100 ms whether it has synced, and ends with its context', () => {
      const b = informerRun(profile);
      expect((b.sim.now - b.begun) % milliseconds(100)).toBe(0);
      b.stop.cancel();
      drive(b.sim, b.factory.shutdown());
      expect(eventsOf(b.events, 'informer.stopped')).toHaveLength(1);
    });
  },
);
