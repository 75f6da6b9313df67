/** A small cluster for tests: a kernel, a network and API servers, and a client that speaks plain HTTP. */

import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { APIServer, type APIServerOptions } from '#apiserver/api_server.ts';
import { Etcd, type EtcdOptions } from '#apiserver/storage/etcd.ts';
import type { JsonValue } from '#base/json.ts';
import { after, type Duration, seconds } from '#base/time.ts';
import { background } from '#sim/context.ts';
import { InMemoryNetwork, type NetworkOptions } from '#sim/in_memory_network.ts';
import type { ClientFrame, ClientStream, HTTPRequest, NetworkError } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import { eventShapes } from '#trace/event_shapes.ts';
import type { TraceLevel } from '#trace/level.ts';
import { ObjectTable } from '#trace/object_table.ts';
import { recordProblem } from '#trace/shape.ts';

export interface ClusterOptions {
  readonly replicas?: readonly string[];
  readonly network?: NetworkOptions;
  readonly etcd?: EtcdOptions;
  readonly server?: Partial<APIServerOptions>;
  readonly level?: TraceLevel;
}

/** What a plain client sees of an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
}

export interface Cluster {
  readonly sim: Sim;
  readonly etcd: Etcd;
  readonly network: InMemoryNetwork;
  readonly servers: Readonly<Record<string, APIServer>>;
  readonly events: TraceEvent[];
  /** One request, run to its end. Network failures are thrown as their message. */
  readonly ask: (method: HTTPRequest['method'], url: string, body?: JsonValue) => Answer;
  /** Opens a watch for `test/watch` and lets it receive what is on the way. */
  readonly watch: (url: string) => WatchedStream;
  /** Lets time go on. */
  readonly runFor: (duration: Duration) => void;
}

/** A watch whose frames are taken out as they arrive. */
export interface WatchedStream {
  readonly stream: ClientStream;
  readonly frames: ClientFrame[];
  /** `ADDED a@3`: type, name and resourceVersion. */
  readonly seen: () => readonly string[];
}

export function cluster(options: ClusterOptions = {}): Cluster {
  const events: TraceEvent[] = [];
  const level = options.level ?? 'full';
  const append = (event: TraceEvent) => {
    expectShape(event);
    events.push(event);
  };
  const trace = { level, objects: new ObjectTable(), append };
  const sim = new Sim({ seed: 'test', policy: 'arrival', trace });
  const etcd = new Etcd(sim, options.etcd);
  const network = new InMemoryNetwork(sim, options.network);
  const servers: Record<string, APIServer> = {};
  for (const name of options.replicas ?? ['a']) {
    servers[name] = new APIServer(sim, { ...options.server, name, etcd, network });
    servers[name]?.start();
  }
  const runFor = (duration: Duration) => runUntilQuiet(sim, duration);
  return {
    sim,
    etcd,
    network,
    servers,
    events,
    ask: (method, url, body) => drive(sim, request(sim, network, { method, url, body })),
    watch: (url) => {
      const watched = openWatch(sim, network, url);
      runFor(seconds(1));
      return watched;
    },
    runFor,
  };
}

/** Every event is as its kind's shape says. */
function expectShape(event: TraceEvent): void {
  const problem = recordProblem(eventShapes[event.kind], event.data, event.kind);
  if (problem !== undefined) throw new Error(`${problem.path}: ${problem.reason}`);
}

/** Runs a process to its end, and with it whatever else is due until then. Returns its result. */
export function drive<T>(sim: Sim, body: Proc<T>): T {
  let result: { readonly value: T } | undefined;
  sim.spawn(
    'test',
    keep(body, (value) => (result = { value })),
  );
  while (result === undefined) {
    if (sim.step() !== 'stepped') throw new Error('the process never ended');
  }
  return result.value;
}

function* keep<T>(body: Proc<T>, tell: (value: T) => void): Proc {
  tell(yield* body);
}

function runUntilQuiet(sim: Sim, duration: Duration): void {
  const limit = after(sim.now, duration);
  while (sim.step(limit) === 'stepped');
  if (!sim.busy && sim.now < limit) sim.advanceTo(limit);
}

