/**
 * Keeps a record of every pod in memory of its own, beside the cache: what many controllers do with
 * connections, rules or records. Its dials: `known`, how many records it has; `stale`, how many of them
 * are of a pod that its cache no longer has, or has with another uid; `missing`, how many pods of its
 * cache have no record; `removed`, how many records its delete handler has removed.
 */

import { uid } from '#apimachinery/pkg/api/meta/meta.ts';
import { ok } from '#base/result.ts';
import {
  type DeletedObject,
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
import { onDelete, onUpdate, type Roster } from './pod_roster_pieces.ts';

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
      const known: Roster = new Map();
      const { code } = wiring;
      const remove = chosenPiece({ program: 'pod-roster', slot: 'on-delete', code }, onDelete);
      const change = chosenPiece({ program: 'pod-roster', slot: 'on-update', code }, onUpdate);
      let removed = 0;
      const isStale = ([key, id]: readonly [string, string]): boolean => {
        const pod = pods.peek(key);
        return pod === undefined || uid(pod) !== id;
      };
      const tell = (): void => {
        wiring.report('known', known.size);
        wiring.report('stale', [...known].filter(isStale).length);
        wiring.report('missing', pods.all().filter((pod) => !known.has(keyOf(pod))).length);
        wiring.report('removed', removed);
      };
      const added = (pod: Pod): void => {
        known.set(keyOf(pod), uid(pod));
      };
      const deleted = (obj: DeletedObject<Pod>): void => {
        const before = known.size;
        remove(obj, known);
        removed += before - known.size;
      };
      const pods = wiring.watch<Pod>(podKind, [], {
        onAdd: (pod) => {
          added(pod);
          tell();
        },
        onUpdate: (old, pod) => {
          change({ old, pod, known, onAdd: added, onDelete: deleted });
          tell();
        },
        onDelete: (obj) => {
          deleted(obj);
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
