/**
 * Answers which pods run on one node, each time that a pod has changed, from its cache alone. Its dials:
 * `found`, how many pods the last answer had; `looked-at`, how many objects were read for it.
 */

import { fail, ok } from '#base/result.ts';
import {
  keyOfDeleted,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
} from '#controllers/controller_program.ts';
import { asKind, type Pod, podKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece, chosenPieces } from './chosen_code.ts';
import { type PodCache, podIndexers, podLookup } from './pod_finder_pieces.ts';

/** The node that it is asked about. */
const node = 'node-a';

export function startPodFinder(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'pod-finder',
    resource: podKind.resource.resource,
    build: (wiring) => {
      const { code } = wiring;
      const place = { program: 'pod-finder', code } as const;
      const indexes = chosenPieces({ ...place, slot: 'indexers' }, podIndexers);
      const lookup = chosenPiece({ ...place, slot: 'lookup' }, podLookup);
      const enqueue = (pod: Pod): void => wiring.queue.add(keyOf(pod));
      const pods = wiring.watch<Pod>(
        podKind,
        indexes.map(({ name, values }) => ({ name, values: (obj) => values(asKind<Pod>(obj)) })),
        {
          onAdd: enqueue,
          onUpdate: (_old, pod) => enqueue(pod),
          onDelete: (obj) => wiring.queue.add(keyOfDeleted(obj)),
        },
      );
      return {
        *sync(): Proc<SyncResult> {
          let lookedAt = 0;
          const cache: PodCache = {
            list: () => {
              const all = pods.all();
              lookedAt += all.length;
              return all;
            },
            byIndex: (index, value) => {
              const found = pods.findByIndex(index, value);
              if (found.ok) lookedAt += found.value.length;
              return found;
            },
          };
          const found = lookup(cache, node);
          if (!found.ok) return fail(found.error);
          wiring.report('found', found.value.length);
          wiring.report('looked-at', lookedAt);
          return ok(undefined);
        },
      };
    },
  });
}
