/** Whose version readers see, when a write is forgotten, and what a deletion leaves behind. */

import { describe, expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok } from '#base/result.ts';
import { minutes, nanosecond } from '#base/time.ts';
import type { Indexers } from '#client-go/tools/cache/index.ts';
import {
  type MutationCacheOptions,
  newIntegerResourceVersionMutationCache,
} from '#client-go/tools/cache/mutation_cache.ts';
import { metaNamespaceKeyFunc, newIndexer } from '#client-go/tools/cache/store.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

function pod(version: string, uid = 'u1', name = 'pod'): Unstructured {
  return { metadata: { name, uid, resourceVersion: version } };
}

const byName: Indexers = new Map([['name', (obj) => ok([obj.metadata.name?.charAt(0) ?? ''])]]);

function bench(options: MutationCacheOptions = {}) {
  const run = simulatedRun();
  const store = newIndexer(metaNamespaceKeyFunc, byName);
  const cache = newIntegerResourceVersionMutationCache(run.sim, store, {
    indexer: store,
    ...options,
  });
  const version = (key = 'pod') => cache.getByKey(key)?.metadata.resourceVersion;
  const named = (letter: string) => {
    const items = cache.byIndex('name', letter);
    return items.ok
      ? items.value.map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`)
      : items.error.message;
  };
  return { ...run, store, cache, version, named };
}

describe('reading', () => {
  test.each([
    { id: 'MC1', stored: '1', written: '2', sees: '2' },
    { id: 'MC2', stored: '2', written: '2', sees: '2' },
    { id: 'MC3', stored: '3', written: '2', sees: '3' },
    { id: 'MC4', stored: '9', written: '10', sees: '10' },
    { id: 'MC5', stored: undefined, written: '2', sees: undefined },
    { id: 'MC6', stored: '', written: '1', sees: '1' },
  ])(
    '$id the store at $stored and a write at $written give $sees (none)',
    ({ stored, written, sees }) => {
      const b = bench();
      if (stored !== undefined) b.store.add(pod(stored));
      b.cache.mutation(pod(written));
      expect(b.version()).toBe(sees);
    },
  );

  test('MC7 with includeAdds, what the store lacks is given (none)', () => {
    const b = bench({ includeAdds: true });
    b.cache.mutation(pod('2'));
    expect(b.version()).toBe('2');
  });

  test('MC8 once the store has caught up, the write is forgotten (none)', () => {
    const b = bench();
    b.store.add(pod('3'));
    b.cache.mutation(pod('2'));
    b.version();
    b.store.update(pod('1'));
    expect(b.version()).toBe('1');
  });

  test('MC9 an older write does not replace a newer one (none)', () => {
    const b = bench({ includeAdds: true });
    b.cache.mutation(pod('5'));
    b.cache.mutation(pod('4'));
    expect(b.version()).toBe('5');
  });

  test('MC10 a write is forgotten after five minutes, not at five minutes (none)', () => {
    const b = bench({ includeAdds: true });
    b.cache.mutation(pod('2'));
    b.pass(minutes(5));
    expect(b.version()).toBe('2');
    b.pass(nanosecond);
    expect(b.version()).toBeUndefined();
  });

  test('MC11 beyond the limit the one used least lately is forgotten (none)', () => {
    const b = bench({ includeAdds: true, maxCacheSize: 2 });
    for (const name of ['a', 'b']) b.cache.mutation(pod('1', 'u', name));
    b.version('a');
    b.cache.mutation(pod('1', 'u', 'c'));
    expect(['a', 'b', 'c'].map(b.version)).toEqual(['1', undefined, '1']);
  });

  test('MC12 a version that is no number panics (none)', () => {
    const b = bench();
    b.store.add(pod('x'));
    b.cache.mutation(pod('1'));
    expect(() => b.version()).toThrow('parsing "x": invalid syntax');
  });
});

describe('by index', () => {
  test('MC13 the store’s keys come sorted, then the added ones, oldest use first (none)', () => {
    const b = bench({ includeAdds: true });
    for (const name of ['x2', 'x1']) b.store.add(pod('1', 'u', name));
    for (const name of ['x4', 'x3', 'x2', 'y']) b.cache.mutation(pod('2', 'u', name));
    expect(b.named('x')).toEqual(['x1@1', 'x2@2', 'x4@2', 'x3@2']);
  });

  test('MC14 without includeAdds only the store’s come (none)', () => {
    const b = bench();
    b.cache.mutation(pod('2'));
    expect(b.named('p')).toEqual([]);
  });

  test('MC15 an indexer is needed (none)', () => {
    const { sim, store } = bench();
    expect(newIntegerResourceVersionMutationCache(sim, store).byIndex('name', 'p')).toEqual({
      ok: false,
      error: { message: 'no indexer has been provided to the mutation cache' },
    });
  });
});

describe('told by an informer', () => {
  test.each([
    { id: 'MC16', seen: '2', cleared: true },
    { id: 'MC17', seen: '3', cleared: true },
    { id: 'MC18', seen: '1', cleared: false },
  ])(
    '$id an update at $seen clears a write at 2: $cleared (TestMutationCacheOnAddOrUpdate)',
    ({ seen, cleared }) => {
      const b = bench();
      b.cache.mutation(pod('2'));
      b.cache.onAddOrUpdate(pod(seen));
      b.store.add(pod('1'));
      expect(b.version()).toBe(cleared ? '1' : '2');
    },
  );

  test.each([
    { id: 'MC19', uid: 'u1', version: '1', exists: false },
    { id: 'MC20', uid: 'u2', version: '3', exists: false },
    { id: 'MC21', uid: 'other', version: '1', exists: true },
  ])(
    '$id a deletion of $uid at $version leaves it: $exists (TestMutationCacheOnDelete)',
    ({ uid, version, exists }) => {
      const b = bench({ includeAdds: true });
      b.store.add(pod('2'));
      b.cache.mutation(pod('3'));
      b.store.delete(pod(version, uid));
      b.cache.onDelete(pod(version, uid));
      expect(b.version() !== undefined).toBe(exists);
    },
  );

  test('MC22 a write answered after the deletion was seen does not bring it back (TestMutationCacheUpdateConcurrentDelete)', () => {
    const b = bench({ includeAdds: true });
    b.cache.onAddOrUpdate(pod('2'));
    b.cache.onDelete(pod('2'));
    b.cache.mutation(pod('2'));
    expect(b.version()).toBeUndefined();
    b.cache.mutation(pod('3'));
    expect(b.version()).toBeUndefined();
    b.cache.mutation(pod('3', 'u2'));
    expect(b.version()).toBe('3');
  });

  test('MC23 what was created anew in the meantime wins (TestMutationCacheUpdateConcurrentRecreate)', () => {
    const b = bench({ includeAdds: true });
    b.store.add(pod('3', 'u2'));
    b.cache.onAddOrUpdate(pod('2'));
    b.cache.onDelete(pod('2'));
    b.cache.onAddOrUpdate(pod('3', 'u2'));
    b.cache.mutation(pod('2'));
    expect(b.version()).toBe('3');
    b.store.delete(pod('3', 'u2'));
    expect(b.version()).toBeUndefined();
  });

  test('MC24 a deletion takes a stale write out of the index (TestMutationCacheOnDeleteClearsStaleMutation)', () => {
    const b = bench({ includeAdds: true });
    b.cache.mutation(pod('2'));
    expect(b.named('p')).toEqual(['pod@2']);
    b.cache.onDelete(pod('1'));
    expect(b.named('p')).toEqual([]);
  });

  test('MC25 what is no object with a key is ignored (none)', () => {
    const b = bench({ includeAdds: true });
    for (const tell of [b.cache.mutation, b.cache.onAddOrUpdate, b.cache.onDelete]) {
      tell.call(b.cache, {} as Unstructured);
    }
    expect(b.named('p')).toEqual([]);
  });
});
