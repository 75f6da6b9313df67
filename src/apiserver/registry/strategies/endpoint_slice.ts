/** EndpointSlices: the addresses behind a service. */

import { fieldImmutableErrorMsg } from '#apimachinery/pkg/api/validation/objectmeta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  duplicate,
  type FieldError,
  invalid,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { isDNS1123Label } from '#apimachinery/pkg/util/validation/validation.ts';
import { endpointSlicePrinter } from '#apiserver/printers/network.ts';
import { unsupported } from '#apiserver/registry/field_checks.ts';
import { plainStrategy, type Strategy, specOf } from '#apiserver/registry/kind.ts';
import { listAt, textAt } from '#apiserver/registry/members.ts';
import { equalJson, type JsonObject, type JsonValue } from '#base/json.ts';
import { each } from './pod_spec.ts';

export const endpointSliceStrategy: Strategy = {
  ...plainStrategy,
  generationCounts: (obj, old) =>
    !equalJson(specOf(obj), specOf(old)) ||
    !equalJson(obj.metadata.labels ?? {}, old.metadata.labels ?? {}),
  setDefaults: (obj) => {
    obj['endpoints'] = someOf(each(obj['endpoints'], withConditions));
    obj['ports'] = someOf(each(obj['ports'], withPortDefaults));
  },
  validate: validateEndpointSlice,
  validateUpdate: (obj, old) =>
    obj['addressType'] === old['addressType']
      ? []
      : [invalid('addressType', null, fieldImmutableErrorMsg)],
  warnings: (obj) =>
    textAt(obj, 'addressType') === 'FQDN'
      ? ['spec.addressType: FQDN endpoints are deprecated']
      : [],
  printer: endpointSlicePrinter,
};

/** An empty list is stored as none. */
function someOf(list: JsonValue[]): JsonValue[] | null {
  return list.length === 0 ? null : list;
}

function withConditions(endpoint: JsonObject): JsonObject {
  return { conditions: {}, ...endpoint };
}

function withPortDefaults(port: JsonObject): JsonObject {
  return { name: '', protocol: 'TCP', ...port };
}

function validateEndpointSlice(obj: Unstructured): readonly FieldError[] {
  const errors: FieldError[] = [];
  const type = textAt(obj, 'addressType');
  if (type === '') errors.push(required('addressType'));
  else errors.push(...unsupported(type, 'addressType', ['FQDN', 'IPv4', 'IPv6']));
  const names = listAt(obj, 'ports').map((port) => textAt(port, 'name'));
  for (const [index, name] of names.entries()) {
    const field = `ports[${index}].name`;
    if (name !== '') {
      errors.push(...isDNS1123Label(name).map((wrong) => invalid(field, name, wrong)));
    }
    if (names.indexOf(name) !== index) errors.push(duplicate(field, name));
    const { protocol } = listAt(obj, 'ports')[index] as JsonObject;
    errors.push(...unsupported(protocol, `ports[${index}].protocol`, ['SCTP', 'TCP', 'UDP']));
  }
  for (const [index, endpoint] of listAt(obj, 'endpoints').entries()) {
    if (listAt(endpoint, 'addresses').length > 0) continue;
    errors.push(required(`endpoints[${index}].addresses`));
  }
  return errors;
}
