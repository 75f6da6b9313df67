/** Deployments and ReplicaSets: a selector that never changes and a template that it matches. */

import { fieldImmutableErrorMsg } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import { labelSelectorAsSelector } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { LabelSelector } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { isDNS1123Label } from '#apimachinery/pkg/util/validation/validation.ts';
import { deploymentPrinter, replicaSetPrinter } from '#apiserver/printers/workloads.ts';
import { negatives } from '#apiserver/registry/field_checks.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { numberAt, objectAt, textAt, textsAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson, type JsonObject } from '#base/json.ts';
import { validatePodSpec, withPodSpecDefaults } from './pod_spec.ts';

const workloadStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  warnings: podNameWarnings,
  scale: {
    specReplicas: ['spec', 'replicas'],
    statusReplicas: ['status', 'replicas'],
    selector: ['spec', 'selector'],
  },
  unknownFieldText: (field) =>
    `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
};

export const replicaSetStrategy: Strategy = {
  ...workloadStrategy,
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  setDefaults: (obj) => setTemplateDefaults(obj, { replicas: 1 }),
  prepareForCreate: (obj) => {
    obj['status'] = { replicas: 0 };
  },
  validate: validateReplicaSet,
  validateUpdate: selectorChanged,
  validateStatus: (obj) => statusErrors(obj, ['fullyLabeledReplicas']),
  printer: replicaSetPrinter,
};

/** A deployment's generation counts changed annotations too. */
export const deploymentStrategy: Strategy = {
  ...workloadStrategy,
  generationCounts: (obj, old) =>
    !equalJson(obj['spec'], old['spec']) ||
    !equalJson(obj.metadata.annotations ?? {}, old.metadata.annotations ?? {}),
  setDefaults: (obj) => {
    const strategy = withStrategyDefaults(objectAt(obj, 'spec', 'strategy') ?? {});
    setTemplateDefaults(obj, {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    const spec = objectAt(obj, 'spec');
    if (spec !== undefined) obj['spec'] = { ...spec, strategy };
  },
  prepareForCreate: (obj) => {
    obj['status'] = {};
  },
  keptByStatus: ['labels'],
  validate: validateDeployment,
  validateUpdate: selectorChanged,
  validateStatus: (obj) => statusErrors(obj, ['updatedReplicas']),
  printer: deploymentPrinter,
};

function withStrategyDefaults(strategy: JsonObject): JsonObject {
  const type = strategy['type'] ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return { ...strategy, type };
  const rollingUpdate = objectAt(strategy, 'rollingUpdate');
  return {
    type,
    ...strategy,
    rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%', ...rollingUpdate },
  };
}

/** Fills in a spec that has a pod template. */
export function setTemplateDefaults(obj: Unstructured, defaults: JsonObject): void {
  const spec = objectAt(obj, 'spec');
  if (spec === undefined) return;
  const template = objectAt(spec, 'template');
  const podSpec = objectAt(template, 'spec');
  const filled =
    template === undefined || podSpec === undefined
      ? {}
      : { template: { metadata: {}, ...template, spec: withPodSpecDefaults(podSpec) } };
  obj['spec'] = { ...defaults, ...spec, ...filled };
}

/** Whose name becomes part of pods' names. */
export function podNameWarnings(obj: Unstructured): readonly string[] {
  const wrong = isDNS1123Label(obj.metadata.name ?? '');
  if (wrong.length === 0) return [];
  return [
    `metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [${wrong.join(' ')}]`,
  ];
}

function selectorChanged(obj: Unstructured, old: Unstructured): readonly FieldError[] {
  const selector = valueAt(obj, 'spec', 'selector');
  if (equalJson(selector, valueAt(old, 'spec', 'selector'))) return [];
  return [invalid('spec.selector', selector, fieldImmutableErrorMsg)];
}

function validateReplicaSet(obj: Unstructured): readonly FieldError[] {
  return [
    ...negatives(obj['spec'], 'spec', ['replicas', 'minReadySeconds']),
    ...validateSelectorAndTemplate(obj),
  ];
}

function validateDeployment(obj: Unstructured): readonly FieldError[] {
  const spec = objectAt(obj, 'spec');
  const errors: FieldError[] = [
    ...negatives(spec, 'spec', ['replicas']),
    ...validateSelectorAndTemplate(obj),
    ...validateStrategy(objectAt(spec, 'strategy')),
    ...negatives(spec, 'spec', [
      'minReadySeconds',
      'revisionHistoryLimit',
      'progressDeadlineSeconds',
    ]),
  ];
  const deadline = numberAt(spec, 'progressDeadlineSeconds');
  if (deadline !== undefined && deadline <= (numberAt(spec, 'minReadySeconds') ?? 0)) {
    const detail = 'must be greater than minReadySeconds';
    errors.push(invalid('spec.progressDeadlineSeconds', deadline, detail));
  }
  return errors;
}

function validateSelectorAndTemplate(obj: Unstructured): readonly FieldError[] {
  const selector = objectAt(obj, 'spec', 'selector');
  const template = objectAt(obj, 'spec', 'template');
  const errors: FieldError[] = [];
  if (selector === undefined) errors.push(required('spec.selector'), mismatch(template));
  else errors.push(...validateSelector(selector as LabelSelector, template));
  const field = 'spec.template.spec';
  errors.push(...validatePodSpec(objectAt(template, 'spec'), field));
  const policy = textAt(template, 'spec', 'restartPolicy');
  if (policy !== 'Always' && ['OnFailure', 'Never'].includes(policy)) {
    errors.push(notSupported(`${field}.restartPolicy`, policy, ['Always']));
  }
  if (numberAt(template, 'spec', 'activeDeadlineSeconds') !== undefined) {
    const detail = 'activeDeadlineSeconds in ReplicaSet is not Supported';
    errors.push(forbidden(`${field}.activeDeadlineSeconds`, detail));
  }
  return errors;
}

function validateSelector(selector: LabelSelector, template: unknown): readonly FieldError[] {
  const parsed = labelSelectorAsSelector(selector);
  if (!parsed.ok) return [invalid('spec.selector', selector, 'invalid label selector')];
  if (parsed.value.empty()) {
    return [invalid('spec.selector', selector, 'empty selector is invalid for deployment')];
  }
  return mismatchedLabels(selector, template);
}

/** A selector must match the labels of what it is to select. */
export function mismatchedLabels(
  selector: LabelSelector,
  template: unknown,
): readonly FieldError[] {
  const parsed = labelSelectorAsSelector(selector);
  const labels = textsAt(template, 'metadata', 'labels');
  return !parsed.ok || parsed.value.matches(labels) ? [] : [mismatch(template)];
}

function mismatch(template: unknown): FieldError {
  const detail = '`selector` does not match template `labels`';
  const given = valueAt(template, 'metadata', 'labels');
  return invalid('spec.template.metadata.labels', given, detail);
}

const percentage = /^[0-9]+%$/;

function validateStrategy(strategy: JsonObject | undefined): readonly FieldError[] {
  const field = 'spec.strategy';
  const type = textAt(strategy, 'type');
  const rolling = objectAt(strategy, 'rollingUpdate');
  if (type === 'Recreate') {
    if (rolling === undefined) return [];
    const detail = "may not be specified when strategy `type` is 'Recreate'";
    return [forbidden(`${field}.rollingUpdate`, detail)];
  }
  if (type !== 'RollingUpdate') {
    return [notSupported(field, strategy, ['Recreate', 'RollingUpdate'])];
  }
  const { maxUnavailable, maxSurge } = rolling ?? {};
  const errors: FieldError[] = [
    ...badShare(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`),
    ...badShare(maxSurge, `${field}.rollingUpdate.maxSurge`),
  ];
  if (shareOf(maxUnavailable) === 0 && shareOf(maxSurge) === 0) {
    const detail = 'may not be 0 when `maxSurge` is 0';
    errors.push(invalid(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, detail));
  }
  if (typeof maxUnavailable === 'string' && shareOf(maxUnavailable) > 100) {
    const detail = 'must not be greater than 100%';
    errors.push(invalid(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, detail));
  }
  return errors;
}

