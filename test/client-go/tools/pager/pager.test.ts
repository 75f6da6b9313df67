import { describe, expect, test } from 'vitest';
import { newResourceExpired } from '#apimachinery/pkg/api/errors/errors.ts';
import type { ListOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { UnstructuredList } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { defaultPageSize, list } from '#client-go/tools/pager/pager.ts';
import { background } from '#sim/context.ts';
import { laboratory, pod, running } from '#test/client-go/tools/cache/fixture.ts';

const expired = newResourceExpired('too old');
const broken = { kind: 'test', message: 'broken' };
type Answer = UnstructuredList | { readonly kind: string; readonly message: string };

function page(version: number, names: readonly string[], next?: string): UnstructuredList {
  return {
    apiVersion: 'v1',
    kind: 'PodList',
    metadata: {
      resourceVersion: String(version),
      ...(next === undefined ? {} : { continue: next }),
    },
    items: names.map((name) => pod(name, version)),
  };
}

function paged(answers: readonly Answer[], options: ListOptions, pageSize = defaultPageSize) {
  const { sim } = laboratory();
  const asked: ListOptions[] = [];
  const pageFn = function* (_ctx: unknown, each: ListOptions) {
    asked.push(each);
    const answer = answers[asked.length - 1] ?? broken;
    const given: Result<UnstructuredList, typeof broken> =
      'items' in answer ? ok(answer) : fail(answer);
    return given;
  };
  const result = running(sim, () => list({ pageSize, pageFn }, background(sim), options));
  return { asked, result };
}

describe('a list in pages', () => {
  test('PG1 that fits one page is given as it is (TestListPager_List)', () => {
    const only = page(11, ['a']);
    const { asked, result } = paged([only], { resourceVersion: '0' });
    expect(asked).toEqual([{ resourceVersion: '0', limit: 500 }]);
    expect(result).toEqual(ok({ list: only, paginated: false, pages: 1 }));
  });

  test('PG2 is joined, with the version of the first; later pages are asked for without one (TestListPager_List)', () => {
    const pages = [page(11, ['a'], 'C1'), page(12, ['b'], 'C2'), page(13, ['c'])];
    const { asked, result } = paged(pages, {
      resourceVersion: '10',
      resourceVersionMatch: 'NotOlderThan',
    });
    expect(asked.slice(1)).toEqual([
      { limit: 500, continue: 'C1' },
      { limit: 500, continue: 'C2' },
    ]);
    expect(result).toMatchObject(
      ok({ paginated: true, pages: 3, list: { metadata: { resourceVersion: '11' } } }),
    );
    expect(result.ok && result.value.list.items.map((item) => item.metadata.name)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(result.ok && result.value.list.metadata).not.toHaveProperty('continue');
  });

  test('PG3 whose later page expires is asked for at once at the version first wanted (TestListPager_List)', () => {
    const { asked, result } = paged([page(11, ['a'], 'C1'), expired, page(15, ['a', 'b'])], {
      resourceVersion: '10',
    });
    expect(asked[2]).toEqual({ resourceVersion: '10' });
    expect(result).toMatchObject(ok({ paginated: true }));
  });

  test.each([
    ['first page expires', [expired], expired],
    ['later page fails otherwise', [page(11, ['a'], 'C1'), broken], broken],
    ['whole list fails, too', [page(11, ['a'], 'C1'), expired, broken], broken],
  ])('PG4 fails when its %s (TestListPager_List)', (_name, answers, error) => {
    expect(paged(answers, { resourceVersion: '10' }).result).toEqual(fail(error));
  });

  test('PG5 keeps a limit that the asker chose, and has none for a size of zero', () => {
    expect(paged([page(1, [])], { limit: 7 }).asked).toEqual([{ limit: 7 }]);
    expect(paged([page(1, [])], {}, 0).asked).toEqual([{}]);
  });
});
