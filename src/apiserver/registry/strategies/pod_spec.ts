/** The spec of pods and of pod templates: what the server fills in, and what it refuses. */

import {
  duplicate,
  type FieldError,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { isDNS1123Label } from '#apimachinery/pkg/util/validation/validation.ts';
import { badPort, unsupported } from '#apiserver/registry/field_checks.ts';
import { listAt, numberAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';

export const defaultGracePeriodSeconds = 30;

/** The fields that a pod's spec gets when they are left out. */
export function withPodSpecDefaults(spec: JsonObject): JsonObject {
  const { initContainers, volumes, serviceAccount, serviceAccountName } = spec;
  const account = serviceAccountName ?? serviceAccount;
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: defaultGracePeriodSeconds,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
    containers: each(spec['containers'], withContainerDefaults),
    ...(Array.isArray(initContainers)
      ? { initContainers: each(initContainers, withContainerDefaults) }
      : {}),
    ...(Array.isArray(volumes) ? { volumes: each(volumes, withVolumeDefaults) } : {}),
    ...(account === undefined ? {} : { serviceAccount: account, serviceAccountName: account }),
  };
}

function withContainerDefaults(container: JsonObject): JsonObject {
  const { ports, env } = container;
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe']
    .filter((probe) => isJsonObject(container[probe]))
    .map((probe) => [probe, withProbeDefaults(container[probe] as JsonObject)] as const);
  return {
    imagePullPolicy: isLatest(textAt(container, 'image')) ? 'Always' : 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    resources: {},
    ...container,
    ...(Array.isArray(ports) ? { ports: each(ports, withProtocol) } : {}),
    ...(Array.isArray(env) ? { env: each(env, withFieldVersion) } : {}),
    ...Object.fromEntries(probes),
  };
}

/** An image without a tag or a digest is its latest. */
function isLatest(image: string): boolean {
  if (image.includes('@')) return false;
  const last = image.slice(image.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return colon < 0 || last.slice(colon + 1) === 'latest';
}

export function withProtocol(port: JsonObject): JsonObject {
  return { protocol: 'TCP', ...port };
}

function withProbeDefaults(probe: JsonObject): JsonObject {
  const { httpGet } = probe;
  return {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
    ...probe,
    ...(isJsonObject(httpGet) ? { httpGet: { path: '/', scheme: 'HTTP', ...httpGet } } : {}),
  };
}

function withFieldVersion(variable: JsonObject): JsonObject {
  const fieldRef = objectAt(variable, 'valueFrom', 'fieldRef');
  if (fieldRef === undefined) return variable;
  return { ...variable, valueFrom: { fieldRef: { apiVersion: 'v1', ...fieldRef } } };
}

const sourcesWithMode = ['configMap', 'secret', 'projected', 'downwardAPI'];
/** Octal 0644. */
const defaultMode = 420;

function withVolumeDefaults(volume: JsonObject): JsonObject {
  const sources = Object.keys(volume).filter((member) => member !== 'name');
  if (sources.length === 0) return { ...volume, emptyDir: {} };
  const filled = sourcesWithMode
    .filter((source) => isJsonObject(volume[source]))
    .map((source) => [source, { defaultMode, ...(volume[source] as JsonObject) }] as const);
  return { ...volume, ...Object.fromEntries(filled) };
}

export function each(list: unknown, fill: (member: JsonObject) => JsonObject): JsonValue[] {
  if (!Array.isArray(list)) return [];
  return list.map((member) => (isJsonObject(member) ? fill(member) : member));
}

/** Checks a pod's spec, or a template's. */
export function validatePodSpec(
  spec: JsonObject | undefined,
  field: string,
): readonly FieldError[] {
  const containers = listAt(spec, 'containers');
  const errors: FieldError[] = [...duplicateVolumes(spec, `${field}.volumes`)];
  if (containers.length === 0) errors.push(required(`${field}.containers`));
  const seen = new Set<string>();
  for (const list of ['containers', 'initContainers']) {
    for (const [index, container] of listAt(spec, list).entries()) {
      errors.push(...validateContainer(container, `${field}.${list}[${index}]`, seen));
    }
  }
  const policies = ['Always', 'OnFailure', 'Never'];
  errors.push(...unsupported(valueAt(spec, 'restartPolicy'), `${field}.restartPolicy`, policies));
  const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
  errors.push(...unsupported(valueAt(spec, 'dnsPolicy'), `${field}.dnsPolicy`, dnsPolicies));
  const deadline = numberAt(spec, 'activeDeadlineSeconds');
  if (deadline !== undefined && (deadline < 1 || deadline > 2_147_483_647)) {
    const detail = 'must be between 1 and 2147483647, inclusive';
    errors.push(invalid(`${field}.activeDeadlineSeconds`, deadline, detail));
  }
  return errors;
}

function validateContainer(
  container: unknown,
  field: string,
  seen: Set<string>,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const name = textAt(container, 'name');
  if (name === '') errors.push(required(`${field}.name`));
  else if (seen.has(name)) errors.push(duplicate(`${field}.name`, name));
  else errors.push(...isDNS1123Label(name).map((wrong) => invalid(`${field}.name`, name, wrong)));
  seen.add(name);
  const image = textAt(container, 'image');
  if (image === '') errors.push(required(`${field}.image`));
  else if (image.trim() !== image) {
    const detail = 'must not have leading or trailing whitespace';
    errors.push(invalid(`${field}.image`, image, detail));
  }
  for (const [index, port] of listAt(container, 'ports').entries()) {
    errors.push(...validateContainerPort(port, `${field}.ports[${index}]`));
  }
  const policies = ['Always', 'IfNotPresent', 'Never'];
  const policy = valueAt(container, 'imagePullPolicy');
  return [...errors, ...unsupported(policy, `${field}.imagePullPolicy`, policies)];
}

function validateContainerPort(port: unknown, field: string): readonly FieldError[] {
  const { containerPort, protocol } = isJsonObject(port) ? port : {};
  const missing = containerPort === undefined || containerPort === 0;
  return [
    ...(missing ? [required(`${field}.containerPort`)] : []),
    ...(missing ? [] : badPort(containerPort, `${field}.containerPort`)),
    ...unsupported(protocol, `${field}.protocol`, ['SCTP', 'TCP', 'UDP']),
  ];
}

function duplicateVolumes(spec: JsonObject | undefined, field: string): readonly FieldError[] {
  const names = listAt(spec, 'volumes').map((volume) => textAt(volume, 'name'));
  return names.flatMap((name, index) => {
    if (name === '') return [required(`${field}[${index}].name`)];
    if (names.indexOf(name) === index) return [];
    return [duplicate(`${field}[${index}].name`, name)];
  });
}
