/**
 * The two questions a Reflector asks a server.
 *
 * @upstream kubernetes/client-go tools/cache/listwatch.go
 * @diverges There is one form of each method, with a context.
 */

import type { ListOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { UnstructuredList } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Interface } from '#apimachinery/pkg/watch/watch.ts';
import type { Result } from '#base/result.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking } from '#sim/process.ts';

/** Why there was no answer: what the server told, what the network did, or what the client refused. */
export interface ListWatchError {
  readonly kind: string;
  readonly message: string;
}

export interface ListerWatcher {
  readonly list: (
    ctx: Context,
    options: ListOptions,
  ) => Blocking<Result<UnstructuredList, ListWatchError>>;
  readonly watch: (
    ctx: Context,
    options: ListOptions,
  ) => Blocking<Result<Interface, ListWatchError>>;
  /** True for a client that cannot stream a list. One without this method is taken to be able to. */
  readonly isWatchListSemanticsUnSupported?: () => boolean;
}

/** What of a resource's client a {@link ListWatch} needs. */
export type ListWatchClient = Pick<ListerWatcher, 'list' | 'watch'>;

/** Changes what every list and watch asks for: a selector, say. */
export type TweakListOptionsFunc = (options: ListOptions) => ListOptions;

/** Lists and watches through a client, asking each time for what `tweakListOptions` adds. */
export class ListWatch implements ListerWatcher {
  readonly #client: ListWatchClient;
  readonly #tweak: TweakListOptionsFunc;

  constructor(client: ListWatchClient, tweakListOptions?: TweakListOptionsFunc) {
    this.#client = client;
    this.#tweak = tweakListOptions ?? ((options) => options);
  }

  list(ctx: Context, options: ListOptions): ReturnType<ListerWatcher['list']> {
    return this.#client.list(ctx, this.#tweak(options));
  }

  watch(ctx: Context, options: ListOptions): ReturnType<ListerWatcher['watch']> {
    return this.#client.watch(ctx, this.#tweak({ ...options, watch: true }));
  }
}

/** Streams lists only if the client behind it can; a client that does not say can. */
export function toListWatcherWithWatchListSemantics(
  listerWatcher: ListerWatcher,
  client: Pick<ListerWatcher, 'isWatchListSemanticsUnSupported'> | undefined,
): ListerWatcher {
  return {
    list: (ctx, options) => listerWatcher.list(ctx, options),
    watch: (ctx, options) => listerWatcher.watch(ctx, options),
    isWatchListSemanticsUnSupported: () => client?.isWatchListSemanticsUnSupported?.() ?? false,
  };
}
