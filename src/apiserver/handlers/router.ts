/** From a request to the handler of its verb and kind. */

import {
  newBadRequest,
  newInvalid,
  newMethodNotSupported,
  newNotFound,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { builtInKinds, type KindRegistry } from '#apiserver/registry/kinds.ts';
import type { Target } from '#apiserver/registry/object_store.ts';
import type { Subresource } from '#apiserver/registry/object_update.ts';
import { scaleOf } from '#apiserver/registry/scale.ts';
import { type APIAddress, isWatch, parseAPIPath, verbOf } from '#sim/api_address.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { handleDelete, handleDeleteCollection } from './delete.ts';
import { dryRunErrors } from './delete_options.ts';
import { discoveryResponse } from './discovery.ts';
import { decodeListOptions } from './list_options.ts';
import {
  acceptFailure,
  type Conversion,
  conversionOf,
  converted,
  includedObject,
} from './negotiation.ts';
import { handlePatch } from './patch.ts';
import { handleBinding, handleEviction } from './pod_subresources.ts';
import { handleGet, handleList } from './read.ts';
import type { ReplicaView } from './replica_view.ts';
import {
  failureResponse,
  methodNotAllowed,
  objectResponse,
  pageNotFound,
  resourceNotFound,
} from './response.ts';
import { handleWatch } from './watch.ts';
import { handleCreate, handleUpdate } from './write.ts';

export function* handleRequest(
  replica: ReplicaView,
  kinds: KindRegistry,
  request: ServerRequest,
): Proc<ServerResponse> {
  const { dryRun } = request.query;
  if (dryRun === undefined || !takesDryRun.has(request.method)) {
    return yield* routed(replica, kinds, request);
  }
  const wrong = dryRunErrors([dryRun]);
  if (wrong.length > 0) return failureResponse(newInvalid(writeOptionsKind(request), '', wrong));
  return yield* routed({ ...replica, store: replica.dryRunStore }, kinds, request);
}

/** A deletion has it among its own options. */
const takesDryRun: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** The options that a write's query is read as. */
function writeOptionsKind(request: ServerRequest) {
  const verbs: Readonly<Record<string, string>> = { POST: 'Create', PUT: 'Update', PATCH: 'Patch' };
  return { group: 'meta.k8s.io', kind: `${verbs[request.method]}Options` };
}

function* routed(
  replica: ReplicaView,
  kinds: KindRegistry,
  request: ServerRequest,
): Proc<ServerResponse> {
  const discovered = discoveryResponse(kinds.all(), request);
  if (discovered !== undefined) return discovered;
  const address = parseAPIPath(request.path);
  const kind = address === undefined ? undefined : kinds.find(address);
  if (address === undefined || kind === undefined) return unserved(kinds, request.path);
  if (!kind.namespaced && address.namespace !== '') return notFound(request.path);
  if (address.watch && request.method !== 'GET') return methodNotAllowed();
  if (kind.namespaced && address.namespace === '' && !ofCollection(address)) {
    return notFound(request.path);
  }
  const refused = acceptFailure(request.headers['accept'] ?? '', {
    kind,
    collection: ofCollection(address),
  });
  if (refused !== undefined) return refused;
  const include = includedObject(request.query['includeObject']);
  const conversion = conversionOf(
    request.headers['accept'] ?? '',
    include.ok ? include.value : 'None',
  );
  if (!include.ok && conversion?.as === 'Table') return failureResponse(include.error);
  const asked = { request, address, conversion };
  const response = ofCollection(address)
    ? yield* handleCollection(replica, kind, asked)
    : yield* handleObject(replica, kind, asked);
  return converted(response, kind, { conversion, now: replica.sim.now });
}

/** A watch of one object is one of its kind. */
function ofCollection(address: APIAddress): boolean {
  return address.name === '' || address.watch;
}

/** A custom resource does not mind how much follows the name of its object. */
function unserved(kinds: KindRegistry, path: string): ServerResponse {
  const within = parseAPIPath(path.split('/').slice(0, depthOfName).join('/'));
  const kind = within === undefined ? undefined : kinds.find(within);
  if (within === undefined || within.name === '' || kind?.custom !== true) return notFound(path);
  return failureResponse(newNotFound(kind, within.name));
}

/** `/apis/GROUP/VERSION/namespaces/NAMESPACE/RESOURCE/NAME` */
const depthOfName = 8;

const builtInGroups: ReadonlySet<string> = new Set(builtInKinds.map(({ group }) => group));

/** Paths of groups that only custom resources know are answered as those that lead nowhere. */
function notFound(path: string): ServerResponse {
  const [, root, group = ''] = path.split('/');
  const isBuiltIn = root === 'api' || (root === 'apis' && builtInGroups.has(group));
  return isBuiltIn ? resourceNotFound() : pageNotFound();
}

interface Routed {
  readonly request: ServerRequest;
  readonly address: APIAddress;
  /** What the client wants the answer to be turned into. */
  readonly conversion?: Conversion | undefined;
}

function* handleCollection(replica: ReplicaView, kind: Kind, routed: Routed): Proc<ServerResponse> {
  const { request, address } = routed;
  const { namespace } = address;
  if (request.method === 'POST') {
    if (kind.namespaced && namespace === '') {
      return kind.custom ? pageNotFound() : methodNotAllowed();
    }
    return yield* handleCreate(replica, kind, { request, namespace });
  }
  const watch = isWatch(request, address);
  const { watchList } = replica;
  const options = decodeListOptions(kind, queryOf(routed), { namespace, watch, watchList });
  if (!options.ok) return failureResponse(options.error);
  const { fields } = options.value.filter;
  if (address.name !== '' && fields.requiresExactMatch('metadata.name') !== address.name) {
    const text = "fieldSelector metadata.name doesn't match requested name";
    return failureResponse(newBadRequest(text));
  }
  if (watch) {
    const { conversion } = routed;
    return yield* handleWatch(replica, kind, { request, options: options.value, conversion });
  }
  switch (request.method) {
    case 'GET':
      return yield* handleList(replica, kind, options.value);
    case 'DELETE':
      if (kind.namespaced && namespace === '') return methodNotAllowed();
      return yield* handleDeleteCollection(replica, kind, { request, options: options.value });
    case 'PUT':
    case 'PATCH':
      if (kind.custom) return failureResponse(newBadRequest('name must be provided'));
      return methodNotAllowed();
  }
}

/** An older watch of one object is a watch of its kind, selected by name. */
function queryOf(routed: Routed): ServerRequest['query'] {
  const { request, address } = routed;
  if (address.name === '' || (request.query['fieldSelector'] ?? '') !== '') return request.query;
  return { ...request.query, fieldSelector: `metadata.name=${address.name}` };
}

function* handleObject(replica: ReplicaView, kind: Kind, routed: Routed): Proc<ServerResponse> {
  const { request, address } = routed;
  const { namespace, name } = address;
  const target: Target = { kind, namespace, name };
  const subresource = subresourceOf(kind, address);
  if (subresource === undefined) {
    return kind.custom ? failureResponse(newNotFound(kind, name)) : notFound(request.path);
  }
  if (subresource === 'binding') {
    if (request.method !== 'POST') return methodNotAllowed();
    return yield* handleBinding(replica, target, request.body);
  }
  if (subresource === 'eviction') {
    if (request.method !== 'POST') return methodNotAllowed();
    return yield* handleEviction(replica, target, request.body);
  }
  switch (verbOf(request, address)) {
    case 'get':
      if (subresource === 'scale') return yield* handleGetScale(replica, target, request);
      return yield* handleGet(replica, target, request.query['resourceVersion'] ?? '');
    case 'update':
      return yield* handleUpdate(replica, target, { request, subresource });
    case 'patch':
      return yield* handlePatch(replica, target, { request, subresource });
    case 'delete':
      if (subresource !== '') return notAllowed(kind, 'delete');
      return yield* handleDelete(replica, target, request);
    case 'create':
      if (!kind.custom || subresource !== '') return notAllowed(kind, 'create');
      return yield* handleCreate(replica, kind, { request, namespace });
    default:
      return notAllowed(kind, verbOf(request, address));
  }
}

/** The handler of custom resources refuses what it does not do with a Status. */
function notAllowed(kind: Kind, verb: string): ServerResponse {
  return kind.custom ? failureResponse(newMethodNotSupported(kind, verb)) : methodNotAllowed();
}

function* handleGetScale(
  replica: ReplicaView,
  target: Target,
  request: ServerRequest,
): Proc<ServerResponse> {
  const response = yield* handleGet(replica, target, request.query['resourceVersion'] ?? '');
  if (response.kind === 'stream' || response.status !== 200) return response;
  const scale = scaleOf(target.kind, response.body as Unstructured);
  return scale.ok ? objectResponse(200, scale.value) : failureResponse(scale.error);
}

/** The subresource that a URL names, if the kind has it. */
function subresourceOf(kind: Kind, address: APIAddress): Subresource | 'eviction' | undefined {
  switch (address.subresource) {
    case '':
      return '';
    case 'status':
      return kind.strategy.hasStatus ? 'status' : undefined;
    case 'finalize':
      return kind.prefix.path === 'namespaces' ? 'finalize' : undefined;
    case 'binding':
    case 'eviction':
      return kind.prefix.path === 'pods' ? address.subresource : undefined;
    case 'scale':
      return kind.strategy.scale === undefined ? undefined : 'scale';
    default:
      return undefined;
  }
}
