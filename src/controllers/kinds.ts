/** The kinds that the controllers work on, as far as they read or write them, and where the API has them. */

import type {
  LabelSelector,
  ObjectMeta,
  OwnerReference,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import type { JsonValue } from '#base/json.ts';

/** A kind and where its objects are found. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resource: GroupVersionResource;
  readonly namespaced: boolean;
}

export const podKind = core('Pod', 'pods');
export const nodeKind: KnownKind = { ...core('Node', 'nodes'), namespaced: false };
export const namespaceKind: KnownKind = { ...core('Namespace', 'namespaces'), namespaced: false };
export const configMapKind = core('ConfigMap', 'configmaps');
export const secretKind = core('Secret', 'secrets');
export const serviceKind = core('Service', 'services');
export const claimKind = core('PersistentVolumeClaim', 'persistentvolumeclaims');
export const eventKind = core('Event', 'events');
export const replicaSetKind = grouped('apps', 'ReplicaSet', 'replicasets');
export const deploymentKind = grouped('apps', 'Deployment', 'deployments');
export const jobKind = grouped('batch', 'Job', 'jobs');
export const endpointSliceKind = grouped('discovery.k8s.io', 'EndpointSlice', 'endpointslices');
export const leaseKind = grouped('coordination.k8s.io', 'Lease', 'leases');
export const networkPolicyKind = grouped('networking.k8s.io', 'NetworkPolicy', 'networkpolicies');
export const customResourceDefinitionKind: KnownKind = {
  ...grouped('apiextensions.k8s.io', 'CustomResourceDefinition', 'customresourcedefinitions'),
  namespaced: false,
};

/** What the server has in namespaces without being told. */
export const namespacedKinds: readonly KnownKind[] = [
  podKind,
  deploymentKind,
  replicaSetKind,
  jobKind,
  serviceKind,
  endpointSliceKind,
  configMapKind,
  secretKind,
  claimKind,
  networkPolicyKind,
  leaseKind,
  eventKind,
];

export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastUpdateTime?: string;
  lastTransitionTime?: string;
};

export type Container = {
  name: string;
  image: string;
  [field: string]: JsonValue | undefined;
};

export type Volume = {
  name: string;
  configMap?: { name?: string };
  [field: string]: JsonValue | undefined;
};

export type PodSpec = {
  containers: Container[];
  volumes?: Volume[];
  nodeName?: string;
  schedulerName?: string;
  terminationGracePeriodSeconds?: number;
  [field: string]: JsonValue | undefined;
};

export type PodTemplateSpec = {
  metadata?: ObjectMeta;
  spec: PodSpec;
};

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

export type PodStatus = {
  phase?: PodPhase;
  conditions?: Condition[];
  podIP?: string;
  hostIP?: string;
  startTime?: string;
  [field: string]: JsonValue | undefined;
};

export type Pod = Unstructured & { spec: PodSpec; status?: PodStatus };

export type NodeStatus = {
  conditions?: Condition[];
  addresses?: { type: string; address: string }[];
  [field: string]: JsonValue | undefined;
};

export type Node = Unstructured & { spec?: { unschedulable?: boolean }; status?: NodeStatus };

export type Namespace = Unstructured & {
  spec?: { finalizers?: string[] };
  status?: { phase?: 'Active' | 'Terminating'; conditions?: Condition[] };
};

export type ReplicaSetStatus = {
  replicas: number;
  fullyLabeledReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  observedGeneration?: number;
};

export type ReplicaSet = Unstructured & {
  spec: {
    replicas?: number;
    minReadySeconds?: number;
    selector: LabelSelector;
    template: PodTemplateSpec;
  };
  status?: ReplicaSetStatus;
};

export type JobStatus = {
  active?: number;
  succeeded?: number;
  failed?: number;
  ready?: number;
  terminating?: number;
  startTime?: string;
  completionTime?: string;
  conditions?: Condition[];
  uncountedTerminatedPods?: JsonValue;
};

export type Job = Unstructured & {
  spec: {
    parallelism?: number;
    completions?: number;
    backoffLimit?: number;
    suspend?: boolean;
    selector: LabelSelector;
    template: PodTemplateSpec;
  };
  status?: JobStatus;
};

export type ConfigMap = Unstructured & { data?: { [key: string]: string } };

export type ServicePort = {
  name?: string;
  protocol?: string;
  port: number;
  targetPort?: number | string;
};

export type Service = Unstructured & {
  spec: {
    type?: string;
    clusterIP?: string;
    selector?: { [key: string]: string };
    ports?: ServicePort[];
    publishNotReadyAddresses?: boolean;
  };
};

export type Endpoint = {
  addresses: string[];
  conditions: { ready: boolean; serving: boolean; terminating: boolean };
  nodeName?: string;
  targetRef?: { kind: string; namespace: string; name: string; uid: string };
};

export type EndpointPort = { name: string; protocol: string; port: number };

export type EndpointSlice = Unstructured & {
  addressType: string;
  endpoints: Endpoint[] | null;
  ports: EndpointPort[] | null;
};

/** A number of pods, or a share of the desired ones: `2`, `25%`. */
export type IntOrPercent = number | string;

export type DeploymentStatus = {
  observedGeneration?: number;
  replicas?: number;
  updatedReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  unavailableReplicas?: number;
  conditions?: Condition[];
};

export type Deployment = Unstructured & {
  spec: {
    replicas?: number;
    minReadySeconds?: number;
    paused?: boolean;
    revisionHistoryLimit?: number;
    selector: LabelSelector;
    template: PodTemplateSpec;
    strategy?: {
      type?: 'RollingUpdate' | 'Recreate';
      rollingUpdate?: { maxSurge?: IntOrPercent; maxUnavailable?: IntOrPercent };
    };
  };
  status?: DeploymentStatus;
};

/** How many pods are desired; the API server's default where nothing is said. */
export function desiredReplicas(obj: { readonly spec: { readonly replicas?: number } }): number {
  return obj.spec.replicas ?? 1;
}

/** Under which owner reference `owner` controls what it creates. */
export function isOwnerOfKind(reference: OwnerReference, kind: KnownKind): boolean {
  const group =
    reference.apiVersion.split('/').length === 2 ? reference.apiVersion.split('/')[0] : '';
  return reference.kind === kind.kind && group === kind.resource.group;
}

/** The one place where an object from a cache is taken for the kind that its informer watches. */
export function asKind<K extends Unstructured>(obj: Unstructured): K {
  return obj as K;
}

function core(kind: string, resource: string): KnownKind {
  return {
    apiVersion: 'v1',
    kind,
    resource: { group: '', version: 'v1', resource },
    namespaced: true,
  };
}

function grouped(group: string, kind: string, resource: string): KnownKind {
  return {
    apiVersion: `${group}/v1`,
    kind,
    resource: { group, version: 'v1', resource },
    namespaced: true,
  };
}
