/** Jobs on the whole loop: pods run until enough have succeeded, or too many have failed. */

import { expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { seconds } from '#base/time.ts';
import { endOf } from '#controllers/container_run.ts';
import type { Job } from '#controllers/kinds.ts';
import { controlPlane } from './control_plane.ts';

const run = ['kubelet', 'scheduler', 'job-controller', 'gc'];

function job(script: string, spec: object = {}): Unstructured {
  const container = { name: 'main', image: 'busybox:1', command: ['sh', '-c', script] };
  const template = { spec: { restartPolicy: 'Never', containers: [container] } };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'sum' },
    spec: { template, ...spec },
  } as unknown as Unstructured;
}

function started(script: string, spec: object = {}) {
  const plane = controlPlane({ run });
  plane.runFor(seconds(2));
  plane.apply('jobs', job(script, spec));
  const status = () => (plane.list('jobs')[0] as Job | undefined)?.status;
  const conditions = () =>
    (status()?.conditions ?? []).map(({ type, reason }) => `${type} ${reason}`);
  return { ...plane, status, conditions };
}

test.each([
  ['sleep 5', 5, 0],
  ['sleep 1; exit 3', 1, 3],
  ['sleep 1 && false', 1, 1],
  ['true', 0, 0],
] as const)('the container that runs %s ends after %s s with %s', (script, after, exitCode) => {
  const container = { name: 'main', image: 'x', command: ['sh', '-c', script] };
  expect(endOf(container)).toEqual({ after: seconds(after), exitCode });
});

test('a container that says nothing of its end runs on', () => {
  expect(endOf({ name: 'main', image: 'nginx' })).toBeUndefined();
});

test('a job is complete when its pods have succeeded, no more than asked at a time', () => {
  const plane = started('sleep 2', { completions: 3, parallelism: 2 });
  plane.runFor(seconds(2));
  expect(plane.status()).toMatchObject({ active: 2 });
  plane.runFor(seconds(20));
  expect(plane.status()).toMatchObject({ succeeded: 3, completionTime: expect.any(String) });
  expect(plane.status()?.active).toBeUndefined();
  expect(plane.conditions()).toEqual([
    'SuccessCriteriaMet CompletionsReached',
    'Complete CompletionsReached',
  ]);
  const pods = plane.pods();
  expect(pods).toHaveLength(3);
  expect(pods.flatMap(({ metadata }) => metadata.finalizers ?? [])).toEqual([]);
});

test('a job has failed when more pods have failed than it allows', () => {
  const plane = started('exit 1', { backoffLimit: 1 });
  plane.runFor(seconds(20));
  expect(plane.status()).toMatchObject({ failed: 2 });
  expect(plane.conditions()).toEqual([
    'FailureTarget BackoffLimitExceeded',
    'Failed BackoffLimitExceeded',
  ]);
});

test('a suspended job runs nothing until it is resumed', () => {
  const plane = started('sleep 1', { suspend: true });
  plane.runFor(seconds(5));
  expect(plane.pods()).toEqual([]);
  expect(plane.conditions()).toEqual(['Suspended JobSuspended']);
  plane.ask('PATCH', '/apis/batch/v1/namespaces/default/jobs/sum', { spec: { suspend: false } });
  plane.runFor(seconds(10));
  expect(plane.conditions()).toContain('Complete CompletionsReached');
});

test.each([
  [{}, 1],
  [{ propagationPolicy: 'Background' }, 0],
] as const)('a job deleted with %o leaves %s of its pods', (options, left) => {
  const plane = started('sleep 1');
  plane.runFor(seconds(10));
  plane.remove('jobs', 'sum', options);
  plane.runFor(seconds(10));
  expect(plane.list('jobs')).toEqual([]);
  const pods = plane.pods();
  expect(pods).toHaveLength(left);
  expect(pods.flatMap(({ metadata }) => metadata.ownerReferences ?? [])).toEqual([]);
});
