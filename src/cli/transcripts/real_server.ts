/** The real API server as a script's counterpart: built from Go, run beside us, asked over HTTPS. */

import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent, request as sendHTTPS } from 'node:https';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { JsonObject, JsonValue } from '#base/json.ts';
import { unreachable } from '#base/unreachable.ts';
import type { Answer, Command, PlainRequest, Reading, Reply } from './exchange.ts';
import type { ScriptOptions } from './script.ts';

export const realServerFolder = join(import.meta.dirname, '../../../test/oracle/apiserver');
const binary = join(realServerFolder, '../bin/apiserver');

/** Builds the real server; gives Go's words when it cannot. */
export function buildRealServer(): string | undefined {
  const version = pinnedKubernetes().replace(/^kubernetes /, '');
  const stamp = `-X k8s.io/component-base/version.gitVersion=${version} -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=${version.split('.')[1]}`;
  const words = ['build'];
  words.push(`-ldflags=-s -w ${stamp}`, '-o', binary, '.');
  const { status, stderr } = spawnSync('go', words, {
    cwd: realServerFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  return status === 0 ? undefined : stderr;
}

/** `kubernetes v1.37.2`, as the module file says. */
export function pinnedKubernetes(): string {
  const { stdout } = spawnSync('go', ['list', '-m', '-f', '{{.Version}}', 'k8s.io/kubernetes'], {
    cwd: realServerFolder,
    encoding: 'utf8',
  });
  return `kubernetes ${stdout.trim()}`;
}

interface OpenWatch {
  readonly response: IncomingMessage;
  readonly events: JsonObject[];
  ended: boolean;
  /** Told when something came. */
  wake: () => void;
}

interface Told {
  readonly url?: string;
  readonly token?: string;
  readonly fault?: string;
}

export class RealServer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #watches = new Map<string, OpenWatch>();
  #agent = newAgent();
  #complaint = '';
  #url = '';
  #token = '';

  constructor() {
    this.#child = spawn(binary, [], { cwd: realServerFolder });
    this.#lines = createInterface(this.#child.stdout);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = `${this.#complaint}${text}`.slice(-4_000);
    });
  }

  /** An empty cluster from here on. */
  async start({ controllers = false }: ScriptOptions): Promise<void> {
    const { url = '', token = '' } = await this.#tell({ do: 'start', controllers });
    this.#agent.destroy();
    this.#agent = newAgent();
    this.#url = url;
    this.#token = token;
  }

  async end(): Promise<void> {
    await this.#tell({ do: 'stop' });
    this.#child.stdin.end();
    this.#agent.destroy();
  }

  /** Runs a case to its end. */
  async run<T>(body: Generator<Command, T, Reply>): Promise<T> {
    let next = body.next();
    while (next.done !== true) next = body.next(await this.#obey(next.value));
    for (const { response } of this.#watches.values()) response.destroy();
    this.#watches.clear();
    return next.value;
  }

  #tell(command: JsonObject): Promise<Told> {
    return new Promise((resolve, reject) => {
      const exited = () => reject(new Error(`the oracle ended: ${this.#complaint}`));
      this.#child.once('close', exited);
      this.#lines.once('line', (line) => {
        this.#child.off('close', exited);
        const told = JSON.parse(line) as Told;
        if (told.fault === undefined) resolve(told);
        else reject(new Error(told.fault));
      });
      this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    });
  }

  async #obey(command: Command): Promise<Reply> {
    switch (command.kind) {
      case 'request': {
        const { method, path, query } = command.request;
        try {
          const answer = await wholeAnswer(await this.#send(command.request));
          return { kind: 'answer', answer };
        } catch (error) {
          const asked = `${method} ${path} ${JSON.stringify(query)}`;
          throw new Error(`${asked} was not answered: ${String(error)}`);
        }
      }
      case 'watch': {
        const response = await this.#send(command.request);
        if (response.statusCode !== 200) {
          return { kind: 'answer', answer: await wholeAnswer(response) };
        }
        this.#watches.set(command.as, followed(response));
        return { kind: 'answer', answer: { status: 200, headers: {}, body: '' } };
      }
      case 'read':
        return { kind: 'reading', reading: await this.#read(command) };
      case 'close':
        this.#watches.get(command.watch)?.response.destroy();
        this.#watches.delete(command.watch);
        return { kind: 'done' };
      case 'wait':
        await sleep(command.forMs);
        return { kind: 'done' };
      case 'server':
        await this.#tell({ do: command.action });
        this.#agent.destroy();
        this.#agent = newAgent();
        return { kind: 'done' };
      default:
        return unreachable(command);
    }
  }

  async #read(wanted: { watch: string; events: number; withinMs: number }): Promise<Reading> {
    const open = this.#watches.get(wanted.watch);
    if (open === undefined) throw new Error(`no watch is open as "${wanted.watch}"`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wanted.withinMs);
      open.wake = () => {
        if (open.events.length < wanted.events && !open.ended) return;
        clearTimeout(timer);
        resolve();
      };
      open.wake();
    });
    const events = open.events.splice(0, wanted.events);
    if (events.length === wanted.events) return { events };
    return { events, ended: open.ended };
  }

  #send(request: PlainRequest): Promise<IncomingMessage> {
    const { method, path, query, headers, body, text } = request;
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent: OutgoingHttpHeaders = { ...headers, authorization: `Bearer ${this.#token}` };
    if (content !== undefined) sent['content-length'] = Buffer.byteLength(content);
    const search = new URLSearchParams(query).toString();
    const url = `${this.#url}${path}${search === '' ? '' : `?${search}`}`;
    return new Promise((resolve, reject) => {
      const outgoing = sendHTTPS(url, { method, headers: sent, agent: this.#agent }, resolve);
      outgoing.on('error', reject);
      outgoing.end(content);
    });
  }
}

/** Connections of one cluster: none may outlive it, since the next may listen where it did. */
function newAgent(): Agent {
  return new Agent({ keepAlive: true, rejectUnauthorized: false });
}

async function wholeAnswer(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  const headers = joinedHeaders(response);
  return { status: response.statusCode ?? 0, headers, body: parsedBody(text, headers) };
}

function parsedBody(text: string, headers: Readonly<Record<string, string>>): JsonValue {
  if (!/json/.test(headers['content-type'] ?? '')) return text;
  return JSON.parse(text) as JsonValue;
}

function joinedHeaders(response: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(response.headersDistinct).map(([name, values]) => [
    name,
    (values ?? []).join(', '),
  ]);
  return Object.fromEntries(entries);
}

const nobodyWaits = () => undefined;

/** Takes the events of a stream as they come, a line each. */
function followed(response: IncomingMessage): OpenWatch {
  const open: OpenWatch = { response, events: [], ended: false, wake: nobodyWaits };
  const end = () => {
    open.ended = true;
    open.wake();
  };
  let rest = '';
  response.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    open.events.push(...lines.map((line) => JSON.parse(line) as JsonObject));
    open.wake();
  });
  response.on('end', end).on('error', end).on('close', end);
  return open;
}

function sleep(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs));
}
