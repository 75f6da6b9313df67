/** What can stand in the open places of the pod finder. Readers see each piece as it stands here. */

import { labels } from '#apimachinery/pkg/api/meta/meta.ts';
import { ok, type Result } from '#base/result.ts';
import type { StoreError } from '#client-go/tools/cache/store.ts';
import type { Pod } from '#controllers/kinds.ts';
import type { PiecesOf } from './chosen_code.ts';

/** An index: its name, and the values under which a pod stands in it. */
interface PodIndex {
  readonly name: string;
  readonly values: (pod: Pod) => readonly string[];
}

export const podIndexers: PiecesOf<'pod-finder', 'indexers', PodIndex> = {
  // piece by-app
  'by-app': {
    name: 'byApp',
    // One value, always.
    values: (pod) => [labels(pod)['app'] ?? ''],
  },
  // end of piece
  // piece by-node
  'by-node': {
    name: 'byNode',
    // One value, or none.
    values: ({ spec: { nodeName } }) => (nodeName === undefined ? [] : [nodeName]),
  },
  // end of piece
  // piece by-config-map
  'by-config-map': {
    name: 'byConfigMap',
    // As many values as it mounts.
    values: ({ spec: { volumes = [] } }) =>
      volumes.map(({ configMap }) => configMap?.name).filter((name) => name !== undefined),
  },
  // end of piece
};

/** What a lookup may ask of the cache. */
export interface PodCache {
  readonly list: () => readonly Pod[];
  readonly byIndex: (index: string, value: string) => Result<readonly Pod[], StoreError>;
}

type Lookup = (cache: PodCache, node: string) => Result<readonly Pod[], StoreError>;

export const podLookup: PiecesOf<'pod-finder', 'lookup', Lookup> = {
  // piece list-and-filter
  'list-and-filter': (cache, node) => ok(cache.list().filter((pod) => pod.spec.nodeName === node)),
  // end of piece
  // piece by-index
  'by-index': (cache, node) => cache.byIndex('byNode', node),
  // end of piece
  // piece field-selector
  'field-selector': (cache, node) => cache.byIndex('field:spec.nodeName', node),
  // end of piece
};
