/** Pods: bound once, nearly immutable, and deleted with a grace period that their kubelet ends. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  forbidden,
  invalid,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { podPrinter } from '#apiserver/printers/pod.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, numberAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson, isJsonObject, type JsonObject } from '#base/json.ts';
import {
  defaultGracePeriodSeconds,
  each,
  validatePodSpec,
  withPodSpecDefaults,
} from './pod_spec.ts';

export const podStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  returnsDeleted: true,
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  setDefaults: (obj) => {
    const spec = objectAt(obj, 'spec');
    if (spec !== undefined) obj['spec'] = withPodDefaults(spec);
    const status = objectAt(obj, 'status');
    if (status !== undefined) obj['status'] = withStatusDefaults(status);
  },
  prepareForCreate: (obj) => {
    const spec = objectAt(obj, 'spec');
    if (spec !== undefined) obj['spec'] = admitted(spec);
    obj['status'] = { phase: 'Pending', qosClass: qosClass(spec) };
  },
  keptByStatus: ['deletionTimestamp', 'ownerReferences'],
  validate: (obj) => validatePodSpec(objectAt(obj, 'spec'), 'spec'),
  validateUpdate: (obj, old) => validatePodUpdate(objectAt(obj, 'spec'), objectAt(old, 'spec')),
  fields: {
    'spec.nodeName': (obj) => textAt(obj, 'spec', 'nodeName'),
    'spec.restartPolicy': (obj) => textAt(obj, 'spec', 'restartPolicy'),
    'spec.schedulerName': (obj) => textAt(obj, 'spec', 'schedulerName'),
    'spec.serviceAccountName': (obj) => textAt(obj, 'spec', 'serviceAccountName'),
    'spec.hostNetwork': (obj) => String(valueAt(obj, 'spec', 'hostNetwork') === true),
    'status.phase': (obj) => textAt(obj, 'status', 'phase'),
    'status.podIPs': () => '',
    'status.podIP': (obj) => textAt(obj, 'status', 'podIP'),
    'status.nominatedNodeName': (obj) => textAt(obj, 'status', 'nominatedNodeName'),
  },
  gracePeriod: podGracePeriod,
  printer: podPrinter,
  unknownFieldText: (field) => `field label not supported: ${field}`,
};

/** A pod that is on no node, or has ended, has nobody to wait for. */
function podGracePeriod(pod: Unstructured, asked: number | undefined): number {
  const phase = textAt(pod, 'status', 'phase');
  const nobodyWaits = textAt(pod, 'spec', 'nodeName') === '';
  if (nobodyWaits || phase === 'Succeeded' || phase === 'Failed') return 0;
  const own = numberAt(pod, 'spec', 'terminationGracePeriodSeconds') ?? defaultGracePeriodSeconds;
  const period = asked ?? own;
  return period < 0 ? 1 : period;
}

/** A pod has some defaults that templates do not have. */
function withPodDefaults(spec: JsonObject): JsonObject {
  const filled = withPodSpecDefaults(spec);
  const { initContainers } = filled;
  return {
    enableServiceLinks: true,
    ...filled,
    containers: each(filled['containers'], withRequests),
    ...(initContainers === undefined ? {} : { initContainers: each(initContainers, withRequests) }),
  };
}

/** Who sets limits requests as much, unless told otherwise. */
function withRequests(container: JsonObject): JsonObject {
  const limits = objectAt(container, 'resources', 'limits');
  if (limits === undefined) return container;
  const resources = objectAt(container, 'resources');
  const requests = { ...limits, ...objectAt(container, 'resources', 'requests') };
  return { ...container, resources: { ...resources, requests } };
}

/** The one address also stands in the list of all. */
function withStatusDefaults(status: JsonObject): JsonObject {
  const { podIP, podIPs, conditions } = status;
  const times = { lastProbeTime: null, lastTransitionTime: null };
  return {
    ...status,
    ...(podIP === undefined || podIPs !== undefined ? {} : { podIPs: [{ ip: podIP }] }),
    ...(conditions === undefined
      ? {}
      : { conditions: each(conditions, (condition) => ({ ...times, ...condition })) }),
  };
}

