/**
 * The Job controller: runs pods until enough of them have succeeded. A finalizer on each pod keeps it
 * until its end is counted in the job's status, so that none is counted twice or never.
 */

import { hasStatusCause, isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  finalizers,
  isTerminating,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { getControllerOf } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import { causeTypeNamespaceTerminating } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import {
  type Controller,
  type DeletedObject,
  keyOfDeleted,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
  withoutTombstone,
} from './controller_program.ts';
import { ControllerExpectations } from './expectations.ts';
import { inParallel } from './in_parallel.ts';
import { isFinished, jobTrackingFinalizer, nextJobStatus, podsWanted } from './job_status.ts';
import {
  asKind,
  isOwnerOfKind,
  type Job,
  type JobStatus,
  jobKind,
  type Pod,
  podKind,
} from './kinds.ts';
import { podFromTemplate } from './pod_from_template.ts';
import { inDeletionOrder, isPodActive, keyOf } from './pods.ts';
import { ownerIndex, type TypedLister } from './typed_lister.ts';

export function startJobController(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'job-controller',
    resource: jobKind.resource.resource,
    build: (wiring) => new JobController(wiring),
  });
}

class JobController implements Controller {
  readonly #w: Wiring;
  readonly #jobs: TypedLister<Job>;
  readonly #pods: TypedLister<Pod>;
  readonly #expectations: ControllerExpectations;

