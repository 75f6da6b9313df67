/**
 * A store that also finds objects by values computed from them.
 *
 * @upstream kubernetes/client-go tools/cache/index.go
 */

import { namespace } from '#apimachinery/pkg/api/meta/meta.ts';
import {
  isUnstructured,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Store, StoreError } from './store.ts';

/** The values under which an object stands in one index. */
export type IndexFunc = (obj: Unstructured) => Result<readonly string[], StoreError>;

/** Index functions by the index's name. {@link Indexer.addIndexers} adds to the map itself. */
export type Indexers = Map<string, IndexFunc>;

/** The name of the index that {@link metaNamespaceIndexFunc} feeds. */
export const namespaceIndex = 'namespace';

export interface Indexer extends Store {
  /** The objects that share a value with `obj` in the index; see {@link byIndex} for what may be missing. */
  readonly index: (
    indexName: string,
    obj: Unstructured,
  ) => Result<readonly (Unstructured | undefined)[], StoreError>;
  /** The keys that stand under the value, sorted: the only query with a promised order. */
  readonly indexKeys: (indexName: string, value: string) => Result<readonly string[], StoreError>;
  /** Every value of the index; none for an unknown index. */
  readonly listIndexFuncValues: (indexName: string) => readonly string[];
  /** The objects under the value. A key that a changed object left behind gives Go's nil, `undefined`. */
  readonly byIndex: (
    indexName: string,
    value: string,
  ) => Result<readonly (Unstructured | undefined)[], StoreError>;
  readonly getIndexers: () => Indexers;
  /** Also indexes what is stored. Fails, and adds none, if one of the names is taken. */
  readonly addIndexers: (newIndexers: Indexers) => Result<void, StoreError>;
}

/** Indexes by namespace; `''` for a cluster-scoped object. */
export function metaNamespaceIndexFunc(obj: Unstructured): Result<readonly string[], StoreError> {
  if (!isUnstructured(obj)) {
    return fail({ message: 'object has no meta: object does not implement the Object interfaces' });
  }
  return ok([namespace(obj)]);
}

/** Index functions with the one that informers usually have. */
export function namespaceIndexers(): Indexers {
  return new Map([[namespaceIndex, metaNamespaceIndexFunc]]);
}
