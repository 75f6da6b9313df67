import { describe, expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok } from '#base/result.ts';
import { after, minutes, seconds, startOfRun } from '#base/time.ts';
import {
  filteringResourceEventHandler,
  newInformerWithOptions,
  resourceEventHandlerDetailedFuncs,
} from '#client-go/tools/cache/controller.ts';
import { namespaceIndexers } from '#client-go/tools/cache/index.ts';
import {
  newSharedIndexInformer,
  shutDownEventHandler,
} from '#client-go/tools/cache/shared_informer.ts';
import { background, withCancel } from '#sim/context.ts';
import { profiles } from '#trace/profile.ts';
import { FakeListerWatcher, status } from './fake_lister_watcher.ts';
import { eventsOf, laboratory, pod, running } from './fixture.ts';
import { type InformerRun, informerRun, lane, recorder } from './informer_run.ts';

const expired = status(410, 'Expired', 'too old resource version');

function told(run: InformerRun, who: string): readonly string[] {
  return lane(run.lines, who).map((line) => line.split(' ').slice(2).join(' '));
}

test('SI1 a list and a watch reach the handler as adds, updates and deletes (S1)', () => {
  const run = informerRun({ lists: [{ version: 10, items: [pod('a', 5), pod('b', 6)] }] });
  run.until(1);
  run.watching().add(pod('c', 11)).modify(pod('a', 12)).delete(pod('b', 13));
  run.until(2);
  expect(run.lines).toEqual([
    '0.000 LIST#1 rv="0" limit=500 cont=""',
    '0.000 WATCH#1 rv="10"',
    '0.000 H ADD a@5 init=true',
    '0.000 H ADD b@6 init=true',
    '1.000 H ADD c@11 init=false',
    '1.000 H UPD a@5 -> a@12',
    '1.000 H DEL b@13',
  ]);
});

test('SI20 any call of a handler walks back to what the reflector received', () => {
  const run = informerRun({ lists: [{ version: 10 }], handlers: { A: 0, B: 0 } });
  run.until(1);
  run.watching().add(pod('a', 11), pod('b', 12)).modify(pod('a', 13));
  run.until(2);
  const bySeq = new Map(run.events.map((event) => [event.seq, event]));
  const walk = (seq: number): readonly string[] => {
    const event = bySeq.get(seq);
    if (event === undefined || event.kind === 'reflector.event.received') {
      return [event === undefined ? 'nothing' : `${event.kind} ${event.subject}`];
    }
    const [cause = -1] = event.causes;
    return [`${event.kind} ${event.subject}`, ...walk(cause)];
  };
  const calls = eventsOf(run.events, 'handler.called');
  expect(calls).toHaveLength(6);
  for (const call of calls) {
    const path = walk(call.seq).filter((step) => !step.startsWith('delta.popped'));
    const stored = call.data.callback === 'OnAdd' ? 'store.added' : 'store.updated';
    expect(path.map((step) => step.split(' ')[0])).toEqual([
      'handler.called',
      'listener.notified',
      stored,
      'delta.applying',
      'delta.queued',
      'reflector.event.received',
    ]);
    expect(path.every((step) => step.endsWith(call.subject))).toBe(true);
  }
});

describe('resync periods', () => {
  test('SI21 decide who is told at a tick (TestListenerResyncPeriods)', () => {
    const run = informerRun({
      lists: [{ version: 1, items: [pod('pod1', 1), pod('pod2', 2)] }],
      resyncPeriod: seconds(1),
      handlers: { L1: 0, L2: 2, L3: 3 },
    });
    run.until(1.5);
    const toldUntil = (at: number) => {
      const before = run.lines.length;
      run.until(at);
      return run.lines.slice(before).map((line) => line.split(' ')[1]);
    };
    expect(toldUntil(2.5)).toEqual(['L2', 'L2']);
    expect(toldUntil(3.5)).toEqual(['L3', 'L3']);
    expect(toldUntil(4.5)).toEqual(['L2', 'L2']);
  });

  test('SI22 shorten the check of an informer that has not started (TestResyncCheckPeriod)', () => {
    const run = informerRun({
      resyncPeriod: minutes(12 * 60),
      handlers: { Never: 0, Minute: 60, Less: 55, Least: 5, Default: undefined },
    });
    const added = eventsOf(run.events, 'listener.added').map((event) => event.data.resyncPeriod);
    expect(added).toEqual([0, minutes(1), seconds(55), seconds(5), minutes(12 * 60)]);
    expect(run.informer.resyncCheckPeriod).toBe(seconds(5));
  });

  test('SI23 decide who hears of a relist that changed nothing (TestSharedInformerWatchDisruption)', () => {
    const run = informerRun({
      lists: [
        { version: 2, items: [pod('pod1', 1), pod('pod2', 2)] },
        { version: 4, items: [pod('pod1', 1), pod('pod2', 3), pod('pod3', 4)] },
      ],
      resyncPeriod: seconds(1),
      handlers: { Never: 0, Resync: 1 },
    });
    run.until(1.5);
    run.watching().error(expired);
    run.until(2.5);
    const afterRelist = (who: string) =>
      lane(run.lines, who)
        .filter((line) => line.startsWith('2.300'))
        .map((line) => line.split(' ')[3]);
    expect(afterRelist('Never')).toEqual(['pod2@2', 'pod3@4']);
    expect(afterRelist('Resync')).toEqual(['pod1@1', 'pod2@2', 'pod3@4']);
  });
});

