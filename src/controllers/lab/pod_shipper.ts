/**
 * Sends every state of every pod to a system outside of the cluster, which takes 200 ms each time. Where
 * it does that is open. Its dial `behind` shows how many pods of its cache were not sent as they are now.
 */

import { ok } from '#base/result.ts';
import { type Duration, milliseconds } from '#base/time.ts';
import {
  type ProgramOptions,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { type Pod, podKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { TypedLister } from '#controllers/typed_lister.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import { listOptions, ship } from './pod_shipper_pieces.ts';

const place = { program: 'pod-shipper' } as const;

export function startPodShipper(sim: Sim, options: ProgramOptions): Program {
  const { code = new Map() } = options;
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'pod-shipper',
    resource: podKind.resource.resource,
    tweakListOptions: chosenPiece({ ...place, slot: 'list-options', code }, listOptions),
    build: (wiring) => {
      const pods = wiring.watch<Pod>(podKind, [], {
        onAdd: (pod) => changed(pod),
        onUpdate: (_old, pod) => changed(pod),
        onDelete: () => shipping.tell(),
      });
      const shipping = new Shipping(wiring, pods);
      const { transform, onChange, sync } = chosenPiece(
        { ...place, slot: 'ship', code },
        ship,
      )(shipping);
      if (transform !== undefined) wiring.transform(pods, transform);
      const changed = (pod: Pod) => {
        shipping.tell();
        return onChange?.(pod);
      };
      return {
        *sync(key) {
          if (sync !== undefined) yield* sync(key);
          return ok(undefined);
        },
      };
    },
  });
}

/** What the pieces are made of: the slow call, and what it was called for. */
export class Shipping {
  /** How long the outside system takes. */
  readonly lasting: Duration = milliseconds(200);
  readonly enqueue: (pod: Pod) => void;
  readonly pods: TypedLister<Pod>;
  readonly #wiring: Wiring;
  readonly #shipped = new Map<string, string>();

  constructor(wiring: Wiring, pods: TypedLister<Pod>) {
    this.#wiring = wiring;
    this.pods = pods;
    this.enqueue = (pod) => wiring.queue.add(keyOf(pod));
  }

  /** Sends the pod and waits for the answer. */
  *ship(pod: Pod | undefined): Proc {
    if (pod === undefined) return;
    yield* this.#wiring.sim.sleep(this.lasting);
    this.shipped(pod);
  }

  /** The outside system has it. */
  shipped(pod: Pod): void {
    this.#shipped.set(keyOf(pod), pod.metadata.resourceVersion ?? '');
    this.tell();
  }

  tell(): void {
    const behind = this.pods
      .all()
      .filter((pod) => this.#shipped.get(keyOf(pod)) !== pod.metadata.resourceVersion);
    this.#wiring.report('behind', behind.length);
  }
}
