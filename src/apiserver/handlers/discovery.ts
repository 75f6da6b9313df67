/** What is not about objects: which kinds there are, which release this is, and whether it is well. */

import {
  aggregatedDocument,
  contentTypeOf,
  wantedVersion,
} from '#apiserver/discovery/aggregated.ts';
import {
  coreVersions,
  groupDocument,
  groupList,
  resourceList,
} from '#apiserver/discovery/documents.ts';
import { openapiDocument, openapiIndex, pathOf } from '#apiserver/discovery/openapi.ts';
import { type ServedGroup, servedGroups } from '#apiserver/discovery/served_resources.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { hashText } from '#base/content_hash.ts';
import { canonicalJson, type JsonObject } from '#base/json.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import {
  methodNotAllowed,
  objectResponse,
  pageNotFound,
  plainText,
  resourceNotFound,
} from './response.ts';

/** The release that the server's behaviour is that of. */
const release: JsonObject = {
  major: '1',
  minor: '37',
  emulationMajor: '1',
  emulationMinor: '37',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '36',
  gitVersion: 'v1.37.2',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'go1.26',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const healthPaths: ReadonlySet<string> = new Set(['/healthz', '/livez', '/readyz']);

/** The answer to a request that is about no resource; `undefined` for those that are. */
export function discoveryResponse(
  kinds: readonly Kind[],
  request: ServerRequest,
): ServerResponse | undefined {
  const path = request.path.replace(/(.)\/$/, '$1');
  const answer = answerTo(kinds, { ...request, path });
  if (answer === undefined) return undefined;
  if (request.method === 'GET' || /^\/apis(\/[^/]+)?$/.test(path)) return answer;
  const about = kinds.find(({ group }) => path.startsWith(`/apis/${group}`));
  return about?.custom === true ? answer : methodNotAllowed();
}

function answerTo(kinds: readonly Kind[], request: ServerRequest): ServerResponse | undefined {
  const { path } = request;
  if (healthPaths.has(path)) return plainText(200, 'ok');
  if (path === '/version') return objectResponse(200, release);
  if (path === '/') return objectResponse(200, { paths: pathsOf(servedGroups(kinds)) });
  if (path === '/openapi/v3' || path.startsWith('/openapi/v3/')) return openapi(kinds, path);
  const parts = path.split('/').slice(1);
  const isCore = parts[0] === 'api' && parts.length <= 2;
  if (!isCore && (parts[0] !== 'apis' || parts.length > 3)) return undefined;
  const groups = servedGroups(kinds);
  if (parts.length === 1) return rootDocument(groups, isCore, request);
  const [name = '', version] = isCore ? ['', parts[1]] : [parts[1], parts[2]];
  const group = groups.find((each) => each.name === name);
  if (group === undefined) return pageNotFound();
  if (version === undefined) return objectResponse(200, groupDocument(group));
  const served = group.versions.find((each) => each.version === version);
  if (served === undefined) return isBuiltIn(group) ? resourceNotFound() : pageNotFound();
  return objectResponse(200, resourceList(group, served));
}

function isBuiltIn({ versions }: ServedGroup): boolean {
  return versions.some(({ resources }) => resources.some(({ kind }) => !kind.custom));
}

/** `/api` and `/apis`, in either form. */
function rootDocument(
  groups: readonly ServedGroup[],
  isCore: boolean,
  request: ServerRequest,
): ServerResponse {
  const version = wantedVersion(request.headers['accept'] ?? '');
  if (version === undefined) {
    const body = isCore ? coreVersions() : groupList(groups);
    return { kind: 'body', status: 200, headers: { 'content-type': json, vary: 'Accept' }, body };
  }
  const own = groups.filter(({ name }) => (name === '') === isCore);
  const body = aggregatedDocument(own, version);
  const etag = `"${hashText(canonicalJson(body)).toUpperCase()}"`;
  const headers = { etag, vary: 'Accept', 'cache-control': 'public' };
  if (request.headers['if-none-match'] === etag) {
    return { kind: 'body', status: 304, headers, body: '' };
  }
  const typed = { 'content-type': contentTypeOf(version), ...headers };
  return { kind: 'body', status: 200, headers: typed, body };
}

const json = 'application/json';

function openapi(kinds: readonly Kind[], path: string): ServerResponse {
  const groups = servedGroups(kinds);
  if (path === '/openapi/v3') return objectResponse(200, openapiIndex(groups));
  const wanted = path.slice('/openapi/v3/'.length);
  for (const group of groups) {
    for (const version of group.versions) {
      if (pathOf(group, version) === wanted) {
        return objectResponse(200, openapiDocument(group, version));
      }
    }
  }
  return pageNotFound();
}

/** What a person finds at the root. */
function pathsOf(groups: readonly ServedGroup[]): readonly string[] {
  const paths = ['/api', '/apis', '/openapi/v3', '/version', ...healthPaths];
  for (const group of groups) {
    if (group.name !== '') paths.push(`/apis/${group.name}`);
    for (const version of group.versions) paths.push(`/${pathOf(group, version)}`);
  }
  return paths.sort();
}
