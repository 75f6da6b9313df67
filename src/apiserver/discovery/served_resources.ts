/** What a server serves, as every form of discovery tells it: groups, their versions, resources and verbs. */

import type { Kind } from '#apiserver/registry/kind.ts';
import { compareVersions } from './version_order.ts';

export interface ServedGroup {
  /** `''` for the core group. */
  readonly name: string;
  /** The preferred one first. */
  readonly versions: readonly ServedVersion[];
}

export interface ServedVersion {
  readonly version: string;
  /** By name. */
  readonly resources: readonly ServedResource[];
}

export interface ServedResource {
  readonly kind: Kind;
  readonly verbs: readonly string[];
  readonly subresources: readonly ServedSubresource[];
}

export interface ServedSubresource {
  readonly name: string;
  readonly responseKind: GroupVersionKind;
  readonly verbs: readonly string[];
}

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Where groups stand among others; higher first. All of custom resources are equal. */
const priorities: Readonly<Record<string, number>> = {
  '': 18_000,
  apps: 17_800,
  'events.k8s.io': 17_750,
  autoscaling: 17_500,
  batch: 17_400,
  'networking.k8s.io': 17_200,
  'apiextensions.k8s.io': 16_700,
  'coordination.k8s.io': 16_500,
  'discovery.k8s.io': 16_200,
};
const customPriority = 1000;

/** Everything that these kinds amount to. A custom kind shows once it is established. */
export function servedGroups(kinds: readonly Kind[]): readonly ServedGroup[] {
  const shown = kinds.filter(({ definition }) => definition?.established !== false);
  const names = [...new Set(shown.map(({ group }) => group))];
  names.sort((left, right) => priorityOf(right) - priorityOf(left) || (left < right ? -1 : 1));
  return names.map((name) => servedGroup(name, shown));
}

function priorityOf(group: string): number {
  return priorities[group] ?? customPriority;
}

function servedGroup(name: string, kinds: readonly Kind[]): ServedGroup {
  const own = kinds.filter(({ group }) => group === name);
  const versions = [...new Set(own.map(({ version }) => version))].sort(compareVersions);
  return {
    name,
    versions: versions.map((version) => ({
      version,
      resources: own
        .filter((kind) => kind.version === version)
        .sort((left, right) => (left.resource < right.resource ? -1 : 1))
        .map((kind) => ({ kind, verbs: verbsOf(kind), subresources: subresourcesOf(kind) })),
    })),
  };
}

function verbsOf(kind: Kind): readonly string[] {
  if (kind.custom) {
    return kind.definition?.terminating === true
      ? ['delete', 'deletecollection', 'get', 'list', 'watch']
      : ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
  }
  const all = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
  return kind.prefix.path === 'namespaces'
    ? all.filter((verb) => verb !== 'deletecollection')
    : all;
}

const reading = ['get', 'patch', 'update'];
const scaleKind = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

function subresourcesOf(kind: Kind): readonly ServedSubresource[] {
  const own = { group: kind.group, version: kind.version, kind: kind.kind };
  const found: ServedSubresource[] = [];
  if (kind.prefix.path === 'pods') {
    const eviction = { group: 'policy', version: 'v1', kind: 'Eviction' };
    const binding = { group: '', version: 'v1', kind: 'Binding' };
    found.push({ name: 'binding', responseKind: binding, verbs: ['create'] });
    found.push({ name: 'eviction', responseKind: eviction, verbs: ['create'] });
  }
  if (kind.prefix.path === 'namespaces') {
    found.push({ name: 'finalize', responseKind: own, verbs: ['update'] });
  }
  if (kind.strategy.hasStatus) found.push({ name: 'status', responseKind: own, verbs: reading });
  if (kind.strategy.scale !== undefined) {
    const scale = { name: 'scale', responseKind: scaleKind, verbs: reading };
    if (kind.custom) found.push(scale);
    else found.splice(found.length - 1, 0, scale);
  }
  return found;
}
