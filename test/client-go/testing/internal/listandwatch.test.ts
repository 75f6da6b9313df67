/** An informer whose watch comes late misses nothing: the server replays what happened since the list. */

import { expect, test } from 'vitest';
import { resourceEventHandlerFuncs } from '#client-go/tools/cache/controller.ts';
import type { ListerWatcher } from '#client-go/tools/cache/listwatch.ts';
import { newSharedIndexInformer } from '#client-go/tools/cache/shared_informer.ts';
import { Channel } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { drive } from '#test/apiserver/cluster.ts';
import { clusterClient, configMap, configMaps } from '#test/client-go/testing/cluster_client.ts';
import { profiles } from '#trace/profile.ts';

test('FX7 an object created between the list and the watch is told once (TestListAndWatch)', () => {
  const b = clusterClient();
  const { sim, ctx } = b;
  const all = b.client(configMaps);
  const created = new Channel<never>(sim, { name: 'created' });
  b.call(() => all.namespace('default').create(ctx, configMap('cm1')));
  const listed: (string | undefined)[] = [];
  const watched: (string | undefined)[] = [];
  const listerWatcher: ListerWatcher = {
    isWatchListSemanticsUnSupported: () => true,
    *list(each, options) {
      const list = yield* all.list(each, options);
      if (list.ok) listed.push(list.value.metadata.resourceVersion);
      return list;
    },
    *watch(each, options) {
      watched.push(options.resourceVersion);
      yield* created.receive();
      return yield* all.watch(each, options);
    },
  };
  const informer = newSharedIndexInformer(
    { sim, profile: profiles.modern },
    { listerWatcher, noun: { informer: 'test/configmaps', resource: 'configmaps' } },
  );
  const calls = { adds: 0, updates: 0, deletes: 0 };
  const handler = resourceEventHandlerFuncs({
    addFunc: () => {
      calls.adds++;
    },
    updateFunc: () => {
      calls.updates++;
    },
    deleteFunc: () => {
      calls.deletes++;
    },
  });
  const handle = drive(sim, informer.addEventHandler(handler));
  sim.spawn('test/informer', informer.run(ctx));
  b.settle();
  const before = informer.getStore().list().length;
  b.call(() => all.namespace('default').create(ctx, configMap('cm2')));
  created.close();
  b.settle();
  expect(listed).toHaveLength(1);
  expect(watched).toEqual(listed);
  expect(informer.getStore().list()).toHaveLength(before + 1);
  expect(calls).toEqual({ adds: before + 1, updates: 0, deletes: 0 });
  expect(handle.ok && drive(sim, synced(handle.value.hasSynced()))).toBe(true);
});

function* synced(asked: Blocking<boolean>): Proc<boolean> {
  return yield* asked;
}
