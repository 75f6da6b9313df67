/** What a Kubernetes URL points at, and which verb a request is: enough to name things, no more. */

import type { HTTPRequest } from './network.ts';

export interface APIAddress {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** `''` for all namespaces and for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
  /** `/api/v1/watch/pods`: the older way to ask for a watch. */
  readonly watch: boolean;
}

/** Parts of a namespace's own path that are not resources in it. */
const namespaceSubresources: ReadonlySet<string> = new Set(['status', 'finalize']);

/** Reads `/api/v1/namespaces/default/pods/web-1/status`; `undefined` for what is no resource. */
export function parseAPIPath(path: string): APIAddress | undefined {
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return undefined;
  const [group = '', version = '', ...said] = core ? ['', ...parts.slice(1)] : parts.slice(1);
  const watch = said[0] === 'watch';
  const rest = watch ? said.slice(1) : said;
  if (version === '' || rest[0] === undefined || rest[0] === '') return undefined;
  const [first, namespace = '', third] = rest;
  const within = first === 'namespaces' && third !== undefined && !namespaceSubresources.has(third);
  const [resource = '', name = '', subresource = '', excess] = within ? rest.slice(2) : rest;
  if (excess !== undefined) return undefined;
  const inNamespace = within ? namespace : '';
  return { group, version, resource, namespace: inNamespace, name, subresource, watch };
}

/** `pods/default/web-1`, `nodes/node-a`: how events speak of an object. */
export function objectKey(resource: string, namespace: string, name: string): string {
  return namespace === '' ? `${resource}/${name}` : `${resource}/${namespace}/${name}`;
}

/** A GET of a collection with a `watch` that is not false. Of one object it is a GET all the same. */
export function isWatch(request: HTTPRequest, address = parseAPIPath(request.path)): boolean {
  if (request.method !== 'GET' || address === undefined) return false;
  if (address.watch) return true;
  const watch = request.query['watch'];
  return address.name === '' && watch !== undefined && !isFalseParameter(watch);
}

/** Any other value of a boolean parameter, even an empty one, means true. */
export function isFalseParameter(text: string): boolean {
  return text === '0' || text.toLowerCase() === 'false';
}

/** The verb in Kubernetes' words. */
export function verbOf(request: HTTPRequest, address: APIAddress | undefined): string {
  const named = (address?.name ?? '') !== '';
  switch (request.method) {
    case 'GET':
      if (isWatch(request, address)) return 'watch';
      return named || address === undefined ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return named ? 'delete' : 'deletecollection';
  }
}

/** Path and query as a client writes them, the query sorted by name. */
export function urlOf(request: HTTPRequest): string {
  const query = Object.entries(request.query)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return query.length === 0 ? request.path : `${request.path}?${query.join('&')}`;
}
