/** Go package tools/cache: reflectors, queues, stores, informers, listers. */

export {
  type Delivery,
  deletionHandlingMetaNamespaceKeyFunc,
  deletionHandlingObjectToName,
  type FilteringResourceEventHandler,
  filteringResourceEventHandler,
  type Handled,
  type InformerOptions,
  newInformerWithOptions,
  type ResourceEventHandler,
  type ResourceEventHandlerDetailedFuncs,
  type ResourceEventHandlerFuncs,
  resourceEventHandlerDetailedFuncs,
  resourceEventHandlerFuncs,
} from '#client-go/tools/cache/controller.ts';
export {
  type BookmarkDelta,
  type DeletedDelta,
  DeletedFinalStateUnknown,
  type Delta,
  DeltaFIFO,
  type DeltaFIFOOptions,
  type Deltas,
  type DeltaType,
  errZeroLengthDeltasObject,
  newDeltaFIFOWithOptions,
  type ObjectDelta,
  type ReplacedAllDelta,
  type ReplacedAllInfo,
  type SyncAllDelta,
} from '#client-go/tools/cache/delta_fifo.ts';
export {
  errFIFOClosed,
  FIFO,
  type FIFOProcessFunc,
  newFIFO,
  type PopProcessFunc,
  type Queue,
  type QueueNoun,
  type ReflectorStore,
} from '#client-go/tools/cache/fifo.ts';
export { Heap, type LessFunc, newHeap } from '#client-go/tools/cache/heap.ts';
export { InformerName, InformerNameRegistry } from '#client-go/tools/cache/identity.ts';
export {
  type Indexer,
  type Indexers,
  type IndexFunc,
  metaNamespaceIndexFunc,
  namespaceIndex,
  namespaceIndexers,
} from '#client-go/tools/cache/index.ts';
export {
  type GaugeMetric,
  type HistogramMetric,
  type InformerMetricsOptions,
  type InformerMetricsProvider,
  PrometheusInformerMetricsProvider,
} from '#client-go/tools/cache/informer_metrics.ts';
export {
  type GenericLister,
  type GenericNamespaceLister,
  listAll,
  listAllByNamespace,
  newGenericLister,
} from '#client-go/tools/cache/listers.ts';
export {
  type ListerWatcher,
  ListWatch,
  type ListWatchClient,
  type ListWatchError,
  type TweakListOptionsFunc,
  toListWatcherWithWatchListSemantics,
} from '#client-go/tools/cache/listwatch.ts';
export {
  defaultMaxMutations,
  defaultMutationTTL,
  type MutationCache,
  type MutationCacheOptions,
  newIntegerResourceVersionMutationCache,
} from '#client-go/tools/cache/mutation_cache.ts';
export {
  type ExpectedType,
  errorStopRequested,
  newReflector,
  Reflector,
  type ReflectorError,
  type ReflectorOptions,
  type WatchErrorHandler,
} from '#client-go/tools/cache/reflector.ts';
export {
  type HandlerOptions,
  type InformerSynced,
  newSharedIndexInformer,
  type ResourceEventHandlerRegistration,
  SharedIndexInformer,
  type SharedIndexInformerOptions,
  type SyncResult,
  shutDownEventHandler,
  syncResultError,
  waitForCacheSync,
} from '#client-go/tools/cache/shared_informer.ts';
export {
  type CacheOptions,
  ExplicitKey,
  type KeyError,
  type KeyFunc,
  metaNamespaceKeyFunc,
  newIndexer,
  newKeyError,
  newStore,
  type ObjectName,
  objectNameString,
  parseObjectName,
  type Store,
  type StoreError,
  splitMetaNamespaceKey,
  type Transaction,
  type TransactionError,
  type TransactionStore,
  type TransformFunc,
} from '#client-go/tools/cache/store.ts';
export {
  newRealFIFOWithOptions,
  RealFIFO,
  type RealFIFOOptions,
} from '#client-go/tools/cache/the_real_fifo.ts';
export {
  type Indexed,
  newThreadSafeStore,
  type StoreDeletion,
  ThreadSafeStore,
  type ThreadSafeStoreOptions,
  type ThreadSafeStoreTransaction,
} from '#client-go/tools/cache/thread_safe_store.ts';
export { newUndeltaStore, type PushFunc } from '#client-go/tools/cache/undelta_store.ts';
export { type DoneChecker, waitFor } from '#client-go/tools/cache/wait.ts';
