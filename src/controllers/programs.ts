/** The control plane's programs by name, so that a person or a script can start them by it. */

import { startAnnouncer } from '#controllers/lab/announcer.ts';
import { startClaimMeter } from '#controllers/lab/claim_meter.ts';
import { startConfigAgent } from '#controllers/lab/config_agent.ts';
import { startConfigReader } from '#controllers/lab/config_reader.ts';
import { startGenerationNoter } from '#controllers/lab/generation_noter.ts';
import { startPodFinder } from '#controllers/lab/pod_finder.ts';
import { startPodHeartbeat } from '#controllers/lab/pod_heartbeat.ts';
import { startPodKeeper } from '#controllers/lab/pod_keeper.ts';
import { startPodReader } from '#controllers/lab/pod_reader.ts';
import { startPodRelabeler } from '#controllers/lab/pod_relabeler.ts';
import { startPodRoster } from '#controllers/lab/pod_roster.ts';
import { startPodShipper } from '#controllers/lab/pod_shipper.ts';
import { startRival } from '#controllers/lab/rival.ts';
import { startWebsite } from '#controllers/lab/website.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import type { ProgramOptions } from './controller_program.ts';
import { startDeploymentController } from './deployment.ts';
import { startElected } from './elected.ts';
import { startEndpointSliceController } from './endpoint_slice.ts';
import { defaultCollectedKinds, startGarbageCollector } from './garbage_collector.ts';
import { startJobController } from './job.ts';
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

const collected = defaultCollectedKinds.map(({ resource }) => resource.resource);

/** Every program, in the order in which a cluster starts them. */
export const programs: readonly KnownProgram[] = [
  usual('kubelet', ['pods', 'nodes'], startKubelet),
  usual('scheduler', ['pods', 'nodes'], startScheduler),
  usual('deployment-controller', ['deployments', 'replicasets'], startDeploymentController),
  usual('rs-controller', ['replicasets', 'pods'], startReplicaSetController),
  usual('gc', collected, startGarbageCollector),
  unusual('namespace-controller', ['namespaces'], startNamespaceController),
  unusual('job-controller', ['jobs', 'pods'], startJobController),
  unusual(
    'endpointslice-controller',
    ['services', 'pods', 'endpointslices'],
    startEndpointSliceController,
  ),
  unusual('elected-a', ['configmaps'], startElected('elected-a')),
  unusual('elected-b', ['configmaps'], startElected('elected-b')),
  unusual('pod-keeper', ['pods'], startPodKeeper),
  unusual('pod-heartbeat', ['pods'], startPodHeartbeat),
  unusual('pod-finder', ['pods'], startPodFinder),
  unusual('pod-relabeler', ['pods'], startPodRelabeler),
  unusual('pod-roster', ['pods'], startPodRoster),
  unusual('announcer', ['configmaps'], startAnnouncer),
  unusual('config-agent', ['configmaps'], startConfigAgent),
  unusual('website', ['websites', 'pods'], startWebsite),
  unusual('bellerophon', ['bellerophons'], startRival('bellerophon')),
  unusual('chimera', ['bellerophons'], startRival('chimera')),
  unusual('config-reader', ['configmaps'], startConfigReader('config-reader')),
  unusual('delta-reader', ['configmaps'], startConfigReader('delta-reader', 'classic')),
  unusual('real-reader', ['configmaps'], startConfigReader('real-reader', 'inOrder')),
  unusual('pod-shipper', ['pods'], startPodShipper),
  unusual('pod-reader', ['pods'], startPodReader),
  unusual('claim-meter', ['persistentvolumeclaims'], startClaimMeter),
  unusual('generation-noter', ['deployments', 'configmaps'], startGenerationNoter),
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

/** One that runs only where it is asked for. */
function unusual(
  name: string,
  informers: readonly string[],
  start: KnownProgram['start'],
): KnownProgram {
  return { ...usual(name, informers, start), usual: false };
}
