/** What can stand in the open places of the pod relabeler. Readers see each piece as it stands here. */

import { cloneJson } from '#base/json.ts';
import { ok } from '#base/result.ts';
import type { SyncResult } from '#controllers/controller_program.ts';
import type { Pod } from '#controllers/kinds.ts';
import type { Proc } from '#sim/process.ts';
import type { PiecesOf } from './chosen_code.ts';

/** Writes a pod to the server. */
export type Update = (pod: Pod) => Proc<SyncResult>;

type Edit = (pod: Pod, update: Update) => Proc<SyncResult>;

/** `pod` comes from the lister: it is the cache's own. */
export const podEdit: PiecesOf<'pod-relabeler', 'edit', Edit> = {
  // piece in-place
  *'in-place'(pod) {
    pod.metadata.labels = { ...pod.metadata.labels, app: 'b' }; // to be written later
    return ok(undefined);
  },
  // end of piece
  // piece in-place-and-write
  *'in-place-and-write'(pod, update) {
    pod.metadata.labels = { ...pod.metadata.labels, app: 'b' };
    return yield* update(pod);
  },
  // end of piece
  // piece deep-copy
  *'deep-copy'(pod, update) {
    const copy = cloneJson(pod); // pod.DeepCopy()
    copy.metadata.labels = { ...copy.metadata.labels, app: 'b' };
    return yield* update(copy);
  },
  // end of piece
};

/** What is set in the program's environment. */
interface Environment {
  readonly KUBE_CACHE_MUTATION_DETECTOR?: 'true';
}

export const environment: PiecesOf<'pod-relabeler', 'environment', Environment> = {
  // piece plain
  plain: {},
  // end of piece
  // piece mutation-detector
  'mutation-detector': { KUBE_CACHE_MUTATION_DETECTOR: 'true' },
  // end of piece
};
