/** Go packages tools/leaderelection and tools/leaderelection/resourcelock. */

export {
  type ConfigError,
  type LeaderCallbacks,
  type LeaderElectionConfig,
  LeaderElector,
  newLeaderElector,
  runOrDie,
} from '#client-go/tools/leaderelection/leaderelection.ts';
export {
  type EventRecorder,
  type FetchedRecord,
  type Interface,
  type LeaderElectionRecord,
  type LockError,
  type LockOptions,
  leasesResourceLock,
  newLock,
  type ResourceLockConfig,
} from '#client-go/tools/leaderelection/resourcelock/interface.ts';
export {
  type LeaseClient,
  LeaseLock,
  type LeaseLockOptions,
  type LeaseMeta,
  newLeaseLock,
} from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
