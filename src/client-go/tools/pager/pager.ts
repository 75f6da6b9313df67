/**
 * Lists a collection in pages, and all at once when a page's token has expired.
 *
 * @upstream kubernetes/client-go tools/pager/pager.go
 * @diverges Only List is here; nothing fetches pages ahead.
 */

import { isResourceExpired } from '#apimachinery/pkg/api/errors/errors.ts';
import type { ListOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type {
  Unstructured,
  UnstructuredList,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';

/** The size of a page that nobody chose. */
export const defaultPageSize = 500;

/** Fetches one page. */
export type ListPageFunc<E> = (
  ctx: Context,
  options: ListOptions,
) => Blocking<Result<UnstructuredList, E>>;

export interface PagedList {
  readonly list: UnstructuredList;
  /** True if a token was followed. */
  readonly paginated: boolean;
  readonly pages: number;
}

export interface ListPager<E> {
  /** 0 asks for everything at once. */
  readonly pageSize: number;
  readonly pageFn: ListPageFunc<E>;
  /** List all at once when a later page has expired. True if left out. */
  readonly fullListIfExpired?: boolean;
}

/** Every item of the collection; the resourceVersion is the first page's. */
export function* list<E>(
  pager: ListPager<E>,
  ctx: Context,
  options: ListOptions,
): Proc<Result<PagedList, E | { readonly kind: string; readonly message: string }>> {
  const limit = options.limit || pager.pageSize;
  let asked: ListOptions = limit === 0 ? options : { ...options, limit };
  let first: UnstructuredList | undefined;
  let pages = 0;
  const items: Unstructured[] = [];
  for (;;) {
    if (ctx.error !== undefined) return fail({ kind: 'canceled', message: ctx.error });
    const page = yield* pager.pageFn(ctx, asked);
    pages++;
    if (!page.ok) {
      const first = asked.continue === undefined;
      if (first || !(pager.fullListIfExpired ?? true) || !isResourceExpired(page.error))
        return page;
      const { limit: _limit, continue: _continue, ...unlimited } = options;
      const full = yield* pager.pageFn(ctx, unlimited);
      return full.ok ? ok({ list: full.value, paginated: true, pages: pages + 1 }) : full;
    }
    const token = page.value.metadata.continue ?? '';
    if (token === '' && first === undefined)
      return ok({ list: page.value, paginated: false, pages });
    first ??= page.value;
    for (const item of page.value.items) items.push(item);
    if (token === '') {
      const { resourceVersion } = first.metadata;
      const metadata = resourceVersion === undefined ? {} : { resourceVersion };
      return ok({ list: { ...first, metadata, items }, paginated: true, pages });
    }
    const { resourceVersion: _version, resourceVersionMatch: _match, ...rest } = asked;
    asked = { ...rest, continue: token };
  }
}
