/** Go package tools/watch: watches that go on, and waiting for an event. */

export {
  type InformerWatcher,
  type InformerWatcherOptions,
  newIndexerInformerWatcher,
} from '#client-go/tools/watch/informerwatcher.ts';
export {
  minRestartDelay,
  newRetryWatcher,
  RetryWatcher,
  type RetryWatcherOptions,
  type Watcher,
} from '#client-go/tools/watch/retrywatcher.ts';
export {
  type ConditionFunc,
  contextWithOptionalTimeout,
  errWatchClosed,
  type PreconditionFunc,
  type UntilError,
  type UntilOutcome,
  type UntilWithSyncOptions,
  until,
  untilWithoutRetry,
  untilWithSync,
} from '#client-go/tools/watch/until.ts';
