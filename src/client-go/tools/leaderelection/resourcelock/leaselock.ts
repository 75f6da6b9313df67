/**
 * A Lease as the lock: its resourceVersion makes sure that of two candidates who saw the same lease only
 * one gets it.
 *
 * @upstream kubernetes/client-go tools/leaderelection/resourcelock/leaselock.go
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type {
  FetchedRecord,
  Interface,
  LeaderElectionRecord,
  LockError,
  ResourceLockConfig,
} from './interface.ts';

/** The leases of one namespace: a dynamic client's resource does. */
export interface LeaseClient {
  readonly get: (ctx: Context, name: string) => Blocking<Result<Unstructured, LockError>>;
  readonly create: (ctx: Context, obj: Unstructured) => Blocking<Result<Unstructured, LockError>>;
  readonly update: (ctx: Context, obj: Unstructured) => Blocking<Result<Unstructured, LockError>>;
}

export interface LeaseMeta {
  readonly namespace: string;
  readonly name: string;
}

export interface LeaseLockOptions extends ResourceLockConfig {
  readonly meta: LeaseMeta;
  readonly client: LeaseClient;
  /** Set on the lease with each write; its other labels stay. */
  readonly labels?: Readonly<Record<string, string>>;
}

export class LeaseLock implements Interface {
  readonly #options: LeaseLockOptions;
  /** As it was last read or written. */
  #lease: Unstructured | undefined;

  constructor(options: LeaseLockOptions) {
    this.#options = options;
  }

  *get(ctx: Context): Proc<Result<FetchedRecord, LockError>> {
    const { client, meta } = this.#options;
    const got = yield* client.get(ctx, meta.name);
    if (!got.ok) return got;
    this.#lease = got.value;
    const record = leaseSpecToLeaderElectionRecord(specOf(got.value));
    return ok({ record, raw: rawRecord(record) });
  }

  *create(ctx: Context, record: LeaderElectionRecord): Proc<Result<void, LockError>> {
    const { client, meta, labels } = this.#options;
    const created = yield* client.create(ctx, {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { ...meta, ...(labels === undefined ? {} : { labels: { ...labels } }) },
      spec: leaderElectionRecordToLeaseSpec(record),
    });
    // A client answers an error with an empty object, and that is what is kept.
    this.#lease = created.ok ? created.value : { ...noLease, metadata: {} };
    return created.ok ? ok(undefined) : created;
  }

  /** What was last read must not have been written since by anybody else. */
  *update(ctx: Context, record: LeaderElectionRecord): Proc<Result<void, LockError>> {
    const { client, labels } = this.#options;
    if (this.#lease === undefined) return fail(notInitialized);
    const metadata = { ...this.#lease.metadata };
    if (labels !== undefined) metadata.labels = { ...metadata.labels, ...labels };
    this.#lease = { ...this.#lease, metadata, spec: leaderElectionRecordToLeaseSpec(record) };
    const updated = yield* client.update(ctx, this.#lease);
    if (!updated.ok) return updated;
    this.#lease = updated.value;
    return ok(undefined);
  }

  *recordEvent(text: string): Proc {
    const { eventRecorder, identity } = this.#options;
    const metadata = this.#lease?.metadata;
    if (eventRecorder === undefined || metadata === undefined) return;
    yield* eventRecorder.eventf(
      { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata },
      { type: 'Normal', reason: 'LeaderElection', messageFmt: '%s', args: [`${identity} ${text}`] },
    );
  }

  identity(): string {
    return this.#options.identity;
  }

  describe(): string {
    const { namespace, name } = this.#options.meta;
    return `${namespace}/${name}`;
  }
}

export function newLeaseLock(options: LeaseLockOptions): LeaseLock {
  return new LeaseLock(options);
}

/** What is missing reads as nobody, nothing and never. */
export function leaseSpecToLeaderElectionRecord(spec: JsonObject): LeaderElectionRecord {
  return {
    holderIdentity: textIn(spec, 'holderIdentity') ?? '',
    leaseDurationSeconds: numberIn(spec, 'leaseDurationSeconds'),
    acquireTime: textIn(spec, 'acquireTime'),
    renewTime: textIn(spec, 'renewTime'),
    leaderTransitions: numberIn(spec, 'leaseTransitions'),
    strategy: textIn(spec, 'strategy') ?? '',
    preferredHolder: textIn(spec, 'preferredHolder') ?? '',
  };
}

/** An empty holder is written down; an empty preferred holder or strategy is not. */
export function leaderElectionRecordToLeaseSpec(record: LeaderElectionRecord): JsonObject {
  const { preferredHolder, strategy } = record;
  return {
    holderIdentity: record.holderIdentity,
    leaseDurationSeconds: record.leaseDurationSeconds,
    acquireTime: record.acquireTime,
    renewTime: record.renewTime,
    leaseTransitions: record.leaderTransitions,
    ...(preferredHolder === '' ? {} : { preferredHolder }),
    ...(strategy === '' ? {} : { strategy }),
  };
}

/** The record's JSON, with times cut to whole seconds. */
export function rawRecord(record: LeaderElectionRecord): string {
  return JSON.stringify({
    holderIdentity: record.holderIdentity,
    leaseDurationSeconds: record.leaseDurationSeconds,
    acquireTime: wholeSeconds(record.acquireTime),
    renewTime: wholeSeconds(record.renewTime),
    leaderTransitions: record.leaderTransitions,
    strategy: record.strategy,
    preferredHolder: record.preferredHolder,
  });
}

function wholeSeconds(time: string | undefined): string | null {
  return time === undefined ? null : time.replace(/\.\d+Z$/, 'Z');
}

const noLease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };

const notInitialized: LockError = {
  kind: 'LeaseNotInitialized',
  message: 'lease not initialized, call get or create first',
};

function specOf(lease: Unstructured): JsonObject {
  const spec = lease['spec'];
  return isJsonObject(spec) ? spec : {};
}

function textIn(spec: JsonObject, name: string): string | undefined {
  const value = spec[name];
  return typeof value === 'string' ? value : undefined;
}

function numberIn(spec: JsonObject, name: string): number {
  const value = spec[name];
  return typeof value === 'number' ? value : 0;
}
