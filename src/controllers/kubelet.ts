/**
 * The kubelets of all nodes in one program: they register their nodes, start the pods that are bound to
 * them, and end those that are being deleted. Containers take their time; they end or fail by themselves
 * only where their command says so and the pod does not start them again.
 */

import { isAlreadyExists, isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  isTerminating,
  name as nameOf,
  namespace as namespaceOf,
  uid,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { after, between, type Duration, type Instant, milliseconds, seconds } from '#base/time.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { endOf, podEnd } from './container_run.ts';
import {
  type Controller,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
  withoutTombstone,
} from './controller_program.ts';
import { type Condition, type Node, nodeKind, type Pod, type PodStatus, podKind } from './kinds.ts';
import { keyOf } from './pods.ts';
import type { LabIndex, TypedLister } from './typed_lister.ts';

export interface KubeletOptions extends ProgramOptions {
  /** The nodes it registers and runs; the pods of others it runs too. */
  readonly nodes?: readonly string[];
  /** From the binding to containers that are ready. */
  readonly startDelay?: Duration;
  /** From the deletion to containers that have ended; never longer than the grace period. */
  readonly stopDelay?: Duration;
}

export const defaultNodes: readonly string[] = ['node-a', 'node-b'];
const defaultStartDelay = milliseconds(800);
const defaultStopDelay = milliseconds(500);

const podIPIndex: LabIndex = {
  name: 'podIP',
  values: (obj) => [(obj as Pod).status?.podIP ?? ''],
};

export function startKubelet(sim: Sim, options: KubeletOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'kubelet',
    resource: podKind.resource.resource,
    build: (wiring) => new Kubelet(wiring, options),
  });
}

class Kubelet implements Controller {
  readonly #w: Wiring;
  readonly #options: KubeletOptions;
  readonly #pods: TypedLister<Pod>;
  readonly #nodes: TypedLister<Node>;
  /** When the containers of a pod will be ready, or will have ended: by its uid and which of both. */
  readonly #due = new Map<string, Instant>();
  readonly #nextHost = new Map<string, number>();

