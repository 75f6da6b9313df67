/**
 * One run of kubectl: its command, what it prints, and the requests it sends. Every request is written to
 * standard error as `-v` asks for it.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Interface as WatchInterface } from '#apimachinery/pkg/watch/watch.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { between } from '#base/time.ts';
import type { RESTClient } from '#client-go/rest/client.ts';
import type { Answer, ClientError, HTTPMethod, Request } from '#client-go/rest/request.ts';
import { flagValue, type KubectlCommand } from '#script/kubectl_text.ts';
import type { KubectlFlagName } from '#script/kubectl_verbs.ts';
import type { Manifest } from '#script/manifests.ts';
import type { CancellableContext, Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { Discovery } from './discovery.ts';
import type { OpenAPI } from './open_api.ts';
import { type LogPlace, logLine } from './verbosity.ts';

/** A request as kubectl writes it. */
export interface KubectlRequest {
  readonly method?: HTTPMethod;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Plain JSON if left out. */
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: JsonValue;
}

/** What a run is given. */
export interface InvocationParts {
  readonly sim: Sim;
  readonly client: RESTClient;
  readonly discovery: Discovery;
  readonly openAPI: OpenAPI;
  readonly command: KubectlCommand;
  readonly manifests: readonly Manifest[];
  /** `kubectl/3`. */
  readonly run: string;
  readonly context: CancellableContext;
}

/** What a verb comes to: nothing more to say, or what went wrong, one text per failure. */
export type Outcome = readonly string[];

export const fine: Outcome = [];

/** The namespace of kubectl's configuration. */
const usualNamespace = 'default';

export class Invocation {
  readonly sim: Sim;
  readonly discovery: Discovery;
  readonly openAPI: OpenAPI;
  readonly command: KubectlCommand;
  readonly manifests: readonly Manifest[];
  readonly run: string;
  readonly #client: RESTClient;
  readonly #context: CancellableContext;

  constructor(parts: InvocationParts) {
    this.sim = parts.sim;
    this.discovery = parts.discovery;
    this.openAPI = parts.openAPI;
    this.command = parts.command;
    this.manifests = parts.manifests;
    this.run = parts.run;
    this.#client = parts.client;
    this.#context = parts.context;
  }

  get ctx(): Context {
    return this.#context.ctx;
  }

  /** The words before `--`. */
  get words(): readonly string[] {
    const words = this.command.words ?? [];
    const end = words.indexOf('--');
    return end < 0 ? words : words.slice(0, end);
  }

  /** The words behind `--`. */
  get argv(): readonly string[] {
    const words = this.command.words ?? [];
    const end = words.indexOf('--');
    return end < 0 ? [] : words.slice(end + 1);
  }

  flag(name: KubectlFlagName): string | undefined {
    return flagValue(this.command, name);
  }

  flags(name: KubectlFlagName): readonly string[] {
    return (this.command.flags ?? [])
      .filter((each) => each.name === name)
      .map(({ value }) => value);
  }

  isOn(name: KubectlFlagName, otherwise = false): boolean {
    const value = this.flag(name);
    return value === undefined ? otherwise : value === 'true';
  }

  get namespace(): string {
    return this.flag('namespace') ?? usualNamespace;
  }

  /** Prints lines; each call is one hop of the trace. */
  out(text: string): void {
    if (text !== '') this.#print('out', text);
  }

  err(text: string): void {
    if (text !== '') this.#print('err', text);
  }

