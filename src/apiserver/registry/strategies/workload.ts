/** Deployments and ReplicaSets: a selector that never changes and a template that it matches. */

import { fieldImmutableErrorMsg } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import { labelSelectorAsSelector } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { LabelSelector } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { numberAt, objectAt, textsAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson } from '#base/json.ts';
import { validatePodSpec, withPodDefaults } from './pod.ts';

const workloadStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  setDefaults: (obj) => setTemplateDefaults(obj, {}),
  prepareForCreate: (obj) => {
    obj['status'] = { replicas: 0 };
  },
  validate: validateWorkload,
  validateUpdate: (obj, old) => {
    const selector = valueAt(obj, 'spec', 'selector');
    if (equalJson(selector, valueAt(old, 'spec', 'selector'))) return validateWorkload(obj);
    const changed = invalid('spec.selector', selector, fieldImmutableErrorMsg);
    return [...validateWorkload(obj), changed];
  },
};

export const replicaSetStrategy: Strategy = {
  ...workloadStrategy,
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  fields: { 'status.replicas': (obj) => String(numberAt(obj, 'status', 'replicas') ?? 0) },
};

/** A deployment's generation counts changed annotations too. */
export const deploymentStrategy: Strategy = {
  ...workloadStrategy,
  generationCounts: (obj, old) =>
    !equalJson(obj['spec'], old['spec']) ||
    !equalJson(obj.metadata.annotations, old.metadata.annotations),
  setDefaults: (obj) =>
    setTemplateDefaults(obj, {
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    }),
  prepareForCreate: (obj) => {
    obj['status'] = {};
  },
};

function setTemplateDefaults(
  obj: Unstructured,
  defaults: Readonly<Record<string, object | number>>,
): void {
  const spec = objectAt(obj, 'spec');
  if (spec === undefined) return;
  const template = objectAt(spec, 'template');
  const podSpec = objectAt(template, 'spec');
  const filled =
    template === undefined || podSpec === undefined
      ? {}
      : { template: { ...template, spec: withPodDefaults(podSpec) } };
  obj['spec'] = { replicas: 1, ...(defaults as object), ...spec, ...filled };
}

function validateWorkload(obj: Unstructured): readonly FieldError[] {
  const errors: FieldError[] = [];
  const selector = objectAt(obj, 'spec', 'selector');
  const replicas = numberAt(obj, 'spec', 'replicas') ?? 0;
  const template = objectAt(obj, 'spec', 'template');
  const labels = textsAt(template, 'metadata', 'labels');
  if (replicas < 0) {
    errors.push(invalid('spec.replicas', replicas, 'must be greater than or equal to 0'));
  }
  if (selector === undefined) errors.push(required('spec.selector'));
  else errors.push(...validateSelector(selector as LabelSelector, labels));
  return [...errors, ...validatePodSpec(objectAt(template, 'spec'), 'spec.template.spec')];
}

function validateSelector(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>>,
): readonly FieldError[] {
  const parsed = labelSelectorAsSelector(selector);
  if (!parsed.ok) return [invalid('spec.selector', selector, parsed.error.message)];
  if (parsed.value.empty()) {
    return [invalid('spec.selector', selector, 'empty selector is invalid for deployment')];
  }
  if (parsed.value.matches(labels)) return [];
  const detail = '`selector` does not match template `labels`';
  return [invalid('spec.template.metadata.labels', labels, detail)];
}
