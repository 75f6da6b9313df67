/**
 * kubectl as a program of the run: each command is a process of its own, which sends the requests that the
 * real one sends and prints what it prints.
 *
 * What differs: a name may end in `*`, which means the oldest object whose name begins so, because the names
 * of pods cannot be known when a script is written; and `edit` takes what was saved as a file.
 */

import { unreachable } from '#base/unreachable.ts';
import type { RESTClient } from '#client-go/rest/client.ts';
import { restClientFor } from '#client-go/rest/config.ts';
import type { KubectlCommand } from '#script/kubectl_text.ts';
import { writeKubectl } from '#script/kubectl_text.ts';
import type { Manifest } from '#script/manifests.ts';
import { background, type CancellableContext, withCancel } from '#sim/context.ts';
import type { Transport } from '#sim/network.ts';
import type { Proc, Process } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { apply } from './apply.ts';
import { changeMetadata, edit, patch, scale, set } from './change.ts';
import { create, replace } from './create.ts';
import { remove } from './delete.ts';
import { describe } from './describe.ts';
import { Discovery } from './discovery.ts';
import { get } from './get.ts';
import { Invocation, type Outcome } from './invocation.ts';
import { apiResources, apiVersions, events, version } from './listings.ts';
import { type KeptDocuments, OpenAPI } from './open_api.ts';
import { rollout } from './rollout.ts';
import { wait } from './wait.ts';

/** What kubectl is given. */
export interface KubectlEnvironment {
  readonly sim: Sim;
  readonly program: Program;
  readonly transport: Transport;
}

/** A run that has not ended. */
interface Running {
  readonly process: Process;
  readonly context: CancellableContext;
}

/** How many runs may go on at a time. */
const mostRuns = 100;

export class Kubectl {
  readonly #env: KubectlEnvironment;
  readonly #client: RESTClient;
  readonly #discovery = new Discovery();
  readonly #documents: KeptDocuments = new Map();
  readonly #running = new Map<string, Running>();
  #runs = 0;

  constructor(env: KubectlEnvironment) {
    this.#env = env;
    const { sim, transport } = env;
    this.#client = restClientFor(sim, { transport, client: 'kubectl', qps: -1 }, '');
  }

  /** Why no other command can be started; undefined if one can. */
  get refusal(): string | undefined {
    return this.#running.size < mostRuns
      ? undefined
      : `${mostRuns} runs of kubectl go on already: interrupt one`;
  }

  /** Starts a command; the process ends when kubectl would exit. */
  start(command: KubectlCommand, manifests: readonly Manifest[]): Process {
    const { sim, program } = this.#env;
    const run = `kubectl/${++this.#runs}`;
    const context = withCancel(sim, background(sim), run);
    const invocation = new Invocation({
      sim,
      client: this.#client,
      discovery: this.#discovery,
      openAPI: new OpenAPI(this.#documents),
      command,
      manifests,
      run,
      context,
    });
    const process = sim.spawn(run, this.#run(invocation), { program });
    this.#running.set(run, { process, context });
    return process;
  }

  /** True while that run goes on. */
  goesOn(run: string): boolean {
    return this.#running.has(run);
  }

  /** Ctrl-C: what it is waiting for is given up. */
  interrupt(run: string): void {
    this.#running.get(run)?.context.cancel();
  }

  *#run(invocation: Invocation): Proc {
    const { run, command, sim } = invocation;
    sim.emit('kubectl.started', run, { run, line: writeKubectl(command) });
    const faults = yield* perform(invocation);
    const interrupted = invocation.ctx.error !== undefined;
    if (faults.length > 0 && !interrupted) {
      invocation.err(faults.map((each) => (each.endsWith('\n') ? each : `${each}\n`)).join(''));
    }
    this.#running.get(run)?.context.cancel();
    this.#running.delete(run);
    const code = interrupted ? 1 : Math.min(1, faults.length);
    sim.emit('kubectl.ended', run, { run, code });
  }
}

function* perform(invocation: Invocation): Proc<Outcome> {
  const { kind } = invocation.command;
  switch (kind) {
    case 'kubectl.get':
      return yield* get(invocation);
    case 'kubectl.describe':
      return yield* describe(invocation);
    case 'kubectl.create':
      return yield* create(invocation);
    case 'kubectl.apply':
      return yield* apply(invocation);
    case 'kubectl.replace':
      return yield* replace(invocation);
    case 'kubectl.edit':
      return yield* edit(invocation);
    case 'kubectl.patch':
      return yield* patch(invocation);
    case 'kubectl.label':
      return yield* changeMetadata(invocation, 'labels');
    case 'kubectl.annotate':
      return yield* changeMetadata(invocation, 'annotations');
    case 'kubectl.set':
      return yield* set(invocation);
    case 'kubectl.scale':
      return yield* scale(invocation);
    case 'kubectl.rollout':
      return yield* rollout(invocation);
    case 'kubectl.delete':
      return yield* remove(invocation);
    case 'kubectl.wait':
      return yield* wait(invocation);
    case 'kubectl.events':
      return yield* events(invocation);
    case 'kubectl.api-resources':
      return yield* apiResources(invocation);
    case 'kubectl.api-versions':
      return yield* apiVersions(invocation);
    case 'kubectl.version':
      return yield* version(invocation);
    default:
      return unreachable(kind);
  }
}