  #print(stream: 'out' | 'err', text: string): void {
    const { run } = this;
    this.sim.emit('kubectl.printed', run, { run, stream, text });
  }

  // Requests.

  /** Sends a request and waits for the answer. */
  *send(request: KubectlRequest, ctx = this.ctx): Proc<Result<Answer, ClientError>> {
    const started = this.sim.now;
    this.#tellRequest(request);
    const answered = yield* this.#build(request).do(ctx);
    const status = answered.ok ? answered.value.status : statusOf(answered.error);
    const body = answered.ok ? answered.value.body : bodyOf(answered.error);
    this.#tellResponse({ request, status, body, lasted: between(started, this.sim.now) });
    return answered;
  }

  /** The same where the answer is an object. */
  *object(request: KubectlRequest, ctx = this.ctx): Proc<Result<Unstructured, ClientError>> {
    const answered = yield* this.send(request, ctx);
    return answered.ok ? ok(answered.value.body as unknown as Unstructured) : fail(answered.error);
  }

  /** Opens a watch. */
  *watch(request: KubectlRequest, ctx = this.ctx): Proc<Result<WatchInterface, ClientError>> {
    const started = this.sim.now;
    this.#tellRequest(request);
    const opened = yield* this.#build(request).watch(ctx);
    const status = opened.ok ? 200 : statusOf(opened.error);
    const lasted = between(started, this.sim.now);
    this.#tellResponse({ request, status, body: undefined, lasted });
    return opened;
  }

  #build({ method, path, query, accept, contentType, body }: KubectlRequest): Request {
    const request = this.#client.verb(method ?? 'GET').absPath(...path.split('/').slice(1));
    if (accept !== undefined) request.setHeader('accept', accept);
    if (contentType !== undefined) request.setHeader('content-type', contentType);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) request.param(name, value);
    }
    return body === undefined ? request : request.body(body);
  }

  get #verbosity(): number {
    return Number(this.flag('v') ?? '0');
  }

  #tellRequest(request: KubectlRequest): void {
    const level = this.#verbosity;
    if (level < 7) return;
    const { body, accept = 'application/json', contentType = 'application/json' } = request;
    const text = body === undefined ? '' : shortened(body, level);
    const sent = level < 8 ? '' : this.#log('helper.go:105', `"Request Body" body=${quoted(text)}`);
    const type = body === undefined ? '' : `\tContent-Type: ${contentType}\n`;
    const headers = `headers=<\n\tAccept: ${accept}\n${type}\tUser-Agent: kubectl\n >`;
    this.err(sent + this.#log('round_trippers.go:527', `"Request" ${named(request)} ${headers}`));
  }

  #tellResponse(answer: {
    readonly request: KubectlRequest;
    readonly status: number;
    readonly body: JsonValue | undefined;
    readonly lasted: number;
  }): void {
    const level = this.#verbosity;
    if (level < 6) return;
    const { request, status, body, lasted } = answer;
    const took = `milliseconds=${Math.round(lasted / 1_000_000)}`;
    const shown = `status="${`${status || ''} ${statusTexts[status] ?? ''}`.trim()}"`;
    const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
    const text =
      level < 8
        ? `"Response" ${named(request)} ${shown} ${took}`
        : `"Response" ${shown} headers=<\n\tContent-Type: ${type}\n > ${took}`;
    const head = this.#log('round_trippers.go:632', text);
    const received =
      level < 8 || body === undefined
        ? ''
        : this.#log('helper.go:105', `"Response Body" body=${quoted(shortened(body, level))}`);
    this.err(head + received);
  }

  #log(place: LogPlace, text: string): string {
    return logLine(this.sim.now, place, text);
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

const statusTexts: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** From this level on, so many characters of a body are shown. */
const shownOfBody: readonly (readonly [level: number, characters: number])[] = [
  [10, Number.POSITIVE_INFINITY],
  [9, 10_240],
  [8, 1_024],
];

function shortened(body: JsonValue, level: number): string {
  const text = typeof body === 'string' ? body : canonicalJson(body);
  const most = shownOfBody.find(([from]) => level >= from)?.[1] ?? 0;
  return text.length <= most
    ? text
    : `${text.slice(0, most)} [truncated ${text.length - most} chars]`;
}

function named({ method, path, query }: KubectlRequest): string {
  const words = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value ?? '')}`);
  const url = `https://10.96.0.1:443${path}${words.length === 0 ? '' : `?${words.join('&')}`}`;
  return `verb="${method ?? 'GET'}" url="${url}"`;
}

function statusOf(error: ClientError): number {
  return error.kind === 'StatusError' ? (error.errStatus.code ?? 0) : 0;
}

function bodyOf(error: ClientError): JsonValue | undefined {
  return error.kind === 'StatusError' ? (error.errStatus as unknown as JsonValue) : undefined;
}
