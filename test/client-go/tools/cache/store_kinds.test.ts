/** The one script that every kind of store must play, and what the pushing store tells besides. */

import { describe, expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok, type Result } from '#base/result.ts';
import { newFIFO } from '#client-go/tools/cache/fifo.ts';
import { metaNamespaceKeyFunc, type Store, type StoreError } from '#client-go/tools/cache/store.ts';
import { newUndeltaStore } from '#client-go/tools/cache/undelta_store.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { pod, shown } from './fixture.ts';

type Kept = Pick<Store, 'add' | 'update' | 'list'> & {
  readonly delete: (obj: Unstructured) => Result<void, StoreError>;
  readonly get: (obj: Unstructured) => Result<Unstructured | undefined, StoreError>;
  readonly replace: (list: readonly Unstructured[], version: string) => Result<void, StoreError>;
};

const kinds: readonly { id: string; upstream: string; make: () => Kept }[] = [
  {
    id: 'SK1',
    upstream: 'TestFIFOCache',
    make: () => newFIFO(simulatedRun().sim, metaNamespaceKeyFunc),
  },
  {
    id: 'SK2',
    upstream: 'TestUndeltaStore',
    make: () => newUndeltaStore(() => undefined, metaNamespaceKeyFunc),
  },
];

test.each(kinds)('$id adds, updates, deletes, lists and replaces ($upstream)', ({ make }) => {
  const store = make();
  const foo = () => {
    const found = store.get(pod('foo', 0));
    return found.ok && found.value !== undefined ? shown(found.value) : 'none';
  };
  store.add(pod('foo', 1));
  expect(foo()).toBe('foo@1');
  store.update(pod('foo', 2));
  expect(foo()).toBe('foo@2');
  store.delete(pod('foo', 0));
  expect(foo()).toBe('none');
  for (const name of ['a', 'c', 'e']) store.add(pod(name, 1));
  expect(store.list().map(shown).sort()).toEqual(['a@1', 'c@1', 'e@1']);
  store.replace([pod('foo', 3), pod('bar', 4)], '0');
  expect(store.list().map(shown).sort()).toEqual(['bar@4', 'foo@3']);
});

describe('a pushing store', () => {
  function bench() {
    const pushed: (readonly string[])[] = [];
    const push = (content: readonly Unstructured[]) => pushed.push(content.map(shown));
    return { store: newUndeltaStore(push, metaNamespaceKeyFunc), pushed };
  }

  test('SK3 pushes all it has after an add and an update (TestUpdateCallsPush)', () => {
    const { store, pushed } = bench();
    store.add(pod('a', 2));
    store.update(pod('a', 1));
    expect(pushed).toEqual([['a@2'], ['a@1']]);
  });

  test('SK4 pushes what is left after a delete (TestDeleteCallsPush)', () => {
    const { store, pushed } = bench();
    store.add(pod('a', 2));
    store.delete(pod('a', 0));
    expect(pushed).toEqual([['a@2'], []]);
  });

  test('SK5 pushes nothing when it is read (TestReadsDoNotCallPush)', () => {
    const { store, pushed } = bench();
    store.list();
    expect(store.get(pod('a', 0))).toEqual(ok(undefined));
    expect(pushed).toEqual([]);
  });

  test('SK6 pushes once for a whole replace (TestReplaceCallsPush)', () => {
    const { store, pushed } = bench();
    store.replace([pod('a', 1), pod('b', 1)], '0');
    expect(pushed).toEqual([['a@1', 'b@1']]);
  });
});
