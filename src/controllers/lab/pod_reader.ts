/**
 * Three goroutines that want to know every pod, each second. Where they get the pods from is open: each
 * asks the API server, or all read the cache of one informer. Its dials: `pods`, how many there were at
 * the last look; `reads`, how many pods were looked at so far.
 */

import { ok } from '#base/result.ts';
import { between, type Duration, second } from '#base/time.ts';
import type { ResourceInterface } from '#client-go/dynamic/interface.ts';
import {
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { type Pod, podKind } from '#controllers/kinds.ts';
import type { TypedLister } from '#controllers/typed_lister.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import { source } from './pod_reader_pieces.ts';

const goroutines = 3;

/** Nothing is ever put into its queue: it only looks. */
function* sync(): Proc<SyncResult> {
  return ok(undefined);
}

export function startPodReader(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'pod-reader',
    resource: podKind.resource.resource,
    build: (wiring) => {
      const { code } = wiring;
      const read = chosenPiece(
        { program: 'pod-reader', slot: 'source', code },
        source,
      )(new PodSources(wiring));
      let reads = 0;
      function* eachSecond(number: number): Proc {
        for (;;) {
          const began = sim.now;
          const pods = yield* read(number);
          reads += pods.length;
          wiring.report('pods', pods.length);
          wiring.report('reads', reads);
          yield* sim.sleep(Math.max(0, second - between(began, sim.now)) as Duration);
        }
      }
      return {
        sync,
        *begin(): Proc {
          for (let number = 1; number <= goroutines; number++) {
            sim.spawn(`${wiring.name}/goroutine-${number}`, eachSecond(number));
          }
        },
      };
    },
  });
}

/** What the pieces may read from. */
export class PodSources {
  readonly ctx: Wiring['ctx'];
  readonly #wiring: Wiring;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.ctx = wiring.ctx;
  }

  /** The API server, as the goroutine of that number asks it. */
  client(goroutine: number): ResourceInterface {
    const { client, name } = this.#wiring;
    return client.withNoun(`${name}/goroutine-${goroutine}`).resource(podKind.resource);
  }

  /** The lister of the program's informer. */
  informer(): TypedLister<Pod> {
    const nothing = () => undefined;
    return this.#wiring.watch<Pod>(podKind, [], {
      onAdd: nothing,
      onUpdate: nothing,
      onDelete: nothing,
    });
  }
}
