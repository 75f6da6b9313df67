/**
 * One request to an API server, put together step by step, then sent: with the client's own limit
 * before it, retries where the server asks for them, and the server's Status as the error.
 *
 * @upstream kubernetes/client-go rest/request.go
 * @diverges Bodies are JSON values; there is no encoder, no decoder and no raw stream. Typed clients, kubectl create
 *   among them, send protobuf upstream and JSON here.
 * @diverges There are no metrics and no warning headers.
 */

import {
  fromStatus,
  newGenericServerResponse,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { newStreamWatcher } from '#apimachinery/pkg/watch/streamwatcher.ts';
import { newEmptyWatch, type Interface as WatchInterface } from '#apimachinery/pkg/watch/watch.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { type Context, withTimeout } from '#sim/context.ts';
import type { ClientResponse, HTTPRequest, NetworkError } from '#sim/network.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { RESTClient } from './client.ts';
import { defaultMaxRetries, ended, type RetryCondition, WithRetry } from './with_retry.ts';

export type HTTPMethod = HTTPRequest['method'];

/** How a patch is written; the value is its content type. */
export type PatchType =
  | 'application/json-patch+json'
  | 'application/merge-patch+json'
  | 'application/strategic-merge-patch+json'
  | 'application/apply-patch+yaml';

/** The request was never sent: it was put together wrongly, or its turn did not come in time. */
export interface RequestError {
  readonly kind: 'RequestError';
  readonly message: string;
}

/** Everything that can go wrong with a request. */
export type ClientError = StatusError | NetworkError | RequestError;

/** An answer that was no failure. */
export interface Answer {
  readonly status: number;
  /** The client's own copy. */
  readonly body: JsonValue;
}

export class Request {
  readonly #client: RESTClient;
  readonly #method: HTTPMethod;
  readonly #query: Record<string, string> = {};
  readonly #headers: Record<string, string> = { accept: 'application/json' };
  #namespace: string | undefined;
  #resource = '';
  #name = '';
  #subresource: readonly string[] = [];
  #absPath: string | undefined;
  #body: JsonValue | undefined;
  #maxRetries = defaultMaxRetries;
  #error: RequestError | undefined;

  constructor(client: RESTClient, method: HTTPMethod) {
    this.#client = client;
    this.#method = method;
    this.#headers['user-agent'] = client.options.origin.client;
  }

  // Putting it together. The first mistake sticks and is what sending it returns.

  namespace(namespace: string): this {
    if (namespace === '') return this;
    this.#set('namespace', this.#namespace, namespace);
    this.#namespace = namespace;
    return this;
  }

  resource(resource: string): this {
    this.#set('resource', this.#resource, resource);
    this.#resource = resource;
    return this;
  }

  name(name: string): this {
    if (name === '') this.#wrong('resource name may not be empty');
    this.#set('name', this.#name, name);
    this.#name = name;
    return this;
  }

  subResource(...subresources: readonly string[]): this {
    for (const segment of subresources) this.#segment(segment);
    this.#subresource = subresources;
    return this;
  }

  /** The whole path by its segments, instead of namespace, resource and name. */
  absPath(...segments: readonly string[]): this {
    this.#absPath = `/${segments.filter((segment) => segment !== '').join('/')}`;
    return this;
  }

  param(name: string, value: string): this {
    this.#query[name] = value;
    return this;
  }

  /** Every option that is set. */
  params(options: Readonly<Record<string, unknown>>): this {
    for (const [name, value] of Object.entries(options)) {
      if (value === undefined || value === '' || value === false) continue;
      this.#query[name] = String(value);
    }
    return this;
  }

  setHeader(name: string, value: string): this {
    this.#headers[name.toLowerCase()] = value;
    return this;
  }

  body(body: JsonValue): this {
    this.#body = body;
    this.#headers['content-type'] ??= 'application/json';
    return this;
  }

  /** How often it is sent again at most. */
  maxRetries(retryCount: number): this {
    this.#maxRetries = Math.max(0, retryCount);
    return this;
  }

  // Sending it.

  /** Sends it and waits for the answer. */
  do(ctx: Context): Blocking<Result<Answer, ClientError>> {
    return this.#sim.call('Request.do', this.#do(ctx));
  }

  /** Opens a watch. A server that only fails to answer gives a watch that is over already. */
  watch(ctx: Context): Blocking<Result<WatchInterface, ClientError>> {
    return this.#sim.call('Request.watch', this.#watch(ctx));
  }

  *#do(ctx: Context): Proc<Result<Answer, ClientError>> {
    if (this.#error !== undefined) return fail(this.#error);
    const throttled = yield* this.#throttle(ctx);
    if (!throttled.ok) return throttled;
    const { timeout } = this.#client.options;
    const limited = timeout && withTimeout(this.#sim, ctx, { timeout, name: 'request' });
    const answered = yield* this.#send(limited?.ctx ?? ctx, {
      error: (error) => this.#method === 'GET' && isProbableEOF(error),
    });
    limited?.cancel();
    if (!answered.ok) return answered;
    return this.#transform(answered.value);
  }

  *#watch(ctx: Context): Proc<Result<WatchInterface, ClientError>> {
    if (this.#error !== undefined) return fail(this.#error);
    const passing = (error: NetworkError) => isProbableEOF(error) || error.kind === 'timeout';
    const answered = yield* this.#send(ctx, { error: passing });
    if (!answered.ok) {
      const { error } = answered;
      return isNetworkError(error) && passing(error) ? ok(newEmptyWatch(this.#sim)) : answered;
    }
    const response = answered.value;
    const { origin } = this.#client.options;
    if (response.kind === 'stream') {
      return ok(newStreamWatcher(this.#sim, response.stream, `${origin.noun}/watch`));
    }
    return fail(this.#failure(response));
  }

  /** Sends it until an answer needs no retry. */
  *#send(
    ctx: Context,
    condition: RetryCondition,
  ): Proc<Result<ClientResponse, NetworkError | RequestError>> {
    const { transport, origin } = this.#client.options;
    const retry = new WithRetry(this.#sim, { maxRetries: this.#maxRetries, condition });
    for (;;) {
      const before = yield* retry.before(ctx, (each) => this.#throttle(each));
      if (!before.ok) {
        return fail({ ...before.error, message: retry.wrapPreviousError(before.error.message) });
      }
      const answered =
        ctx.error === undefined
          ? yield* transport.roundTrip(ctx, this.#httpRequest(), origin)
          : fail(ended(ctx.error));
      if (retry.isNextRetry(answered)) continue;
      if (answered.ok) return answered;
      const where = this.#urlError('');
      const message = retry.wrapPreviousError(`${where}${answered.error.message}`, where);
      return fail({ ...answered.error, message });
    }
  }

  *#throttle(ctx: Context): Proc<Result<void, NetworkError | RequestError>> {
    const { rateLimiter, origin } = this.#client.options;
    if (rateLimiter === undefined) return ok(undefined);
    const waited = yield* rateLimiter.wait(ctx);
    if (!waited.ok) {
      if (waited.error === ctx.error) return fail(ended(ctx.error));
      const message = `client rate limiter Wait returned an error: ${waited.error}`;
      return fail({ kind: 'RequestError', message });
    }
    if (waited.value > 0) {
      const { client } = origin;
      this.#sim.emit('client.throttled', client, { client, wait: waited.value });
    }
    return ok(undefined);
  }

  #httpRequest(): HTTPRequest {
    return {
      method: this.#method,
      path: this.url(),
      query: this.#query,
      headers: this.#headers,
      ...(this.#body === undefined ? {} : { body: this.#body }),
    };
  }

  /** The path that it will be sent to. */
  url(): string {
    if (this.#absPath !== undefined) return [this.#absPath, ...this.#subresource].join('/');
    const parts = [this.#client.options.pathPrefix];
    if (this.#namespace !== undefined) parts.push('namespaces', this.#namespace);
    if (this.#resource !== '') parts.push(this.#resource.toLowerCase());
    if (this.#name !== '') parts.push(this.#name);
    return [...parts, ...this.#subresource].join('/');
  }

  #transform(response: ClientResponse): Result<Answer, ClientError> {
    if (response.kind === 'stream') {
      response.stream.stop();
      return fail({ kind: 'RequestError', message: 'expected an answer, got a stream' });
    }
    const { status, body } = response;
    const isFailure = isStatus(body) && body.status !== 'Success';
    if (status < 200 || status > 206 || isFailure) return fail(this.#failure(response));
    return ok({ status, body });
  }

  /** The Status in the body, or what its code says if there is none. */
  #failure(response: ClientResponse & { readonly kind: 'body' }): StatusError {
    const { status, headers, body } = response;
    if (isStatus(body)) return fromStatus({ ...body, code: body.code ?? status });
    return newGenericServerResponse({
      code: status,
      verb: this.#method,
      resource: { group: '', resource: this.#resource },
      name: this.#name,
      serverMessage: typeof body === 'string' ? body.slice(0, 2048) : 'unknown',
      retryAfterSeconds: Number.parseInt(headers['retry-after'] ?? '0', 10) || 0,
      isUnexpectedResponse: true,
    });
  }

  get #sim(): Sim {
    return this.#client.sim;
  }

  /** Go's url.Error: the verb as a word, and where it went. */
  #urlError(message: string): string {
    const verb = `${this.#method[0]}${this.#method.slice(1).toLowerCase()}`;
    const query = Object.entries(this.#query)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .join('&');
    return `${verb} "https://10.96.0.1:443${this.url()}${query && `?${query}`}": ${message}`;
  }

  #set(what: string, before: string | undefined, value: string): void {
    if (before !== undefined && before !== '') {
      this.#wrong(
        `${what} already set to ${JSON.stringify(before)}, cannot change to ${JSON.stringify(value)}`,
      );
    }
    this.#segment(value);
  }

  #segment(value: string): void {
    if (value === '.' || value === '..')
      this.#wrong(`invalid path segment "${value}": may not be '${value}'`);
    for (const character of ['/', '%']) {
      if (value.includes(character)) {
        this.#wrong(`invalid path segment "${value}": may not contain '${character}'`);
      }
    }
  }

  #wrong(message: string): void {
    this.#error ??= { kind: 'RequestError', message };
  }
}

/** The server may or may not have acted: the connection broke before an answer came. */
function isProbableEOF(error: NetworkError): boolean {
  return error.kind === 'EOF' || error.kind === 'connection reset';
}

function isNetworkError(error: NetworkError | RequestError): error is NetworkError {
  return error.kind !== 'RequestError';
}

function isStatus(body: JsonValue): body is Status {
  return isJsonObject(body) && body['kind'] === 'Status' && body['status'] !== undefined;
}
