/** Services: a name and an address for the pods that a selector finds. */

import {
  duplicate,
  type FieldError,
  forbidden,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { isDNS1123Label } from '#apimachinery/pkg/util/validation/validation.ts';
import { servicePrinter } from '#apiserver/printers/network.ts';
import { badPort, unsupported } from '#apiserver/registry/field_checks.ts';
import { type Preparation, plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, numberAt, objectAt, textAt } from '#apiserver/registry/members.ts';
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { each } from './pod_spec.ts';

export const serviceStrategy: Strategy = {
  ...plainStrategy,
  validateName: isDNS1123Label,
  hasStatus: true,
  allowCreateOnUpdate: true,
  returnsDeleted: true,
  setDefaults: (obj) => {
    obj['spec'] = withServiceDefaults(objectAt(obj, 'spec') ?? {});
    obj['status'] ??= { loadBalancer: {} };
  },
  allocationErrors: (obj, server) => {
    const address = textAt(obj, 'spec', 'clusterIP');
    if (address === '' || address === 'None' || server.isFreeClusterIP(address)) return [];
    const detail = `failed to allocate IP ${address}: provided IP is already allocated`;
    return [invalid('spec.clusterIPs', [address], detail)];
  },
  prepareForCreate: (obj, server) => {
    obj['status'] = { loadBalancer: {} };
    obj['spec'] = allocated(objectAt(obj, 'spec') ?? {}, server);
  },
  prepareForUpdate: (obj, old) => {
    obj['spec'] = keepAllocated(objectAt(obj, 'spec') ?? {}, objectAt(old, 'spec') ?? {});
  },
  validate: (obj) => validateService(objectAt(obj, 'spec') ?? {}),
  validateUpdate: (obj, old) =>
    validateAddresses(objectAt(obj, 'spec') ?? {}, objectAt(old, 'spec') ?? {}),
  fields: {
    'spec.clusterIP': (obj) => textAt(obj, 'spec', 'clusterIP'),
    'spec.type': (obj) => textAt(obj, 'spec', 'type'),
  },
  printer: servicePrinter,
  unknownFieldText: (field) => `field label not supported: ${field}`,
};

const clientIPSeconds = 10_800;

function withServiceDefaults(spec: JsonObject): JsonObject {
  const { type = 'ClusterIP', sessionAffinity = 'None' } = spec;
  const { sessionAffinityConfig: config, ...rest } = spec;
  const external = type === 'NodePort' || type === 'LoadBalancer';
  const affinity =
    sessionAffinity === 'ClientIP'
      ? { sessionAffinityConfig: config ?? { clientIP: { timeoutSeconds: clientIPSeconds } } }
      : {};
  return {
    ...(type === 'ExternalName' ? {} : { internalTrafficPolicy: 'Cluster' }),
    ...(external ? { externalTrafficPolicy: 'Cluster' } : {}),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
    ...rest,
    ...affinity,
    type,
    sessionAffinity,
    ...(Array.isArray(spec['ports']) ? { ports: each(spec['ports'], withPortDefaults) } : {}),
  };
}

function withPortDefaults(port: JsonObject): JsonObject {
  const { targetPort } = port;
  const named = targetPort !== undefined && targetPort !== 0 && targetPort !== '';
  return { protocol: 'TCP', ...port, targetPort: named ? targetPort : (port['port'] ?? 0) };
}

function needsClusterIP(spec: JsonObject): boolean {
  return spec['type'] !== 'ExternalName';
}

function needsNodePort(spec: JsonObject): boolean {
  return spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
}

/** Gives the service an address, unless it brought one or wants none. */
function allocated(spec: JsonObject, server: Preparation): JsonObject {
  if (!needsClusterIP(spec)) return spec;
  const given = textAt(spec, 'clusterIP') || String(listAt(spec, 'clusterIPs')[0] ?? '');
  const clusterIP =
    given === '' && listAt(spec, 'ports').length > 0 ? server.freeClusterIP() : given;
  if (clusterIP === '') return spec;
  const selectorless = clusterIP === 'None' && objectAt(spec, 'selector') === undefined;
  const families = selectorless ? ['IPv4', 'IPv6'] : ['IPv4'];
  const allocates = needsNodePort(spec) && spec['allocateLoadBalancerNodePorts'] !== false;
  return {
    ipFamilies: families,
    ipFamilyPolicy: selectorless ? 'RequireDualStack' : 'SingleStack',
    clusterIPs: [clusterIP],
    ...spec,
    clusterIP,
    ...(allocates ? { ports: each(spec['ports'], (port) => onNode(port, server)) } : {}),
  };
}

function onNode(port: JsonObject, server: Preparation): JsonObject {
  return { nodePort: server.freeNodePort(), ...port };
}

/** What was allocated stays, if an update leaves it out. */
function keepAllocated(spec: JsonObject, old: JsonObject): JsonObject {
  if (!needsClusterIP(spec) || !needsClusterIP(old)) return spec;
  const { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy } = old;
  const allocated = Object.fromEntries(
    Object.entries({ clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const given = Object.entries(spec).filter(
    ([member, value]) => member !== 'clusterIP' || value !== '',
  );
  const kept: Record<string, JsonValue | undefined> = {
    ...allocated,
    ...Object.fromEntries(given),
  };
  // Who changes the address means the first of the list as well.
  if (kept['clusterIP'] !== clusterIP && equalJson(kept['clusterIPs'], clusterIPs)) {
    kept['clusterIPs'] = [kept['clusterIP'] ?? ''];
  }
  if (!needsNodePort(spec) || !needsNodePort(old)) return kept;
  const ports = listAt(old, 'ports');
  return {
    ...kept,
    ports: each(kept['ports'], (port) => {
      const before = ports.find((each) => textAt(each, 'name') === textAt(port, 'name'));
      const nodePort = numberAt(before, 'nodePort');
      return nodePort === undefined ? port : { nodePort, ...port };
    }),
  };
}

function validateService(spec: JsonObject): readonly FieldError[] {
  const ports = listAt(spec, 'ports');
  const headless = spec['clusterIP'] === 'None';
  const external = spec['type'] === 'ExternalName';
  const errors: FieldError[] = [];
  if (ports.length === 0 && !headless && !external) errors.push(required('spec.ports'));
  if (headless && needsNodePort(spec)) {
    const detail = `may not be set to 'None' for ${String(spec['type'])} services`;
    errors.push(invalid('spec.clusterIPs[0]', 'None', detail));
  }
  if (external && textAt(spec, 'externalName') === '') errors.push(required('spec.externalName'));
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    errors.push(...validatePort(port, { field: `spec.ports[${index}]`, names, all: ports }));
  }
  errors.push(
    ...unsupported(spec['sessionAffinity'], 'spec.sessionAffinity', ['ClientIP', 'None']),
  );
  errors.push(...badAddress(spec));
  const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
  errors.push(...unsupported(spec['type'], 'spec.type', types));
  if (spec['type'] !== 'ClusterIP') return [...errors, ...duplicatePorts(ports)];
  for (const [index, port] of ports.entries()) {
    if ((numberAt(port, 'nodePort') ?? 0) === 0) continue;
    const detail = "may not be used when `type` is 'ClusterIP'";
    errors.push(forbidden(`spec.ports[${index}].nodePort`, detail));
  }
  return [...errors, ...duplicatePorts(ports)];
}

function validatePort(
  port: unknown,
  at: { readonly field: string; readonly names: Set<string>; readonly all: readonly unknown[] },
): readonly FieldError[] {
  const { field, names, all } = at;
  const name = textAt(port, 'name');
  const errors: FieldError[] = [];
  if (name === '' && all.length > 1) errors.push(required(`${field}.name`));
  if (name !== '') {
    errors.push(...isDNS1123Label(name).map((wrong) => invalid(`${field}.name`, name, wrong)));
    if (names.has(name)) errors.push(duplicate(`${field}.name`, name));
    names.add(name);
  }
  const { port: number = 0, protocol, targetPort } = isJsonObject(port) ? port : {};
  return [
    ...errors,
    ...badPort(number, `${field}.port`),
    ...unsupported(protocol, `${field}.protocol`, ['SCTP', 'TCP', 'UDP']),
    ...badPort(targetPort, `${field}.targetPort`),
  ];
}

function duplicatePorts(ports: readonly unknown[]): readonly FieldError[] {
  const numbers = ports.map((port) => ({
    protocol: textAt(port, 'protocol'),
    port: numberAt(port, 'port') ?? 0,
  }));
  return numbers.flatMap((one, index) => {
    const first = numbers.findIndex((other) => equalJson(other, one));
    return first === index ? [] : [duplicate(`spec.ports[${index}]`, one)];
  });
}

const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

function badAddress(spec: JsonObject): readonly FieldError[] {
  const address = textAt(spec, 'clusterIP');
  if (address === '' || address === 'None' || ipv4.test(address)) return [];
  const detail = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
  return [invalid('spec.clusterIPs[0]', address, detail)];
}

/** The address is for life. */
function validateAddresses(spec: JsonObject, old: JsonObject): readonly FieldError[] {
  if (!needsClusterIP(spec) || !needsClusterIP(old)) return [];
  const addresses = listAt(spec, 'clusterIPs');
  const before = listAt(old, 'clusterIPs');
  const errors: FieldError[] = [];
  if (before.length > 0 && addresses[0] !== before[0]) {
    errors.push(invalid('spec.clusterIPs[0]', addresses, 'may not change once set'));
  }
  const address = spec['clusterIP'];
  if (address !== undefined && address !== addresses[0]) {
    errors.push(invalid('spec.clusterIPs', addresses, 'first value must match `clusterIP`'));
  }
  return errors;
}
