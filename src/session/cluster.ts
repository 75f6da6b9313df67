/** A whole cluster in one simulation: etcd, API server, network, the control plane's programs, kubectl. */

import { APIServer } from '#apiserver/api_server.ts';
import type { WindowOptions } from '#apiserver/cacher/history_window.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import { builtInKinds } from '#apiserver/registry/kinds.ts';
import { Etcd } from '#apiserver/storage/etcd.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson } from '#base/json.ts';
import { type Duration, noDuration } from '#base/time.ts';
import { ProgramMetrics } from '#controllers/exposition.ts';
import { ProgramFaults } from '#controllers/program_faults.ts';
import { findProgram, programs } from '#controllers/programs.ts';
import { readYaml } from '#script/yaml_body.ts';
import { Kubectl } from '#session/kubectl/kubectl.ts';
import type { ChoicePolicy } from '#sim/chooser.ts';
import { InMemoryNetwork, type Latencies } from '#sim/in_memory_network.ts';
import { Sim } from '#sim/sim.ts';
import type { CommandOf } from '#trace/command.ts';
import { isProfileName, type ProfileName, profiles } from '#trace/profile.ts';
import type { TraceStore } from './trace_store.ts';

/** How a program of the cluster is started. */
export interface ProgramStart {
  readonly program: string;
  readonly workers?: number | undefined;
  readonly resync?: Duration | undefined;
}

/** Everything that is settled before a run begins. */
export interface ClusterSettings {
  readonly profile: ProfileName;
  readonly seed: string;
  readonly policy: ChoicePolicy;
  readonly latencies: Partial<Latencies>;
  readonly window: Partial<WindowOptions>;
  /** How many events a connection holds between a server and a client that does not read. */
  readonly watchBuffer: number | undefined;
  readonly nodes: number;
  /** API servers: `a`, `b`, … */
  readonly replicas: number;
  /** Whether programs count what their queues and informers do. */
  readonly metrics: boolean;
  /** Whether objects have `managedFields` from their creation on, not only from their first server-side apply. */
  readonly managedFields: boolean;
  /** Requests a second, and at once, that the client of each program allows itself; its own if left out. */
  readonly qps: number | undefined;
  readonly burst: number | undefined;
  readonly programs: readonly ProgramStart[];
}

/** What a cluster runs if nothing else is said. */
export const usualPrograms: readonly ProgramStart[] = programs
  .filter((program) => program.usual)
  .map(({ name }) => ({ program: name }));

const usualNamespaces = ['default', 'kube-system'];

export class Cluster {
  readonly sim: Sim;
  readonly network: InMemoryNetwork;
  readonly etcd: Etcd;
  readonly servers: ReadonlyMap<string, APIServer>;
  readonly kubectl: Kubectl;
  readonly settings: ClusterSettings;
  /** How each program was last started, so that a restart starts it the same way. */
  readonly #starts = new Map<string, ProgramStart>();
  /** What each program has counted since it was last started. */
  readonly #metrics = new Map<string, ProgramMetrics>();
  /** What stands in the open places of each program's code: pieces by slot. */
  readonly #code = new Map<string, ReadonlyMap<string, readonly string[]>>();
  /** What people have done to the code of each program's present life. */
  readonly #faults = new Map<string, ProgramFaults>();

  constructor(settings: ClusterSettings, trace: TraceStore) {
    const { seed, policy, profile } = settings;
    this.settings = settings;
    const sim = new Sim({ seed, policy, trace });
    this.sim = sim;
    trace.follow(() => sim.stepInInstant);
    sim.emit('run.started', 'run', { version: 1, profile, seed, policy, level: trace.level });
    this.network = new InMemoryNetwork(sim, {
      latencies: settings.latencies,
      watchBuffer: settings.watchBuffer,
    });
    this.etcd = new Etcd(sim);
    this.#createNamespaces();
    this.servers = new Map(
      letters
        .slice(0, settings.replicas)
        .split('')
        .map((name) => [name, this.#newServer(name)]),
    );
    for (const server of this.servers.values()) server.start();
    this.kubectl = this.#startKubectl();
    for (const start of settings.programs) this.startProgram(start);
  }

  /** Starts a program as told, or as it was started before. It must be known and not be running. */
  startProgram(start: ProgramStart): void {
    const { sim, network, settings } = this;
    const before = this.#starts.get(start.program);
    const workers = start.workers ?? before?.workers;
    const resync = start.resync ?? before?.resync ?? noDuration;
    this.#starts.set(start.program, { program: start.program, workers, resync });
    const metrics = settings.metrics ? new ProgramMetrics() : undefined;
    if (metrics !== undefined) this.#metrics.set(start.program, metrics);
    const faults = new ProgramFaults();
    this.#faults.set(start.program, faults);
    findProgram(start.program)?.start(sim, {
      metrics,
      faults,
      code: this.#code.get(start.program),
      transport: network,
      profile: profiles[settings.profile],
      workers,
      qps: settings.qps,
      burst: settings.burst,
      resync: resync === noDuration ? undefined : resync,
      nodes: nodeNames(settings.nodes),
    });
  }

  /** From the program's next start on, these pieces stand there. */
  setCode({ program, slot, pieces }: CommandOf<'program.code'>): void {
    const slots = new Map(this.#code.get(program));
    this.#code.set(program, slots.set(slot, pieces));
    this.sim.emit('program.code.set', program, { program, slot, pieces });
  }

  /** What a program would answer at `/metrics`; `undefined` if it counts nothing. */
  metricsOf(program: string): string | undefined {
    return this.#metrics.get(program)?.exposition();
  }

  /** Where people do something to the code of a program that runs. */
  faultsOf(program: string): ProgramFaults | undefined {
    return this.sim.programs.get(program)?.ended === false ? this.#faults.get(program) : undefined;
  }

  /** Every kind that some replica serves now. */
  kinds(): readonly Kind[] {
    for (const server of this.servers.values()) if (server.running) return server.kinds();
    return builtInKinds;
  }

  /** True for a kind that is served. */
  readonly knowsKind = (apiVersion: string, kind: string): boolean =>
    this.kinds().some((each) => each.kind === kind && apiVersionOf(each) === apiVersion);

  #newServer(name: string): APIServer {
    const { sim, etcd, network, settings } = this;
    const { window, managedFields } = settings;
    const watchList = true;
    return new APIServer(sim, { name, etcd, network, window, watchList, managedFields, readYaml });
  }

  #startKubectl(): Kubectl {
    const { sim, network } = this;
    return new Kubectl({ sim, program: sim.startProgram('kubectl'), transport: network });
  }

  /** The namespaces that every cluster has, as the API server creates them when it first starts. */
  #createNamespaces(): void {
    const kind = builtInKinds.find(({ resource }) => resource === 'namespaces');
    if (kind === undefined) return;
    this.sim.as('apiserver', this.sim.causes, () => {
      for (const [index, name] of usualNamespaces.entries()) {
        const object = {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name,
            uid: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
            creationTimestamp: formatTime(this.sim.now),
            labels: { 'kubernetes.io/metadata.name': name },
          },
          spec: { finalizers: ['kubernetes'] },
          status: { phase: 'Active' },
        };
        this.etcd.put(kind.prefix, name, { object: cloneJson(object), expected: 0 });
      }
    });
  }
}

/** `node-a`, `node-b`, … */
function nodeNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `node-${letters[index] ?? index + 1}`);
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** The profile of that name; `classic` for any other. */
export function profileNamed(name: string): ProfileName {
  return isProfileName(name) ? name : 'classic';
}