const toleratedSeconds = 300;

/** What admission adds: how long it stays on a lost node, and how important it is. */
function admitted(spec: JsonObject): JsonObject {
  const own = listAt(spec, 'tolerations');
  const added = ['not-ready', 'unreachable']
    .map((taint) => `node.kubernetes.io/${taint}`)
    .filter((key) => !own.some((toleration) => tolerates(toleration, key)))
    .map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: toleratedSeconds,
    }));
  return {
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    ...spec,
    tolerations: [...own, ...added],
  };
}

function tolerates(toleration: unknown, key: string): boolean {
  const own = textAt(toleration, 'key');
  const effect = textAt(toleration, 'effect');
  return (own === key || own === '') && (effect === 'NoExecute' || effect === '');
}

/** How likely the pod is to be evicted when its node runs short. */
function qosClass(spec: JsonObject | undefined): string {
  const containers = [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')];
  const settled = containers.map((container) => {
    const limits = objectAt(container, 'resources', 'limits') ?? {};
    const requests = objectAt(container, 'resources', 'requests') ?? {};
    const counted = ['cpu', 'memory'];
    if (counted.every((name) => limits[name] === undefined && requests[name] === undefined)) {
      return 'nothing';
    }
    const guaranteed = counted.every(
      (name) => limits[name] !== undefined && equalJson(limits[name], requests[name]),
    );
    return guaranteed ? 'guaranteed' : 'some';
  });
  if (settled.every((each) => each === 'nothing')) return 'BestEffort';
  return settled.every((each) => each === 'guaranteed') ? 'Guaranteed' : 'Burstable';
}

const updateText =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

function validatePodUpdate(
  spec: JsonObject | undefined,
  old: JsonObject | undefined,
): readonly FieldError[] {
  for (const list of ['containers', 'initContainers']) {
    if (listAt(spec, list).length === listAt(old, list).length) continue;
    return [forbidden(`spec.${list}`, `pod updates may not add or remove containers`)];
  }
  const errors = [...deadlineErrors(spec, old), ...tolerationErrors(spec, old)];
  if (equalJson(fixedPart(spec), fixedPart(old))) return errors;
  return [...errors, forbidden('spec', updateText)];
}

/** A deadline may only come nearer. */
function deadlineErrors(spec: unknown, old: unknown): readonly FieldError[] {
  const field = 'spec.activeDeadlineSeconds';
  const deadline = numberAt(spec, 'activeDeadlineSeconds');
  const before = numberAt(old, 'activeDeadlineSeconds');
  if (before === undefined) return [];
  if (deadline === undefined) {
    return [invalid(field, null, 'must not update from a positive integer to nil value')];
  }
  if (deadline <= before) return [];
  return [invalid(field, deadline, 'must be less than or equal to previous value')];
}

/** Tolerations are added, and only their seconds change. */
function tolerationErrors(spec: unknown, old: unknown): readonly FieldError[] {
  const now = listAt(spec, 'tolerations').map(withoutSeconds);
  const before = listAt(old, 'tolerations').map(withoutSeconds);
  if (before.every((toleration) => now.some((each) => equalJson(each, toleration)))) return [];
  const detail = 'existing toleration can not be modified except its tolerationSeconds';
  return [forbidden('spec.tolerations', detail)];
}

function withoutSeconds(toleration: unknown): JsonObject {
  const { tolerationSeconds: _seconds, ...rest } = isJsonObject(toleration) ? toleration : {};
  return rest;
}

/** What of a pod's spec must stay as it was. */
function fixedPart(spec: JsonObject | undefined): JsonObject {
  const {
    activeDeadlineSeconds: _deadline,
    tolerations: _tolerations,
    containers: _containers,
    initContainers: _initContainers,
    ...rest
  } = spec ?? {};
  return {
    ...rest,
    containers: withoutImages(valueAt(spec, 'containers')),
    initContainers: withoutImages(valueAt(spec, 'initContainers')),
  };
}

function withoutImages(containers: unknown): readonly JsonObject[] {
  if (!Array.isArray(containers)) return [];
  return containers.map((container: JsonObject) => ({ ...container, image: '' }));
}
