/**
 * Keeps the names of all pods in memory of its own, beside the cache: what many controllers do with
 * connections, rules or records. Its dial `known` shows how many names it holds, `stale` how many of
 * them its cache no longer has.
 */

import { ok } from '#base/result.ts';
import {
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
} from '#controllers/controller_program.ts';
import { type Pod, podKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import { onDelete } from './pod_roster_pieces.ts';

/** Nothing is ever put into its queue: the handlers do it all, which is part of what it shows. */
function* sync(): Proc<SyncResult> {
  return ok(undefined);
}

export function startPodRoster(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'pod-roster',
    resource: podKind.resource.resource,
    build: (wiring) => {
      const known = new Set<string>();
      const { code } = wiring;
      const remove = chosenPiece({ program: 'pod-roster', slot: 'on-delete', code }, onDelete);
      const tell = (): void => {
        wiring.report('known', known.size);
        wiring.report('stale', [...known].filter((key) => pods.peek(key) === undefined).length);
      };
      const pods = wiring.watch<Pod>(podKind, [], {
        onAdd: (pod) => {
          known.add(keyOf(pod));
          tell();
        },
        onUpdate: () => tell(),
        onDelete: (obj) => {
          remove(obj, known);
          tell();
        },
      });
      return {
        sync,
        *begin(): Proc {
          tell();
        },
      };
    },
  });
}
