/** The names under which people and manifests speak of a resource: kubectl's short names among them. */

const names: readonly (readonly [plural: string, ...others: string[]])[] = [
  ['pods', 'pod', 'po'],
  ['replicasets', 'replicaset', 'rs'],
  ['deployments', 'deployment', 'deploy'],
  ['configmaps', 'configmap', 'cm'],
  ['nodes', 'node', 'no'],
  ['namespaces', 'namespace', 'ns'],
  ['events', 'event', 'ev'],
  ['leases', 'lease'],
  ['services', 'service', 'svc'],
  ['secrets', 'secret'],
  ['jobs', 'job'],
  ['endpointslices', 'endpointslice'],
  ['persistentvolumeclaims', 'persistentvolumeclaim', 'pvc'],
  ['networkpolicies', 'networkpolicy', 'netpol'],
  ['customresourcedefinitions', 'customresourcedefinition', 'crd', 'crds'],
];

const plurals: ReadonlyMap<string, string> = new Map(
  names.flatMap(([plural, ...others]) =>
    [plural, ...others].map((name) => [name, plural] as const),
  ),
);

/** Resources whose objects live in no namespace. */
const clusterScoped: ReadonlySet<string> = new Set([
  'nodes',
  'namespaces',
  'customresourcedefinitions',
]);

/** The plural for any known name (`deploy`, `Deployment`, `deployments.apps`); else the name, lower case. */
export function pluralOf(name: string): string {
  const plain = name.toLowerCase().split('.')[0] ?? name;
  return plurals.get(plain) ?? plain;
}

/** The name for one of them, as kubectl prints it: `deployment`. Unknown resources keep their name. */
export function singularOf(resource: string): string {
  return names.find(([plural]) => plural === resource)?.[1] ?? resource;
}

/** True if objects of this well-known resource live in no namespace. */
export function isClusterScoped(resource: string): boolean {
  return clusterScoped.has(resource);
}

/** Every well-known resource. */
export const knownResources: readonly string[] = names.map(([plural]) => plural);
