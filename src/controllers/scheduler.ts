/**
 * The scheduler: gives every pod that has no node the one with the fewest pods. It writes only the
 * binding; the kubelet of that node does the rest.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  isTerminating,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok } from '#base/result.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import {
  type Controller,
  keyOfDeleted,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from './controller_program.ts';
import { type Node, nodeKind, type Pod, podKind } from './kinds.ts';
import { condition, isPodActive, keyOf } from './pods.ts';
import type { TypedLister } from './typed_lister.ts';

/** Pods are scheduled one after the other, so that each choice sees the one before: one worker. */
export function startScheduler(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    workers: 1,
    name: options.name ?? 'scheduler',
    resource: podKind.resource.resource,
    build: (wiring) => new Scheduler(wiring),
  });
}

class Scheduler implements Controller {
  readonly #w: Wiring;
  readonly #pods: TypedLister<Pod>;
  readonly #nodes: TypedLister<Node>;
  /**
   * Where each pod is, in the scheduler's own mind: a pod that it has bound counts at once, long before
   * the informer shows the binding. Otherwise pods that come together would all go to the same node.
   */
  readonly #placed = new Map<string, string>();
  readonly #load = new Map<string, number>();
  /** Pods that found no node; they are tried again when a node changes. */
  readonly #unschedulable = new Set<string>();

  constructor(wiring: Wiring) {
    this.#w = wiring;
    this.#pods = wiring.watch<Pod>(podKind, [], {
      onAdd: (pod) => this.#podSeen(pod),
      onUpdate: (_old, pod) => this.#podSeen(pod),
      onDelete: (obj) => this.#forget(keyOfDeleted(obj)),
    });
    this.#nodes = wiring.watch<Node>(nodeKind, [], {
      onAdd: () => this.#tryAgain(),
      onUpdate: (old, node) => {
        if (isSchedulable(node) && !isSchedulable(old)) this.#tryAgain();
      },
      onDelete: () => undefined,
    });
  }

  #podSeen(pod: Pod): void {
    const key = keyOf(pod);
    if (isWaiting(pod)) this.#w.queue.add(key);
    else if (isPodActive(pod)) this.#place(key, pod.spec.nodeName ?? '');
    else this.#forget(key);
  }

  #place(key: string, node: string): void {
    this.#forget(key);
    this.#placed.set(key, node);
    this.#load.set(node, (this.#load.get(node) ?? 0) + 1);
  }

  #forget(key: string): void {
    this.#unschedulable.delete(key);
    const node = this.#placed.get(key);
    if (node === undefined) return;
    this.#placed.delete(key);
    this.#load.set(node, (this.#load.get(node) ?? 0) - 1);
  }

  #tryAgain(): void {
    for (const key of this.#unschedulable) this.#w.queue.add(key);
    this.#unschedulable.clear();
  }

  *sync(key: string): Proc<SyncResult> {
    const pod = this.#pods.get(key);
    if (pod === undefined || !isWaiting(pod) || this.#placed.has(key)) return ok(undefined);
    const nodes = this.#nodes.all();
    const node = this.#leastLoaded(nodes.filter(isSchedulable));
    if (node === undefined) {
      this.#w.log(key, `0/${nodes.length} nodes are available`);
      this.#unschedulable.add(key);
      return ok(undefined);
    }
    const bound = yield* this.#bind(pod, node);
    if (!bound.ok) return isNotFound(bound.error) ? ok(undefined) : bound;
    this.#place(key, node);
    this.#w.log(key, `Successfully assigned ${key} to ${node}`);
    return ok(undefined);
  }

  /** The node with the fewest pods; of several, the first by name. */
  #leastLoaded(nodes: readonly Node[]): string | undefined {
    let least: { readonly node: string; readonly load: number } | undefined;
    for (const node of nodes.map(nameOf)) {
      const load = this.#load.get(node) ?? 0;
      if (least === undefined || load < least.load) least = { node, load };
    }
    return least?.node;
  }

  #bind(pod: Pod, node: string) {
    const binding: Unstructured = {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name: nameOf(pod), namespace: namespaceOf(pod), uid: pod.metadata.uid },
      target: { apiVersion: 'v1', kind: 'Node', name: node },
    };
    const pods = this.#w.client.resource(podKind.resource).namespace(namespaceOf(pod));
    return pods.create(this.#w.ctx, binding, { subresource: 'binding' });
  }
}

/** True if it is this scheduler's to place. */
function isWaiting(pod: Pod): boolean {
  const { nodeName, schedulerName = 'default-scheduler' } = pod.spec;
  const mine = schedulerName === 'default-scheduler';
  return mine && (nodeName === undefined || nodeName === '') && isPodActive(pod);
}

function isSchedulable(node: Node): boolean {
  const ready = condition(node, 'Ready');
  const isReady = ready === undefined || ready.status === 'True';
  return isReady && node.spec?.unschedulable !== true && !isTerminating(node);
}
