/** Jobs: pods that are to end. The server itself gives each a selector of its own. */

import { fieldImmutableErrorMsg } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import type { LabelSelector } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  invalid,
  notSupported,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { jobPrinter } from '#apiserver/printers/workloads.ts';
import { changed, negatives, unsupported } from '#apiserver/registry/field_checks.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { numberAt, objectAt, textAt, textsAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson } from '#base/json.ts';
import { validatePodSpec } from './pod_spec.ts';
import { mismatchedLabels, podNameWarnings, setTemplateDefaults } from './workload.ts';

const nameLabels = ['job-name', 'batch.kubernetes.io/job-name'];
const uidLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

export const jobStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  /** For the sake of very old clients, pods outlive their job. */
  defaultPropagation: 'Orphan',
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  setDefaults: setJobDefaults,
  prepareForCreate: (obj) => {
    if (valueAt(obj, 'spec', 'manualSelector') !== true) generateSelector(obj);
    obj['status'] = {};
  },
  validate: validateJob,
  validateUpdate: validateJobUpdate,
  validateStatus: (obj) =>
    negatives(obj['status'], 'status', ['active', 'succeeded', 'failed', 'ready', 'terminating']),
  warnings: podNameWarnings,
  printer: jobPrinter,
  fields: { 'status.successful': (obj) => String(numberAt(obj, 'status', 'succeeded') ?? 0) },
  unknownFieldText: (field) => `field label "${field}" not supported for batchv1.Job`,
};

function setJobDefaults(obj: Unstructured): void {
  const { completions, parallelism, podFailurePolicy } = objectAt(obj, 'spec') ?? {};
  const alone = completions === undefined && parallelism === undefined;
  setTemplateDefaults(obj, {
    parallelism: 1,
    ...(alone ? { completions: 1 } : {}),
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
  });
  const labels = textsAt(obj, 'spec', 'template', 'metadata', 'labels');
  const own = Object.keys(obj.metadata.labels ?? {}).length;
  if (own === 0 && Object.keys(labels).length > 0) obj.metadata.labels = { ...labels };
}

/** Labels that only this job's pods have, and the selector that finds them. */
function generateSelector(obj: Unstructured): void {
  const spec = objectAt(obj, 'spec');
  if (spec === undefined) return;
  const { name = '', uid = '' } = obj.metadata;
  const generated = Object.fromEntries([
    ...nameLabels.map((label) => [label, name]),
    ...uidLabels.map((label) => [label, uid]),
  ]);
  const template = objectAt(spec, 'template');
  const metadata = objectAt(template, 'metadata');
  const labels = { ...generated, ...textsAt(metadata, 'labels') };
  // A job without labels of its own has those of its template, now and when it is read again.
  const given = textsAt(metadata, 'labels');
  const own = obj.metadata.labels ?? {};
  if (Object.keys(own).length === 0 || equalJson(own, given)) obj.metadata.labels = { ...labels };
  const selector = objectAt(spec, 'selector');
  const matchLabels = {
    'batch.kubernetes.io/controller-uid': uid,
    ...textsAt(selector, 'matchLabels'),
  };
  obj['spec'] = {
    ...spec,
    selector: { ...selector, matchLabels },
    template: { ...template, metadata: { ...metadata, labels } },
  };
}

const counts = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
];

function validateJob(obj: Unstructured): readonly FieldError[] {
  const spec = objectAt(obj, 'spec');
  const template = objectAt(spec, 'template');
  const field = 'spec.template.spec';
  const modes = ['NonIndexed', 'Indexed'];
  const indexed = valueAt(spec, 'completionMode') === 'Indexed';
  return [
    ...generatedSelectorErrors(obj),
    ...negatives(spec, 'spec', counts),
    ...unsupported(valueAt(spec, 'completionMode'), 'spec.completionMode', modes),
    ...(indexed && valueAt(spec, 'completions') === undefined
      ? [required('spec.completions', 'when completion mode is Indexed')]
      : []),
    ...validatePodSpec(objectAt(template, 'spec'), field),
    ...restartPolicyErrors(textAt(template, 'spec', 'restartPolicy'), `${field}.restartPolicy`),
    ...mismatchedLabels((objectAt(spec, 'selector') ?? {}) as LabelSelector, template),
  ];
}

/** Pods that are started over forever never complete a job. */
function restartPolicyErrors(policy: string, field: string): readonly FieldError[] {
  if (policy === 'Always' || policy === '') {
    return [required(field, 'valid values: "OnFailure", "Never"')];
  }
  if (policy === 'OnFailure' || policy === 'Never') return [];
  return [notSupported(field, policy, ['OnFailure', 'Never'])];
}

function generatedSelectorErrors(obj: Unstructured): readonly FieldError[] {
  if (valueAt(obj, 'spec', 'manualSelector') === true) return [];
  const { name = '', uid = '' } = obj.metadata;
  const labels = textsAt(obj, 'spec', 'template', 'metadata', 'labels');
  const expected = [
    ['controller-uid', uid],
    ['job-name', name],
    ['batch.kubernetes.io/controller-uid', uid],
    ['batch.kubernetes.io/job-name', name],
  ] as const;
  const errors: FieldError[] = expected
    .filter(([label, value]) => labels[label] !== value)
    .map(([label, value]) =>
      invalid(`spec.template.metadata.labels`, labels, `must have label ${label}: ${value}`),
    );
  const selector = objectAt(obj, 'spec', 'selector');
  const wanted = textsAt(selector, 'matchLabels');
  const known = Object.fromEntries(expected);
  if (Object.entries(wanted).some(([label, value]) => known[label as 'job-name'] !== value)) {
    errors.push(invalid('spec.selector', selector, '`selector` not auto-generated'));
  }
  return errors;
}

function validateJobUpdate(obj: Unstructured, old: Unstructured): readonly FieldError[] {
  const pair = { now: obj['spec'], before: old['spec'] };
  const indexed = valueAt(obj, 'spec', 'completionMode') === 'Indexed';
  const suspended = valueAt(old, 'spec', 'suspend') === true;
  const started = valueAt(old, 'status', 'startTime') !== undefined;
  const errors: FieldError[] = [];
  if (!indexed) errors.push(...changed(pair, 'spec.', ['completions']));
  errors.push(...changed(pair, 'spec.', ['selector']));
  const template = valueAt(obj, 'spec', 'template');
  const fixed = !suspended || started;
  if (fixed && !equalJson(template, valueAt(old, 'spec', 'template'))) {
    errors.push(invalid('spec.template', template, fieldImmutableErrorMsg));
  }
  return [...errors, ...changed(pair, 'spec.', ['completionMode', 'podFailurePolicy'])];
}
