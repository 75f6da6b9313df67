/** Events and leases on the wire: what a recorder and an elector do to an API server. */

import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { newForConfig } from '#client-go/dynamic/simple.ts';
import type { CoreEvent } from '#client-go/kubernetes/typed/core/v1/event.ts';
import { EventSinkImpl } from '#client-go/kubernetes/typed/core/v1/event_expansion.ts';
import { newLeaderElector } from '#client-go/tools/leaderelection/leaderelection.ts';
import { newLeaseLock } from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
import { newBroadcaster } from '#client-go/tools/record/event.ts';
import { background, type Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { type Cluster, cluster, drive } from '#test/apiserver/cluster.ts';
import { profiles } from '#trace/profile.ts';

const leasesResource = { group: 'coordination.k8s.io', version: 'v1', resource: 'leases' };

function clientOf(world: Cluster, program: string) {
  return newForConfig(world.sim, { transport: world.network, client: program });
}

test('EX1 an event is created, patched, and created again when it has gone (none)', () => {
  const world = cluster();
  const { sim } = world;
  const environment = { sim, profile: profiles.modern };
  const broadcaster = newBroadcaster(environment, { name: 'c/events' });
  const recorder = broadcaster.newRecorder({ component: 'c' });
  const about = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-1', namespace: 'default', uid: 'u1', resourceVersion: '7' },
  };
  const list = '/api/v1/namespaces/default/events';
  const counts = () =>
    (world.ask('GET', list).body as unknown as { items: CoreEvent[] }).items.map(
      ({ count, message }) => `${message} ${count}`,
    );
  function* report(): Proc {
    yield* recorder.event(about, { type: 'Normal', reason: 'Started', message: 'started' });
    yield* sim.sleep(seconds(2));
  }
  drive(sim, starting(broadcaster, new EventSinkImpl(sim, clientOf(world, 'c'))));
  drive(sim, report());
  expect(counts()).toEqual(['started 1']);
  drive(sim, report());
  expect(counts()).toEqual(['started 2']);
  const written = world.events.find((event) => event.kind === 'event.written');
  const [, name] = written?.kind === 'event.written' ? written.data.event.split('/') : [];
  world.ask('DELETE', `${list}/${name}`);
  expect(counts()).toEqual([]);
  drive(sim, report());
  expect(counts()).toEqual(['started 3']);
});

function* starting(broadcaster: ReturnType<typeof newBroadcaster>, sink: EventSinkImpl): Proc {
  yield* broadcaster.startRecordingToSink(sink);
}

test('EX2 a sink of one namespace refuses events of another (none)', () => {
  const world = cluster();
  const sink = new EventSinkImpl(world.sim, clientOf(world, 'c'), 'shop');
  const event: CoreEvent = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'x', namespace: 'default' },
    involvedObject: {},
    source: {},
  };
  function* writing(): Proc<readonly (string | undefined)[]> {
    const answers = [
      yield* sink.create(event),
      yield* sink.update(event),
      yield* sink.patch(event, {}),
    ];
    return answers.map((answer) => (answer.ok ? undefined : answer.error.message));
  }
  expect(drive(world.sim, writing())).toEqual(
    ['create', 'update', 'patch'].map(
      (verb) => `can't ${verb} an event with namespace 'default' in namespace 'shop'`,
    ),
  );
});

test('EX3 of two candidates one leads, and the other takes over when it releases the lease (none)', () => {
  const world = cluster();
  const { sim } = world;
  const order: string[] = [];
  const electors = ['a', 'b'].map((identity) => {
    const client = clientOf(world, identity).resource(leasesResource).namespace('default');
    const lock = newLeaseLock({ meta: { namespace: 'default', name: 'lab' }, client, identity });
    function* leading(ctx: Context): Proc {
      order.push(`${identity} leads`);
      yield* ctx.done.receive();
    }
    function* stopping(): Proc {
      order.push(`${identity} stops`);
      yield* sim.pause();
    }
    const made = newLeaderElector(
      { sim, profile: profiles.modern },
      {
        lock,
        leaseDuration: seconds(15),
        renewDeadline: seconds(10),
        retryPeriod: seconds(2),
        releaseOnCancel: true,
        name: identity,
        callbacks: { onStartedLeading: leading, onStoppedLeading: stopping },
      },
    );
    if (!made.ok) throw new Error(made.error.message);
    return made.value;
  });
  const contexts = electors.map(() => background(sim));
  for (const [index, elector] of electors.entries()) {
    const ctx = contexts[index] ?? background(sim);
    sim.spawn(
      `elector-${index}`,
      running(() => elector.run(ctx)),
    );
  }
  world.runFor(seconds(20));
  expect(order).toEqual(['a leads']);
  contexts[0]?.end('context canceled');
  world.runFor(seconds(5));
  expect(order).toEqual(['a leads', 'a stops', 'b leads']);
  const lease = world.ask('GET', '/apis/coordination.k8s.io/v1/namespaces/default/leases/lab');
  expect(lease.body).toMatchObject({ spec: { holderIdentity: 'b', leaseTransitions: 1 } });
});

function* running(run: () => Iterable<unknown>): Proc {
  yield* run() as Proc;
}
