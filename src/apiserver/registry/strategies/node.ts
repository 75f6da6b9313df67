/** Nodes: cluster-scoped, with a status that their kubelet writes. */

import { nodePrinter } from '#apiserver/printers/cluster.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { objectAt, valueAt } from '#apiserver/registry/members.ts';
import type { JsonObject } from '#base/json.ts';

export const nodeStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  setDefaults: (obj) => {
    obj['spec'] ??= {};
    obj['status'] = withStatusDefaults(objectAt(obj, 'status') ?? {});
  },
  fields: {
    'spec.unschedulable': (obj) => String(valueAt(obj, 'spec', 'unschedulable') === true),
  },
  unknownFieldText: (field) => `field label not supported: ${field}`,
  printer: nodePrinter,
};

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
  const { capacity, nodeInfo } = status;
  return {
    daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
    ...(capacity === undefined ? {} : { allocatable: capacity }),
    ...status,
    nodeInfo: { ...unknownNode, ...(nodeInfo as JsonObject | undefined) },
  };
}
