/** A cluster with its control plane running, for tests of controllers on the whole loop. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonValue } from '#base/json.ts';
import { asKind, type Deployment, type Pod, type ReplicaSet } from '#controllers/kinds.ts';
import { findProgram, type ProgramSettings, programs } from '#controllers/programs.ts';
import type { Sim } from '#sim/sim.ts';
import { type Cluster, type ClusterOptions, cluster } from '#test/apiserver/cluster.ts';
import type { EventOf, TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';

export interface ControlPlaneOptions extends ClusterOptions {
  readonly profile?: ProfileName;
  readonly settings?: Partial<ProgramSettings>;
  /** Instead of all of them. */
  readonly run?: readonly string[];
}

export interface ControlPlane extends Cluster {
  /** Starts a program, as a person would after a crash. */
  readonly start: (name: string) => void;
  readonly crash: (name: string) => void;
  readonly apply: (resource: string, object: Unstructured) => void;
  readonly patch: (resource: string, name: string, patch: JsonValue) => void;
  readonly remove: (resource: string, name: string, options?: JsonValue) => void;
  readonly deployment: (name: string) => Deployment;
  readonly replicaSets: () => readonly ReplicaSet[];
  readonly pods: () => readonly Pod[];
  readonly list: (resource: string) => readonly Unstructured[];
  /** `web-66b6c48dd5-abcde Running`, without what is made up. */
  readonly phases: () => readonly string[];
  readonly of: <K extends EventKind>(kind: K) => readonly EventOf<K>[];
  /** The pods that were not being deleted, after each write of a pod so far. */
  readonly podHistory: () => readonly (readonly Pod[])[];
  /** How many times something was written to etcd so far. */
  readonly writes: () => number;
}

const groups: Readonly<Record<string, string>> = {
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  jobs: '/apis/batch/v1',
  endpointslices: '/apis/discovery.k8s.io/v1',
};
const clusterScoped = ['nodes', 'namespaces'];

function urlOf(resource: string): string {
  const scope = clusterScoped.includes(resource) ? '' : '/namespaces/default';
  return `${groups[resource] ?? '/api/v1'}${scope}/${resource}`;
}

/** Kubernetes' own: no candidates for a lease, and none of the lab's examples. */
const ownPrograms = programs
  .filter(({ name, usual }) => usual || name.endsWith('-controller'))
  .map(({ name }) => name);

export function controlPlane(options: ControlPlaneOptions = {}): ControlPlane {
  const base = cluster(options);
  const { sim, network, ask, events } = base;
  const settings = {
    transport: network,
    profile: profiles[options.profile ?? 'classic'],
    ...options.settings,
  };
  const start = (name: string) => void findProgram(name)?.start(sim, settings);
  for (const name of options.run ?? ownPrograms) start(name);
  const list = (resource: string) => {
    const { items } = ask('GET', urlOf(resource)).body as { items?: Unstructured[] };
    return items ?? [];
  };
  const must = (answer: { readonly status: number; readonly body: unknown }) => {
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  };
  const pods = () => list('pods').map((pod) => asKind<Pod>(pod));
  return {
    ...base,
    start,
    crash: (name) => {
      const program = sim.programs.get(name);
      if (program !== undefined) sim.endProgram(program, 'crashed', 'test');
    },
    apply: (resource, object) => must(ask('POST', urlOf(resource), object)),
    patch: (resource, name, patch) => must(ask('PATCH', `${urlOf(resource)}/${name}`, patch)),
    remove: (resource, name, body = {}) => must(ask('DELETE', `${urlOf(resource)}/${name}`, body)),
    deployment: (name) => ask('GET', `${urlOf('deployments')}/${name}`).body as Deployment,
    replicaSets: () => list('replicasets').map((each) => asKind<ReplicaSet>(each)),
    pods,
    list,
    phases: () =>
      pods()
        .map((pod) => phaseOf(pod))
        .sort(),
    of: <K extends EventKind>(kind: K) =>
      events.filter((event): event is TraceEvent & EventOf<K> => event.kind === kind),
    podHistory: () => podHistory(sim, events),
    writes: () => events.filter((event) => event.kind === 'etcd.committed').length,
  };
}

function podHistory(sim: Sim, events: readonly TraceEvent[]): readonly (readonly Pod[])[] {
  const present = new Map<string, Pod>();
  const history: (readonly Pod[])[] = [];
  for (const event of events) {
    if (event.kind !== 'etcd.committed' || event.data.resource !== 'pods') continue;
    const { key, type, object } = event.data;
    if (type === 'DELETED') present.delete(key);
    else present.set(key, sim.trace.objects.get(object) as Pod);
    history.push([...present.values()].filter((pod) => phaseOf(pod) !== 'Terminating'));
  }
  return history;
}

function phaseOf(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  return pod.status?.phase ?? 'none';
}

/** The Deployment of the Kubernetes documentation. */
export function nginx(replicas = 3, image = 'nginx:1.14.2'): Deployment {
  const labels = { app: 'nginx' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'nginx-deployment', labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'nginx', image, ports: [{ containerPort: 80 }] }] },
      },
    },
  };
}
