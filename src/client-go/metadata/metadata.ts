/**
 * A client for the metadata of objects of any kind. It asks the server to leave everything else out, and
 * leaves it out itself if the server does not know how.
 *
 * @upstream kubernetes/client-go metadata/metadata.go
 * @diverges It asks for Protocol Buffers first, as upstream does, but our server always answers in JSON.
 * @diverges A watch hands on whole objects that a server sends in spite of what was asked, and the Reflector skips them; Go cannot decode them.
 */

import type {
  DeleteOptions,
  ListOptions,
  ObjectMeta,
  PartialObjectMetadata,
  PartialObjectMetadataList,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  isUnstructured,
  isUnstructuredList,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { formatDuration, seconds } from '#base/time.ts';
import type {
  Answered,
  GetSubresourceOptions,
  PatchOptions,
} from '#client-go/dynamic/interface.ts';
import type { RESTClient } from '#client-go/rest/client.ts';
import { type Config, restClientFor } from '#client-go/rest/config.ts';
import type { ClientError, Request } from '#client-go/rest/request.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type {
  DeleteSubresourceOptions,
  Getter,
  Interface,
  ResourceInterface,
} from './interface.ts';

const objectForms = accepting('PartialObjectMetadata');
const listForms = accepting('PartialObjectMetadataList');

/** A client with one limit for all kinds. */
export function newForConfig(sim: Sim, config: Config): Client {
  return new Client(restClientFor(sim, config, ''));
}

export class Client implements Interface {
  readonly #client: RESTClient;

  constructor(client: RESTClient) {
    this.#client = client;
  }

  /** The same connection and limit, used in another name: an informer's, say. */
  withNoun(noun: string): Client {
    return new Client(this.#client.withNoun(noun));
  }

  resource(resource: GroupVersionResource): Getter {
    return new MetadataResourceClient(this.#client, resource, '');
  }
}

class MetadataResourceClient implements Getter {
  readonly #client: RESTClient;
  readonly #resource: GroupVersionResource;
  readonly #namespace: string;

  constructor(client: RESTClient, resource: GroupVersionResource, namespace: string) {
    this.#client = client;
    this.#resource = resource;
    this.#namespace = namespace;
  }

  namespace(namespace: string): ResourceInterface {
    return new MetadataResourceClient(this.#client, this.#resource, namespace);
  }

  delete(ctx: Context, name: string, options: DeleteSubresourceOptions = {}): Answered<void> {
    if (name === '') return this.#nameRequired();
    const { subresource, ...rest } = options;
    const request = this.#at(this.#client.delete(), name, subresource).body(deleteOptions(rest));
    return this.#answer(ctx, request, nothing);
  }

  deleteCollection(ctx: Context, options: DeleteOptions, listOptions: ListOptions): Answered<void> {
    const request = this.#at(this.#client.delete(), '').body(deleteOptions(options));
    return this.#answer(ctx, request.params(listOptions), nothing);
  }

  get(
    ctx: Context,
    name: string,
    options: GetSubresourceOptions = {},
  ): Answered<PartialObjectMetadata> {
    if (name === '') return this.#nameRequired();
    const { subresource, ...rest } = options;
    const request = this.#at(this.#client.get(), name, subresource).params(rest);
    return this.#answer(ctx, request.setHeader('accept', objectForms), metadataOf);
  }

  list(ctx: Context, options: ListOptions): Answered<PartialObjectMetadataList> {
    const request = this.#at(this.#client.get(), '').params(options);
    return this.#answer(ctx, request.setHeader('accept', listForms), metadataOfEach);
  }

  /** The server is told of the time limit twice: as of any watch's, and as of any request's. */
  watch(ctx: Context, options: ListOptions): ReturnType<ResourceInterface['watch']> {
    const { timeoutSeconds = 0 } = options;
    const timeout = timeoutSeconds === 0 ? '' : formatDuration(seconds(timeoutSeconds));
    const request = this.#at(this.#client.get(), '').params({ ...options, watch: true, timeout });
    return request.setHeader('accept', objectForms).watch(ctx);
  }

  patch(ctx: Context, name: string, options: PatchOptions): Answered<PartialObjectMetadata> {
    if (name === '') return this.#nameRequired();
    const { type, data, subresource, ...rest } = options;
    const request = this.#at(this.#client.patch(type), name, subresource).body(data);
    return this.#answer(ctx, request.params(rest).setHeader('accept', objectForms), metadataOf);
  }

  #at(request: Request, name: string, subresource = ''): Request {
    const { group, version, resource } = this.#resource;
    const root = group === '' ? ['api', version] : ['apis', group, version];
    const scope = this.#namespace === '' ? [] : ['namespaces', this.#namespace];
    return request.absPath(...root, ...scope, resource, name, subresource);
  }

  #answer<T>(ctx: Context, request: Request, decode: Decode<T>): Answered<T> {
    return this.#client.sim.call('metadata', answering(ctx, request, decode));
  }

  #nameRequired<T>(): Answered<T> {
    return this.#client.sim.call('metadata', refusing<T>('name is required'));
  }
}

