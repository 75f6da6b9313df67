/** Pods: bound once, nearly immutable, and deleted with a grace period that their kubelet ends. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  duplicate,
  type FieldError,
  forbidden,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, numberAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson, type JsonObject } from '#base/json.ts';

const defaultGracePeriodSeconds = 30;

export const podStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  returnsDeleted: true,
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  setDefaults: (obj) => {
    const spec = objectAt(obj, 'spec');
    if (spec !== undefined) obj['spec'] = withPodDefaults(spec);
  },
  prepareForCreate: (obj) => {
    obj['status'] = { phase: 'Pending', qosClass: 'BestEffort' };
  },
  validate: (obj) => validatePodSpec(objectAt(obj, 'spec'), 'spec'),
  validateUpdate: (obj, old) => validatePodUpdate(objectAt(obj, 'spec'), objectAt(old, 'spec')),
  fields: {
    'spec.nodeName': (obj) => textAt(obj, 'spec', 'nodeName'),
    'spec.restartPolicy': (obj) => textAt(obj, 'spec', 'restartPolicy'),
    'spec.schedulerName': (obj) => textAt(obj, 'spec', 'schedulerName'),
    'spec.serviceAccountName': (obj) => textAt(obj, 'spec', 'serviceAccountName'),
    'status.phase': (obj) => textAt(obj, 'status', 'phase'),
    'status.podIP': (obj) => textAt(obj, 'status', 'podIP'),
    'status.nominatedNodeName': (obj) => textAt(obj, 'status', 'nominatedNodeName'),
  },
  gracePeriod: podGracePeriod,
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

/** The fields that a pod's spec gets when they are left out. */
export function withPodDefaults(spec: JsonObject): JsonObject {
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: defaultGracePeriodSeconds,
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    ...spec,
  };
}

/** Checks a pod's spec, or a template's. */
export function validatePodSpec(
  spec: JsonObject | undefined,
  field: string,
): readonly FieldError[] {
  const containers = listAt(spec, 'containers');
  if (containers.length === 0) return [required(`${field}.containers`)];
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < containers.length; index++) {
    const at = `${field}.containers[${index}]`;
    const name = textAt(containers[index], 'name');
    if (name === '') errors.push(required(`${at}.name`));
    else if (seen.has(name)) errors.push(duplicate(`${at}.name`, name));
    seen.add(name);
    if (textAt(containers[index], 'image') === '') errors.push(required(`${at}.image`));
  }
  return errors;
}

const updateText =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

function validatePodUpdate(
  spec: JsonObject | undefined,
  old: JsonObject | undefined,
): readonly FieldError[] {
  if (equalJson(fixedPart(spec), fixedPart(old))) return [];
  return [forbidden('spec', updateText)];
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
