/**
 * A client for objects of any kind: it knows their resource's name, and nothing else about them.
 *
 * @upstream kubernetes/client-go dynamic/simple.go
 * @diverges Objects are taken over as the wire brings them; there is no scheme and no conversion.
 */

import { name as nameOf } from '#apimachinery/pkg/api/meta/meta.ts';
import type { DeleteOptions, ListOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type {
  Unstructured,
  UnstructuredList,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import type { JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { RESTClient } from '#client-go/rest/client.ts';
import { type Config, restClientFor } from '#client-go/rest/config.ts';
import type { ClientError, Request } from '#client-go/rest/request.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type {
  Answered,
  GetSubresourceOptions,
  Interface,
  NamespaceableResourceInterface,
  PatchOptions,
  ResourceInterface,
  WriteOptions,
} from './interface.ts';

/** A client with one limit for all kinds. */
export function newForConfig(sim: Sim, config: Config): DynamicClient {
  return new DynamicClient(restClientFor(sim, config, ''));
}

export class DynamicClient implements Interface {
  readonly #client: RESTClient;

  constructor(client: RESTClient) {
    this.#client = client;
  }

  /** The same connection and limit, used in another name: an informer's, say. */
  withNoun(noun: string): DynamicClient {
    return new DynamicClient(this.#client.withNoun(noun));
  }

  resource(resource: GroupVersionResource): NamespaceableResourceInterface {
    return new DynamicResourceClient(this.#client, resource, '');
  }
}

class DynamicResourceClient implements NamespaceableResourceInterface {
  readonly #client: RESTClient;
  readonly #resource: GroupVersionResource;
  readonly #namespace: string;

  constructor(client: RESTClient, resource: GroupVersionResource, namespace: string) {
    this.#client = client;
    this.#resource = resource;
    this.#namespace = namespace;
  }

  namespace(namespace: string): ResourceInterface {
    return new DynamicResourceClient(this.#client, this.#resource, namespace);
  }

  create(ctx: Context, obj: Unstructured, options: WriteOptions = {}): Answered<Unstructured> {
    // Only a subresource is created below a name; the object itself may have its name generated.
    const name = options.subresource === undefined ? '' : nameOf(obj);
    const request = this.#written(this.#client.post(), name, options).body(obj as JsonValue);
    return this.#object(ctx, request);
  }

  update(ctx: Context, obj: Unstructured, options: WriteOptions = {}): Answered<Unstructured> {
    const name = nameOf(obj);
    if (name === '') return this.#nameRequired();
    const request = this.#written(this.#client.put(), name, options).body(obj as JsonValue);
    return this.#object(ctx, request);
  }

  updateStatus(
    ctx: Context,
    obj: Unstructured,
    options: WriteOptions = {},
  ): Answered<Unstructured> {
    return this.update(ctx, obj, { ...options, subresource: 'status' });
  }

  delete(ctx: Context, name: string, options: DeleteOptions = {}): Answered<JsonValue> {
    if (name === '') return this.#nameRequired();
    const request = this.#at(this.#client.delete(), name).body(deleteOptions(options));
    return this.#answer(ctx, request);
  }

  deleteCollection(
    ctx: Context,
    options: DeleteOptions,
    listOptions: ListOptions,
  ): Answered<JsonValue> {
    const request = this.#at(this.#client.delete(), '').params(listOptions);
    return this.#answer(ctx, request.body(deleteOptions(options)));
  }

  get(ctx: Context, name: string, options: GetSubresourceOptions = {}): Answered<Unstructured> {
    if (name === '') return this.#nameRequired();
    const { subresource, ...rest } = options;
    return this.#object(ctx, this.#at(this.#client.get(), name, subresource).params(rest));
  }

  list(ctx: Context, options: ListOptions): Answered<UnstructuredList> {
    const request = this.#at(this.#client.get(), '').params(options);
    return this.#client.sim.call('dynamic', listing(ctx, request));
  }

  watch(ctx: Context, options: ListOptions): ReturnType<ResourceInterface['watch']> {
    const request = this.#at(this.#client.get(), '').params({ ...options, watch: true });
    return request.watch(ctx);
  }

  patch(ctx: Context, name: string, options: PatchOptions): Answered<Unstructured> {
    if (name === '') return this.#nameRequired();
    const { type, data, force, ...rest } = options;
    const request = this.#written(this.#client.patch(type), name, rest).params({ force });
    return this.#object(ctx, request.body(data));
  }

  #written(request: Request, name: string, options: WriteOptions): Request {
    const { subresource, ...rest } = options;
    return this.#at(request, name, subresource).params({ ...rest });
  }

  #at(request: Request, name: string, subresource = ''): Request {
    const { group, version, resource } = this.#resource;
    const root = group === '' ? ['api', version] : ['apis', group, version];
    const scope = this.#namespace === '' ? [] : ['namespaces', this.#namespace];
    return request.absPath(...root, ...scope, resource, name, subresource);
  }

  #object(ctx: Context, request: Request): Answered<Unstructured> {
    return this.#answer<Unstructured>(ctx, request);
  }

  /** The server's word is taken for what the body is. */
  #answer<T = JsonValue>(ctx: Context, request: Request): Answered<T> {
    return this.#client.sim.call('dynamic', answering<T>(ctx, request));
  }

  #nameRequired<T>(): Answered<T> {
    return this.#client.sim.call('dynamic', refusing<T>('name is required'));
  }
}

function* answering<T>(ctx: Context, request: Request): Proc<Result<T, ClientError>> {
  const answered = yield* request.do(ctx);
  return answered.ok ? ok(answered.value.body as T) : answered;
}

/** What a list holds is of the list's kind, if it does not say of which it is. */
function* listing(ctx: Context, request: Request): Proc<Result<UnstructuredList, ClientError>> {
  const answered = yield* request.do(ctx);
  if (!answered.ok) return answered;
  const list = answered.value.body as UnstructuredList;
  const { apiVersion } = list;
  const kind = (list.kind ?? '').replace(/List$/, '');
  for (const item of list.items ?? []) {
    if (item['kind'] === undefined) Object.assign(item, { apiVersion, kind });
  }
  return ok(list);
}

function* refusing<T>(message: string): Proc<Result<T, ClientError>> {
  return fail({ kind: 'RequestError', message });
}

function deleteOptions(options: DeleteOptions): JsonValue {
  return { kind: 'DeleteOptions', apiVersion: 'v1', ...options };
}
