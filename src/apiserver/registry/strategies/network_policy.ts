/** NetworkPolicies: who may talk to the pods that they select. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { networkPolicyPrinter } from '#apiserver/printers/network.ts';
import { badPort, unsupported } from '#apiserver/registry/field_checks.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, numberAt, objectAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson, type JsonObject } from '#base/json.ts';
import { each, withProtocol } from './pod_spec.ts';

export const networkPolicyStrategy: Strategy = {
  ...plainStrategy,
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  setDefaults: (obj) => {
    obj['spec'] = withPolicyDefaults(objectAt(obj, 'spec') ?? {});
  },
  validate: validatePolicy,
  printer: networkPolicyPrinter,
};

function withPolicyDefaults(spec: JsonObject): JsonObject {
  const { ingress, egress, policyTypes } = spec;
  const types = listAt(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  return {
    podSelector: {},
    ...spec,
    ...(ingress === undefined ? {} : { ingress: each(ingress, withPorts) }),
    ...(egress === undefined ? {} : { egress: each(egress, withPorts) }),
    policyTypes: Array.isArray(policyTypes) && policyTypes.length > 0 ? policyTypes : types,
  };
}

function withPorts(rule: JsonObject): JsonObject {
  return rule['ports'] === undefined ? rule : { ...rule, ports: each(rule['ports'], withProtocol) };
}

function validatePolicy(obj: Unstructured): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [index, rule] of listAt(obj, 'spec', direction).entries()) {
      const field = `spec.${direction}[${index}]`;
      for (const [number, port] of listAt(rule, 'ports').entries()) {
        errors.push(...validatePort(port, `${field}.ports[${number}]`));
      }
      for (const [number, peer] of listAt(rule, peers).entries()) {
        errors.push(...validatePeer(peer, `${field}.${peers}[${number}]`));
      }
    }
  }
  for (const [index, type] of listAt(obj, 'spec', 'policyTypes').entries()) {
    errors.push(...unsupported(type, `spec.policyTypes[${index}]`, ['Ingress', 'Egress']));
  }
  return errors;
}

function validatePort(port: unknown, field: string): readonly FieldError[] {
  const number = valueAt(port, 'port');
  const end = numberAt(port, 'endPort');
  const errors: FieldError[] = [
    ...unsupported(valueAt(port, 'protocol'), `${field}.protocol`, ['TCP', 'UDP', 'SCTP']),
    ...badPort(number, `${field}.port`),
  ];
  if (end === undefined) return errors;
  if (number === undefined) {
    const detail = 'may not be specified when `port` is not specified';
    errors.push(invalid(`${field}.endPort`, end, detail));
  } else if (typeof number === 'string') {
    const detail = 'may not be specified when `port` is non-numeric';
    errors.push(invalid(`${field}.endPort`, end, detail));
  } else if (typeof number === 'number' && end < number) {
    const detail = 'must be greater than or equal to `port`';
    errors.push(invalid(`${field}.endPort`, end, detail));
  }
  return errors;
}

function validatePeer(peer: unknown, field: string): readonly FieldError[] {
  const given = ['podSelector', 'namespaceSelector', 'ipBlock'].filter(
    (member) => objectAt(peer, member) !== undefined,
  );
  if (given.length === 0) return [required(field, 'must specify a peer')];
  if (given.length === 1 || !given.includes('ipBlock')) return [];
  return [forbidden(field, 'may not specify both ipBlock and another peer')];
}
