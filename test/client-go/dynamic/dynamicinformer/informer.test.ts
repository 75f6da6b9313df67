/** Informers over the dynamic client, on a real server, with the client-go of every preset. */

import { describe, expect, test } from 'vitest';
import type { ListOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { newDynamicSharedInformerFactory } from '#client-go/dynamic/dynamicinformer/informer.ts';
import { newForConfig } from '#client-go/dynamic/simple.ts';
import { withCancel } from '#sim/context.ts';
import { drive } from '#test/apiserver/cluster.ts';
import { clusterClient, configMap, configMaps } from '#test/client-go/testing/cluster_client.ts';
import { eventsOf } from '#test/client-go/tools/cache/fixture.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';

interface Asked {
  readonly profile?: ProfileName;
  readonly namespace?: string;
  readonly options?: ListOptions;
  /** What the informer is told that it watches. */
  readonly kind?: string;
}

function informerRun({ profile = 'modern', namespace = 'default', options, kind }: Asked = {}) {
  const b = clusterClient();
  const { sim, network, ctx } = b;
  const there = b.client(configMaps).namespace('default');
  b.call(() => there.create(ctx, configMap('a')));
  b.settle();
  const client = newForConfig(sim, { transport: network, client: 'test', qps: -1 });
  const factory = newDynamicSharedInformerFactory(
    { sim, profile: profiles[profile] },
    {
      program: 'test',
      namespace,
      tweakListOptions: (asked) => ({ ...asked, ...options }),
      client: (each, place) =>
        client.withNoun(place.noun).resource(each).namespace(place.namespace),
    },
  );
  const told: string[] = [];
  const note = (what: string, obj: object) => {
    told.push(`${what} ${(obj as Unstructured).metadata.name}`);
  };
  const informer = factory.forResource({ ...configMaps, kind: kind ?? 'ConfigMap' }).informer();
  const stop = withCancel(sim, ctx);
  const handler = {
    onAdd: (obj: object) => note('add', obj),
    onUpdate: (_old: object, obj: object) => note('update', obj),
    onDelete: (obj: object) => note('delete', obj),
  };
  drive(sim, informer.addEventHandler(handler));
  factory.start(stop.ctx);
  const synced = drive(sim, factory.waitForCacheSync(stop.ctx));
  const ours = () => told.filter((each) => / [ab]$/.test(each));
  return { ...b, there, ours, synced };
}

describe.each<ProfileName>(['classic', 'inOrder', 'watchList', 'modern'])(
  'a dynamic informer, %s',
  (profile) => {
    test('DI1 tells its handlers of each change (TestDynamicSharedInformerFactory)', () => {
      const b = informerRun({ profile });
      expect([...b.synced]).toEqual([['/v1/configmaps', true]]);
      b.call(() => b.there.create(b.ctx, configMap('b', { big: 'x' })));
      b.call(() => b.there.update(b.ctx, configMap('b', { big: 'y' })));
      b.call(() => b.there.delete(b.ctx, 'b'));
      b.settle();
      expect(b.ours()).toEqual(['add a', 'add b', 'update b', 'delete b']);
    });

    test('DI2 begins as its release does (TestWatchListSemanticsSimple)', () => {
      const b = informerRun({ profile });
      const asked = eventsOf(b.events, 'request.sent').filter(
        ({ data }) => data.noun === 'test/configmaps',
      );
      expect(asked[0]?.data.verb).toBe(profiles[profile].watchList ? 'watch' : 'list');
    });
  },
);

describe('what a dynamic informer is told of', () => {
  test.each<{ readonly name: string; readonly asked: Asked; readonly told: readonly string[] }>([
    { name: 'nothing of another namespace', asked: { namespace: 'kube-system' }, told: [] },
    { name: 'everything of its namespace', asked: {}, told: ['add a', 'add b'] },
    {
      name: 'only what its field selector matches',
      asked: { options: { fieldSelector: 'metadata.name=b' } },
      told: ['add b'],
    },
    {
      name: 'nothing that its label selector does not match',
      asked: { options: { labelSelector: 'environment=production' } },
      told: [],
    },
    {
      name: 'only what its label selector matches',
      asked: { options: { labelSelector: 'environment=test' } },
      told: ['add b'],
    },
    {
      name: 'whatever kind it turns out to be',
      asked: { kind: 'Other' },
      told: ['add a', 'add b'],
    },
  ])('DI3 is $name (TestFilteredDynamicSharedInformerFactory)', ({ asked, told }) => {
    const b = informerRun(asked);
    const made = configMap('b');
    const labels = { environment: 'test' };
    const obj = { ...made, metadata: { ...made.metadata, labels } };
    b.call(() => b.there.create(b.ctx, obj));
    b.settle();
    expect(b.ours()).toEqual(told);
    expect(eventsOf(b.events, 'reflector.event.skipped')).toEqual([]);
  });
});
