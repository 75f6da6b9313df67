/** Discovery one document a group and version: what every client understands. */

import type { Kind } from '#apiserver/registry/kind.ts';
import { base64OfBytes } from '#base/base64.ts';
import type { JsonObject } from '#base/json.ts';
import { sha256 } from '#base/sha256.ts';
import type { ServedGroup, ServedResource, ServedVersion } from './served_resources.ts';

/** `/api`. */
export function coreVersions(): JsonObject {
  const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: '10.96.0.1:443' }];
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs };
}

/** `/apis`. */
export function groupList(groups: readonly ServedGroup[]): JsonObject {
  const named = groups.filter(({ name }) => name !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: named.map(groupOf) };
}

/** `/apis/apps`. */
export function groupDocument(group: ServedGroup): JsonObject {
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) };
}

function groupOf(group: ServedGroup): JsonObject {
  const versions = group.versions.map(({ version }) => ({
    groupVersion: `${group.name}/${version}`,
    version,
  }));
  return { name: group.name, versions, preferredVersion: versions[0] ?? null };
}

/** `/api/v1`, `/apis/apps/v1`. */
export function resourceList(group: ServedGroup, version: ServedVersion): JsonObject {
  const { name } = group;
  const groupVersion = name === '' ? version.version : `${name}/${version.version}`;
  const resources = version.resources.flatMap((resource) => [
    resourceDocument(resource, group),
    ...subresourceDocuments(resource),
  ]);
  const apiVersion = name === '' ? {} : { apiVersion: 'v1' };
  return { kind: 'APIResourceList', ...apiVersion, groupVersion, resources };
}

function resourceDocument({ kind, verbs }: ServedResource, group: ServedGroup): JsonObject {
  return {
    name: kind.resource,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs,
    ...(kind.shortNames.length === 0 ? {} : { shortNames: kind.shortNames }),
    ...(kind.categories.length === 0 ? {} : { categories: kind.categories }),
    storageVersionHash: storageVersionHash(kind, group),
  };
}

function subresourceDocuments({ kind, subresources }: ServedResource): readonly JsonObject[] {
  return subresources.map(({ name, responseKind, verbs }) => {
    const foreign = responseKind.group !== kind.group || responseKind.version !== kind.version;
    const from = foreign ? { group: responseKind.group, version: responseKind.version } : {};
    return {
      name: `${kind.resource}/${name}`,
      singularName: '',
      namespaced: kind.namespaced,
      ...from,
      kind: responseKind.kind,
      verbs,
    };
  });
}

/** Kinds that are stored in a version which is no longer served. */
const storedElsewhere: Readonly<Record<string, string>> = {
  'customresourcedefinitions.apiextensions.k8s.io': 'v1beta1',
};

/** Names the version that objects are stored in, without telling which that is. */
export function storageVersionHash(kind: Kind, group: ServedGroup): string {
  const stored = group.versions
    .flatMap(({ resources }) => resources)
    .find(
      (each) => each.kind.resource === kind.resource && each.kind.definition?.storage !== false,
    );
  const served = stored?.kind.version;
  if (served === undefined) return '';
  const version = storedElsewhere[kind.prefix.path] ?? served;
  const digest = sha256(`${kind.group}/${version}/${kind.kind}`);
  return base64OfBytes(digest.slice(0, 8));
}
