import { describe, expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok } from '#base/result.ts';
import { after, seconds, startOfRun } from '#base/time.ts';
import {
  newInformerWithOptions,
  ProcessTrace,
  processDeltasInBatch,
  type ResourceEventHandler,
} from '#client-go/tools/cache/controller.ts';
import type { Delta } from '#client-go/tools/cache/delta_fifo.ts';
import { metaNamespaceKeyFunc, newIndexer } from '#client-go/tools/cache/store.ts';
import { noCauses } from '#sim/causes.ts';
import { background, withCancel } from '#sim/context.ts';
import type { Profile } from '#trace/profile.ts';
import { FakeListerWatcher, type Script, status } from './fake_lister_watcher.ts';
import { laboratory, pod, running, shown } from './fixture.ts';
import { informerRun, lane, profileOf } from './informer_run.ts';

const expired = status(410, 'Expired', 'too old resource version');
const noun = { informer: 'test/pods', resource: 'pods' };
const atomic: Partial<Profile> = {
  queue: 'RealFIFO',
  batches: true,
  atomicEvents: true,
  unlockWhileProcessing: true,
  countAfterProcessing: true,
};

/** An informer with one handler, which is told what the store holds with each call. */
function oneHandler(profile: Partial<Profile>, script: Script) {
  const { sim } = laboratory();
  const lines: string[] = [];
  const server = new FakeListerWatcher(sim, { supportsWatchList: false, ...script });
  const note = (what: string) => {
    const stored = store.list().map(shown).sort().join(' ');
    lines.push(`${what} store=[${stored}]`);
  };
  const handler: ResourceEventHandler = {
    onAdd: (obj, init) => note(`ADD ${shown(obj)}${init ? ' init' : ''}`),
    onUpdate: (old, obj) => note(`UPD ${shown(old)} -> ${shown(obj)}`),
    onDelete: (obj) => note(`DEL ${shown(obj)}`),
  };
  const { store, controller } = newInformerWithOptions(
    { sim, profile: profileOf(profile) },
    { listerWatcher: server, noun, handler },
  );
  sim.spawn('test/pods/processLoop', controller.run(withCancel(sim, background(sim)).ctx));
  const until = (at: number) => sim.run(after(startOfRun, seconds(at)));
  return { server, store, lines, until };
}

describe('CT1 what a synchronous handler sees in the store (X11)', () => {
  const items = ['a', 'b', 'c'].map((name, index) => pod(name, index + 1));

  test.each<[string, Partial<Profile>, readonly string[]]>([
    ['grows with each call', { queue: 'RealFIFO' }, ['a@1', 'a@1 b@2', 'a@1 b@2 c@3']],
    [
      'is the whole batch from the first call on',
      { queue: 'RealFIFO', batches: true },
      ['a@1 b@2 c@3', 'a@1 b@2 c@3', 'a@1 b@2 c@3'],
    ],
  ])('%s', (_name, profile, stored) => {
    const run = oneHandler(profile, { lists: [{ version: 10, items }] });
    run.until(1);
    expect(run.lines).toEqual(
      ['a@1', 'b@2', 'c@3'].map((name, index) => `ADD ${name} init store=[${stored[index]}]`),
    );
  });
});

describe('CT2 a relist tells of deletions first, then of the list (TestReplaceEvents)', () => {
  const script: Script = {
    lists: [
      { version: 2, items: [pod('pod-1', 1), pod('pod-2', 2)] },
      { version: 5, items: [pod('pod-2', 4), pod('pod-3', 5)] },
    ],
  };

  test.each<[string, Partial<Profile>, readonly string[]]>([
    [
      'one by one',
      { queue: 'RealFIFO' },
      [
        'DEL DFSU{ns/pod-1@1} store=[pod-2@2]',
        'UPD pod-2@2 -> pod-2@4 store=[pod-2@4]',
        'ADD pod-3@5 store=[pod-2@4 pod-3@5]',
      ],
    ],
    [
      'atomically: the store is final from the first call on',
      atomic,
      [
        'DEL DFSU{ns/pod-1@1} store=[pod-2@4 pod-3@5]',
        'UPD pod-2@2 -> pod-2@4 store=[pod-2@4 pod-3@5]',
        'ADD pod-3@5 store=[pod-2@4 pod-3@5]',
      ],
    ],
  ])('%s', (_name, profile, lines) => {
    const run = oneHandler(profile, script);
    run.until(1);
    run.server.watching.error(expired);
    run.until(5);
    expect(run.lines.slice(2)).toEqual(lines);
  });

  test.each<[string, Partial<Profile>]>([
    ['one by one', { queue: 'RealFIFO' }],
    ['atomically', atomic],
  ])('of everything, %s', (_name, profile) => {
    const run = oneHandler(profile, {
      lists: [script.lists?.[0] ?? { version: 2 }, { version: 9 }],
    });
    run.until(1);
    run.server.watching.error(expired);
    run.until(5);
    expect(run.lines.slice(2).map((line) => line.split(' store')[0])).toEqual([
      'DEL DFSU{ns/pod-1@1}',
      'DEL DFSU{ns/pod-2@2}',
    ]);
    expect(run.store.listKeys()).toEqual([]);
  });
});

