import { describe, expect, test } from 'vitest';
import { everything } from '#apimachinery/pkg/labels/selector.ts';
import { ok } from '#base/result.ts';
import { after, seconds, startOfRun } from '#base/time.ts';
import { newSharedInformerFactory } from '#client-go/informers/factory.ts';
import { background, withCancel } from '#sim/context.ts';
import { FakeListerWatcher } from '#test/client-go/tools/cache/fake_lister_watcher.ts';
import { eventsOf, laboratory, pod, running } from '#test/client-go/tools/cache/fixture.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';

const pods = { group: '', version: 'v1', resource: 'pods', kind: 'Pod' };
const deployments = { group: 'apps', version: 'v1', resource: 'deployments', kind: 'Deployment' };

function factoryRun(profile: ProfileName) {
  const { sim, events } = laboratory();
  const asked: string[] = [];
  const factory = newSharedInformerFactory(
    { sim, profile: profiles[profile] },
    {
      program: 'test',
      namespace: 'ns',
      transform: (obj) => ok({ ...obj, slim: true }),
      client: (resource, place) => {
        asked.push(`${place.noun} in ${place.namespace}`);
        const items = resource.resource === 'pods' ? [pod('a', 5)] : [];
        return new FakeListerWatcher(sim, {
          lists: [{ version: 10, items }],
          watches: [
            (watch) => {
              if (profiles[profile].watchList) watch.add(...items).bookmark(10, true);
            },
          ],
        });
      },
    },
  );
  const until = (at: number) => sim.run(after(startOfRun, seconds(at)));
  return { sim, events, asked, factory, until, ctx: withCancel(sim, background(sim)) };
}

describe.each<ProfileName>(['classic', 'inOrder', 'watchList', 'modern'])(
  'a factory, %s',
  (profile) => {
    test('FA1 makes one informer of a kind, when it is asked for one', () => {
      const { factory, asked } = factoryRun(profile);
      const informer = factory.forResource(pods).informer();
      expect(factory.forResource(pods).informer()).toBe(informer);
      factory.forResource(pods).lister();
      factory.forResource(deployments);
      expect(asked).toEqual(['test/pods in ns']);
    });

    test('FA2 starts what was not started, waits for it, and stops with its context', () => {
      const { sim, events, factory, ctx, until } = factoryRun(profile);
      const lister = factory.forResource(pods).lister();
      factory.start(ctx.ctx);
      const synced = running(sim, () => factory.waitForCacheSync(ctx.ctx), 'test/main');
      expect([...synced]).toEqual([['/v1/pods', true]]);
      expect(lister.byNamespace('ns').list(everything())).toMatchObject([
        { metadata: { name: 'a' }, slim: true },
      ]);
      factory.forResource(deployments).informer();
      factory.start(ctx.ctx);
      factory.start(ctx.ctx);
      until(1);
      expect(eventsOf(events, 'informer.started').map((event) => event.data.informer)).toEqual([
        'test/pods',
        'test/deployments',
      ]);
      ctx.cancel();
      running(sim, () => factory.shutdown(), 'test/main');
      expect(eventsOf(events, 'informer.stopped')).toHaveLength(2);
      expect(sim.deadlock({ allMustEnd: true })).toEqual([]);
    });

    test('FA3 says of what it did not wait long enough for that it has not synced', () => {
      const { sim, factory, ctx } = factoryRun(profile);
      factory.forResource(pods).informer();
      ctx.cancel();
      factory.start(ctx.ctx);
      const synced = running(sim, () => factory.waitForCacheSync(ctx.ctx), 'test/main');
      expect([...synced]).toEqual([['/v1/pods', false]]);
    });
  },
);
