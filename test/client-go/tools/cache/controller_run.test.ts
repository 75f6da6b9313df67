/** The bare controller and the informer with one handler: whole runs, panics, and the store's version. */

import { expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { after, milliseconds, noDuration, seconds, startOfRun } from '#base/time.ts';
import {
  deletionHandlingMetaNamespaceKeyFunc,
  newController,
  newInformerWithOptions,
  ProcessTrace,
  processDeltas,
  processDeltasInBatch,
  type ResourceEventHandler,
  resourceEventHandlerFuncs,
} from '#client-go/tools/cache/controller.ts';
import { type Deltas, newest } from '#client-go/tools/cache/delta_fifo.ts';
import {
  type KeyFunc,
  newStore,
  type StoreError,
  type TransformFunc,
} from '#client-go/tools/cache/store.ts';
import { newRealFIFOWithOptions } from '#client-go/tools/cache/the_real_fifo.ts';
import { background, withCancel } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { recovering } from '#sim/recover.ts';
import { profiles } from '#trace/profile.ts';
import { FakeListerWatcher, type ListAnswer, status } from './fake_lister_watcher.ts';
import { laboratory, pod, shown } from './fixture.ts';

const noun = { informer: 'test/pods', resource: 'pods' };
const names = ['a-hello', 'b-controller', 'c-framework'];

function bench(lists: readonly ListAnswer[] = [{ version: 1 }]) {
  const { sim, events } = laboratory();
  const server = new FakeListerWatcher(sim, { lists, supportsWatchList: false });
  const environment = { sim, profile: profiles.modern };
  const { ctx, cancel } = withCancel(sim, background(sim));
  const until = (at: number) => sim.run(after(startOfRun, seconds(at)));
  return { sim, events, server, environment, ctx, cancel, until };
}

test('CR1 a controller that deletes whatever appears sees each deletion (Example)', () => {
  const { sim, server, environment, ctx, until } = bench();
  const downstream = newStore(deletionHandlingMetaNamespaceKeyFunc);
  const queue = newRealFIFOWithOptions(sim, { knownObjects: downstream });
  const deleted: string[] = [];
  const controller = newController(environment, {
    queue,
    listerWatcher: server,
    noun,
    fullResyncPeriod: milliseconds(100),
    *process(deltas: Deltas): Proc<Result<void, StoreError>> {
      const delta = newest(deltas);
      if (delta === undefined) return ok(undefined);
      const object = delta.object as Unstructured;
      if (delta.type === 'Deleted') {
        const key = queue.keyOf(object);
        if (key.ok) deleted.push(key.value);
        return downstream.delete(object);
      }
      const added = downstream.add(object);
      server.watching.delete(object);
      return added;
    },
  });
  sim.spawn('controller', controller.run(ctx));
  until(0.01);
  server.watching.add(...names.map((name, at) => pod(name, at + 2)));
  until(1);
  expect([...new Set(deleted)].sort()).toEqual(names.map((name) => `ns/${name}`));
  expect(downstream.list()).toEqual([]);
});

test('CR2 so does an informer whose handler deletes whatever is added (ExampleNewInformer)', () => {
  const { sim, server, environment, ctx, until } = bench();
  const deleted: string[] = [];
  const handler = resourceEventHandlerFuncs({
    addFunc: (obj) => {
      server.watching.delete(obj);
    },
    deleteFunc: (obj) => {
      const key = deletionHandlingMetaNamespaceKeyFunc(obj);
      if (key.ok) deleted.push(key.value);
    },
  });
  const { controller } = newInformerWithOptions(environment, {
    listerWatcher: server,
    noun,
    handler,
    resyncPeriod: milliseconds(100),
  });
  sim.spawn('controller', controller.run(ctx));
  until(0.01);
  server.watching.add(...names.map((name, at) => pod(name, at + 2)));
  until(1);
  expect(deleted.sort()).toEqual(names.map((name) => `ns/${name}`));
});

test('CR3 only real transitions are told, though objects are resynced all the time (TestUpdate)', () => {
  const { sim, server, environment, ctx, until } = bench();
  const seen = new Set<string>();
  let deletions = 0;
  const { controller } = newInformerWithOptions(environment, {
    listerWatcher: server,
    noun,
    resyncPeriod: milliseconds(1),
    handler: resourceEventHandlerFuncs({
      updateFunc: (old, obj) => {
        seen.add(`${old.metadata.resourceVersion} -> ${obj.metadata.resourceVersion}`);
        if (obj.metadata.resourceVersion === '2') server.watching.delete(obj);
      },
      deleteFunc: () => {
        deletions++;
      },
    }),
  });
  sim.spawn('controller', controller.run(ctx));
  until(0.01);
  for (let thread = 0; thread < 3; thread++) {
    server.watching.add(pod(`a-${thread}`, 1));
    until(0.1 * (thread + 1));
    server.watching.modify(pod(`a-${thread}`, 2));
  }
  until(1);
  expect(deletions).toBeGreaterThanOrEqual(3);
  expect([...seen].filter((each) => !['1 -> 2', '2 -> 2', '1 -> 1'].includes(each))).toEqual([]);
  expect(seen.has('1 -> 2')).toBe(true);
});

test('CR4 the panic of a handler ends the controller that calls it (TestPanicPropagated)', () => {
  const { sim, server, environment, ctx, until } = bench();
  const { controller } = newInformerWithOptions(environment, {
    listerWatcher: server,
    noun,
    handler: resourceEventHandlerFuncs({
      addFunc: () => {
        throw new Error('Just panic.');
      },
    }),
  });
  let ended: unknown;
  sim.spawn(
    'controller',
    (function* (): Proc {
      ended = yield* recovering(controller.run(ctx));
    })(),
  );
  until(0.01);
  server.watching.add(pod('test', 2));
  until(1);
  expect(ended).toMatchObject({ ok: false, error: { message: 'Just panic.' } });
});

test('CR5 resyncs never transform again what is stored (TestTransformingInformerRace)', () => {
  const items = [1, 2, 3, 4, 5].map((at) => pod(`pod-${at}`, at, { slim: false }));
  const { sim, server, environment, ctx, until } = bench([{ version: 5, items }]);
  const refused: string[] = [];
  const transform: TransformFunc = (obj) => {
    if (obj['slim'] === false) return ok({ ...obj, slim: true });
    refused.push(shown(obj));
    return fail({ message: `already transformed: ${shown(obj)}` });
  };
  let updates = 0;
  const { store, controller } = newInformerWithOptions(environment, {
    listerWatcher: server,
    noun,
    transform,
    resyncPeriod: milliseconds(5),
    handler: resourceEventHandlerFuncs({
      updateFunc: () => {
        updates++;
      },
    }),
  });
  sim.spawn('controller', controller.run(ctx));
  until(1);
  expect(updates).toBeGreaterThan(500);
  expect(refused).toEqual([]);
  expect(store.list().map((obj) => obj['slim'])).toEqual(Array(5).fill(true));
});

/** A controller over an atomic queue, with the store's version after each call of the handler. */
function versioned(options: { readonly keyFunc: KeyFunc; readonly transform?: TransformFunc }) {
  const b = bench([
    { version: 1, items: [pod('pod-1', 1)] },
    { version: 3, items: [pod('pod-1', 3)] },
  ]);
  const store = newStore(options.keyFunc);
  const versions: string[] = [];
  const note = (what: string) => {
    versions.push(`${what} ${store.lastStoreSyncResourceVersion()}`);
  };
  const handler: ResourceEventHandler = {
    onAdd: (_obj, init) => note(`add ${init}`),
    onUpdate: () => note('update'),
    onDelete: () => note('delete'),
  };
  const queue = newRealFIFOWithOptions(b.sim, {
    atomicEvents: true,
    keyFunction: options.keyFunc,
    transformer: options.transform,
  });
  const { keyFunc } = options;
  const trace = new ProcessTrace(b.sim, noun);
  const processing = { handler, clientState: store, trace, keyFunc };
  const controller = newController(b.environment, {
    queue,
    listerWatcher: b.server,
    noun,
    fullResyncPeriod: noDuration,
    process: (deltas, init) => processDeltas(processing, deltas, init),
    processBatch: (deltas, init) => processDeltasInBatch(processing, deltas, init),
  });
  b.sim.spawn('controller', controller.run(b.ctx));
  b.until(0.1);
  return { ...b, versions };
}

test('CR6 the store has the version of what the handler is told (TestStoreResourceVersion)', () => {
  const { server, until, versions } = versioned({ keyFunc: deletionHandlingMetaNamespaceKeyFunc });
  server.watching.modify(pod('pod-1', 2));
  until(0.2);
  server.watching.delete(pod('pod-1', 3));
  until(0.3);
  expect(versions).toEqual(['add true 1', 'update 2', 'delete 3']);
});

test('CR7 an object that has lost its metadata leaves the store at the version of the list (TestStoreResourceVersionWithNonMetaTransform)', () => {
  const { server, until, versions } = versioned({
    keyFunc: () => ok('pod-1'),
    transform: (obj) => ok(String(obj.metadata.name) as unknown as Unstructured),
  });
  server.watching.modify(pod('pod-1', 2));
  until(0.2);
  server.watching.error(status(410, 'Expired', 'too old'));
  until(5);
  expect(versions).toEqual(['add true 1', 'update 1', 'update 3']);
});