function badShare(value: unknown, field: string): readonly FieldError[] {
  if (typeof value === 'number' && value < 0) {
    return [invalid(field, value, 'must be greater than or equal to 0')];
  }
  if (typeof value !== 'string' || percentage.test(value)) return [];
  const detail =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  return [invalid(field, value, detail)];
}

/** A number or the number of a percentage. */
function shareOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && percentage.test(value) ? Number(value.slice(0, -1)) : 0;
}

const greaterText = 'cannot be greater than status.replicas';

function statusErrors(obj: Unstructured, own: readonly string[]): readonly FieldError[] {
  const status = objectAt(obj, 'status');
  const counted = [...own, 'readyReplicas', 'availableReplicas'];
  const count = (member: string) => numberAt(status, member) ?? 0;
  const all = ['observedGeneration', 'replicas', ...counted, 'unavailableReplicas'];
  const errors: FieldError[] = [...negatives(status, 'status', all)];
  for (const member of counted) {
    if (count(member) > count('replicas')) {
      errors.push(invalid(`status.${member}`, count(member), greaterText));
    }
  }
  if (count('availableReplicas') > count('readyReplicas')) {
    const detail = 'cannot be greater than readyReplicas';
    errors.push(invalid('status.availableReplicas', count('availableReplicas'), detail));
  }
  return errors;
}
