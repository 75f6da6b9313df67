/**
 * Our API server as a script's counterpart: the handlers that the browser uses, behind the simulated
 * network, asked by a plain client in virtual time.
 */

import { APIServer } from '#apiserver/api_server.ts';
import { Etcd } from '#apiserver/storage/etcd.ts';
import type { JsonObject, JsonValue } from '#base/json.ts';
import { after, type Duration, milliseconds } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import { findProgram } from '#controllers/programs.ts';
import { readYaml } from '#script/yaml_body.ts';
import { background } from '#sim/context.ts';
import { InMemoryNetwork } from '#sim/in_memory_network.ts';
import type { ClientResponse, ClientStream, HTTPRequest } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import { ObjectTable } from '#trace/object_table.ts';
import { profiles } from '#trace/profile.ts';
import type { Answer, Command, PlainRequest, Reading, Reply } from './exchange.ts';
import type { ScriptOptions } from './script.ts';

const origin = { client: 'script', noun: 'script' };
const settling = milliseconds(2_000);

interface OpenWatch {
  readonly stream: ClientStream;
  readonly events: JsonObject[];
}

export class EngineServer {
  readonly #sim: Sim;
  readonly #etcd: Etcd;
  readonly #network: InMemoryNetwork;
  readonly #server: APIServer;
  readonly #watches = new Map<string, OpenWatch>();

  constructor(options: ScriptOptions) {
    const trace = { level: 'counts', objects: new ObjectTable(), append: () => undefined } as const;
    const sim = new Sim({ seed: 'transcripts', policy: 'arrival', trace });
    this.#sim = sim;
    this.#etcd = new Etcd(sim, { compactionInterval: undefined });
    this.#network = new InMemoryNetwork(sim);
    this.#server = new APIServer(sim, {
      name: 'a',
      etcd: this.#etcd,
      network: this.#network,
      managedFields: true,
      readYaml,
    });
    this.#server.start();
    if (options.controllers === true) this.#startControllers();
    this.#runFor(settling);
  }

  /** Runs a case to its end. */
  run<T>(body: Generator<Command, T, Reply>): T {
    let next = body.next();
    while (next.done !== true) next = body.next(this.#obey(next.value));
    for (const { stream } of this.#watches.values()) stream.stop();
    this.#watches.clear();
    return next.value;
  }

  #startControllers(): void {
    for (const name of controllers) {
      findProgram(name)?.start(this.#sim, {
        transport: this.#network,
        profile: profiles.modern,
        workers: undefined,
        resync: undefined,
      });
    }
  }

  #obey(command: Command): Reply {
    switch (command.kind) {
      case 'request': {
        const response = this.#drive(this.#ask(command.request));
        if (response.kind === 'body') return { kind: 'answer', answer: plainAnswer(response) };
        response.stream.stop();
        throw new Error(`${command.request.path} was answered by a stream`);
      }
      case 'watch':
        return { kind: 'answer', answer: this.#open(command.as, command.request) };
      case 'read':
        return { kind: 'reading', reading: this.#read(command) };
      case 'close':
        this.#watches.get(command.watch)?.stream.stop();
        this.#watches.delete(command.watch);
        return { kind: 'done' };
      case 'wait':
        this.#runFor(milliseconds(command.forMs));
        return { kind: 'done' };
      case 'server':
        this.#actOnServer(command.action);
        return { kind: 'done' };
      default:
        return unreachable(command);
    }
  }

  #actOnServer(action: 'compact' | 'restart'): void {
    if (action === 'compact') this.#etcd.compact(this.#etcd.revision);
    else this.#server.restart();
    this.#runFor(settling);
  }

  #open(as: string, request: PlainRequest): Answer {
    const response = this.#drive(this.#ask(request));
    if (response.kind === 'body') return plainAnswer(response);
    const open: OpenWatch = { stream: response.stream, events: [] };
    this.#watches.set(as, open);
    this.#sim.spawn('script/watch', collect(open), { daemon: true });
    return { status: 200, headers: {}, body: '' };
  }

  #read(wanted: { watch: string; events: number; withinMs: number }): Reading {
    const open = this.#watches.get(wanted.watch);
    if (open === undefined) throw new Error(`no watch is open as "${wanted.watch}"`);
    const limit = after(this.#sim.now, milliseconds(wanted.withinMs));
    const enough = () => open.events.length >= wanted.events || open.stream.ending() !== 'open';
    while (!enough() && this.#sim.step(limit) === 'stepped');
    const events = open.events.splice(0, wanted.events);
    if (events.length === wanted.events) return { events };
    return { events, ended: open.stream.ending() !== 'open' };
  }

  *#ask({ method, path, query, headers, body, text }: PlainRequest): Proc<ClientResponse> {
    const sent: HTTPRequest = {
      method: method as HTTPRequest['method'],
      path,
      query,
      headers,
      ...(text === undefined ? { body } : { text }),
    };
    const answer = yield* this.#network.roundTrip(background(this.#sim), sent, origin);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  }

  #drive<T>(body: Proc<T>): T {
    let result: { readonly value: T } | undefined;
    this.#sim.spawn(
      'script',
      keep(body, (value) => {
        result = { value };
      }),
    );
    while (result === undefined) {
      if (this.#sim.step() !== 'stepped') throw new Error('the server never answered');
    }
    return (result as { readonly value: T }).value;
  }

  #runFor(duration: Duration): void {
    const limit = after(this.#sim.now, duration);
    while (this.#sim.step(limit) === 'stepped');
    if (!this.#sim.busy && this.#sim.now < limit) this.#sim.advanceTo(limit);
  }
}

/** What kube-controller-manager runs beside the real server. */
const controllers = [
  'gc',
  'namespace-controller',
  'deployment-controller',
  'rs-controller',
  'job-controller',
];

function* keep<T>(body: Proc<T>, tell: (value: T) => void): Proc {
  tell(yield* body);
}

function* collect({ stream, events }: OpenWatch): Proc {
  for (;;) {
    const frame = yield* stream.frames.receive();
    if (frame === undefined) return;
    events.push({ type: frame.type, object: frame.object });
  }
}

function plainAnswer(response: Extract<ClientResponse, { kind: 'body' }>): Answer {
  const { status, headers, body } = response;
  return { status, headers, body: JSON.parse(JSON.stringify(body)) as JsonValue };
}
