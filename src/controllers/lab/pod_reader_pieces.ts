/** Where the pod reader gets its pods from. Readers see each piece as it stands here. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Proc } from '#sim/process.ts';
import type { PiecesOf } from './chosen_code.ts';
import type { PodSources } from './pod_reader.ts';

/** Called by each goroutine once a second, with its number. */
type Read = (goroutine: number) => Proc<readonly Unstructured[]>;

export const source: PiecesOf<'pod-reader', 'source', (sources: PodSources) => Read> = {
  // piece poll
  poll: (sources) =>
    function* (goroutine) {
      const listed = yield* sources.client(goroutine).list(sources.ctx, {}); // GET /api/v1/pods
      return listed.ok ? listed.value.items : [];
    },
  // end of piece
  // piece informer
  informer: (sources) => {
    const lister = sources.informer(); // one LIST, one WATCH, one cache
    return function* () {
      return lister.keys().flatMap((key) => lister.get(key) ?? []);
    };
  },
  // end of piece
};
