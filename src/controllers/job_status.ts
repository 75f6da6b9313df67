/** What the pods of a job come to: how many have ended how, and whether the job has. Pure rules. */

import { finalizers, isTerminating } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Condition, Job, JobStatus, Pod } from './kinds.ts';
import { isPodActive, isPodReady } from './pods.ts';

/** Pods carry it until they are counted. */
export const jobTrackingFinalizer = 'batch.kubernetes.io/job-tracking';

const defaultBackoffLimit = 6;

export function isFinished(job: Job): boolean {
  return (job.status?.conditions ?? []).some(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  );
}

/** How many pods should run now. */
export function podsWanted(job: Job): number {
  const { parallelism = 1, completions, suspend = false } = job.spec;
  const { succeeded = 0 } = job.status ?? {};
  if (suspend) return 0;
  // Without a number of completions, the first success means that no more pods are needed.
  if (completions === undefined) return succeeded > 0 ? 0 : parallelism;
  return Math.min(parallelism, Math.max(0, completions - succeeded));
}

/** The status after the pods that are not counted yet. */
export function nextJobStatus(job: Job, pods: readonly Pod[], now: string): JobStatus {
  const before = job.status ?? {};
  const uncounted = pods.filter((pod) => finalizers(pod).includes(jobTrackingFinalizer));
  const succeeded = (before.succeeded ?? 0) + count(uncounted, isSuccess);
  const failed = (before.failed ?? 0) + count(uncounted, isFailure);
  const active = pods.filter(isPodActive);
  const suspended = job.spec.suspend === true;
  const started = before.startTime ?? (suspended ? undefined : now);
  const counted: JobStatus = {
    ...nonZero({ active: active.length, succeeded, failed }),
    ready: count(active, isPodReady),
    terminating: count(pods, (pod) => isTerminating(pod) && !isSuccess(pod) && !isFailed(pod)),
    uncountedTerminatedPods: {},
    ...(started === undefined ? {} : { startTime: started }),
    ...(before.conditions === undefined ? {} : { conditions: before.conditions }),
  };
  return withEnd(job, counted, { active: active.length, succeeded, failed, now });
}

interface Tally {
  readonly active: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly now: string;
}

function withEnd(job: Job, status: JobStatus, tally: Tally): JobStatus {
  const { completions, backoffLimit = defaultBackoffLimit } = job.spec;
  const { active, succeeded, failed, now } = tally;
  const enough =
    completions === undefined ? active === 0 && succeeded > 0 : succeeded >= completions;
  const ended: JobStatus = { ...status, ready: 0, terminating: 0 };
  delete ended.active;
  if (enough) {
    const reason = 'CompletionsReached';
    const message = 'Reached expected number of succeeded pods';
    const conditions = ['SuccessCriteriaMet', 'Complete'].map((type) =>
      holding(type, { reason, message, now }),
    );
    return { ...ended, completionTime: now, conditions: withConditions(status, conditions) };
  }
  if (failed > backoffLimit) {
    const reason = 'BackoffLimitExceeded';
    const message = 'Job has reached the specified backoff limit';
    const conditions = ['FailureTarget', 'Failed'].map((type) =>
      holding(type, { reason, message, now }),
    );
    return { ...ended, conditions: withConditions(status, conditions) };
  }
  return withSuspension(job, status, now);
}

function withSuspension(job: Job, status: JobStatus, now: string): JobStatus {
  const present = status.conditions?.find(({ type }) => type === 'Suspended');
  const suspended = job.spec.suspend === true;
  if (suspended === (present?.status === 'True')) return status;
  const said = suspended
    ? { reason: 'JobSuspended', message: 'Job suspended', now }
    : { reason: 'JobResumed', message: 'Job resumed', now };
  const condition = {
    ...holding('Suspended', said),
    status: suspended ? 'True' : 'False',
  } as const;
  return { ...status, conditions: withConditions(status, [condition]) };
}

function holding(
  type: string,
  said: { readonly reason: string; readonly message: string; readonly now: string },
): Condition {
  const { reason, message, now } = said;
  return { type, status: 'True', reason, message, lastTransitionTime: now };
}

function withConditions(status: JobStatus, added: readonly Condition[]): Condition[] {
  const types = new Set(added.map(({ type }) => type));
  return [...(status.conditions ?? []).filter(({ type }) => !types.has(type)), ...added];
}

function isSuccess(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded';
}

function isFailed(pod: Pod): boolean {
  return pod.status?.phase === 'Failed';
}

/** A pod that is deleted before its end has failed. */
function isFailure(pod: Pod): boolean {
  return isFailed(pod) || (isTerminating(pod) && !isSuccess(pod));
}

function count(pods: readonly Pod[], holds: (pod: Pod) => boolean): number {
  return pods.filter(holds).length;
}

function nonZero(counts: JobStatus): JobStatus {
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0));
}