function parsed(url: string): Pick<HTTPRequest, 'path' | 'query'> {
  const [path = '', search = ''] = url.split('?');
  const query = Object.fromEntries(new URLSearchParams(search));
  return { path, query };
}

interface Asked {
  readonly method: HTTPRequest['method'];
  readonly url: string;
  readonly body?: JsonValue | undefined;
  /** The body as raw text, instead of `body`. */
  readonly text?: string | undefined;
  readonly contentType?: string;
}

/** One request with all that can be told of it, run to its end. */
export function send(to: Pick<Cluster, 'sim' | 'network'>, asked: Asked): Answer {
  return drive(to.sim, request(to.sim, to.network, asked));
}

function* request(sim: Sim, network: InMemoryNetwork, asked: Asked): Proc<Answer> {
  const { method, url, body, text } = asked;
  const usual = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const type = asked.contentType ?? usual;
  const sent = { method, ...parsed(url), headers: { 'content-type': type }, body, text };
  const origin = { client: 'test', noun: 'test' };
  const answer = yield* network.roundTrip(background(sim), sent, origin);
  if (!answer.ok) throw new Error((answer.error satisfies NetworkError).message);
  if (answer.value.kind === 'stream') throw new Error('expected a body, got a stream');
  return answer.value;
}

function openWatch(sim: Sim, network: InMemoryNetwork, url: string): WatchedStream {
  const { path, query } = parsed(url);
  const sent = { method: 'GET' as const, path, query: { ...query, watch: 'true' }, headers: {} };
  const origin = { client: 'test', noun: 'test/watch' };
  const stream = drive(sim, openStream(sim, network, { sent, origin }));
  const frames: ClientFrame[] = [];
  sim.spawn('test/watch', collect(stream, frames));
  return { stream, frames, seen: () => frames.map(frameText) };
}

function* openStream(
  sim: Sim,
  network: InMemoryNetwork,
  asked: { readonly sent: HTTPRequest; readonly origin: { client: string; noun: string } },
): Proc<ClientStream> {
  const answer = yield* network.roundTrip(background(sim), asked.sent, asked.origin);
  if (!answer.ok) throw new Error(answer.error.message);
  if (answer.value.kind === 'body') throw new Error(JSON.stringify(answer.value.body));
  return answer.value.stream;
}

function* collect(stream: ClientStream, frames: ClientFrame[]): Proc {
  for (;;) {
    const frame = yield* stream.frames.receive();
    if (frame === undefined) return;
    frames.push(frame);
  }
}

export function frameText(frame: ClientFrame): string {
  if (frame.type === 'ERROR') {
    const { code, message } = frame.object as Status;
    return `ERROR ${code} ${message}`;
  }
  const { name = '', resourceVersion } = (frame.object as Unstructured).metadata;
  return `${frame.type} ${name}@${resourceVersion}`;
}

/** The object in an answer. */
export function objectOf(answer: Answer): Unstructured {
  return answer.body as Unstructured;
}

/** The Status in an answer. */
export function statusOf(answer: Answer): Status {
  return answer.body as Status;
}

/** The names in a list. */
export function namesOf(answer: Answer): readonly string[] {
  const { items } = answer.body as { items: Unstructured[] };
  return items.map(({ metadata }) => metadata.name ?? '');
}

export function versionOf(answer: Answer): string {
  return objectOf(answer).metadata.resourceVersion ?? '';
}

export const configMaps = '/api/v1/namespaces/default/configmaps';
export const pods = '/api/v1/namespaces/default/pods';

export function configMap(name: string, content: Partial<Unstructured> = {}): JsonValue {
  const { metadata, ...rest } = content;
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, ...rest };
}

export function pod(name: string, content: Partial<Unstructured> = {}): JsonValue {
  const { metadata, ...rest } = content;
  const spec = { containers: [{ name: 'main', image: 'web:1' }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, ...metadata }, spec, ...rest };
}
