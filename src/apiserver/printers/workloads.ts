/** Deployments, ReplicaSets and Jobs as tables: how far they are. */

import { formatLabelSelector } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { LabelSelector } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, numberAt, objectAt, textAt } from '#apiserver/registry/members.ts';
import { parseTime } from '#base/epoch.ts';
import { between, type Instant } from '#base/time.ts';
import { humanDuration } from './human_duration.ts';
import { ageColumn, ageOf, column, nameColumn, printer, wideColumn } from './table.ts';

const templateColumns = [wideColumn('Containers'), wideColumn('Images'), wideColumn('Selector')];

export const deploymentPrinter = printer(
  [
    nameColumn,
    column('Ready'),
    column('Up-to-date'),
    column('Available'),
    ageColumn,
    ...templateColumns,
  ],
  (obj, now) => [
    obj.metadata.name ?? '',
    `${count(obj, 'status', 'readyReplicas')}/${count(obj, 'spec', 'replicas')}`,
    count(obj, 'status', 'updatedReplicas'),
    count(obj, 'status', 'availableReplicas'),
    ageOf(obj, now),
    ...templateCells(obj),
  ],
);

export const replicaSetPrinter = printer(
  [
    nameColumn,
    column('Desired', 'integer'),
    column('Current', 'integer'),
    column('Ready', 'integer'),
    ageColumn,
    ...templateColumns,
  ],
  (obj, now) => [
    obj.metadata.name ?? '',
    count(obj, 'spec', 'replicas'),
    count(obj, 'status', 'replicas'),
    count(obj, 'status', 'readyReplicas'),
    ageOf(obj, now),
    ...templateCells(obj),
  ],
);

export const jobPrinter = printer(
  [
    nameColumn,
    column('Status'),
    column('Completions'),
    column('Duration'),
    ageColumn,
    ...templateColumns,
  ],
  (obj, now) => [
    obj.metadata.name ?? '',
    jobStatus(obj),
    completions(obj),
    jobDuration(obj, now),
    ageOf(obj, now),
    ...templateCells(obj),
  ],
);

function templateCells(obj: Unstructured): readonly string[] {
  const containers = listAt(obj, 'spec', 'template', 'spec', 'containers');
  const selector = objectAt(obj, 'spec', 'selector') as LabelSelector | undefined;
  return [
    containers.map((each) => textAt(each, 'name')).join(','),
    containers.map((each) => textAt(each, 'image')).join(','),
    formatLabelSelector(selector),
  ];
}

/** The first condition that holds says it. */
const tellingConditions = [
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
] as const;

function jobStatus(job: Unstructured): string {
  const holds = (type: string) =>
    listAt(job, 'status', 'conditions').some(
      (each) => textAt(each, 'type') === type && textAt(each, 'status') === 'True',
    );
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating';
  return tellingConditions.find(([type]) => holds(type))?.[1] ?? 'Running';
}

function completions(job: Unstructured): string {
  const succeeded = count(job, 'status', 'succeeded');
  const wanted = numberAt(job, 'spec', 'completions');
  if (wanted !== undefined) return `${succeeded}/${wanted}`;
  const parallelism = count(job, 'spec', 'parallelism');
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function jobDuration(job: Unstructured, now: Instant): string {
  const start = parseTime(textAt(job, 'status', 'startTime'));
  if (start === undefined) return '';
  const end = parseTime(textAt(job, 'status', 'completionTime')) ?? now;
  return humanDuration(between(start, end));
}

function count(obj: Unstructured, ...path: readonly string[]): number {
  return numberAt(obj, ...path) ?? 0;
}
