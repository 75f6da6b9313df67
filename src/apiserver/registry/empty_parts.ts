/**
 * What an object of a built-in kind has on the wire even when nothing is in it: members of Go structs that
 * are never left out. Bookmarks are such objects.
 */

import { freezeJson, type JsonObject } from '#base/json.ts';

const podTemplate = { metadata: {}, spec: { containers: null } };

const emptyParts: Readonly<Record<string, JsonObject>> = freezeJson({
  pods: { spec: { containers: null }, status: {} },
  services: { spec: {}, status: { loadBalancer: {} } },
  persistentvolumeclaims: { spec: { resources: {} }, status: {} },
  namespaces: { spec: {}, status: {} },
  nodes: {
    spec: {},
    status: {
      daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
      nodeInfo: {
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
      },
    },
  },
  events: {
    eventTime: null,
    firstTimestamp: null,
    involvedObject: {},
    lastTimestamp: null,
    reportingComponent: '',
    reportingInstance: '',
    source: {},
  },
  'deployments.apps': {
    spec: { replicas: 0, selector: null, strategy: {}, template: podTemplate },
    status: {},
  },
  'replicasets.apps': {
    spec: { replicas: 0, selector: null, template: podTemplate },
    status: { replicas: 0 },
  },
  'jobs.batch': { spec: { template: podTemplate }, status: {} },
  'leases.coordination.k8s.io': { spec: {} },
  'endpointslices.discovery.k8s.io': { addressType: '', endpoints: null, ports: null },
  'networkpolicies.networking.k8s.io': { spec: { podSelector: {} } },
  'customresourcedefinitions.apiextensions.k8s.io': {
    spec: { group: '', names: { kind: '', plural: '' }, scope: '', versions: null },
    status: { acceptedNames: { kind: '', plural: '' }, conditions: null, storedVersions: null },
  },
});

/** By where objects of the kind lie; nothing for custom resources, which are no Go structs. */
export function emptyPartsOf(path: string): JsonObject {
  return emptyParts[path] ?? {};
}