describe('handlers', () => {
  test('SI32 that are shut down have returned when that returns (TestShutDownEventHandler_Lifecycles)', () => {
    const run = informerRun({ lists: [{ version: 1, items: [pod('a', 1)] }], handlers: {} });
    const handler = resourceEventHandlerDetailedFuncs({
      *addFunc() {
        yield* run.sim.sleep(seconds(10));
        run.note('H returned');
      },
    });
    const added = run.ask(() => run.informer.addEventHandler(handler, { name: 'H' }));
    run.until(5);
    if (added.ok) run.ask(() => shutDownEventHandler(run.informer, added.value));
    run.note('H is shut down');
    expect(lane(run.lines, 'H')).toEqual(['10.000 H returned', '10.000 H is shut down']);
  });

  test('SI24 come late, hear adds of all that is stored, and then what everybody hears (TestAddWhileActive)', () => {
    const run = informerRun({
      lists: [{ version: 1, items: [pod('a', 1), pod('b', 2)] }],
      informer: { indexers: namespaceIndexers() },
    });
    run.until(1);
    run.handle('Late');
    const { Late } = run.registrations;
    expect(run.ask(() => Late?.hasSynced() ?? run.informer.hasSynced())).toBe(false);
    run.until(2);
    expect(run.ask(() => Late?.hasSynced() ?? run.informer.hasSynced())).toBe(true);
    run.watching().delete(pod('a', 3));
    run.until(3);
    expect(told(run, 'Late')).toEqual(['ADD a@1 init=true', 'ADD b@2 init=true', 'DEL a@3']);
    const added = eventsOf(run.events, 'listener.added').map((event) => event.data.late);
    expect(added).toEqual([false, true]);
  });

  test('SI25 are removed and hear nothing more; the others do (TestRemoveWhileActive)', () => {
    const run = informerRun({ lists: [{ version: 1 }], handlers: { Kept: 0, Gone: 0 } });
    run.until(1);
    run.watching().add(pod('a', 2));
    run.until(2);
    const { Gone } = run.registrations;
    if (Gone === undefined) throw new Error('expected a registration');
    expect(run.ask(() => run.informer.removeEventHandler(Gone))).toEqual(ok(undefined));
    run.watching().add(pod('b', 3));
    run.until(3);
    expect(told(run, 'Kept')).toEqual(['ADD a@2 init=false', 'ADD b@3 init=false']);
    expect(told(run, 'Gone')).toEqual(['ADD a@2 init=false']);
    expect(Gone.shutdownChan().closed).toBe(true);
    expect(run.ask(() => run.informer.removeEventHandler(Gone))).toEqual(ok(undefined));
  });

  test('SI26 are independent of each other, even if they are the same (TestSharedInformerMultipleRegistration)', () => {
    const run = informerRun({ lists: [{ version: 1, items: [pod('a', 1)] }], handlers: {} });
    const handler = recorder('Twice', run.note);
    const first = run.ask(() => run.informer.addEventHandler(handler));
    const second = run.ask(() => run.informer.addEventHandler(handler));
    expect([first, second].map((each) => each.ok && each.value.name)).toEqual([
      'listener-1',
      'listener-2',
    ]);
    run.until(1);
    expect(told(run, 'Twice')).toEqual(['ADD a@1 init=true', 'ADD a@1 init=true']);
  });

  test('SI27 that are slow hold up neither the store nor the others', () => {
    const run = informerRun({ lists: [{ version: 1 }], handlers: { Fast: 0 } });
    const slow = resourceEventHandlerDetailedFuncs({
      *addFunc(obj: Unstructured) {
        yield* run.sim.sleep(seconds(10));
        run.note(`Slow ${obj.metadata.name}`);
      },
    });
    run.ask(() => run.informer.addEventHandler(slow, { name: 'Slow' }));
    run.until(1);
    run.watching().add(pod('a', 2), pod('b', 3), pod('c', 4));
    run.until(1);
    expect(told(run, 'Fast')).toHaveLength(3);
    expect(run.informer.getStore().listKeys()).toHaveLength(3);
    run.until(40);
    expect(lane(run.lines, 'Slow')).toEqual(['11.000 Slow a', '21.000 Slow b', '31.000 Slow c']);
    const pending = eventsOf(run.events, 'listener.notified')
      .filter((event) => event.data.listener === 'Slow')
      .map((event) => event.data.pending);
    expect(pending.at(-1)).toBeGreaterThan(0);
  });

  test('SI28 that filter turn updates into adds and deletes, and keep the rest back (Z1)', () => {
    const run = informerRun({ lists: [{ version: 1 }], handlers: {} });
    const handler = filteringResourceEventHandler({
      filterFunc: (obj) => 'metadata' in obj && obj.metadata.labels?.['app'] === 'web',
      handler: recorder('F', run.note),
    });
    run.ask(() => run.informer.addEventHandler(handler, { name: 'F' }));
    const labelled = (version: number, app: string) => {
      const obj = pod('a', version);
      return { ...obj, metadata: { ...obj.metadata, labels: { app } } };
    };
    run.until(1);
    run
      .watching()
      .add(labelled(2, 'db'))
      .modify(labelled(3, 'web'), labelled(4, 'web'), labelled(5, 'db'), labelled(6, 'db'))
      .delete(labelled(7, 'db'));
    run.until(2);
    expect(told(run, 'F')).toEqual(['ADD a@3 init=false', 'UPD a@3 -> a@4', 'DEL a@4']);
    const filtered = eventsOf(run.events, 'handler.filtered');
    expect(filtered.map((event) => event.data.callback)).toEqual(['OnAdd', 'OnUpdate', 'OnDelete']);
  });

  test('SI29 that remove themselves while the informer stops hang it for ever (V1)', () => {
    const run = informerRun({ lists: [{ version: 1, items: [pod('a', 1)] }], handlers: {} });
    const handler = resourceEventHandlerDetailedFuncs({
      *addFunc() {
        yield* run.sim.sleep(seconds(10));
        const registration = run.registrations['own'];
        if (registration !== undefined) yield* run.informer.removeEventHandler(registration);
      },
    });
    const added = run.ask(() => run.informer.addEventHandler(handler, { name: 'own' }));
    if (added.ok) run.registrations['own'] = added.value;
    run.until(5);
    run.ctx.cancel();
    run.until(60);
    expect(eventsOf(run.events, 'informer.stopped')).toEqual([]);
    expect(run.sim.deadlock({ allMustEnd: true }).join('\n')).toContain('listenersLock');
  });
});

