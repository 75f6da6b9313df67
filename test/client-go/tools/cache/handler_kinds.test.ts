/** Handlers made of functions, filters in front of them, and what tells them of a deletion that was missed. */

import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import {
  called,
  deletionHandlingMetaNamespaceKeyFunc,
  deletionHandlingObjectToName,
  filteringResourceEventHandler,
  type ResourceEventHandler,
  resourceEventHandlerDetailedFuncs,
  resourceEventHandlerFuncs,
} from '#client-go/tools/cache/controller.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import type { Proc } from '#sim/process.ts';
import { laboratory, pod, running, shown } from './fixture.ts';

const tombstone = new DeletedFinalStateUnknown('ns/a', pod('a', 1));
const empty = new DeletedFinalStateUnknown('ns/a', undefined);

/** Runs calls of a handler to their end, as an informer does. */
function calling(body: () => Proc): void {
  running(laboratory().sim, body);
}

/** Calls each of a handler's functions, and the last one with both kinds of tombstone. */
function callAll(handler: ResourceEventHandler): void {
  calling(function* () {
    yield* called(handler.onAdd(pod('a', 1), true));
    yield* called(handler.onAdd(pod('b', 1), false));
    yield* called(handler.onUpdate(pod('a', 1), pod('a', 2)));
    for (const deleted of [pod('a', 3), tombstone, empty]) yield* called(handler.onDelete(deleted));
  });
}

const all = ['update a@1 a@2', 'delete a@3', 'delete DFSU{ns/a@1}', 'delete DFSU{ns/a}'];

describe('a handler made of functions', () => {
  function funcs() {
    const calls: string[] = [];
    return {
      calls,
      updateFunc: (old: unknown, obj: unknown) => {
        calls.push(`update ${shown(old)} ${shown(obj)}`);
      },
      deleteFunc: (obj: unknown) => {
        calls.push(`delete ${shown(obj)}`);
      },
    };
  }

  test('HK1 calls each with what it was told, also with tombstones (TestTypedResourceEventHandlerFuncs)', () => {
    const { calls, ...rest } = funcs();
    const addFunc = (obj: unknown, ...more: readonly unknown[]) => {
      calls.push(`add ${shown(obj)} ${more.length}`);
    };
    callAll(resourceEventHandlerFuncs({ ...rest, addFunc }));
    expect(calls).toEqual(['add a@1 0', 'add b@1 0', ...all]);
  });

  test('HK2 may be told what belongs to the initial list (TestTypedResourceEventHandlerDetailedFuncs)', () => {
    const { calls, ...rest } = funcs();
    const addFunc = (obj: unknown, init: boolean) => {
      calls.push(`add ${shown(obj)} ${init}`);
    };
    callAll(resourceEventHandlerDetailedFuncs({ ...rest, addFunc }));
    expect(calls).toEqual(['add a@1 true', 'add b@1 false', ...all]);
  });

  test('HK3 may lack any of them (TestTypedResourceEventHandlerFuncs, TestTypedResourceEventHandlerDetailedFuncs)', () => {
    callAll(resourceEventHandlerFuncs({}));
    callAll(resourceEventHandlerDetailedFuncs({}));
  });
});

describe('a filter', () => {
  /** Lets pass what has an even version, or whose tombstone has one. */
  function filtered(calls: string[]): ResourceEventHandler {
    const note = (what: string) => {
      calls.push(what);
    };
    return filteringResourceEventHandler({
      filterFunc: (obj) => {
        const last = obj instanceof DeletedFinalStateUnknown ? obj.obj : obj;
        return Number(last?.metadata.resourceVersion) % 2 === 0;
      },
      handler: {
        onAdd: (obj, init) => note(`add ${shown(obj)} ${init}`),
        onUpdate: (old, obj) => note(`update ${shown(old)} ${shown(obj)}`),
        onDelete: (obj) => note(`delete ${shown(obj)}`),
      },
    });
  }

  test.each([
    { name: 'out and out', old: 1, now: 3, call: [] },
    { name: 'in and in', old: 2, now: 4, call: ['update a@2 a@4'] },
    { name: 'out and in', old: 1, now: 2, call: ['add a@2 false'] },
    { name: 'in and out', old: 2, now: 3, call: ['delete a@2'] },
  ])(
    'HK4 makes of an update, $name, what it is to the handler (TestTypedFilteringResourceEventHandler)',
    ({ old, now, call }) => {
      const calls: string[] = [];
      calling(() => called(filtered(calls).onUpdate(pod('a', old), pod('a', now))));
      expect(calls).toEqual(call);
    },
  );

  test('HK5 keeps back adds and deletes, and looks into tombstones (TestTypedFilteringResourceEventHandler)', () => {
    const calls: string[] = [];
    const handler = filtered(calls);
    const missed = new DeletedFinalStateUnknown('ns/a', pod('a', 2));
    calling(function* () {
      yield* called(handler.onAdd(pod('a', 1), true));
      yield* called(handler.onAdd(pod('a', 2), true));
      for (const deleted of [pod('a', 1), missed, empty]) yield* called(handler.onDelete(deleted));
    });
    expect(calls).toEqual(['add a@2 true', 'delete DFSU{ns/a@2}']);
  });

  test('HK6 stands in front of any handler (TestTypedResourceEventHandlerAdapter)', () => {
    const calls: string[] = [];
    const inner = resourceEventHandlerFuncs({
      addFunc: (obj) => {
        calls.push(shown(obj));
      },
    });
    callAll(filteringResourceEventHandler({ filterFunc: () => true, handler: inner }));
    expect(calls).toEqual(['a@1', 'b@1']);
  });
});

describe('a deleted object', () => {
  const deleted = [
    { name: 'itself', obj: pod('a', 1) },
    { name: 'a tombstone with it', obj: tombstone },
    { name: 'a tombstone without it', obj: empty },
  ];

  test.each(deleted)('HK7 has a name, from $name (TestDeletedObjectGetObjectName)', ({ obj }) => {
    expect(deletionHandlingObjectToName(obj)).toEqual(ok({ namespace: 'ns', name: 'a' }));
  });

  test.each(deleted)('HK8 has a key, from $name (TestDeletedObjectGetKey)', ({ obj }) => {
    expect(deletionHandlingMetaNamespaceKeyFunc(obj)).toEqual(ok('ns/a'));
  });
});
