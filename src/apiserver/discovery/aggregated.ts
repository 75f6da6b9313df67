/**
 * Discovery in one document, for clients that ask for it in their Accept header.
 *
 * @diverges `v2beta1`, which servers from 1.35 on no longer know, is still served, for older clients.
 */

import type { JsonObject } from '#base/json.ts';
import type { ServedGroup, ServedResource } from './served_resources.ts';

const group = 'apidiscovery.k8s.io';
const kind = 'APIGroupDiscoveryList';
/** The newest servers no longer know the beta, which kubectl asked for up to 1.30. */
const versions = ['v2', 'v2beta1'];

/** The version of the document that the client wants most; `undefined` if it wants none. */
export function wantedVersion(accept: string): string | undefined {
  for (const clause of accept.split(',')) {
    const [, ...parameters] = clause.split(';').map((part) => part.trim());
    const version = parameters.find((part) => part.startsWith('v='))?.slice(2) ?? '';
    if (!parameters.includes(`as=${kind}`)) return undefined;
    if (parameters.includes(`g=${group}`) && versions.includes(version)) return version;
  }
  return undefined;
}

/** What the answer's Content-Type must say, so that clients know what it is. */
export function contentTypeOf(version: string): string {
  return `application/json;g=${group};v=${version};as=${kind}`;
}

/** The core group alone at `/api`, all others at `/apis`. */
export function aggregatedDocument(groups: readonly ServedGroup[], version: string): JsonObject {
  return {
    kind,
    apiVersion: `${group}/${version}`,
    metadata: {},
    items: groups.map(({ name, versions: served }) => ({
      metadata: name === '' ? { creationTimestamp: null } : { name, creationTimestamp: null },
      versions: served.map((each) => ({
        version: each.version,
        resources: each.resources.map(resourceOf),
        freshness: 'Current',
      })),
    })),
  };
}

function resourceOf({ kind: served, verbs, subresources }: ServedResource): JsonObject {
  return {
    resource: served.resource,
    responseKind: { group: served.group, version: served.version, kind: served.kind },
    scope: served.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: served.singular,
    verbs,
    ...(served.shortNames.length === 0 ? {} : { shortNames: served.shortNames }),
    ...(served.categories.length === 0 ? {} : { categories: served.categories }),
    ...(subresources.length === 0
      ? {}
      : {
          subresources: subresources.map(({ name, responseKind, verbs: subverbs }) => ({
            subresource: name,
            responseKind: { ...responseKind },
            verbs: subverbs,
          })),
        }),
  };
}
