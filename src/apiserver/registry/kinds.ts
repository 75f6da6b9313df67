/** Every kind that the server knows by itself, and those that CustomResourceDefinitions add. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { configMapStrategy, secretStrategy } from '#apiserver/registry/strategies/configuration.ts';
import {
  customResourceDefinitionStrategy,
  isServed,
  kindsOf,
} from '#apiserver/registry/strategies/custom_resource_definition.ts';
import { endpointSliceStrategy } from '#apiserver/registry/strategies/endpoint_slice.ts';
import { eventStrategy } from '#apiserver/registry/strategies/event.ts';
import { jobStrategy } from '#apiserver/registry/strategies/job.ts';
import { leaseStrategy } from '#apiserver/registry/strategies/lease.ts';
import { namespaceStrategy } from '#apiserver/registry/strategies/namespace.ts';
import { networkPolicyStrategy } from '#apiserver/registry/strategies/network_policy.ts';
import { nodeStrategy } from '#apiserver/registry/strategies/node.ts';
import { persistentVolumeClaimStrategy } from '#apiserver/registry/strategies/persistent_volume_claim.ts';
import { podStrategy } from '#apiserver/registry/strategies/pod.ts';
import { serviceStrategy } from '#apiserver/registry/strategies/service.ts';
import { deploymentStrategy, replicaSetStrategy } from '#apiserver/registry/strategies/workload.ts';
import { type Kind, newKind } from './kind.ts';

export const builtInKinds: readonly Kind[] = [
  newKind(
    { kind: 'Namespace', resource: 'namespaces', shortNames: ['ns'], namespaced: false },
    namespaceStrategy,
  ),
  newKind({ kind: 'Node', resource: 'nodes', shortNames: ['no'], namespaced: false }, nodeStrategy),
  newKind({ kind: 'Pod', resource: 'pods', categories: ['all'], shortNames: ['po'] }, podStrategy),
  newKind(
    { kind: 'Service', resource: 'services', categories: ['all'], shortNames: ['svc'] },
    serviceStrategy,
  ),
  newKind({ kind: 'ConfigMap', resource: 'configmaps', shortNames: ['cm'] }, configMapStrategy),
  newKind({ kind: 'Secret', resource: 'secrets' }, secretStrategy),
  newKind(
    { kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims', shortNames: ['pvc'] },
    persistentVolumeClaimStrategy,
  ),
  newKind({ kind: 'Event', resource: 'events', shortNames: ['ev'] }, eventStrategy),
  newKind(
    {
      group: 'apps',
      kind: 'Deployment',
      resource: 'deployments',
      categories: ['all'],
      shortNames: ['deploy'],
    },
    deploymentStrategy,
  ),
  newKind(
    {
      group: 'apps',
      kind: 'ReplicaSet',
      resource: 'replicasets',
      categories: ['all'],
      shortNames: ['rs'],
    },
    replicaSetStrategy,
  ),
  newKind({ group: 'batch', kind: 'Job', resource: 'jobs', categories: ['all'] }, jobStrategy),
  newKind(
    { group: 'discovery.k8s.io', kind: 'EndpointSlice', resource: 'endpointslices' },
    endpointSliceStrategy,
  ),
  newKind(
    {
      group: 'networking.k8s.io',
      kind: 'NetworkPolicy',
      resource: 'networkpolicies',
      shortNames: ['netpol'],
    },
    networkPolicyStrategy,
  ),
  newKind({ group: 'coordination.k8s.io', kind: 'Lease', resource: 'leases' }, leaseStrategy),
  newKind(
    {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      resource: 'customresourcedefinitions',
      categories: ['api-extensions'],
      shortNames: ['crd', 'crds'],
      namespaced: false,
    },
    customResourceDefinitionStrategy,
  ),
];

/** Where CustomResourceDefinitions lie. */
export const definitionsPath = 'customresourcedefinitions.apiextensions.k8s.io';
export const namespacesPath = 'namespaces';

/** The kinds that one replica serves at the moment. */
export class KindRegistry {
  readonly #kinds = new Map<string, Kind>();
  readonly #ofDefinition = new Map<string, readonly Kind[]>();

  constructor() {
    for (const kind of builtInKinds) this.#kinds.set(nameOf(kind), kind);
  }

  find(name: {
    readonly group: string;
    readonly version: string;
    readonly resource: string;
  }): Kind | undefined {
    return this.#kinds.get(nameOf(name));
  }

  all(): readonly Kind[] {
    return [...this.#kinds.values()];
  }

  /** Takes over what a definition says now. Returns the kinds it stands for. */
  define(definition: Unstructured): readonly Kind[] {
    this.forget(definition);
    const kinds = isServed(definition) ? kindsOf(definition) : [];
    for (const kind of kinds) this.#kinds.set(nameOf(kind), kind);
    this.#ofDefinition.set(definition.metadata.name ?? '', kinds);
    return kinds;
  }

  /** The definition's kinds are no longer served. Returns them. */
  forget(definition: Unstructured): readonly Kind[] {
    const name = definition.metadata.name ?? '';
    const kinds = this.#ofDefinition.get(name) ?? [];
    for (const kind of kinds) this.#kinds.delete(nameOf(kind));
    this.#ofDefinition.delete(name);
    return kinds;
  }
}

function nameOf(kind: {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}): string {
  return `${kind.group}/${kind.version}/${kind.resource}`;
}
