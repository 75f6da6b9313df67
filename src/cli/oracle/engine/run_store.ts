/** Runs scripts of the store with its indices. */

import { labels } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from '#client-go/tools/cache/controller.ts';
import {
  type Indexer,
  type Indexers,
  type IndexFunc,
  metaNamespaceIndexFunc,
} from '#client-go/tools/cache/index.ts';
import {
  metaNamespaceKeyFunc,
  newIndexer,
  type StoreError,
  splitMetaNamespaceKey,
  type Transaction,
  type TransactionStore,
} from '#client-go/tools/cache/store.ts';
import type { ProfileName } from '#trace/profile.ts';
import { Bench, type Pairs, panicOf, textOf, textsOf, unknownVerb } from './bench.ts';
import { parseObject, parsePod, show, showSorted } from './notation.ts';

export function runStore(script: OracleScript, preset: ProfileName): Run {
  const bench = new Bench(script);
  const indexer = newIndexer(
    deletionHandlingMetaNamespaceKeyFunc,
    indexersOf(script.options ?? {}),
  );
  for (const step of script.steps) {
    let pairs: Pairs = {};
    const panic = panicOf(() => {
      pairs = storeStep(indexer, step);
    });
    bench.record('ops', {
      do: step.do,
      object: textOf(step, 'object'),
      key: textOf(step, 'key'),
      index: textOf(step, 'index'),
      value: textOf(step, 'value'),
      ...pairs,
      panic,
      // Older releases do not tell.
      storeResourceVersion:
        preset === 'modern' ? indexer.lastStoreSyncResourceVersion() : undefined,
    });
  }
  return bench.run;
}

/** The index functions that scripts know: `namespace`, `label:NAME`, `fails`. */
export function indexersOf(options: Parameters<typeof textsOf>[0]): Indexers {
  return new Map(textsOf(options, 'indexes').map((name) => [name, indexFunction(name)]));
}

function indexFunction(name: string): IndexFunc {
  if (name === 'namespace') return metaNamespaceIndexFunc;
  if (!name.startsWith('label:')) return () => fail({ message: 'index refuses' });
  const label = name.slice('label:'.length);
  return (obj) => ok(labels(obj)[label]?.split('+') ?? []);
}

function errorOf(result: Result<unknown, StoreError>): Pairs {
  return { error: result.ok ? undefined : result.error.message };
}

function foundOf(result: Result<readonly (Unstructured | undefined)[], StoreError>): Pairs {
  return result.ok ? { sorted: showSorted(result.value) } : errorOf(result);
}

function storeStep(indexer: Indexer & TransactionStore, step: ScriptStep): Pairs {
  const object = () => parseObject(textOf(step, 'object')) as Unstructured;
  switch (step.do) {
    case 'add':
      return errorOf(indexer.add(object()));
    case 'update':
      return errorOf(indexer.update(object()));
    case 'delete':
      return errorOf(indexer.delete(object()));
    case 'replace': {
      const objects = textsOf(step, 'objects').map(parsePod);
      return errorOf(indexer.replace(objects, textOf(step, 'resourceVersion')));
    }
    case 'relabelInPlace': {
      const found = indexer.get(object());
      if (found.ok && found.value !== undefined)
        found.value.metadata.labels = { ...labels(object()) };
      return errorOf(found);
    }
    case 'resync':
      return errorOf(indexer.resync());
    case 'get': {
      const got = indexer.get(object());
      const found = got.ok ? got.value : undefined;
      return { found: show(found), exists: found !== undefined, ...errorOf(got) };
    }
    case 'getByKey': {
      const found = indexer.getByKey(textOf(step, 'key'));
      return { found: show(found), exists: found !== undefined };
    }
    case 'list':
      return { sorted: showSorted(indexer.list()) };
    case 'listKeys':
      return { sorted: [...indexer.listKeys()].sort() };
    case 'bookmark':
      indexer.bookmark(textOf(step, 'resourceVersion'));
      return {};
    case 'transaction':
      return transact(indexer, textsOf(step, 'transactions'));
    default:
      return indexStep(indexer, step);
  }
}

function transact(indexer: TransactionStore, texts: readonly string[]): Pairs {
  const transactions = texts.map((text): Transaction => {
    const space = text.indexOf(' ');
    const type = text.slice(0, space) as Transaction['type'];
    return { type, object: parseObject(text.slice(space + 1)) as object };
  });
  const error = indexer.transaction(transactions);
  return error === undefined ? {} : { error: error.message, successful: error.successfulIndices };
}

function indexStep(indexer: Indexer, step: ScriptStep): Pairs {
  const index = textOf(step, 'index');
  const value = textOf(step, 'value');
  switch (step.do) {
    case 'index':
      return foundOf(indexer.index(index, parsePod(textOf(step, 'object'))));
    case 'byIndex':
      return foundOf(indexer.byIndex(index, value));
    case 'indexKeys': {
      const keys = indexer.indexKeys(index, value);
      return keys.ok ? { keys: keys.value } : errorOf(keys);
    }
    case 'listIndexFuncValues':
      return { sorted: [...indexer.listIndexFuncValues(index)].sort() };
    case 'addIndexers': {
      const added = indexer.addIndexers(indexersOf(step));
      return { indexes: textsOf(step, 'indexes'), ...errorOf(added) };
    }
    case 'getIndexers':
      return { sorted: [...indexer.getIndexers().keys()].sort() };
    default:
      return keyStep(step);
  }
}

function keyStep(step: ScriptStep): Pairs {
  const object = () => parseObject(textOf(step, 'object'));
  switch (step.do) {
    case 'splitKey': {
      const split = splitMetaNamespaceKey(textOf(step, 'key'));
      return split.ok ? { ...split.value } : errorOf(split);
    }
    case 'metaNamespaceKey': {
      const key = metaNamespaceKeyFunc(object());
      return key.ok ? { gives: key.value } : errorOf(key);
    }
    case 'deletionHandlingKey': {
      const key = deletionHandlingMetaNamespaceKeyFunc(object());
      return key.ok ? { gives: key.value } : errorOf(key);
    }
    default:
      return unknownVerb(step);
  }
}
