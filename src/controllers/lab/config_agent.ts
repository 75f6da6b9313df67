/**
 * Carries every ConfigMap to some machine outside of the cluster, which takes half a second and fails
 * while the object says `broken: "true"`. It changes nothing in the cluster: all there is to see of it is
 * its work queue. Its dial `at-once` shows how many workers have the same object in hand.
 */

import { fail, ok } from '#base/result.ts';
import { milliseconds } from '#base/time.ts';
import {
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
} from '#controllers/controller_program.ts';
import { type ConfigMap, configMapKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import { enqueue, finish, newPointers, objectOf } from './config_agent_pieces.ts';

const deliveryTime = milliseconds(500);

export function startConfigAgent(sim: Sim, options: ProgramOptions): Program {
  const name = options.name ?? 'config-agent';
  return startControllerProgram(sim, {
    ...options,
    name,
    resource: configMapKind.resource.resource,
    build: (wiring) => {
      const { code, queue } = wiring;
      const add = chosenPiece({ program: 'config-agent', slot: 'handler', code }, enqueue);
      const end = chosenPiece({ program: 'config-agent', slot: 'finish', code }, finish);
      const pointerTo = newPointers();
      const inHand = new Map<string, number>();
      const configMaps = wiring.watch<ConfigMap>(configMapKind, [], {
        onAdd: (obj) => add(queue, keyOf(obj), pointerTo),
        onUpdate: (_, obj) => add(queue, keyOf(obj), pointerTo),
        onDelete: () => undefined,
      });
      const count = (key: string, change: number): void => {
        inHand.set(key, (inHand.get(key) ?? 0) + change);
        wiring.report('at-once', Math.max(0, ...inHand.values()));
      };
      return {
        *begin(): Proc {
          wiring.report('at-once', 0);
        },
        *sync(item): Proc<SyncResult> {
          const key = objectOf(item);
          count(key, 1);
          const configMap = configMaps.get(key);
          yield* sim.sleep(deliveryTime);
          count(key, -1);
          if (configMap?.data?.['broken'] === 'true') {
            return fail({ message: `the machine of ${key} does not answer` });
          }
          return ok(undefined);
        },
        finish: (item, error) => end(queue, item, error),
      };
    },
  });
}
