/** What a shared informer allows before it starts, while it runs and after it has stopped. */

import { describe, expect, test } from 'vitest';
import { labels } from '#apimachinery/pkg/api/meta/meta.ts';
import { ok } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import { resourceEventHandlerDetailedFuncs } from '#client-go/tools/cache/controller.ts';
import type { Indexers } from '#client-go/tools/cache/index.ts';
import { shutDownEventHandler } from '#client-go/tools/cache/shared_informer.ts';
import { Channel } from '#sim/channel.ts';
import { statusError } from './fake_lister_watcher.ts';
import { eventsOf, pod, shown } from './fixture.ts';
import { type InformerRun, informerRun, lane } from './informer_run.ts';

const one = { lists: [{ version: 1, items: [pod('pod1', 1)] }] };
const presets = ['classic', 'inOrder', 'watchList', 'modern'] as const;

function told(run: InformerRun, who: string): readonly string[] {
  return lane(run.lines, who).map((line) => line.split(' ').slice(2).join(' '));
}

/** Which of the handlers are told of a change. */
function listening(run: InformerRun, version: number): readonly string[] {
  const before = run.lines.length;
  run.watching().modify(pod('pod1', version));
  run.until(run.sim.now / seconds(1) + 1);
  return run.lines.slice(before).flatMap((line) => line.split(' ')[1] ?? []);
}

describe('stopping', () => {
  test.each(presets)(
    'SI40 an informer knows that it was started, and that it has stopped, as %s (TestStateSharedInformer)',
    (profile) => {
      const run = informerRun({ profile, supportsWatchList: false, ...one });
      const state = () => [run.informer.isStarted(), run.informer.isStopped()];
      expect(state()).toEqual([false, false]);
      run.until(1);
      expect(told(run, 'H')).toEqual(['ADD pod1@1 init=true']);
      expect(state()).toEqual([true, false]);
      run.ctx.cancel();
      run.until(2);
      expect(state()).toEqual([true, true]);
    },
  );

  test('SI41 a stopped informer takes no handler (TestAddOnStoppedSharedInformer)', () => {
    const run = informerRun(one);
    run.until(1);
    run.ctx.cancel();
    run.until(2);
    const why = 'was not added to shared informer because it has stopped already';
    expect(run.handle('Late')).toBe(`handler Late ${why}`);
  });

  test('SI42 a stopped informer gives handlers back (TestRemoveOnStoppedSharedInformer)', () => {
    const run = informerRun(one);
    run.until(1);
    run.ctx.cancel();
    run.until(2);
    const { H } = run.registrations;
    if (H === undefined) throw new Error('expected a registration');
    expect(run.ask(() => run.informer.removeEventHandler(H))).toEqual(ok(undefined));
  });
});

describe('removing a handler', () => {
  const remove = (run: InformerRun, name: string, from = run) => {
    const registration = run.registrations[name];
    if (registration === undefined) throw new Error(`expected a registration ${name}`);
    return run.ask(() => from.informer.removeEventHandler(registration));
  };

  test('SI43 leaves the others, one after the other (TestSharedInformerRemoveHandler)', () => {
    const run = informerRun({ ...one, handlers: { A: 0, B: 0 } });
    run.until(1);
    expect(listening(run, 2)).toEqual(['A', 'B']);
    expect(remove(run, 'B')).toEqual(ok(undefined));
    expect(listening(run, 3)).toEqual(['A']);
    expect(remove(run, 'A')).toEqual(ok(undefined));
    expect(listening(run, 4)).toEqual([]);
  });

  test('SI44 a second time is no error (TestRemovingRemovedSharedInformer)', () => {
    const run = informerRun({ ...one, handlers: { A: 0 } });
    run.until(1);
    expect([remove(run, 'A'), remove(run, 'A')]).toEqual([ok(undefined), ok(undefined)]);
    expect(listening(run, 2)).toEqual([]);
  });

  test('SI45 of another informer changes nothing (TestSharedInformerRemoveForeignHandler)', () => {
    const run = informerRun({ ...one, handlers: { A: 0, B: 0 } });
    const other = informerRun({ ...one, handlers: {} });
    run.until(1);
    other.until(1);
    const { A } = run.registrations;
    if (A === undefined) throw new Error('expected a registration');
    expect(other.ask(() => other.informer.removeEventHandler(A))).toEqual(ok(undefined));
    expect(listening(run, 2)).toEqual(['A', 'B']);
    remove(run, 'B');
    remove(run, 'A');
    expect(listening(run, 3)).toEqual([]);
  });

  /** A handler that is at work until it is let go, then sends what it was told of. */
  function sender() {
    const run = informerRun({ lists: [{ version: 1 }], handlers: {}, reallyCrash: false });
    const letGo = new Channel<never>(run.sim, { name: 'let go' });
    const sent = new Channel<string>(run.sim, { name: 'sent', capacity: 1 });
    const handler = resourceEventHandlerDetailedFuncs({
      *addFunc(obj) {
        run.note('H began');
        yield* letGo.receive();
        yield* sent.send(shown(obj));
        run.note('H ended');
      },
    });
    const added = run.ask(() => run.informer.addEventHandler(handler, { name: 'H' }));
    if (!added.ok) throw new Error(added.error.message);
    run.until(1);
    run.watching().add(pod('pod1', 2));
    run.until(2);
    return { run, letGo, sent, registration: added.value };
  }

  test('SI46 does not wait for its callback, which then panics on what was closed (TestRemoveEventHandler_AsynchronousPanic)', () => {
    const { run, letGo, sent, registration } = sender();
    expect(run.ask(() => run.informer.removeEventHandler(registration))).toEqual(ok(undefined));
    sent.close();
    letGo.close();
    run.until(3);
    expect(told(run, 'H')).toEqual(['began']);
    expect(eventsOf(run.events, 'handler.panicked').map((event) => event.data.message)).toEqual([
      'send on closed channel',
    ]);
  });

  test('SI47 by shutting it down waits for its callback (TestRemoveEventHandler_SynchronousShutdown)', () => {
    const { run, letGo, sent, registration } = sender();
    letGo.close();
    expect(run.ask(() => shutDownEventHandler(run.informer, registration))).toEqual(ok(undefined));
    sent.close();
    run.until(3);
    expect(told(run, 'H')).toEqual(['began', 'ended']);
    expect(eventsOf(run.events, 'handler.panicked')).toEqual([]);
  });
});

