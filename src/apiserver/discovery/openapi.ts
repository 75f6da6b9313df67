/**
 * OpenAPI v3 as far as kubectl needs it before it sends an object: which kinds there are, and that their
 * PATCH takes `fieldValidation`. Schemas are told of custom resources alone.
 *
 * @diverges OpenAPI v3 holds what kubectl needs before it sends an object; OpenAPI v2 is not served.
 */

import { hashText } from '#base/content_hash.ts';
import type { JsonObject } from '#base/json.ts';
import { canonicalJson } from '#base/json.ts';
import type { ServedGroup, ServedResource, ServedVersion } from './served_resources.ts';

/** `/openapi/v3`: where the document of each group and version is. */
export function openapiIndex(groups: readonly ServedGroup[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const group of groups) {
    for (const version of group.versions) {
      const path = pathOf(group, version);
      const hash = hashText(canonicalJson(openapiDocument(group, version))).toUpperCase();
      paths[path] = { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` };
    }
  }
  return { paths };
}

/** `/openapi/v3/apis/apps/v1`. */
export function openapiDocument(group: ServedGroup, version: ServedVersion): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const schemas: Record<string, JsonObject> = {};
  for (const resource of version.resources) {
    const { kind } = resource;
    const within = kind.namespaced ? '/namespaces/{namespace}' : '';
    paths[`/${pathOf(group, version)}${within}/${kind.resource}/{name}`] = operationsOf(resource);
    const { schema } = kind.definition ?? {};
    if (schema !== undefined) {
      schemas[`${reversed(kind.group)}.${kind.version}.${kind.kind}`] = {
        ...(schema as JsonObject),
        'x-kubernetes-group-version-kind': [gvkOf(resource)],
      };
    }
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths,
    components: { schemas },
  };
}

export function pathOf(group: ServedGroup, version: ServedVersion): string {
  return group.name === '' ? `api/${version.version}` : `apis/${group.name}/${version.version}`;
}

function operationsOf(resource: ServedResource): JsonObject {
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
    name,
    in: 'query',
    schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true },
  }));
  return {
    patch: { parameters, 'x-kubernetes-group-version-kind': gvkOf(resource) },
  };
}

function gvkOf({ kind }: ServedResource): JsonObject {
  return { group: kind.group, version: kind.version, kind: kind.kind };
}

function reversed(group: string): string {
  return group.split('.').reverse().join('.');
}
