/** Nodes: cluster-scoped, with a status that their kubelet writes. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { nodePrinter } from '#apiserver/printers/cluster.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import type { JsonObject } from '#base/json.ts';
import { each } from './pod_spec.ts';

export const nodeStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  setDefaults: (obj) => {
    obj['spec'] ??= {};
    obj['status'] = withStatusDefaults(objectAt(obj, 'status') ?? {});
  },
  /** A controller would take the taint from nodes that are ready; none does here, so they never have it. */
  prepareForCreate: (obj) => {
    const taints = listAt(obj, 'spec', 'taints');
    if (isReady(obj) || taints.some((taint) => textAt(taint, 'key') === notReady)) return;
    const added = { key: notReady, effect: 'NoSchedule' };
    obj['spec'] = { ...objectAt(obj, 'spec'), taints: [...taints, added] };
  },
  fields: {
    'spec.unschedulable': (obj) => String(valueAt(obj, 'spec', 'unschedulable') === true),
  },
  unknownFieldText: (field) => `field label not supported: ${field}`,
  printer: nodePrinter,
};

const notReady = 'node.kubernetes.io/not-ready';

function isReady(node: Unstructured): boolean {
  const ready = listAt(node, 'status', 'conditions').find(
    (each) => textAt(each, 'type') === 'Ready',
  );
  return textAt(ready, 'status') === 'True';
}

/** What a kubelet has not told yet. */
const unknownNode = {
  architecture: '',
  bootID: '',
  containerRuntimeVersion: '',
  kernelVersion: '',
  kubeProxyVersion: '',
  kubeletVersion: '',
  machineID: '',
  operatingSystem: '',
  osImage: '',
  systemUUID: '',
};

/** A kubelet registers its node together with the status. */
function withStatusDefaults(status: JsonObject): JsonObject {
  const { capacity, conditions, nodeInfo } = status;
  const times = { lastHeartbeatTime: null, lastTransitionTime: null };
  return {
    daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
    ...(capacity === undefined ? {} : { allocatable: capacity }),
    ...status,
    ...(conditions === undefined
      ? {}
      : { conditions: each(conditions, (condition) => ({ ...times, ...condition })) }),
    nodeInfo: { ...unknownNode, ...(nodeInfo as JsonObject | undefined) },
  };
}