type Decode<T> = (body: JsonValue) => Result<T, ClientError>;

function* answering<T>(
  ctx: Context,
  request: Request,
  decode: Decode<T>,
): Proc<Result<T, ClientError>> {
  const answered = yield* request.do(ctx);
  return answered.ok ? decode(answered.value.body) : answered;
}

function* refusing<T>(message: string): Proc<Result<T, ClientError>> {
  return unreadable(message);
}

function nothing(): Result<void, ClientError> {
  return ok(undefined);
}

/** What a server of before 1.15 sends is an object of a kind of its own; only its metadata is kept. */
function metadataOf(body: JsonValue): Result<PartialObjectMetadata, ClientError> {
  const named = kindOf(body);
  if (!named.ok) return named;
  const metadata = isUnstructured(body) ? body.metadata : {};
  if (isMetadata(named.value, 'PartialObjectMetadata')) {
    return ok({ ...named.value, metadata });
  }
  if (!isLikelyObjectMetadata(metadata)) {
    const shown = JSON.stringify(body);
    return unreadable(`object does not appear to match the ObjectMeta schema: ${shown}`);
  }
  return ok({ apiVersion: '', kind: '', metadata });
}

/** The items of a list in another form keep the kinds that they were sent with. */
function metadataOfEach(body: JsonValue): Result<PartialObjectMetadataList, ClientError> {
  const named = kindOf(body);
  if (!named.ok) return named;
  const { metadata, items } = isUnstructuredList(body) ? body : { metadata: {}, items: [] };
  const isPartial = isMetadata(named.value, 'PartialObjectMetadataList');
  return ok({
    ...(isPartial ? named.value : { apiVersion: '', kind: '' }),
    metadata,
    items: items.map(({ apiVersion = '', kind = '', metadata: each }) => ({
      apiVersion,
      kind,
      metadata: each,
    })),
  });
}

interface TypeNames {
  readonly apiVersion: string;
  readonly kind: string;
}

function kindOf(body: JsonValue): Result<TypeNames, ClientError> {
  const { kind, apiVersion } = isJsonObject(body) ? body : {};
  const missing = (what: string) =>
    unreadable<TypeNames>(`Object '${what}' is missing in '${JSON.stringify(body)}'`);
  if (typeof kind !== 'string' || kind === '') return missing('Kind');
  if (typeof apiVersion !== 'string' || apiVersion === '') return missing('apiVersion');
  return ok({ kind, apiVersion });
}

function isMetadata(named: TypeNames, kind: string): boolean {
  return named.kind === kind && named.apiVersion === 'meta.k8s.io/v1';
}

function isLikelyObjectMetadata(metadata: ObjectMeta): boolean {
  const { uid, creationTimestamp, name, generateName } = metadata;
  return [uid, creationTimestamp, name, generateName].some((each) => (each ?? '') !== '');
}

function unreadable<T>(message: string): Result<T, ClientError> {
  return fail({ kind: 'RequestError', message });
}

function accepting(kind: string): string {
  const form = `as=${kind};g=meta.k8s.io;v=v1`;
  return `application/vnd.kubernetes.protobuf;${form},application/json;${form},application/json`;
}

function deleteOptions(options: DeleteOptions): JsonValue {
  return { kind: 'DeleteOptions', apiVersion: 'v1', ...options };
}