  constructor(wiring: Wiring) {
    this.#w = wiring;
    this.#expectations = new ControllerExpectations(wiring.sim);
    this.#jobs = wiring.watch<Job>(jobKind, [], {
      onAdd: (job) => wiring.queue.add(keyOf(job)),
      onUpdate: (_old, job) => wiring.queue.add(keyOf(job)),
      onDelete: (obj) => this.#jobGone(obj),
    });
    this.#pods = wiring.watch<Pod>(podKind, [ownerIndex], {
      onAdd: (pod) => this.#podSeen(pod, (key) => this.#expectations.creationObserved(key)),
      onUpdate: (_old, pod) => this.#podSeen(pod, () => undefined),
      onDelete: (obj) => this.#podGone(obj),
    });
  }

  #jobGone(obj: DeletedObject<Job>): void {
    const key = keyOfDeleted(obj);
    this.#expectations.forget(key);
    this.#w.queue.add(key);
  }

  #podSeen(pod: Pod, observe: (key: string) => void): void {
    const key = ownerKeyOf(pod);
    if (key === undefined) return;
    observe(key);
    this.#w.queue.add(key);
  }

  #podGone(obj: DeletedObject<Pod>): void {
    const pod = withoutTombstone(obj);
    if (pod === undefined) return;
    this.#podSeen(pod, (key) => this.#expectations.deletionObserved(key, keyOf(pod)));
  }

  *sync(key: string): Proc<SyncResult> {
    const job = this.#jobs.get(key);
    if (job === undefined) return ok(undefined);
    const pods = this.#pods.byIndex(ownerIndex.name, job.metadata.uid ?? '');
    if (isFinished(job)) return yield* this.#releaseAll(pods);
    const counted = yield* this.#count(job, pods);
    if (!counted.ok) return counted;
    const current = counted.value;
    if (isFinished(current)) return yield* this.#releaseAll(pods);
    if (isTerminating(job) || !this.#expectations.satisfied(key)) return ok(undefined);
    return yield* this.#manage(current, pods);
  }

  /** Writes the status first; only then may the counted pods go. */
  *#count(job: Job, pods: readonly Pod[]): Proc<Result<Job, ClientError>> {
    const status = nextJobStatus(job, pods, formatTime(this.#w.sim.wallTime));
    const written = yield* this.#updateStatus(job, status);
    if (!written.ok) return written;
    const ended = pods.filter((pod) => !isPodActive(pod) && hasEnded(pod));
    const released = yield* this.#releaseAll(ended);
    return released.ok ? written : released;
  }

  *#manage(job: Job, pods: readonly Pod[]): Proc<SyncResult> {
    const active = pods.filter(isPodActive);
    const wanted = podsWanted(job);
    const key = keyOf(job);
    if (active.length < wanted) {
      const count = wanted - active.length;
      this.#w.log(key, `Too few pods running: creating ${count}`);
      this.#expectations.expectCreations(key, count);
      const calls = Array.from({ length: count }, () => () => this.#createPod(job));
      const results = yield* inParallel(this.#w.sim, calls);
      for (const result of results) if (!result.ok) this.#expectations.creationObserved(key);
      return results.find((result) => !result.ok) ?? ok(undefined);
    }
    const surplus = inDeletionOrder(active, active).slice(0, active.length - wanted);
    if (surplus.length === 0) return ok(undefined);
    this.#w.log(key, `Too many pods running: deleting ${surplus.length}`);
    this.#expectations.expectDeletions(key, surplus.map(keyOf));
    const results = yield* inParallel(
      this.#w.sim,
      surplus.map((pod) => () => this.#deletePod(key, pod)),
    );
    return results.find((result) => !result.ok) ?? ok(undefined);
  }

  *#createPod(job: Job): Proc<Result<void, ClientError>> {
    const pod = podFromTemplate(job, jobKind, job.spec.template);
    pod.metadata.finalizers = [...finalizers(pod), jobTrackingFinalizer];
    const created = yield* this.#podsIn(job).create(this.#w.ctx, pod);
    if (created.ok) return ok(undefined);
    return hasStatusCause(created.error, causeTypeNamespaceTerminating) ? ok(undefined) : created;
  }

  *#deletePod(key: string, pod: Pod): Proc<Result<void, ClientError>> {
    const released = yield* this.#release(pod);
    if (!released.ok) return released;
    const deleted = yield* this.#podsIn(pod).delete(this.#w.ctx, nameOf(pod));
    if (deleted.ok) return ok(undefined);
    this.#expectations.deletionObserved(key, keyOf(pod));
    return isNotFound(deleted.error) ? ok(undefined) : deleted;
  }

  *#releaseAll(pods: readonly Pod[]): Proc<Result<void, ClientError>> {
    for (const pod of pods) {
      const released = yield* this.#release(pod);
      if (!released.ok) return released;
    }
    return ok(undefined);
  }

  /** The pod's end is counted: it may be deleted. */
  *#release(pod: Pod): Proc<Result<void, ClientError>> {
    const present = finalizers(pod);
    if (!present.includes(jobTrackingFinalizer)) return ok(undefined);
    const kept = present.filter((each) => each !== jobTrackingFinalizer);
    const patched = yield* this.#podsIn(pod).patch(this.#w.ctx, nameOf(pod), {
      type: 'application/merge-patch+json',
      data: { metadata: { finalizers: kept.length === 0 ? null : kept } },
    });
    return patched.ok || isNotFound(patched.error) ? ok(undefined) : patched;
  }

  *#updateStatus(job: Job, status: JobStatus): Proc<Result<Job, ClientError>> {
    if (equalJson(status, job.status ?? {})) return ok(job);
    const changed = cloneJson(job);
    changed.status = status;
    const jobs = this.#w.client.resource(jobKind.resource).namespace(namespaceOf(job));
    const updated = yield* jobs.updateStatus(this.#w.ctx, changed);
    return updated.ok ? ok(asKind<Job>(updated.value)) : updated;
  }

  #podsIn(obj: Job | Pod) {
    return this.#w.client.resource(podKind.resource).namespace(namespaceOf(obj));
  }
}

function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed' || isTerminating(pod);
}

function ownerKeyOf(pod: Pod): string | undefined {
  const owner = getControllerOf(pod);
  if (owner === undefined || !isOwnerOfKind(owner, jobKind)) return undefined;
  return `${namespaceOf(pod)}/${owner.name}`;
}