  constructor(wiring: Wiring, options: KubeletOptions) {
    this.#w = wiring;
    this.#options = options;
    this.#pods = wiring.watch<Pod>(podKind, [podIPIndex], {
      onAdd: (pod) => this.#podSeen(pod),
      onUpdate: (_old, pod) => this.#podSeen(pod),
      onDelete: (obj) => this.#forget(withoutTombstone(obj)),
    });
    this.#nodes = wiring.watch<Node>(nodeKind, [], {
      onAdd: () => undefined,
      onUpdate: () => undefined,
      onDelete: () => undefined,
    });
  }

  #podSeen(pod: Pod): void {
    const hasWork = isTerminating(pod) || isToStart(pod) || isToFinish(pod);
    if (isBound(pod) && hasWork) this.#w.queue.add(keyOf(pod));
  }

  #forget(pod: Pod | undefined): void {
    if (pod === undefined) return;
    this.#due.delete(`start ${uid(pod)}`);
    this.#due.delete(`stop ${uid(pod)}`);
    this.#due.delete(`finish ${uid(pod)}`);
  }

  /** Registers its nodes, as a kubelet does when it starts. */
  *begin(): Proc {
    for (const name of this.#options.nodes ?? defaultNodes) {
      if (this.#nodes.peek(name) === undefined) yield* this.#register(name);
    }
  }

  *#register(name: string): Proc {
    const at = formatTime(this.#w.sim.wallTime);
    const node: Node = {
      apiVersion: nodeKind.apiVersion,
      kind: nodeKind.kind,
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
      spec: {},
      status: {
        addresses: [
          { type: 'InternalIP', address: hostIP(name) },
          { type: 'Hostname', address: name },
        ],
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'KubeletReady',
            message: 'kubelet is posting ready status',
            lastTransitionTime: at,
          },
        ],
      },
    };
    const nodes = this.#w.client.resource(nodeKind.resource);
    const created = yield* nodes.create(this.#w.ctx, node);
    if (created.ok) this.#w.log(name, `Successfully registered node ${name}`);
    else if (!isAlreadyExists(created.error)) this.#w.log(name, created.error.message);
  }

  *sync(key: string): Proc<SyncResult> {
    const pod = this.#pods.get(key);
    if (pod === undefined || !isBound(pod)) return ok(undefined);
    if (isTerminating(pod)) return yield* this.#end(key, pod);
    if (isToFinish(pod)) return yield* this.#finish(key, pod);
    return isToStart(pod) ? yield* this.#start(key, pod) : ok(undefined);
  }

  *#start(key: string, pod: Pod): Proc<SyncResult> {
    const delay = this.#options.startDelay ?? defaultStartDelay;
    if (!(yield* this.#isDue(key, { what: `start ${uid(pod)}`, delay }))) return ok(undefined);
    const changed = cloneJson(pod);
    changed.status = this.#runningStatus(pod);
    const updated = yield* this.#podsOf(pod).updateStatus(this.#w.ctx, changed);
    if (updated.ok) {
      this.#w.log(key, 'Started containers');
      return ok(undefined);
    }
    return isNotFound(updated.error) ? ok(undefined) : updated;
  }

  /** The containers have done what their commands say. */
  *#finish(key: string, pod: Pod): Proc<SyncResult> {
    const end = podEnd(pod);
    if (end === undefined) return ok(undefined);
    const wait = { what: `finish ${uid(pod)}`, delay: end.after };
    if (!(yield* this.#isDue(key, wait))) return ok(undefined);
    const changed = cloneJson(pod);
    changed.status = endedStatus(pod, formatTime(this.#w.sim.wallTime));
    const updated = yield* this.#podsOf(pod).updateStatus(this.#w.ctx, changed);
    if (updated.ok) this.#w.log(key, 'Containers have ended');
    return updated.ok || isNotFound(updated.error) ? ok(undefined) : updated;
  }

  *#end(key: string, pod: Pod): Proc<Result<void, ClientError>> {
    const grace = seconds(pod.metadata.deletionGracePeriodSeconds ?? 0);
    const delay = Math.min(grace, this.#options.stopDelay ?? defaultStopDelay) as Duration;
    if (!(yield* this.#isDue(key, { what: `stop ${uid(pod)}`, delay }))) return ok(undefined);
    const deleted = yield* this.#podsOf(pod).delete(this.#w.ctx, nameOf(pod), {
      gracePeriodSeconds: 0,
      preconditions: { uid: uid(pod) },
    });
    if (deleted.ok) this.#w.log(key, 'Stopped containers');
    return deleted.ok || isNotFound(deleted.error) ? ok(undefined) : deleted;
  }

  /** True once the containers have had their time; until then the key comes again. */
  *#isDue(key: string, wait: { readonly what: string; readonly delay: Duration }): Proc<boolean> {
    const { now } = this.#w.sim;
    const due = this.#due.get(wait.what) ?? after(now, wait.delay);
    this.#due.set(wait.what, due);
    if (due <= now) return true;
    yield* this.#w.queue.addAfter(key, between(now, due));
    return false;
  }

  #runningStatus(pod: Pod): PodStatus {
    const at = formatTime(this.#w.sim.wallTime);
    const yes = (type: string): Condition => {
      const before = pod.status?.conditions?.find((each) => each.type === type);
      if (before?.status === 'True') return before;
      return { type, status: 'True', lastTransitionTime: at };
    };
    const types = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'];
    return {
      ...pod.status,
      phase: 'Running',
      conditions: types.map(yes),
      hostIP: hostIP(pod.spec.nodeName ?? ''),
      podIP: this.#freeIP(pod),
      startTime: at,
      containerStatuses: pod.spec.containers.map(({ name, image }) => ({
        name,
        image,
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: at } },
      })),
    };
  }

  /** The next address of its node that no pod has. */
  #freeIP(pod: Pod): string {
    const node = pod.spec.nodeName ?? '';
    const subnet = nodeNumber(node);
    for (let host = this.#nextHost.get(node) ?? 1; ; host++) {
      const ip = `10.244.${subnet + Math.floor(host / 254)}.${(host % 254) + 1}`;
      if (this.#pods.peekIndex(podIPIndex.name, ip).length > 0) continue;
      this.#nextHost.set(node, host + 1);
      return ip;
    }
  }

  #podsOf(pod: Pod) {
    return this.#w.client.resource(podKind.resource).namespace(namespaceOf(pod));
  }
}

function isBound(pod: Pod): boolean {
  return pod.spec.nodeName !== undefined && pod.spec.nodeName !== '';
}

function isToStart(pod: Pod): boolean {
  return pod.status?.phase === undefined || pod.status.phase === 'Pending';
}

function isToFinish(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && podEnd(pod) !== undefined;
}

function endedStatus(pod: Pod, at: string): PodStatus {
  const codes = new Map(pod.spec.containers.map((each) => [each.name, endOf(each)?.exitCode ?? 0]));
  const succeeded = [...codes.values()].every((code) => code === 0);
  const phase = succeeded ? 'Succeeded' : 'Failed';
  const reason = succeeded ? 'PodCompleted' : 'PodFailed';
  return {
    ...pod.status,
    phase,
    conditions: (pod.status?.conditions ?? []).map((each) =>
      each.type === 'Ready' || each.type === 'ContainersReady'
        ? { type: each.type, status: 'False', reason, lastTransitionTime: at }
        : each,
    ),
    containerStatuses: pod.spec.containers.map(({ name, image }) => {
      const exitCode = codes.get(name) ?? 0;
      return {
        name,
        image,
        ready: false,
        started: false,
        restartCount: 0,
        state: {
          terminated: {
            exitCode,
            reason: exitCode === 0 ? 'Completed' : 'Error',
            startedAt: pod.status?.startTime ?? at,
            finishedAt: at,
          },
        },
      };
    }),
  };
}

function hostIP(node: string): string {
  return `172.18.0.${nodeNumber(node) + 2}`;
}

/** 1 for `node-a`, 2 for `node-b`; any name gives some number. */
function nodeNumber(node: string): number {
  return (node.charCodeAt(node.length - 1) - 'a'.charCodeAt(0) + 1) & 0x3f;
}
