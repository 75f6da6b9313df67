/**
 * Reading a store by namespace, name and labels. What it gives is shared by everybody who reads.
 *
 * @upstream kubernetes/client-go tools/cache/listers.go
 * @diverges Matches are returned, not handed to a function one by one.
 * @diverges Each read of an informer's store can be a trace event.
 */

import { newNotFound, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import { labels, namespace, resourceVersion } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Selector } from '#apimachinery/pkg/labels/selector.ts';
import type { GroupResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Sim } from '#sim/sim.ts';
import { type Indexer, namespaceIndex } from './index.ts';
import type { Store } from './store.ts';

/** Everything in the store that matches. */
export function listAll(store: Store, selector: Selector): readonly Unstructured[] {
  return matching(store.list(), selector);
}

/** Everything of a namespace that matches; slowly, if nothing is indexed by namespace. */
export function listAllByNamespace(
  indexer: Indexer,
  where: string,
  selector: Selector,
): readonly Unstructured[] {
  if (where === '') return listAll(indexer, selector);
  const indexed = indexer.byIndex(namespaceIndex, where);
  if (indexed.ok) return matching(indexed.value.map(asserted), selector);
  return matching(indexer.list(), selector).filter((obj) => namespace(obj) === where);
}

/** Go's type assertion of what a store gives. */
function asserted(obj: Unstructured | undefined): Unstructured {
  if (obj !== undefined) return obj;
  throw new Error('interface conversion: interface is nil, not runtime.Object');
}

/** Who reads, for the trace. */
export interface ReaderNoun {
  readonly sim: Sim;
  readonly informer: string;
}

export interface GenericNamespaceLister {
  readonly list: (selector: Selector) => readonly Unstructured[];
  readonly get: (name: string) => Result<Unstructured, StatusError>;
}

/** Reads all namespaces; {@link byNamespace} narrows it to one. */
export interface GenericLister extends GenericNamespaceLister {
  readonly byNamespace: (namespace: string) => GenericNamespaceLister;
}

/** A lister of a store; with a noun, its reads are trace events. */
export function newGenericLister(
  indexer: Indexer,
  resource: GroupResource,
  noun?: ReaderNoun,
): GenericLister {
  const read = (key: string, found: readonly Unstructured[]) => {
    if (noun === undefined) return;
    const { informer, sim } = noun;
    const [only] = found;
    const version = only === undefined || found.length > 1 ? undefined : resourceVersion(only);
    const told = { informer, key, found: found.length, resourceVersion: version };
    sim.emit('lister.read', informer, told);
  };
  const get = (key: string, name: string): Result<Unstructured, StatusError> => {
    const obj = indexer.getByKey(key);
    read(key, obj === undefined ? [] : [obj]);
    return obj === undefined ? fail(newNotFound(resource, name)) : ok(obj);
  };
  return {
    list: (selector) => {
      const found = listAll(indexer, selector);
      read('*', found);
      return found;
    },
    get: (name) => get(name, name),
    byNamespace: (where) => ({
      list: (selector) => {
        const found = listAllByNamespace(indexer, where, selector);
        read(`${where}/*`, found);
        return found;
      },
      get: (name) => get(`${where}/${name}`, name),
    }),
  };
}

function matching(objects: readonly Unstructured[], selector: Selector): readonly Unstructured[] {
  if (selector.empty()) return objects;
  return objects.filter((obj) => selector.matches(labels(obj)));
}