test.each(['classic', 'inOrder', 'watchList', 'modern'] as const)(
  'CT3 what a broken watch missed is an update and an add, not initial: %s (TestResetWatch)',
  (profile) => {
    const run = informerRun({
      profile,
      supportsWatchList: false,
      lists: [
        { version: 1, items: [pod('pod-1', 1)] },
        { version: 3, items: [pod('pod-1', 2), pod('pod-2', 3)] },
      ],
    });
    run.until(1);
    run.watching().error(expired);
    run.until(5);
    expect(lane(run.lines, 'H').map((line) => line.split(' ').slice(2).join(' '))).toEqual([
      'ADD pod-1@1 init=true',
      'UPD pod-1@1 -> pod-1@2',
      'ADD pod-2@3 init=false',
    ]);
  },
);

test('CT4 the handler and the store see transformed objects (TestTransformingInformer)', () => {
  const run = informerRun({ lists: [{ version: 1, items: [pod('a', 1)] }], handlers: {} });
  run.informer.setTransform((obj) => ok({ ...obj, slim: Number(obj['slim'] ?? 0) + 1 }));
  const seen: unknown[] = [];
  const handler: ResourceEventHandler = {
    onAdd: (obj) => {
      seen.push(obj['slim']);
    },
    onUpdate: (_old, obj) => {
      seen.push(obj['slim']);
    },
    onDelete: () => undefined,
  };
  run.ask(() => run.informer.addEventHandler(handler));
  run.until(1);
  run.watching().modify(pod('a', 2));
  run.until(2);
  expect(seen).toEqual([1, 1]);
  expect(run.informer.getStore().getByKey('ns/a')).toMatchObject({ slim: 1 });
});

test('CT5 of a batch that fails in part, only what succeeded is told (TestProcessDeltasInBatch)', () => {
  const { sim } = laboratory();
  const clientState = newIndexer(metaNamespaceKeyFunc, new Map());
  const told: string[] = [];
  const handler: ResourceEventHandler = {
    onAdd: (obj) => {
      told.push(shown(obj));
    },
    onUpdate: () => undefined,
    onDelete: () => undefined,
  };
  const objects: readonly unknown[] = [pod('a', 1), { kind: 'broken' }, pod('b', 2)];
  const deltas = objects.map(
    (object, index): Delta => ({
      type: 'Added',
      object: object as Unstructured,
      key: '',
      number: index + 1,
      causes: noCauses,
    }),
  );
  const processing = { handler, clientState, trace: new ProcessTrace(sim, noun) };
  const processed = running(sim, () => processDeltasInBatch(processing, deltas, false));
  expect(processed).toMatchObject({
    error: {
      message: expect.stringContaining(
        'not all items in the batch successfully processed: failed to execute (1/3) transactions',
      ),
    },
  });
  expect(told).toEqual(['a@1', 'b@2']);
});

test('CT6 each goroutine is a process, by name (Y1)', () => {
  const run = informerRun({
    profile: 'modern',
    supportsWatchList: false,
    handlers: { A: 0, B: 0 },
  });
  run.until(1);
  const names = [...run.sim.processes].map((process) => process.name);
  expect(names.sort()).toEqual([
    'test/pods/A/pop',
    'test/pods/A/run',
    'test/pods/B/pop',
    'test/pods/B/run',
    'test/pods/closer',
    'test/pods/processLoop',
    'test/pods/processor',
    'test/pods/reflector',
    'test/pods/resync',
  ]);
});
