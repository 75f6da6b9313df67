import { describe, expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { everything, nothing, selectorFromSet } from '#apimachinery/pkg/labels/selector.ts';
import { fail, ok } from '#base/result.ts';
import {
  deletionHandlingMetaNamespaceKeyFunc,
  deletionHandlingObjectToName,
} from '#client-go/tools/cache/controller.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import { type Indexers, namespaceIndexers } from '#client-go/tools/cache/index.ts';
import { listAllByNamespace, newGenericLister } from '#client-go/tools/cache/listers.ts';
import {
  ExplicitKey,
  metaNamespaceKeyFunc,
  newIndexer,
  newStore,
  objectNameString,
  splitMetaNamespaceKey,
} from '#client-go/tools/cache/store.ts';
import { newThreadSafeStore } from '#client-go/tools/cache/thread_safe_store.ts';
import { eventsOf, laboratory, pod, shown } from './fixture.ts';

const noMeta = 'object has no meta: object does not implement the Object interfaces';

describe('keys', () => {
  test('ST1 are namespace/name, or the name alone', () => {
    expect(metaNamespaceKeyFunc(pod('a', 1))).toEqual(ok('ns/a'));
    expect(metaNamespaceKeyFunc({ metadata: { name: 'node-a' } })).toEqual(ok('node-a'));
    expect(metaNamespaceKeyFunc(new ExplicitKey('foo/bar/baz'))).toEqual(ok('foo/bar/baz'));
    expect(metaNamespaceKeyFunc(42)).toEqual(fail({ message: noMeta }));
  });

  test('ST1 of tombstones are theirs (TestDeletionHandlingObjectToName)', () => {
    const tombstone = new DeletedFinalStateUnknown('ns/gone', undefined);
    expect(deletionHandlingMetaNamespaceKeyFunc(tombstone)).toEqual(ok('ns/gone'));
    expect(deletionHandlingObjectToName(tombstone)).toEqual(ok({ namespace: 'ns', name: 'gone' }));
  });

  test.each([
    ['', '', ''],
    ['x', '', 'x'],
    ['/x', '', 'x'],
    ['ns/x', 'ns', 'x'],
  ])('ST2 %j is namespace %j and name %j (TestObjectNames, Y4)', (key, namespace, name) => {
    expect(splitMetaNamespaceKey(key)).toEqual(ok({ namespace, name }));
    if (!key.startsWith('/')) expect(objectNameString({ namespace, name })).toBe(key);
  });

  test('ST2 with two slashes are none (TestObjectNames)', () => {
    expect(splitMetaNamespaceKey('a/b/c')).toEqual(
      fail({ message: 'unexpected key format: "a/b/c"' }),
    );
  });
});

describe('a cache', () => {
  test('ST3 takes adds, updates, deletes and replaces of known and unknown keys (TestCache)', () => {
    const store = newStore(metaNamespaceKeyFunc);
    store.add(pod('a', 1));
    store.update(pod('b', 2));
    store.add(pod('a', 3));
    expect(store.list().map(shown)).toEqual(['a@3', 'b@2']);
    expect(store.delete(pod('none', 1))).toEqual(ok(undefined));
    store.delete(pod('a', 9));
    expect(store.getByKey('ns/a')).toBeUndefined();
    expect(store.get(pod('b', 0))).toMatchObject(ok({ metadata: { resourceVersion: '2' } }));
    store.replace([pod('c', 4), pod('c', 5)], '6');
    expect(store.list().map(shown)).toEqual(['c@5']);
  });

  test('ST4 transforms what it stores (TestCacheWithTransformer)', () => {
    const store = newStore(metaNamespaceKeyFunc, {
      transformer: (obj) =>
        obj.metadata.name === 'bad' ? fail({ message: 'no' }) : ok({ ...obj, slim: true }),
    });
    store.add(pod('a', 1));
    expect(store.getByKey('ns/a')).toMatchObject({ slim: true });
    expect(store.add(pod('bad', 1))).toMatchObject(fail({ message: 'transforming: no' }));
  });

  test('ST5 says what it could not find a key for (TestKeyError, Y4)', () => {
    const store = newStore(metaNamespaceKeyFunc);
    const message = `couldn't create key for object 42: ${noMeta}`;
    expect(store.delete(42 as never)).toMatchObject(fail({ message, cause: { message: noMeta } }));
  });

  test('ST6 does what it can of a transaction and says which that was (TestCacheTransactionShouldIndexErrors, Y4)', () => {
    const store = newIndexer(metaNamespaceKeyFunc, new Map());
    const failed = store.transaction([
      { type: 'Add', object: pod('a', 9) },
      { type: 'Add', object: 42 as never },
      { type: 'Update', object: pod('b', 10) },
    ]);
    expect(failed).toMatchObject({
      message: `failed to execute (1/3) transactions failed due to: [couldn't create key for object 42: ${noMeta}]`,
      successfulIndices: [0, 2],
    });
    expect(store.listKeys()).toEqual(['ns/a', 'ns/b']);
  });

  test('ST7 remembers the version of its last write, however small (TestThreadSafeStoreRV)', () => {
    const store = newThreadSafeStore({ indexers: new Map() });
    const versions: string[] = [];
    const note = () => versions.push(store.lastStoreSyncResourceVersion());
    note();
    store.add('a', pod('a', 10));
    note();
    store.update('a', pod('a', 8));
    note();
    store.deleteWithObject('a', pod('a', 30));
    note();
    store.add('b', pod('b', 40));
    store.delete('b');
    note();
    store.transaction([
      { type: 'Add', key: 'c', object: pod('c', 60) },
      { type: 'Add', key: 'd', object: pod('d', 50) },
    ]);
    note();
    store.replace(new Map(), '55');
    note();
    store.bookmark('70');
    note();
    expect(versions).toEqual(['', '10', '8', '30', '40', '50', '55', '70']);
  });
});

describe('an index', () => {
  const users = (): Indexers =>
    new Map([
      ['byUser', (obj: Unstructured) => ok((obj.metadata.annotations?.['users'] ?? '').split(','))],
    ]);
  const withUsers = (name: string, list: string) => {
    const obj = pod(name, 1);
    return { ...obj, metadata: { ...obj.metadata, annotations: { users: list } } };
  };

  test('ST10 follows adds, updates and deletes of objects with several values (TestMultiIndexKeys, TestThreadSafeStoreIndexingFunctionsWithMultipleValues)', () => {
    const store = newIndexer(metaNamespaceKeyFunc, users());
    const keys = (user: string) => store.indexKeys('byUser', user);
    store.add(withUsers('one', 'ernie,bert'));
    store.add(withUsers('two', 'bert,oscar'));
    store.add(withUsers('tre', 'ernie,elmo'));
    expect(keys('ernie')).toEqual(ok(['ns/one', 'ns/tre']));
    expect(keys('bert')).toEqual(ok(['ns/one', 'ns/two']));
    store.delete(pod('two', 2));
    expect(keys('oscar')).toEqual(ok([]));
    store.update(withUsers('tre', 'cookie,ernie'));
    expect(keys('elmo')).toEqual(ok([]));
    expect(keys('ernie')).toEqual(ok(['ns/one', 'ns/tre']));
    expect([...store.listIndexFuncValues('byUser')].sort()).toEqual(['bert', 'cookie', 'ernie']);
    store.replace([withUsers('new', 'bert')], '9');
    expect(store.listIndexFuncValues('byUser')).toEqual(['bert']);
  });

  test('ST11 forgets a value nobody has (TestThreadSafeStoreDeleteRemovesEmptySetsFromIndex, TestThreadSafeStoreAddKeepsNonEmptySetPostDeleteFromIndex)', () => {
    const store = newIndexer(metaNamespaceKeyFunc, users());
    store.add(withUsers('a', 'x'));
    store.add(withUsers('b', 'x'));
    store.delete(pod('a', 1));
    expect(store.listIndexFuncValues('byUser')).toEqual(['x']);
    store.delete(pod('b', 1));
    expect(store.listIndexFuncValues('byUser')).toEqual([]);
  });

  test('ST12 finds by value, and what shares a value, and lists each value once (TestIndex, TestGetIndexFuncValues)', () => {
    const store = newIndexer(metaNamespaceKeyFunc, users());
    store.add(withUsers('a', 'b'));
    store.add(withUsers('c', 'b'));
    store.add(withUsers('e', 'f'));
    expect([...store.listIndexFuncValues('byUser')].sort()).toEqual(['b', 'f']);
    const byValue = store.byIndex('byUser', 'b');
    const alike = store.index('byUser', withUsers('x', 'b'));
    for (const found of [byValue, alike]) {
      expect(found.ok && found.value.map(shown)).toEqual(['a@1', 'c@1']);
    }
    const unknown = fail({ message: 'Index with name nope does not exist' });
    expect(store.byIndex('nope', 'b')).toEqual(unknown);
    expect(store.index('nope', pod('a', 1))).toEqual(unknown);
    expect(store.indexKeys('nope', 'b')).toEqual(unknown);
    expect(store.listIndexFuncValues('nope')).toEqual([]);
  });

  test('ST13 can be added to a full store, in the map given at first, but not twice (Y4)', () => {
    const indexers: Indexers = new Map();
    const store = newIndexer(metaNamespaceKeyFunc, indexers);
    store.add(pod('a', 1));
    expect(store.addIndexers(namespaceIndexers())).toEqual(ok(undefined));
    expect(store.indexKeys('namespace', 'ns')).toEqual(ok(['ns/a']));
    expect(indexers.has('namespace')).toBe(true);
    expect(store.addIndexers(namespaceIndexers())).toEqual(
      fail({ message: 'indexer conflict: map[namespace:{}]' }),
    );
  });

  test('ST14 whose function fails panics (Y4)', () => {
    const bad: Indexers = new Map([['bad', () => fail({ message: 'idx err' })]]);
    const store = newIndexer(metaNamespaceKeyFunc, bad);
    expect(() => store.add(pod('a', 1))).toThrow(
      'unable to calculate an index entry for key "ns/a" on index "bad": idx err',
    );
  });
});

describe('a lister', () => {
  const labelled = (name: string, app: string) => {
    const obj = pod(name, 1);
    return { ...obj, metadata: { ...obj.metadata, labels: { app } } };
  };
  const indexed = newIndexer(metaNamespaceKeyFunc, namespaceIndexers());
  const plain = newIndexer(metaNamespaceKeyFunc, new Map());
  for (const store of [indexed, plain]) {
    store.add(labelled('a', 'web'));
    store.add(labelled('b', 'db'));
  }
  const pods = { group: '', resource: 'pods' };

  test.each([
    ['everything', everything(), ['a@1', 'b@1']],
    ['some', selectorFromSet({ app: 'db' }), ['b@1']],
    ['nothing', nothing(), []],
  ])('ST20 lists %s (TestListAll)', (_name, selector, found) => {
    expect(newGenericLister(indexed, pods).list(selector).map(shown)).toEqual(found);
    expect(newGenericLister(indexed, pods).byNamespace('ns').list(selector).map(shown)).toEqual(
      found,
    );
  });

  test('ST21 works without an index by namespace (Z1)', () => {
    expect(listAllByNamespace(plain, 'ns', everything()).map(shown)).toEqual(['a@1', 'b@1']);
    expect(listAllByNamespace(plain, 'other', everything())).toEqual([]);
  });

  test('ST22 says what it did not find as a server would (Z1)', () => {
    const missing = newGenericLister(indexed, { group: 'apps', resource: 'deployments' });
    expect(missing.get('x')).toMatchObject(
      fail({ message: 'deployments.apps "x" not found', errStatus: { code: 404 } }),
    );
    const lister = newGenericLister(indexed, pods);
    expect(lister.byNamespace('ns').get('a')).toMatchObject(ok({ metadata: { name: 'a' } }));
  });

  test('ST23 tells the trace who read what', () => {
    const { sim, events } = laboratory();
    const lister = newGenericLister(indexed, pods, { sim, informer: 'test/pods' });
    lister.byNamespace('ns').get('a');
    lister.byNamespace('ns').get('missing');
    lister.list(everything());
    expect(eventsOf(events, 'lister.read').map((event) => event.data)).toEqual([
      { informer: 'test/pods', key: 'ns/a', found: 1, resourceVersion: '1' },
      { informer: 'test/pods', key: 'ns/missing', found: 0, resourceVersion: undefined },
      { informer: 'test/pods', key: '*', found: 2, resourceVersion: undefined },
    ]);
  });
});
