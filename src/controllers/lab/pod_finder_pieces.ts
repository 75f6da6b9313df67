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
    values: (pod) => [labels(pod)['app'] ?? ''], // one value, always
  },
  // end of piece
  // piece by-node
  'by-node': {
    name: 'byNode',
    values: (pod) => (pod.spec.nodeName === undefined ? [] : [pod.spec.nodeName]), // one, or none
  },
  // end of piece
  // piece by-config-map
  'by-config-map': {
    name: 'byConfigMap',
    values: (pod) => configMapsOf(pod), // as many as it mounts
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

/** The names of the ConfigMaps that a pod mounts. */
export function configMapsOf(pod: Pod): readonly string[] {
  return (pod.spec.volumes ?? []).flatMap(({ configMap }) =>
    configMap?.name === undefined ? [] : [configMap.name],
  );
}
