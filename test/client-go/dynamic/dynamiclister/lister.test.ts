/** What upstream expects of the dynamic lister, asked of the lister that serves every informer. */

import { describe, expect, test } from 'vitest';
import { everything } from '#apimachinery/pkg/labels/selector.ts';
import { metaNamespaceIndexFunc, namespaceIndex } from '#client-go/tools/cache/index.ts';
import { newGenericLister } from '#client-go/tools/cache/listers.ts';
import { metaNamespaceKeyFunc, newIndexer } from '#client-go/tools/cache/store.ts';

const partial = (namespace: string, name: string) => ({
  apiVersion: 'group/version',
  kind: 'TheKind',
  metadata: namespace === '' ? { name } : { namespace, name },
});

function holding(...places: readonly (readonly [namespace: string, name: string])[]) {
  const indexers = new Map([[namespaceIndex, metaNamespaceIndexFunc]]);
  const indexer = newIndexer(metaNamespaceKeyFunc, indexers);
  for (const [namespace, name] of places) indexer.add(partial(namespace, name));
  return newGenericLister(indexer, { group: 'group', resource: 'resource' });
}

describe('in one namespace', () => {
  const lister = holding(
    ['ns-foo', 'one'],
    ['ns-foo', 'two'],
    ['ns-bar', 'one'],
    ['ns-bar', 'bar'],
  );

  test.each([
    { name: 'what is there', asked: 'one', found: true },
    { name: 'not what is only elsewhere', asked: 'bar', found: false },
  ])('DL1 one is got by its name: $name (TestNamespaceGetMethod)', ({ asked, found }) => {
    const got = lister.byNamespace('ns-foo').get(asked);
    if (got.ok) expect(got.value).toEqual(partial('ns-foo', asked));
    else expect(got.error.message).toBe(`resource.group "${asked}" not found`);
    expect(got.ok).toBe(found);
  });

  test('DL2 all of it are listed (TestNamespaceListMethod)', () => {
    const listed = lister.byNamespace('ns-foo').list(everything());
    expect(listed).toEqual([partial('ns-foo', 'one'), partial('ns-foo', 'two')]);
  });
});

describe('in all namespaces', () => {
  const lister = holding(['', 'one'], ['', 'two'], ['ns-bar', 'three']);

  test.each([
    { name: 'what has no namespace', asked: 'one', found: true },
    { name: 'not what has one', asked: 'three', found: false },
  ])('DL3 one is got by its name: $name (TestListerGetMethod)', ({ asked, found }) => {
    const got = lister.get(asked);
    if (got.ok) expect(got.value).toEqual(partial('', asked));
    else expect(got.error.message).toBe(`resource.group "${asked}" not found`);
    expect(got.ok).toBe(found);
  });

  test('DL4 all are listed (TestListerListMethod)', () => {
    expect(lister.list(everything())).toHaveLength(3);
  });
});
