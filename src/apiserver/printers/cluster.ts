/** Namespaces, Nodes and Events as tables. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, numberAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import type { Instant } from '#base/time.ts';
import { age } from './human_duration.ts';
import { ageColumn, ageOf, column, nameColumn, printer, wideColumn } from './table.ts';

export const namespacePrinter = printer([nameColumn, column('Status'), ageColumn], (obj, now) => [
  obj.metadata.name ?? '',
  textAt(obj, 'status', 'phase'),
  ageOf(obj, now),
]);

export const nodePrinter = printer(
  [
    nameColumn,
    column('Status'),
    column('Roles'),
    ageColumn,
    column('Version'),
    wideColumn('Internal-IP'),
    wideColumn('External-IP'),
    wideColumn('OS-Image'),
    wideColumn('Kernel-Version'),
    wideColumn('Container-Runtime'),
  ],
  (obj, now) => [
    obj.metadata.name ?? '',
    nodeStatus(obj),
    nodeRoles(obj),
    ageOf(obj, now),
    textAt(obj, 'status', 'nodeInfo', 'kubeletVersion'),
    addressOf(obj, 'InternalIP'),
    addressOf(obj, 'ExternalIP'),
    textAt(obj, 'status', 'nodeInfo', 'osImage') || '<unknown>',
    kernelVersion(obj),
    textAt(obj, 'status', 'nodeInfo', 'containerRuntimeVersion') || '<unknown>',
  ],
);

export const eventPrinter = printer(
  [
    column('Last Seen'),
    column('Type'),
    column('Reason'),
    column('Object'),
    wideColumn('Subobject'),
    wideColumn('Source'),
    column('Message'),
    wideColumn('First Seen'),
    wideColumn('Count'),
    { ...wideColumn('Name'), format: 'name' },
  ],
  (obj, now) => {
    const seen = timesSeen(obj, now);
    return [
      seen.last,
      textAt(obj, 'type'),
      textAt(obj, 'reason'),
      involved(obj),
      textAt(obj, 'involvedObject', 'fieldPath'),
      eventSource(obj),
      textAt(obj, 'message').trim(),
      seen.first,
      seen.count,
      obj.metadata.name ?? '',
    ];
  },
);

function nodeStatus(node: Unstructured): string {
  const ready = listAt(node, 'status', 'conditions').find(
    (each) => textAt(each, 'type') === 'Ready',
  );
  const words: string[] = [];
  if (ready === undefined) words.push('Unknown');
  else words.push(textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady');
  if (valueAt(node, 'spec', 'unschedulable') === true) words.push('SchedulingDisabled');
  return words.join(',');
}

const rolePrefix = 'node-role.kubernetes.io/';

function nodeRoles(node: Unstructured): string {
  const roles = Object.entries(node.metadata.labels ?? {})
    .map(([key, value]) => {
      if (key.startsWith(rolePrefix)) return key.slice(rolePrefix.length);
      return key === 'kubernetes.io/role' ? value : '';
    })
    .filter((role) => role !== '');
  return [...new Set(roles)].sort().join(',') || '<none>';
}

function addressOf(node: Unstructured, type: string): string {
  const found = listAt(node, 'status', 'addresses').find((each) => textAt(each, 'type') === type);
  return textAt(found, 'address') || '<none>';
}

function kernelVersion(node: Unstructured): string {
  const version = textAt(node, 'status', 'nodeInfo', 'kernelVersion') || '<unknown>';
  const architecture = textAt(node, 'status', 'nodeInfo', 'architecture');
  return architecture === '' ? version : `${version} (${architecture})`;
}

function timesSeen(event: Unstructured, now: Instant) {
  const first = textAt(event, 'firstTimestamp') || textAt(event, 'eventTime');
  const last = textAt(event, 'lastTimestamp') || first;
  const series = objectAt(event, 'series');
  const count = numberAt(event, 'count') ?? 0;
  if (series === undefined) {
    return { first: age(first, now), last: age(last, now), count: count === 0 ? 1 : count };
  }
  return {
    first: age(first, now),
    last: age(textAt(series, 'lastObservedTime'), now),
    count: numberAt(series, 'count') ?? 0,
  };
}

function involved(event: Unstructured): string {
  const kind = textAt(event, 'involvedObject', 'kind').toLowerCase();
  const name = textAt(event, 'involvedObject', 'name');
  return name === '' ? kind : `${kind}/${name}`;
}

function eventSource(event: Unstructured): string {
  const component = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent');
  const instance = textAt(event, 'source', 'host') || textAt(event, 'reportingInstance');
  return instance === '' ? component : `${component}, ${instance}`;
}
