/**
 * Moves every pod with the label `app: a` to `app: b`. Its cache is indexed by that label. Its dials:
 * `misfiled`, how many pods stand under a value that is not theirs; `ghosts`, how many keys stand under
 * a value and have no pod; `moved`, how many pods stand under `b` rightly.
 */

import {
  labels,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { ok } from '#base/result.ts';
import {
  keyOfDeleted,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
} from '#controllers/controller_program.ts';
import { type Pod, podKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { LabIndex } from '#controllers/typed_lister.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import { environment, podEdit } from './pod_relabeler_pieces.ts';

/** By the label `app`. */
const appIndex: LabIndex = { name: 'byApp', values: (obj) => [labels(obj)['app'] ?? ''] };

export function startPodRelabeler(sim: Sim, options: ProgramOptions): Program {
  const code = options.code ?? new Map();
  const place = { program: 'pod-relabeler', code } as const;
  const edit = chosenPiece({ ...place, slot: 'edit' }, podEdit);
  const env = chosenPiece({ ...place, slot: 'environment' }, environment);
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'pod-relabeler',
    resource: podKind.resource.resource,
    mutationDetector: env.KUBE_CACHE_MUTATION_DETECTOR === 'true',
    build: (wiring) => {
      const { ctx, client, queue } = wiring;
      const tell = (): void => {
        const buckets = ['a', 'b'].map((app) => ({ app, ...pods.peekBucket(appIndex.name, app) }));
        const isAt = (app: string, pod: Pod): boolean => labels(pod)['app'] === app;
        const filed = buckets.map(({ app, objects }) => objects.filter((pod) => isAt(app, pod)));
        const all = buckets.flatMap(({ objects }) => objects).length;
        wiring.report('misfiled', all - filed.flat().length);
        wiring.report(
          'ghosts',
          buckets.reduce((sum, { ghosts }) => sum + ghosts, 0),
        );
        wiring.report('moved', filed[1]?.length ?? 0);
      };
      const changed = (key: string): void => {
        tell();
        queue.add(key);
      };
      const pods = wiring.watch<Pod>(podKind, [appIndex], {
        onAdd: (pod) => changed(keyOf(pod)),
        onUpdate: (_old, pod) => changed(keyOf(pod)),
        onDelete: (obj) => changed(keyOfDeleted(obj)),
      });
      function* update(pod: Pod): Proc<SyncResult> {
        const inNamespace = client.resource(podKind.resource).namespace(namespaceOf(pod));
        const updated = yield* inNamespace.update(ctx, pod);
        return updated.ok ? ok(undefined) : updated;
      }
      return {
        *sync(key): Proc<SyncResult> {
          const pod = pods.get(key);
          if (pod === undefined || labels(pod)['app'] !== 'a') return ok(undefined);
          const edited = yield* edit(pod, function* (wanted) {
            pods.noteMutation(key);
            wiring.log(key, `writing ${nameOf(wanted)}`);
            return yield* update(wanted);
          });
          pods.noteMutation(key);
          tell();
          return edited;
        },
      };
    },
  });
}