test.each(presets)(
  'SI48 the error of a list reaches the watch error handler, as %s (TestSharedInformerErrorHandling)',
  (profile) => {
    const lists = [{ error: statusError(403, 'Forbidden', 'Access Denied') }];
    const run = informerRun({ profile, supportsWatchList: false, lists });
    const errors: string[] = [];
    run.informer.setWatchErrorHandler((_reflector, error) => errors.push(error.message));
    run.until(0.5);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('Access Denied');
  },
);

test.each(presets)(
  'SI49 handlers see objects as a transform left them, as %s (TestSharedInformerTransformer)',
  (profile) => {
    const lists = [{ version: 2, items: [pod('pod1', 1), pod('pod2', 2)] }];
    const run = informerRun({ profile, supportsWatchList: false, lists, resyncPeriod: seconds(1) });
    run.informer.setTransform((obj) => {
      const name = obj.metadata.name?.toUpperCase();
      return ok({ ...obj, metadata: { ...obj.metadata, name } });
    });
    run.until(0.5);
    expect([...told(run, 'H')].sort()).toEqual(['ADD POD1@1 init=true', 'ADD POD2@2 init=true']);
  },
);

test.each(presets)(
  'SI50 indexers can be added before the start and after it, as %s (TestIndexer)',
  (profile) => {
    const labelled = (name: string, version: number, set: Readonly<Record<string, string>>) => {
      const plain = pod(name, version);
      return { ...plain, metadata: { ...plain.metadata, labels: set } };
    };
    const byLabel = (index: string): Indexers =>
      new Map([[index, (obj) => ok(Object.keys(labels(obj)))]]);
    const run = informerRun({
      profile,
      supportsWatchList: false,
      lists: [
        {
          version: 2,
          items: [labelled('pod1', 1, { a: '1', b: '1' }), labelled('pod2', 2, { b: '2' })],
        },
      ],
    });
    const under = (index: string, value: string) => {
      const found = run.informer.getIndexer().byIndex(index, value);
      return found.ok ? found.value.map(shown).sort() : [];
    };
    expect(run.ask(() => run.informer.addIndexers(byLabel('labels'))).ok).toBe(true);
    run.until(1);
    expect(under('labels', 'a')).toEqual(['pod1@1']);
    run.watching().add(labelled('pod3', 3, { a: '2' }));
    run.until(2);
    expect(under('labels', 'a')).toEqual(['pod1@1', 'pod3@3']);
    expect(run.ask(() => run.informer.addIndexers(byLabel('again'))).ok).toBe(true);
    expect(under('again', 'a')).toEqual(['pod1@1', 'pod3@3']);
    for (const index of ['labels', 'again']) {
      const values = run.informer.getIndexer().listIndexFuncValues(index);
      expect([...values].sort()).toEqual(['a', 'b']);
    }
  },
);

describe('a handler that panics with ReallyCrash off', () => {
  const items = ['pod1', 'pod2', 'pod3', 'pod4', 'pod5'].map((name, at) => pod(name, at + 1));

  test.each([1, 5])(
    'SI51 is logged for each of %i objects, a second apart, and never syncs (TestEventPanics)',
    (count) => {
      const lists = [{ version: 9, items: items.slice(0, count) }];
      const run = informerRun({ lists, handlers: {}, reallyCrash: false });
      const handler = resourceEventHandlerDetailedFuncs({
        addFunc: () => {
          throw new Error('fake panic');
        },
      });
      const added = [1, 2].map(() => run.ask(() => run.informer.addEventHandler(handler)));
      run.until(30);
      const panics = eventsOf(run.events, 'handler.panicked');
      expect(panics.map((event) => event.data.message)).toEqual(
        Array(2 * count).fill('fake panic'),
      );
      const at = panics.map((event) => event.at / seconds(1));
      expect(Math.max(...at) - Math.min(...at)).toBe(count - 1);
      for (const each of added) {
        if (each.ok) expect(run.ask(() => each.value.hasSynced())).toBe(false);
      }
    },
  );
});

test.each(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])(
  'SI52 whichever goroutine comes first, no start deadlocks, and each handler resyncs at its own period: seed %s (TestListenerResyncPeriodsDelayed)',
  (seed) => {
    const run = informerRun({
      lists: [{ version: 1, items: [pod('pod1', 1), pod('pod2', 2)] }],
      resyncPeriod: seconds(1),
      handlers: { L1: 0, L2: 2, L3: 3 },
      seed,
      policy: 'shuffle',
    });
    const toldUntil = (at: number) => {
      const before = run.lines.length;
      run.until(at);
      return lane(run.lines.slice(before), 'L').map((line) => line.split(' ')[1]);
    };
    expect([...new Set(toldUntil(1.5))].sort()).toEqual(['L1', 'L2', 'L3', 'LIST#1']);
    expect(toldUntil(2.5)).toEqual(['L2', 'L2']);
    expect(toldUntil(3.5)).toEqual(['L3', 'L3']);
  },
);
