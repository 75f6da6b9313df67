/**
 * What each box of the stage mirrors: the files of Kubernetes and the functions in them that the events of the
 * box show, and further files that are part of its behaviour.
 */

import type { BoxName } from './locale.ts';
import { allUpstreamLinks, type UpstreamLink } from './upstream.ts';

/** One file to read, with the functions that matter here. */
export interface UpstreamFile {
  readonly repository: string;
  readonly file: string;
  readonly functions: readonly string[];
}

/** Which queue stands between Reflector and Indexer decides what that box mirrors. */
export type QueueName = 'DeltaFIFO' | 'RealFIFO';

/** The beginnings of the events that happen in a box. */
const eventsOf: Readonly<Record<BoxName, readonly string[]>> = {
  apiserver: [
    'etcd.',
    'watchcache.',
    'replica.',
    'watch.opened',
    'watch.event.sent',
    'watch.ended',
  ],
  reflector: ['reflector.', 'watch.event.delivered', 'watch.closed'],
  queue: ['delta.queued', 'delta.merged', 'delta.dropped', 'delta.popped', 'delta.synced'],
  indexer: ['store.', 'delta.processed'],
  handlers: ['listener.', 'handler.'],
  workqueue: ['queue.'],
  workers: ['reconcile.', 'controller.', 'lister.', 'request.', 'client.', 'retry.'],
};

function further(repository: string, file: string, ...functions: readonly string[]): UpstreamFile {
  return { repository, file, functions };
}

const clientGo = 'kubernetes/client-go';

/** What no event of its own stands for. */
const furtherOf: Readonly<Record<BoxName, readonly UpstreamFile[]>> = {
  apiserver: [
    further('kubernetes/apiserver', 'pkg/endpoints/handlers/create.go', 'createHandler'),
    further('kubernetes/apiserver', 'pkg/endpoints/handlers/patch.go', 'PatchResource'),
  ],
  reflector: [further(clientGo, 'tools/pager/pager.go', 'ListPager.ListWithAlloc')],
  queue: [],
  indexer: [further(clientGo, 'tools/cache/store.go', 'MetaNamespaceKeyFunc', 'NewIndexer')],
  handlers: [],
  workqueue: [
    further(
      clientGo,
      'util/workqueue/default_rate_limiters.go',
      'DefaultTypedControllerRateLimiter',
    ),
  ],
  workers: [further(clientGo, 'rest/with_retry.go', 'withRetry.IsNextRetry')],
};

const realFIFO = further(
  clientGo,
  'tools/cache/the_real_fifo.go',
  'RealFIFO.Add',
  'RealFIFO.Replace',
  'RealFIFO.Pop',
);

/** The files that a box mirrors. */
export function upstreamOfBox(box: BoxName, queue: QueueName): readonly UpstreamFile[] {
  if (box === 'queue' && queue === 'RealFIFO') return [realFIFO];
  const functions = new Map<string, { readonly link: UpstreamLink; readonly names: Set<string> }>();
  for (const [kind, link] of allUpstreamLinks()) {
    if (!eventsOf[box].some((start) => kind.startsWith(start))) continue;
    const key = `${link.repository} ${link.file}`;
    const known = functions.get(key) ?? { link, names: new Set() };
    known.names.add(link.function);
    functions.set(key, known);
  }
  const shown = [...functions.values()].map(({ link, names }) => ({
    repository: link.repository,
    file: link.file,
    functions: [...names],
  }));
  return [...shown, ...furtherOf[box]];
}
