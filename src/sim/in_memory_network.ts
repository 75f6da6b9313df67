/**
 * The network between clients and API servers, in one memory: every hop takes its time, every client
 * gets its own copy, and everything that can go wrong on the way can be made to.
 */

import { cloneJson, freezeJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import {
  after,
  between,
  type Duration,
  duration,
  type Instant,
  milliseconds,
  seconds,
} from '#base/time.ts';
import type { EventData } from '#trace/event.ts';
import { type APIAddress, objectKey, parseAPIPath, urlOf, verbOf } from './api_address.ts';
import { Channel, select } from './channel.ts';
import type { Context } from './context.ts';
import { decodedBody } from './decoded_copy.ts';
import type {
  ClientResponse,
  Frame,
  HTTPRequest,
  NetworkError,
  RequestOrigin,
  Server,
  ServerRequest,
  ServerResponse,
  Transport,
} from './network.ts';
import type { Blocking, Proc, Process } from './process.ts';
import type { Program } from './program.ts';
import { type MatchedRequest, RequestFaults, type RequestMatch } from './request_faults.ts';
import type { Sim } from './sim.ts';
import { type Cut, type StreamView, WatchWire } from './watch_wire.ts';

/** How long each hop takes. */
export interface Latencies {
  /** From a client to a server. */
  readonly request: Duration;
  /** From a server to a client. */
  readonly response: Duration;
  /** From a server to a client, for each frame of a watch. */
  readonly frame: Duration;
}

export interface NetworkOptions {
  readonly latencies?: Partial<Latencies>;
  /** How much of a latency may be added to it by chance; 0 adds nothing. */
  readonly jitterFactor?: number;
  /** How long a client waits for an answer that was lost. */
  readonly unansweredAfter?: Duration;
  /** How many frames of a watch its connection takes before the client has read one. */
  readonly watchBuffer?: number | undefined;
}

/** Why a person's deed was not done. */
export interface Refusal {
  readonly message: string;
}

export const defaultLatencies: Latencies = {
  request: milliseconds(5),
  response: milliseconds(5),
  frame: milliseconds(10),
};

const defaultUnansweredAfter = seconds(10);
/** client-go's HTTP/2 pings after 30 s without a frame, and gives up 15 s later. */
const unnoticed = seconds(45);
/** HTTP/2 lets a client be some megabytes behind: a thousand objects of a few kilobytes. */
const defaultWatchBuffer = 1000;

type BodyResponse = Extract<ServerResponse, { kind: 'body' }>;

type Reply =
  | { readonly kind: 'answer'; readonly response: BodyResponse }
  | { readonly kind: 'stream'; readonly wire: WatchWire }
  | { readonly kind: 'failure'; readonly error: NetworkError };

/** A request on its way, and who waits for it. */
interface Exchange extends MatchedRequest {
  readonly request: ServerRequest;
  readonly address: APIAddress | undefined;
  readonly program: Program | undefined;
  readonly reply: Channel<Reply>;
  readonly sentAt: Instant;
  /** The process that handles it at the server, while one does. */
  handler: Process | undefined;
  abandoned: boolean;
}

export class InMemoryNetwork implements Transport {
  readonly faults = new RequestFaults();
  readonly #sim: Sim;
  readonly #jitterFactor: number;
  readonly #unansweredAfter: Duration;
  readonly #watchBuffer: number;
  #latencies: Latencies;
  #requests = 0;
  readonly #servers = new Map<string, Server>();
  readonly #addresses: string[] = [];
  readonly #routes = new Map<string, string>();
  readonly #handling = new Set<Exchange>();
  readonly #wires = new Set<WatchWire>();
  readonly #programs = new WeakSet<Program>();

  constructor(sim: Sim, options: NetworkOptions = {}) {
    this.#sim = sim;
    this.#latencies = { ...defaultLatencies, ...options.latencies };
    this.#jitterFactor = options.jitterFactor ?? 0;
    this.#unansweredAfter = options.unansweredAfter ?? defaultUnansweredAfter;
    this.#watchBuffer = options.watchBuffer ?? defaultWatchBuffer;
  }

  get latencies(): Latencies {
    return this.#latencies;
  }

  /** Changes how long hops take from now on. */
  setLatencies(latencies: Partial<Latencies>): void {
    this.#latencies = { ...this.#latencies, ...latencies };
  }

  // Who listens, and who talks to whom.

  /** A server answers at `address` from now on. The first address is every client's default. */
  listen(address: string, server: Server): void {
    this.#servers.set(address, server);
    if (!this.#addresses.includes(address)) this.#addresses.push(address);
  }

  /** The server is gone: what it was doing is lost, its streams break, new connections are refused. */
  close(address: string, how: 'EOF' | 'reset' = 'EOF'): void {
    this.#servers.delete(address);
    for (const exchange of [...this.#handling]) {
      if (exchange.replica === address) this.#breakExchange(exchange);
    }
    const ending = how === 'EOF' ? 'unexpected EOF' : 'connection reset';
    for (const wire of [...this.#wires]) {
      if (wire.options.replica === address) wire.breakFromServer(ending);
    }
  }

  /** Every address that a server ever listened at. */
  get addresses(): readonly string[] {
    return this.#addresses;
  }

  /** From now on that client's new requests go to `address`. */
  route(client: string, address: string): void {
    this.#routes.set(client, address);
  }

  /** Which address that client's requests go to. */
  addressOf(client: string): string {
    return this.#routes.get(client) ?? this.#addresses[0] ?? '';
  }

  // Requests.

  roundTrip(
    ctx: Context,
    request: HTTPRequest,
    origin: RequestOrigin,
  ): Blocking<Result<ClientResponse, NetworkError>> {
    return this.#sim.call('roundTrip', this.#roundTrip(ctx, request, origin));
  }

  *#roundTrip(
    ctx: Context,
    request: HTTPRequest,
    origin: RequestOrigin,
  ): Proc<Result<ClientResponse, NetworkError>> {
    if (ctx.error !== undefined) return fail(contextFailure(ctx.error));
    const exchange = this.#open(request, origin);
    this.#send(exchange);
    const cases = [exchange.reply.receiving(), ctx.done.receiving()];
    const { index, value } = yield* select(this.#sim, cases);
    if (index === 1 || value === undefined) {
      exchange.abandoned = true;
      return this.#failed(exchange, contextFailure(ctx.error ?? 'context canceled'));
    }
    const reply = value as Reply;
    switch (reply.kind) {
      case 'failure':
        return this.#failed(exchange, reply.error);
      case 'stream': {
        const { client } = reply.wire;
        this.#completed(exchange, 200, undefined);
        ctx.whenDone(() => client.stop());
        return ok({ kind: 'stream', id: exchange.request.id, stream: client });
      }
      case 'answer':
        return ok(this.#decode(exchange, reply.response));
    }
  }

  #open(request: HTTPRequest, origin: RequestOrigin): Exchange {
    const sim = this.#sim;
    const id = `req-${++this.#requests}`;
    const replica = this.addressOf(origin.client);
    const address = parseAPIPath(request.path);
    const body = request.body === undefined ? undefined : freezeJson(cloneJson(request.body));
    const program = sim.current?.program;
    if (program !== undefined) this.#resetWith(program);
    const { resource, key } = namesOf(request, address, body);
    const exchange: Exchange = {
      request: { ...request, body, id, origin, replica },
      address,
      origin,
      replica,
      verb: verbOf(request, address),
      resource,
      key,
      program,
      reply: new Channel<Reply>(sim, { name: `${id}.reply`, capacity: 1 }),
      sentAt: sim.now,
      handler: undefined,
      abandoned: false,
    };
    this.#tellSent(exchange);
    return exchange;
  }

  #tellSent(exchange: Exchange): void {
    const sim = this.#sim;
    const { request, origin, replica, verb, resource, key } = exchange;
    const body = isJsonObject(request.body) ? sim.ref(request.body) : undefined;
    sim.emit('request.sent', request.id, {
      request: request.id,
      client: origin.client,
      noun: origin.noun,
      replica,
      verb,
      method: request.method,
      url: urlOf(request),
      resource,
      key: key === '' ? undefined : key,
      body,
      accept: asksForAnotherForm(request) ? request.headers['accept'] : undefined,
    });
  }

  #send(exchange: Exchange): void {
    const sim = this.#sim;
    const arrival = after(sim.now, this.#latency('request'));
    if (!this.#servers.has(exchange.replica) || this.faults.isRefused(exchange)) {
      sim.schedule(arrival, () => this.#fail(exchange, refusedConnection));
    } else if (this.faults.take('lose request', exchange) !== undefined) {
      this.#lose(exchange, 'request');
    } else {
      sim.schedule(arrival, () => this.#arrive(exchange));
    }
  }

  #arrive(exchange: Exchange): void {
    const sim = this.#sim;
    const { request, replica } = exchange;
    const server = this.#servers.get(replica);
    if (server === undefined) {
      this.#failSoon(exchange, resetConnection);
      return;
    }
    sim.as(server.name, sim.causes, () => {
      sim.emit('request.received', request.id, { request: request.id, replica });
      exchange.handler = sim.spawn(`${server.name}/${request.id}`, this.#serve(exchange, server));
      this.#handling.add(exchange);
    });
  }

  *#serve(exchange: Exchange, server: Server): Proc {
    const { request } = exchange;
    const fault = this.faults.take('answer', exchange);
    const answer = fault?.answer ?? this.faults.denialOf(exchange);
    const response = answer === undefined ? yield* server.handle(request) : answer(request);
    this.#handling.delete(exchange);
    this.#sim.emit('request.answered', request.id, this.#answerData(exchange, response));
    this.#respond(exchange, server, response);
  }

  #respond(exchange: Exchange, server: Server, response: ServerResponse): void {
    const sim = this.#sim;
    const lost = this.faults.take('lose response', exchange) !== undefined;
    if (lost || this.#isGone(exchange)) {
      if (response.kind === 'stream') response.stream.stop();
      this.#lose(exchange, 'response');
      return;
    }
    const arrival = after(sim.now, this.#latency('response'));
    if (response.kind === 'stream') {
      const wire = this.#wire({ exchange, server, response, headArrival: arrival });
      sim.schedule(arrival, () => this.#deliver(exchange, { kind: 'stream', wire }));
      return;
    }
    sim.schedule(arrival, () => this.#deliver(exchange, { kind: 'answer', response }));
  }

  #deliver(exchange: Exchange, reply: Reply): void {
    const ends = reply.kind === 'answer' ? this.faults.take('end client', exchange) : undefined;
    if (ends?.kind === 'end client') ends.end();
    if (!this.#isGone(exchange)) {
      exchange.reply.trySend(reply);
      return;
    }
    const { id } = exchange.request;
    this.#sim.emit('request.lost', id, { request: id, part: 'response' });
    if (reply.kind === 'stream') reply.wire.resetByClient();
  }

  #wire(options: {
    readonly exchange: Exchange;
    readonly server: Server;
    readonly response: Extract<ServerResponse, { kind: 'stream' }>;
    readonly headArrival: Instant;
  }): WatchWire {
    const { exchange, server, response, headArrival } = options;
    const wire = new WatchWire(this.#sim, {
      id: exchange.request.id,
      noun: exchange.origin.noun,
      client: exchange.origin.client,
      replica: exchange.replica,
      resource: exchange.resource,
      serverName: server.name,
      program: exchange.program,
      server: response.stream,
      headArrival,
      capacity: this.#watchBuffer,
      silence: unnoticed,
      frameLatency: () => this.#latency('frame'),
      requestLatency: () => this.#latency('request'),
      onClosed: (closed) => this.#wires.delete(closed),
    });
    this.#wires.add(wire);
    return wire;
  }

  #decode(exchange: Exchange, response: BodyResponse): ClientResponse {
    const { status, headers, body } = response;
    this.#completed(exchange, status, body);
    const { id } = exchange.request;
    return {
      kind: 'body',
      id,
      status,
      headers,
      body: decodedBody(this.#sim, body, response.bareItems),
    };
  }

  #completed(exchange: Exchange, status: number, body: JsonValue | undefined): void {
    const { id } = exchange.request;
    this.#sim.emit('request.completed', id, {
      request: id,
      client: exchange.origin.client,
      status,
      ...failureTexts(body),
      lasted: between(exchange.sentAt, this.#sim.now),
    });
  }

  #failed(exchange: Exchange, error: NetworkError): Result<never, NetworkError> {
    const { id } = exchange.request;
    this.#sim.emit('request.failed', id, {
      request: id,
      client: exchange.origin.client,
      error: error.message,
      lasted: between(exchange.sentAt, this.#sim.now),
    });
    return fail(error);
  }

  #answerData(exchange: Exchange, response: ServerResponse): EventData<'request.answered'> {
    const { request, replica } = exchange;
    const common = { request: request.id, replica };
    if (response.kind === 'stream') return { ...common, status: 200 };
    const { status, body } = response;
    return { ...common, status, ...failureTexts(body), ...this.#contents(body) };
  }

  #contents(
    body: JsonValue,
  ): Pick<EventData<'request.answered'>, 'object' | 'items' | 'resourceVersion'> {
    if (!isJsonObject(body) || body['kind'] === 'Status') return {};
    const { metadata, items } = body;
    const version = isJsonObject(metadata) ? metadata['resourceVersion'] : undefined;
    const resourceVersion = typeof version === 'string' ? version : undefined;
    if (Array.isArray(items)) return { items: items.length, resourceVersion };
    return { object: this.#sim.ref(body), resourceVersion };
  }

  // What goes wrong.

  #fail(exchange: Exchange, error: NetworkError): void {
    if (!this.#isGone(exchange)) exchange.reply.trySend({ kind: 'failure', error });
  }

  #failSoon(exchange: Exchange, error: NetworkError): void {
    const arrival = after(this.#sim.now, this.#latency('response'));
    this.#sim.schedule(arrival, () => this.#fail(exchange, error));
  }

  #lose(exchange: Exchange, part: 'request' | 'response'): void {
    const sim = this.#sim;
    const { id } = exchange.request;
    sim.emit('request.lost', id, { request: id, part });
    const due = Math.max(sim.now, after(exchange.sentAt, this.#unansweredAfter)) as Instant;
    sim.schedule(due, () => this.#fail(exchange, unanswered));
  }

  #breakExchange(exchange: Exchange): void {
    this.#handling.delete(exchange);
    if (exchange.handler !== undefined) this.#sim.kill(exchange.handler);
    this.#failSoon(exchange, brokenConnection);
  }

  #isGone(exchange: Exchange): boolean {
    const state = exchange.program?.state;
    return exchange.abandoned || state === 'stopped' || state === 'crashed';
  }

  /** When the program ends, its connections are reset. */
  #resetWith(program: Program): void {
    if (this.#programs.has(program)) return;
    this.#programs.add(program);
    program.atEnd.push(() => {
      for (const wire of [...this.#wires]) {
        if (wire.options.program === program) wire.resetByClient();
      }
    });
  }

  // What people do to streams. A stream is meant by its noun or its request; of several, the latest.

  /** What is open now, in the order opened. */
  streams(): readonly StreamView[] {
    return [...this.#wires].map((wire) => wire.view());
  }

  hold(noun: string): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.hold());
  }

  release(noun: string): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.release());
  }

  cut(noun: string, how: Cut): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.cut(how));
  }

  sever(noun: string): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.sever());
  }

  delay(noun: string, lasting: Duration): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.delay(lasting));
  }

  swap(noun: string, position = 0): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.swap(position));
  }

  duplicate(noun: string, position = 0): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.duplicate(position));
  }

  drop(noun: string, position = 0): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.drop(position));
  }

  inject(noun: string, frame: Frame): Result<void, Refusal> {
    return this.#onStream(noun, (wire) => wire.inject(freezeJson(cloneJson(frame))));
  }

  // What people do to requests.

  /** The next request that matches gets this answer, and the server does not see it. */
  answerNext(match: RequestMatch, answer: (request: ServerRequest) => ServerResponse): void {
    this.faults.arm(match, { kind: 'answer', answer });
  }

  /** The next request that matches is lost, or its answer is after the server has done its part. */
  loseNext(match: RequestMatch, part: 'request' | 'response'): void {
    this.faults.arm(match, { kind: part === 'request' ? 'lose request' : 'lose response' });
  }

  /** When the answer to the next request that matches arrives, `end` ends the client before it can go on. */
  endAfterNext(match: RequestMatch, end: () => void): void {
    this.faults.arm(match, { kind: 'end client', end });
  }

  /** New connections that match are refused until {@link accept}; open streams go on. */
  refuse(match: RequestMatch): void {
    this.faults.refuse(match);
  }

  accept(match: RequestMatch): Result<void, Refusal> {
    if (this.faults.accept(match)) return ok(undefined);
    return fail({ message: 'no connections are refused there' });
  }

  #onStream(noun: string, act: (wire: WatchWire) => Result<void, Refusal>): Result<void, Refusal> {
    const wire = [...this.#wires].findLast(
      ({ options }) => options.noun === noun || options.id === noun,
    );
    return wire === undefined ? fail({ message: `no watch of ${noun} is open` }) : act(wire);
  }

  #latency(hop: keyof Latencies): Duration {
    const latency = this.#latencies[hop];
    if (this.#jitterFactor === 0) return latency;
    const jitter = this.#sim.chooser.jitter(`network.${hop}`);
    return duration(latency + Math.trunc(latency * this.#jitterFactor * jitter));
  }
}

const refusedConnection: NetworkError = {
  kind: 'connection refused',
  message: 'dial tcp 10.96.0.1:443: connect: connection refused',
};
const resetConnection: NetworkError = {
  kind: 'connection reset',
  message: 'read tcp 10.244.0.2:40000->10.96.0.1:443: read: connection reset by peer',
};
const brokenConnection: NetworkError = { kind: 'EOF', message: 'EOF' };
const unanswered: NetworkError = {
  kind: 'timeout',
  message: 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
};

function contextFailure(error: NonNullable<Context['error']>): NetworkError {
  return { kind: error === 'context canceled' ? 'canceled' : 'timeout', message: error };
}

/** What a request is about; a create's name is in its body. */
function namesOf(
  request: HTTPRequest,
  address: APIAddress | undefined,
  body: JsonValue | undefined,
): { readonly resource: string; readonly key: string } {
  if (address === undefined) return { resource: '', key: '' };
  const { resource, namespace } = address;
  const metadata = isJsonObject(body) ? body['metadata'] : undefined;
  const inBody = request.method === 'POST' && isJsonObject(metadata) ? metadata['name'] : undefined;
  const name = address.name === '' && typeof inBody === 'string' ? inBody : address.name;
  return { resource, key: name === '' ? '' : objectKey(resource, namespace, name) };
}

function failureTexts(body: JsonValue | undefined): {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
} {
  if (!isJsonObject(body) || body['kind'] !== 'Status' || body['status'] !== 'Failure') return {};
  const { reason, message } = body;
  return {
    reason: typeof reason === 'string' ? reason : undefined,
    message: typeof message === 'string' ? message : undefined,
  };
}

/** True if the answer shall not be the object as it is. */
function asksForAnotherForm({ headers }: HTTPRequest): boolean {
  return headers['accept']?.includes(';as=') ?? false;
}