test('SI30 a synchronous handler that is slow keeps the Reflector from reading on', () => {
  const { sim, events } = laboratory();
  const server = new FakeListerWatcher(sim, { lists: [{ version: 1 }] });
  const { store, controller } = newInformerWithOptions(
    { sim, profile: profiles.classic },
    {
      listerWatcher: server,
      noun: { informer: 'test/pods', resource: 'pods' },
      handler: resourceEventHandlerDetailedFuncs({
        *addFunc() {
          yield* sim.sleep(seconds(10));
        },
      }),
    },
  );
  const { ctx } = withCancel(sim, background(sim));
  sim.spawn('test/pods/processLoop', controller.run(ctx));
  sim.run(after(startOfRun, seconds(1)));
  server.watching.add(pod('a', 2));
  sim.run(after(startOfRun, seconds(2)));
  server.watching.add(pod('b', 3), pod('c', 4));
  sim.run(after(startOfRun, seconds(5)));
  expect(store.listKeys()).toEqual(['ns/a']);
  expect(controller.lastSyncResourceVersion()).toBe('2');
  const [waited] = eventsOf(events, 'lock.waited');
  expect(waited).toMatchObject({
    actor: 'test/pods/reflector',
    data: { lock: 'test/pods.queue.lock', holder: 'test/pods/processLoop' },
  });
});

test('SI31 a cached object that was changed in place is found out (TestMutationDetector)', () => {
  const { sim } = laboratory();
  const server = new FakeListerWatcher(sim, { lists: [{ version: 1, items: [pod('a', 1)] }] });
  const informer = newSharedIndexInformer(
    { sim, profile: profiles.classic, mutationDetector: true },
    { listerWatcher: server, noun: { informer: 'test/pods', resource: 'pods' } },
  );
  const careless = resourceEventHandlerDetailedFuncs({
    addFunc: (obj) => {
      obj.metadata.labels = { changed: 'yes' };
    },
  });
  running(sim, () => informer.addEventHandler(careless));
  sim.spawn('test/pods/processLoop', informer.run(background(sim)));
  expect(() => sim.run(after(startOfRun, seconds(5)))).toThrow('cache test/pods modified');
});
