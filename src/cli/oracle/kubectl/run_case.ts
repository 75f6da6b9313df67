/** Runs one case of the battery with our kubectl against our server, and writes its requests down. */

import { isJsonObject, type JsonValue } from '#base/json.ts';
import { after, type Duration, milliseconds, seconds } from '#base/time.ts';
import { restClientFor } from '#client-go/rest/config.ts';
import { kubectlYaml } from '#script/kubectl_yaml.ts';
import { quoteWord, tokenize } from '#script/token.ts';
import { createSession, recordOf, type Session } from '#session/session.ts';
import { background } from '#sim/context.ts';
import type { HTTPRequest } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import type { Battery, BatteryCase, BatteryStep } from './battery.ts';
import type { Heard, HeardRequest } from './heard.ts';

/** The namespace that stands for the case's own. */
const namespace = 'default';

export function runCase(battery: Battery, each: BatteryCase): Heard {
  return new CaseRunner(battery).run(each);
}

class CaseRunner {
  readonly #battery: Battery;
  readonly #session: Session;
  readonly #heard: HTTPRequest[] = [];
  readonly #files: Record<string, string>;
  #listening = false;

  constructor(battery: Battery) {
    this.#battery = battery;
    this.#files = { ...battery.files };
    const record = recordOf('start gc\n');
    if (!record.ok) throw new Error(JSON.stringify(record.error));
    const session = createSession(record.value);
    if (!session.ok) throw new Error(JSON.stringify(session.error));
    this.#session = session.value;
    const { network } = this.#session.cluster;
    const roundTrip = network.roundTrip.bind(network);
    network.roundTrip = (ctx, request, origin) => {
      if (this.#listening && origin.client === 'kubectl') this.#heard.push(request);
      return roundTrip(ctx, request, origin);
    };
    this.#session.play();
  }

  run(each: BatteryCase): Heard {
    for (const step of this.#battery.cluster) this.#step(step);
    this.#pass(seconds(3));
    if (each.cold !== true) for (const line of this.#battery.warm) this.#finish(line);
    for (const name of each.setup ?? []) {
      for (const step of this.#battery.setups[name] ?? []) this.#step(step);
    }
    this.#listening = true;
    const from = this.#session.store.events.length;
    const command =
      each.editor === undefined ? each.command : this.#edited(each.command, each.editor);
    const run = this.#start(command);
    for (const step of each.during ?? []) this.#step(step);
    if (each.endsAfter !== undefined) {
      this.#pass(milliseconds(each.endsAfter));
      if (this.#session.cluster.kubectl.goesOn(run)) this.#act(`interrupt ${run}`);
    }
    this.#untilEnded(run);
    this.#listening = false;
    return this.#answer(each, from, run);
  }

  #answer(each: BatteryCase, from: number, run: string): Heard {
    let out = '';
    let err = '';
    let code = -1;
    for (const event of this.#session.store.events.slice(from)) {
      if (event.subject !== run) continue;
      if (event.kind === 'kubectl.printed') {
        if (event.data.stream === 'out') out += event.data.text;
        else err += event.data.text;
      }
      if (event.kind === 'kubectl.ended') code = event.data.code;
    }
    return { name: each.name, namespace, requests: this.#heard.map(heardOf), out, err, code };
  }

  #step(step: BatteryStep): void {
    this.#pass(milliseconds(step.after ?? 0));
    if (step.kubectl !== undefined) {
      this.#finish(step.kubectl);
      return;
    }
    const { method = 'GET', path = '', contentType, body } = step;
    const { sim, network } = this.#session.cluster;
    const client = restClientFor(sim, { transport: network, client: 'bench', qps: -1 }, '');
    const request = client.verb(method).absPath(...inNamespace(path).split('/').slice(1));
    if (contentType !== undefined) request.setHeader('content-type', contentType);
    if (body !== undefined)
      request.body(JSON.parse(inNamespace(JSON.stringify(body))) as JsonValue);
    const process = sim.spawn('bench', sending());
    const limit = after(sim.now, seconds(10));
    while (process.alive && sim.now < limit) this.#pass(milliseconds(1));
    function* sending(): Proc {
      const answered = yield* request.do(background(sim));
      if (
        !answered.ok &&
        answered.error.kind === 'StatusError' &&
        ![404, 409].includes(answered.error.errStatus.code ?? 0)
      ) {
        throw new Error(`${method} ${path}: ${answered.error.message}`);
      }
    }
  }

  /** Starts a command and returns the name of its run. */
  #start(command: string): string {
    this.#act(this.#statement(command));
    const started = this.#session.world.eventsOf('kubectl.started').at(-1);
    this.#pass(milliseconds(0));
    return (
      this.#session.world.eventsOf('kubectl.started').at(-1)?.subject ?? started?.subject ?? ''
    );
  }

  #finish(command: string): void {
    this.#untilEnded(this.#start(command));
  }

  #untilEnded(run: string): void {
    const limit = after(this.#session.now, seconds(120));
    while (this.#session.cluster.kubectl.goesOn(run) && this.#session.now < limit) {
      this.#pass(milliseconds(20));
    }
  }

  #pass(time: Duration): void {
    this.#session.advance(after(this.#session.now, time));
  }

  #act(statement: string): void {
    const done = this.#session.act(statement);
    if (!done.ok) throw new Error(`${statement}\n${JSON.stringify(done.error)}`);
  }

  /** The line with the file that it names, as a block. */
  #statement(command: string): string {
    const line = inNamespace(command);
    const words = tokenize(line);
    if (!words.ok) throw new Error(line);
    const texts = words.value.map(({ text }) => text);
    const name = texts[texts.indexOf('-f') + 1];
    const content = texts.includes('-f') && name !== undefined ? this.#files[name] : undefined;
    const written = texts.map(quoteWord).join(' ');
    return content === undefined ? written : `file ${name} <<EOF\n${content}EOF\n${written}`;
  }

  /** The command with what the person saves: the object as kubectl shows it, changed by sed's `/LINE/y/A/B/`. */
  #edited(command: string, editor: string): string {
    const [, , type = '', name = ''] = command.split(' ');
    const object = [...this.#session.world.server].find(
      ([key]) => key.startsWith(type) && key.endsWith(`/${name}`),
    )?.[1];
    const value = object === undefined ? undefined : this.#session.object(object.ref);
    const [, line = '', , from = '', to = ''] = editor.split('/');
    const changed = kubectlYaml(isJsonObject(value) ? value : {})
      .split('\n')
      .map((each) => (each.includes(line) ? each.replaceAll(from, to) : each))
      .join('\n');
    this.#files['edited.yaml'] = changed;
    return `${command} -f edited.yaml`;
  }
}

function inNamespace(text: string): string {
  return text.replaceAll('$ns', namespace);
}

function heardOf(request: HTTPRequest): HeardRequest {
  const { method, path, query, headers, body } = request;
  return {
    method,
    path,
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
    accept: headers['accept'] ?? '',
    contentType: headers['content-type'] ?? '',
    ...(body === undefined ? {} : { body }),
  };
}
