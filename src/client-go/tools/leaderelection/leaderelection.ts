/**
 * One of several candidates leads. Each watches the lease change by its own clock: only when it has seen
 * no change for the whole duration that stands in the lease may it take it. Nothing fences a leader that
 * has been paused; it finds out when it next tries to renew.
 *
 * @upstream kubernetes/client-go tools/leaderelection/leaderelection.go
 * @diverges What upstream logs is in the trace.
 * @diverges The observed record has no lock: nothing waits between reading it and using it.
 * @diverges How a lease is released, and whether a cancelled leader renews once more, follow the profile's release.
 */

import { isConflict, isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import { jitterUntilWithContext, untilWithContext } from '#apimachinery/pkg/util/wait/backoff.ts';
import { pollUntilContextCancel } from '#apimachinery/pkg/util/wait/poll.ts';
import { errWaitCanceled } from '#apimachinery/pkg/util/wait/wait.ts';
import { formatMicroTime } from '#base/epoch.ts';
import { fail, ok, type Result } from '#base/result.ts';
import {
  after,
  between,
  type Duration,
  duration,
  type Instant,
  second,
  startOfRun,
} from '#base/time.ts';
import { type Environment, reallyCrashes } from '#client-go/features/features.ts';
import type {
  Interface,
  LeaderElectionRecord,
  LockError,
} from '#client-go/tools/leaderelection/resourcelock/interface.ts';
import { background, type Context, withCancel, withTimeout } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { HealthzAdaptor } from './healthzadaptor.ts';
import type { LeaderMetric, MetricsProvider } from './metrics.ts';

/** A candidate waits up to 120 % longer than the retry period before it tries again. */
export const jitterFactor = 1.2;

export interface LeaderCallbacks {
  /** Started in a process of its own; its context ends when the lease is lost. */
  readonly onStartedLeading: ((ctx: Context) => Proc) | undefined;
  /** Called whenever {@link LeaderElector.run} returns, also if it never led. */
  readonly onStoppedLeading: (() => Proc) | undefined;
  /** Started in a process of its own whenever another holder is seen, itself included. */
  readonly onNewLeader?: ((identity: string) => Proc) | undefined;
}

export interface LeaderElectionConfig {
  readonly lock: Interface | undefined;
  /** How long others must see no change before they take over. Core components: 15 s. */
  readonly leaseDuration: Duration;
  /** How long a leader tries to renew before it gives up. Core components: 10 s. */
  readonly renewDeadline: Duration;
  /** How long to wait between tries. Core components: 2 s. */
  readonly retryPeriod: Duration;
  readonly callbacks: LeaderCallbacks;
  readonly watchDog?: HealthzAdaptor;
  /** Gives the lease up at the end, so that others need not wait for it to run out. */
  readonly releaseOnCancel?: boolean;
  /** Names the processes, and labels the metrics. */
  readonly name: string;
  /** Renews what a coordinator has given; never creates, never takes over. */
  readonly coordinated?: boolean;
  readonly metricsProvider?: MetricsProvider;
  /** How far this candidate's wall clock is ahead of the run's; negative if it is behind. */
  readonly clockSkew?: Duration;
}

export interface ConfigError {
  readonly message: string;
}

/** The first thing wrong with the configuration is the error. */
export function newLeaderElector(
  environment: Environment,
  config: LeaderElectionConfig,
): Result<LeaderElector, ConfigError> {
  const message = configProblem(config);
  if (message !== undefined || config.lock === undefined) return fail({ message: message ?? '' });
  return ok(new LeaderElector(environment, { ...config, lock: config.lock }));
}

/** Runs an elector; a wrong configuration panics. */
export function runOrDie(
  environment: Environment,
  ctx: Context,
  config: LeaderElectionConfig,
): Blocking<void> {
  const elector = newLeaderElector(environment, config);
  if (!elector.ok) throw new Error(elector.error.message);
  config.watchDog?.setLeaderElection(elector.value);
  return elector.value.run(ctx);
}

function configProblem(config: LeaderElectionConfig): string | undefined {
  const { leaseDuration, renewDeadline, retryPeriod, callbacks, lock } = config;
  if (leaseDuration <= renewDeadline) return 'leaseDuration must be greater than renewDeadline';
  if (renewDeadline <= Math.trunc(jitterFactor * retryPeriod)) {
    return 'renewDeadline must be greater than retryPeriod*JitterFactor';
  }
  if (leaseDuration < 1) return 'leaseDuration must be greater than zero';
  if (renewDeadline < 1) return 'renewDeadline must be greater than zero';
  if (retryPeriod < 1) return 'retryPeriod must be greater than zero';
  if (callbacks.onStartedLeading === undefined) {
    return 'OnStartedLeading callback must not be nil';
  }
  if (callbacks.onStoppedLeading === undefined) {
    return 'OnStoppedLeading callback must not be nil';
  }
  if (lock === undefined) return 'Lock must not be nil.';
  return lock.identity() === '' ? 'Lock identity is empty' : undefined;
}

/** How a try succeeded; `undefined` if it did not. */
type Success = 'created' | 'taken' | 'fast' | 'slow' | undefined;

type Operation = 'get' | 'create' | 'update' | 'release';

const nobody: LeaderElectionRecord = {
  holderIdentity: '',
  leaseDurationSeconds: 0,
  acquireTime: undefined,
  renewTime: undefined,
  leaderTransitions: 0,
  strategy: '',
  preferredHolder: '',
};

export class LeaderElector {
  readonly #environment: Environment;
  readonly #sim: Sim;
  readonly #config: LeaderElectionConfig;
  readonly #lock: Interface;
  readonly #metrics: LeaderMetric | undefined;
  #observedRecord: LeaderElectionRecord = nobody;
  #observedRawRecord: string | undefined;
  /** By the local clock: the times in the lease are never compared with it. */
  #observedTime: Instant = startOfRun;
  #reportedLeader = '';

  constructor(
    environment: Environment,
    config: LeaderElectionConfig & { readonly lock: Interface },
  ) {
    this.#environment = environment;
    this.#sim = environment.sim;
    this.#config = config;
    this.#lock = config.lock;
    this.#metrics = config.metricsProvider?.newLeaderMetric();
    this.#metrics?.off(config.name);
  }

  /** Competes, leads, and returns when the lease is lost or the context ends. */
  run(ctx: Context): Blocking<void> {
    return this.#sim.call(this.#config.name, this.#run(ctx));
  }

  /** Who led when this candidate last looked. */
  getLeader(): string {
    return this.#observedRecord.holderIdentity;
  }

  /** True if this candidate believes that it leads. */
  isLeader(): boolean {
    return this.getLeader() === this.#lock.identity();
  }

  /** Fails if this candidate believes that it leads, and its lease has run out more than that long ago. */
  check(maxTolerableExpiredLease: Duration): Result<void, { readonly message: string }> {
    if (!this.isLeader()) return ok(undefined);
    const unseen = between(this.#observedTime, this.#sim.now);
    if (unseen <= this.#config.leaseDuration + maxTolerableExpiredLease) return ok(undefined);
    return fail({ message: `failed election to renew leadership on lease ${this.#config.name}` });
  }

  /** One try to get the lease or keep it. */
  tryAcquireOrRenew(ctx: Context): Blocking<boolean> {
    return this.#sim.call(this.#config.name, this.#succeeded(ctx));
  }

  /** Gives the lease up. True if it is no longer this candidate's. */
  release(): Blocking<boolean> {
    return this.#sim.call(this.#config.name, this.#release());
  }

  /** Calls OnNewLeader if the holder is not the one that was last told. */
  maybeReportTransition(): void {
    const holder = this.getLeader();
    if (holder === this.#reportedLeader) return;
    this.#reportedLeader = holder;
    const before = this.#sim.causes;
    this.#sim.emit('leader.changed', this.#subject, { ...this.#nouns, holder });
    const { onNewLeader } = this.#config.callbacks;
    if (onNewLeader !== undefined) {
      this.#sim.spawn(`${this.#config.name}/onNewLeader`, onNewLeader(holder));
    }
    this.#sim.adopt(before);
  }

  get #nouns(): { readonly lock: string; readonly identity: string } {
    return { lock: this.#lock.describe(), identity: this.#lock.identity() };
  }

  get #subject(): string {
    return `leases/${this.#lock.describe()}`;
  }

  *#run(ctx: Context): Proc {
    const { onStartedLeading, onStoppedLeading } = this.#config.callbacks;
    let led = false;
    try {
      led = yield* this.#acquire(ctx);
      if (!led || onStartedLeading === undefined) return;
      const leading = withCancel(this.#sim, ctx, `${this.#config.name}.leading`);
      try {
        this.#sim.spawn(`${this.#config.name}/onStartedLeading`, onStartedLeading(leading.ctx));
        yield* this.#renew(leading.ctx);
      } finally {
        leading.cancel();
      }
    } finally {
      this.#sim.emit('leader.stopped', this.#subject, { ...this.#nouns, led });
      if (onStoppedLeading !== undefined) yield* onStoppedLeading();
    }
  }

  *#acquire(ctx: Context): Proc<boolean> {
    const { name, retryPeriod } = this.#config;
    const { ctx: trying, cancel } = withCancel(this.#sim, ctx, `${name}.acquire`);
    const progress = { succeeded: false };
    yield* jitterUntilWithContext(this.#sim, trying, {
      name: `${name}.acquire`,
      reallyCrash: reallyCrashes(this.#environment),
      period: retryPeriod,
      jitterFactor,
      point: 'leaderelection.acquire',
      body: () => this.#sim.call('acquire', this.#tryToAcquire(trying, progress, cancel)),
      onDelay: {
        begins: (delay) => {
          if (!progress.succeeded) this.#tellWaiting(delay);
        },
        ends: () => undefined,
      },
    });
    cancel();
    return progress.succeeded;
  }

  *#tryToAcquire(ctx: Context, progress: { succeeded: boolean }, stop: () => void): Proc {
    progress.succeeded = (yield* this.#try(ctx)) !== undefined;
    this.maybeReportTransition();
    if (!progress.succeeded) return;
    const { leaderTransitions: transitions, leaseDurationSeconds } = this.#observedRecord;
    this.#sim.emit('leader.acquired', this.#subject, {
      ...this.#nouns,
      transitions,
      leaseDurationSeconds,
    });
    yield* this.#lock.recordEvent('became leader');
    this.#metrics?.on(this.#config.name);
    stop();
  }

  *#renew(ctx: Context): Proc {
    const { name, retryPeriod } = this.#config;
    const { ctx: renewing, cancel } = withCancel(this.#sim, ctx, `${name}.renew`);
    try {
      yield* untilWithContext(this.#sim, renewing, {
        name: `${name}.renew`,
        reallyCrash: reallyCrashes(this.#environment),
        period: retryPeriod,
        body: () => this.#sim.call('renew', this.#renewOnce(renewing, cancel)),
      });
      if (this.#config.releaseOnCancel === true) yield* this.#release();
    } finally {
      cancel();
      yield* this.#lock.recordEvent('stopped leading');
    }
  }

  /** Tries until it succeeds or the deadline, counted from now, has passed. */
  *#renewOnce(ctx: Context, stop: () => void): Proc {
    const { name, retryPeriod, renewDeadline } = this.#config;
    const options = { timeout: renewDeadline, name: `${name}.renewDeadline` };
    const limited = withTimeout(this.#sim, ctx, options);
    const renewed = yield* pollUntilContextCancel(this.#sim, limited.ctx, {
      name: `${name}.renew`,
      interval: retryPeriod,
      immediate: true,
      condition: () => this.#sim.call('renew', this.#renewCondition(limited.ctx)),
    });
    const ended = limited.ctx.error;
    limited.cancel();
    this.maybeReportTransition();
    if (renewed.ok) return;
    this.#metrics?.off(name);
    const message = ended ?? renewed.error.message;
    this.#sim.emit('leader.lost', this.#subject, { ...this.#nouns, message });
    stop();
  }

  *#renewCondition(ctx: Context): Proc<Result<boolean, { readonly message: string }>> {
    if (this.#environment.profile.renewStopsOnCancel && ctx.error !== undefined) {
      return fail(errWaitCanceled);
    }
    const success = yield* this.#try(ctx);
    if (success === undefined) return ok(false);
    const path = success === 'fast' ? 'fast' : 'slow';
    this.#sim.emit('leader.renewed', this.#subject, { ...this.#nouns, path });
    return ok(true);
  }

  *#succeeded(ctx: Context): Proc<boolean> {
    return (yield* this.#try(ctx)) !== undefined;
  }

  *#try(ctx: Context): Proc<Success> {
    const now = this.#sim.now;
    let record = this.#draft();
    if (this.#config.coordinated === true)
      return yield* this.#tryCoordinatedRenew(ctx, now, record);
    if (this.isLeader() && this.#isLeaseValid(now)) {
      const { acquireTime, leaderTransitions } = this.#observedRecord;
      // What is kept from memory stays in the draft, also if the lease must be made or taken anew.
      record = { ...record, acquireTime, leaderTransitions };
      if (yield* this.#update(ctx, record)) return 'fast';
    }
    return yield* this.#tryAfterReading(ctx, now, record);
  }

  *#tryAfterReading(ctx: Context, now: Instant, record: LeaderElectionRecord): Proc<Success> {
    const got = yield* this.#lock.get(ctx);
    if (!got.ok) {
      if (isNotFound(got.error)) return yield* this.#create(ctx, record);
      this.#failed('get', got.error);
      return undefined;
    }
    const old = got.value.record;
    this.#observe(old, got.value.raw);
    if (old.holderIdentity !== '' && this.#isLeaseValid(now) && !this.isLeader()) {
      this.#refused(old.holderIdentity);
      return undefined;
    }
    if (!this.isLeader()) {
      const taken = { ...record, leaderTransitions: old.leaderTransitions + 1 };
      return (yield* this.#update(ctx, taken)) ? 'taken' : undefined;
    }
    const { acquireTime, leaderTransitions } = old;
    this.#metrics?.slowpathExercised(this.#config.name);
    const renewed = yield* this.#update(ctx, { ...record, acquireTime, leaderTransitions });
    return renewed ? 'slow' : undefined;
  }

  /** The same for a candidate whom a coordinator makes leader: it keeps a lease, and never gets one. */
  *#tryCoordinatedRenew(ctx: Context, now: Instant, record: LeaderElectionRecord): Proc<Success> {
    const got = yield* this.#lock.get(ctx);
    if (!got.ok) {
      this.#failed('get', got.error);
      return undefined;
    }
    const old = got.value.record;
    this.#observe(old, got.value.raw);
    const expiry = after(this.#observedTime, duration(old.leaseDurationSeconds * second));
    if (expiry < now) return undefined;
    if (!this.isLeader()) {
      this.#refused(old.holderIdentity);
      return undefined;
    }
    if (old.preferredHolder !== '') return undefined;
    const { acquireTime, leaderTransitions, strategy } = old;
    this.#metrics?.slowpathExercised(this.#config.name);
    const kept = { ...record, acquireTime, leaderTransitions, strategy };
    return (yield* this.#update(ctx, kept)) ? 'slow' : undefined;
  }

  *#create(ctx: Context, record: LeaderElectionRecord): Proc<Success> {
    const created = yield* this.#lock.create(ctx, record);
    if (!created.ok) {
      this.#failed('create', created.error);
      return undefined;
    }
    this.#setObservedRecord(record);
    return 'created';
  }

  *#update(ctx: Context, record: LeaderElectionRecord): Proc<boolean> {
    const updated = yield* this.#lock.update(ctx, record);
    if (updated.ok) this.#setObservedRecord(record);
    else this.#failed('update', updated.error);
    return updated.ok;
  }

  *#release(): Proc<boolean> {
    const { renewDeadline, name } = this.#config;
    const { profile } = this.#environment;
    if (profile.releaseLease === 'update' && !this.isLeader()) return true;
    const options = { timeout: renewDeadline, name: `${name}.release` };
    const { ctx, cancel } = withTimeout(this.#sim, background(this.#sim), options);
    let released: boolean | 'conflict' = 'conflict';
    while (released === 'conflict') released = yield* this.#tryRelease(ctx);
    cancel();
    return released;
  }

  /** It goes by memory: whoever has taken the lease over in the meantime loses it. */
  *#tryRelease(ctx: Context): Proc<boolean | 'conflict'> {
    const { releaseLease } = this.#environment.profile;
    let { leaderTransitions } = this.#observedRecord;
    if (releaseLease !== 'update') {
      const got = yield* this.#lock.get(ctx);
      if (!got.ok) {
        this.#failed('release', got.error);
        return false;
      }
      if (!this.isLeader()) return true;
      ({ leaderTransitions } = got.value.record);
    }
    const time = this.#localTime();
    const times = { acquireTime: time, renewTime: time };
    const record = { ...nobody, ...times, leaseDurationSeconds: 1, leaderTransitions };
    const updated = yield* this.#lock.update(ctx, record);
    if (!updated.ok) {
      this.#failed('release', updated.error);
      return releaseLease === 'retryConflicts' && isConflict(updated.error) ? 'conflict' : false;
    }
    this.#setObservedRecord(record);
    const transitions = leaderTransitions;
    this.#sim.emit('leader.released', this.#subject, { ...this.#nouns, transitions });
    return true;
  }

  #draft(): LeaderElectionRecord {
    const time = this.#localTime();
    return {
      ...nobody,
      holderIdentity: this.#lock.identity(),
      leaseDurationSeconds: Math.trunc(this.#config.leaseDuration / second),
      acquireTime: time,
      renewTime: time,
    };
  }

  #localTime(): string {
    return formatMicroTime(this.#sim.wallTime + (this.#config.clockSkew ?? 0));
  }

  /** Whether the observed holder's time is not up, by the duration that it has published. */
  #isLeaseValid(now: Instant): boolean {
    return this.#expiry() > now;
  }

  #expiry(): Instant {
    const { leaseDurationSeconds } = this.#observedRecord;
    return after(this.#observedTime, duration(leaseDurationSeconds * second));
  }

  /** Starts the clock anew if anything has changed, down to whole seconds. */
  #observe(record: LeaderElectionRecord, raw: string): void {
    if (raw === this.#observedRawRecord) return;
    this.#setObservedRecord(record);
    this.#observedRawRecord = raw;
    this.#sim.emit('leader.observed', this.#subject, {
      ...this.#nouns,
      holder: record.holderIdentity,
      transitions: record.leaderTransitions,
      until: this.#expiry(),
    });
  }

  /** After the call that brought it: what the call took is not counted. */
  #setObservedRecord(record: LeaderElectionRecord): void {
    this.#observedRecord = record;
    this.#observedTime = this.#sim.now;
  }

  #refused(holder: string): void {
    this.#sim.emit('leader.refused', this.#subject, {
      ...this.#nouns,
      holder,
      until: this.#expiry(),
      reason: 'lease held by another',
    });
  }

  #failed(operation: Operation, error: LockError): void {
    const { message } = error;
    this.#sim.emit('leader.failed', this.#subject, { ...this.#nouns, operation, message });
  }

  #tellWaiting(delay: Duration): void {
    const due = after(this.#sim.now, delay);
    this.#sim.emit('leader.waiting', this.#subject, { ...this.#nouns, delay, due });
  }
}
