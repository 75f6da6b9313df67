/** Services, EndpointSlices and NetworkPolicies as tables. */

import { formatLabelSelector } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { LabelSelector } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, numberAt, objectAt, textAt, textsAt } from '#apiserver/registry/members.ts';
import { ageColumn, ageOf, column, nameColumn, printer, wideColumn } from './table.ts';

export const servicePrinter = printer(
  [
    nameColumn,
    column('Type'),
    column('Cluster-IP'),
    column('External-IP'),
    column('Port(s)'),
    ageColumn,
    wideColumn('Selector'),
  ],
  (obj, now) => [
    obj.metadata.name ?? '',
    textAt(obj, 'spec', 'type'),
    String(listAt(obj, 'spec', 'clusterIPs')[0] ?? '<none>'),
    externalIP(obj),
    listAt(obj, 'spec', 'ports').map(portText).join(',') || '<none>',
    ageOf(obj, now),
    labelsText(textsAt(obj, 'spec', 'selector')),
  ],
);

export const endpointSlicePrinter = printer(
  [nameColumn, column('AddressType'), column('Ports'), column('Endpoints'), ageColumn],
  (obj, now) => [
    obj.metadata.name ?? '',
    textAt(obj, 'addressType'),
    firstOf(listAt(obj, 'ports').map(endpointPort)),
    firstOf(listAt(obj, 'endpoints').flatMap((each) => listAt(each, 'addresses').map(String))),
    ageOf(obj, now),
  ],
);

export const networkPolicyPrinter = printer(
  [nameColumn, column('Pod-Selector'), ageColumn],
  (obj, now) => [
    obj.metadata.name ?? '',
    formatLabelSelector((objectAt(obj, 'spec', 'podSelector') ?? {}) as LabelSelector),
    ageOf(obj, now),
  ],
);

function portText(port: unknown): string {
  const node = numberAt(port, 'nodePort') ?? 0;
  const number = `${numberAt(port, 'port') ?? 0}${node > 0 ? `:${node}` : ''}`;
  return `${number}/${textAt(port, 'protocol')}`;
}

function externalIP(service: Unstructured): string {
  const own = listAt(service, 'spec', 'externalIPs').map(String);
  switch (textAt(service, 'spec', 'type')) {
    case 'ExternalName':
      return textAt(service, 'spec', 'externalName');
    case 'LoadBalancer': {
      const ingress = listAt(service, 'status', 'loadBalancer', 'ingress');
      const given = ingress.map((each) => textAt(each, 'ip') || textAt(each, 'hostname')).sort();
      return [...given, ...own].join(',') || '<pending>';
    }
    default:
      return own.join(',') || '<none>';
  }
}

function endpointPort(port: unknown): string {
  const number = numberAt(port, 'port');
  if (number !== undefined) return String(number);
  return textAt(port, 'name');
}

const mostShown = 3;

function firstOf(all: readonly string[]): string {
  const shown = all.slice(0, mostShown).join(',');
  if (all.length > mostShown) return `${shown} + ${all.length - mostShown} more...`;
  return shown === '' ? '<unset>' : shown;
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '<none>' : pairs.sort().join(',');
}
