/**
 * What an elector needs of the object that candidates compete for.
 *
 * @upstream kubernetes/client-go tools/leaderelection/resourcelock/interface.go
 * @diverges Times are the texts that stand in the lease; nothing but their seconds is ever compared.
 * @diverges A lock is made with its client; there is no kubeconfig.
 */

import { fail, ok, type Result } from '#base/result.ts';
import type { FormattedReport } from '#client-go/tools/record/event.ts';
import type { Referable } from '#client-go/tools/reference/ref.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking } from '#sim/process.ts';
import { type LeaseClient, LeaseLock, type LeaseMeta } from './leaselock.ts';

export const leasesResourceLock = 'leases';

/** Who holds the lease, for how long, and since when. */
export interface LeaderElectionRecord {
  /** `''`: nobody. */
  readonly holderIdentity: string;
  readonly leaseDurationSeconds: number;
  readonly acquireTime: string | undefined;
  readonly renewTime: string | undefined;
  readonly leaderTransitions: number;
  readonly strategy: string;
  /** Whom a coordinator would rather see as the holder. */
  readonly preferredHolder: string;
}

export interface LockError {
  readonly kind: string;
  readonly message: string;
}

/** What was read, and its JSON: a candidate looks for changes in the latter, which has whole seconds. */
export interface FetchedRecord {
  readonly record: LeaderElectionRecord;
  readonly raw: string;
}

/** The object that candidates compete for. */
export interface Interface {
  readonly get: (ctx: Context) => Blocking<Result<FetchedRecord, LockError>>;
  readonly create: (
    ctx: Context,
    record: LeaderElectionRecord,
  ) => Blocking<Result<void, LockError>>;
  readonly update: (
    ctx: Context,
    record: LeaderElectionRecord,
  ) => Blocking<Result<void, LockError>>;
  /** Tells people, in an event about the lock: `became leader`. */
  readonly recordEvent: (text: string) => Blocking<void>;
  readonly identity: () => string;
  /** `kube-system/my-controller`. */
  readonly describe: () => string;
}

export interface EventRecorder {
  readonly eventf: (object: Referable | undefined, report: FormattedReport) => Blocking<void>;
}

export interface ResourceLockConfig {
  /** Unique among the candidates. */
  readonly identity: string;
  readonly eventRecorder?: EventRecorder;
}

export interface LockOptions extends ResourceLockConfig {
  readonly lockType: string;
  readonly meta: LeaseMeta;
  readonly client: LeaseClient;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Leases are the only kind of lock left. */
export function newLock(options: LockOptions): Result<Interface, { readonly message: string }> {
  const { lockType } = options;
  if (lockType === leasesResourceLock) return ok(new LeaseLock(options));
  const removed = removedLocks[lockType];
  return fail({ message: removed ?? `Invalid lock-type ${lockType}` });
}

const removedLocks: Readonly<Record<string, string>> = {
  endpoints: 'endpoints lock is removed, migrate to leases',
  configmaps: 'configmaps lock is removed, migrate to leases',
  endpointsleases: 'endpointsleases lock is removed, migrate to leases',
  configmapsleases: 'configmapsleases lock is removed, migrated to leases',
};
