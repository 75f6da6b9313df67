/** The control plane's programs by name, so that a person or a script can start them by it. */

import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import type { ProgramOptions } from './controller_program.ts';
import { startDeploymentController } from './deployment.ts';
import { startGarbageCollector } from './garbage_collector.ts';
import { type KubeletOptions, startKubelet } from './kubelet.ts';
import { startNamespaceController } from './namespace.ts';
import { startReplicaSetController } from './replicaset.ts';
import { startScheduler } from './scheduler.ts';

/** What a program can be given; each takes what concerns it. */
export type ProgramSettings = ProgramOptions &
  Pick<KubeletOptions, 'nodes' | 'startDelay' | 'stopDelay'>;

export interface KnownProgram {
  readonly name: string;
  /** The resources whose informers it runs: `rs-controller/pods` for `pods`. */
  readonly informers: readonly string[];
  /** Starts it with fresh memory. A program of its name must not be running. */
  readonly start: (sim: Sim, settings: ProgramSettings) => Program;
  /** True if a cluster runs it without being asked to. */
  readonly usual: boolean;
}

const collected = ['deployments', 'replicasets', 'pods', 'configmaps', 'secrets'];

/** Every program, in the order in which a cluster starts them. */
export const programs: readonly KnownProgram[] = [
  usual('kubelet', ['pods', 'nodes'], startKubelet),
  usual('scheduler', ['pods', 'nodes'], startScheduler),
  usual('deployment-controller', ['deployments', 'replicasets'], startDeploymentController),
  usual('rs-controller', ['replicasets', 'pods'], startReplicaSetController),
  usual('gc', collected, startGarbageCollector),
  {
    ...usual('namespace-controller', ['namespaces'], startNamespaceController),
    usual: false,
  },
];

export function findProgram(name: string): KnownProgram | undefined {
  return programs.find((program) => program.name === name);
}

function usual(
  name: string,
  informers: readonly string[],
  start: KnownProgram['start'],
): KnownProgram {
  return { name, informers, start, usual: true };
}
