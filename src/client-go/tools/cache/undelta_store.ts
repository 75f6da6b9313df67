/**
 * A store that hands its whole content on after every change, to those who want states and not changes.
 *
 * @upstream kubernetes/client-go tools/cache/undelta_store.go
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Result } from '#base/result.ts';
import { type KeyFunc, newStore, type Store, type StoreError } from './store.ts';

/** Told of everything that is stored now. */
export type PushFunc = (content: readonly Unstructured[]) => void;

export function newUndeltaStore(pushFunc: PushFunc, keyFunc: KeyFunc): Store {
  const store = newStore(keyFunc);
  const pushing = (changed: Result<void, StoreError>): Result<void, StoreError> => {
    if (changed.ok) pushFunc(store.list());
    return changed;
  };
  return {
    add: (obj) => pushing(store.add(obj)),
    update: (obj) => pushing(store.update(obj)),
    delete: (obj) => pushing(store.delete(obj)),
    replace: (list, resourceVersion) => pushing(store.replace(list, resourceVersion)),
    list: () => store.list(),
    listKeys: () => store.listKeys(),
    get: (obj) => store.get(obj),
    getByKey: (key) => store.getByKey(key),
    resync: () => store.resync(),
    bookmark: (resourceVersion) => store.bookmark(resourceVersion),
    lastStoreSyncResourceVersion: () => store.lastStoreSyncResourceVersion(),
  };
}
