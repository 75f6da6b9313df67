/** What can stand in the open places of the pod roster. Readers see each piece as it stands here. */

import { isTerminating, uid } from '#apimachinery/pkg/api/meta/meta.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import { type DeletedObject, withoutTombstone } from '#controllers/controller_program.ts';
import type { Pod } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { PiecesOf } from './chosen_code.ts';

/** The uid of each pod that the roster knows, by key. */
export type Roster = Map<string, string>;

type OnDelete = (obj: DeletedObject<Pod>, known: Roster) => void;

export const onDelete: PiecesOf<'pod-roster', 'on-delete', OnDelete> = {
  // piece cast
  cast: (obj, known) => {
    const pod = asPod(obj); // obj.(*v1.Pod)
    known.delete(keyOf(pod));
  },
  // end of piece
  // piece comma-ok
  'comma-ok': (obj, known) => {
    if (!isPod(obj)) return; // pod, ok := obj.(*v1.Pod)
    known.delete(keyOf(obj));
  },
  // end of piece
  // piece unwrap
  unwrap: (obj, known) => {
    const key = obj instanceof DeletedFinalStateUnknown ? obj.key : keyOf(obj);
    known.delete(key);
  },
  // end of piece
  // piece if-terminating
  'if-terminating': (obj, known) => {
    const pod = withoutTombstone(obj); // its Obj, if it is a tombstone
    if (pod === undefined || !isTerminating(pod)) return; // nobody asked for its deletion
    known.delete(keyOf(pod));
  },
  // end of piece
};

/** What an update handler has to work with. */
export interface PodUpdate {
  readonly old: Pod;
  readonly pod: Pod;
  readonly known: Roster;
  readonly onAdd: (pod: Pod) => void;
  readonly onDelete: (obj: DeletedObject<Pod>) => void;
}

type OnUpdate = (update: PodUpdate) => void;

export const onUpdate: PiecesOf<'pod-roster', 'on-update', OnUpdate> = {
  // piece same-key
  'same-key': ({ pod, known, onAdd }) => {
    if (!known.has(keyOf(pod))) onAdd(pod);
  },
  // end of piece
  // piece compare-uid
  'compare-uid': ({ old, pod, onAdd, onDelete }) => {
    if (uid(old) === uid(pod)) return;
    onDelete(new DeletedFinalStateUnknown(keyOf(old), old)); // the old pod is gone
    onAdd(pod);
  },
  // end of piece
  // piece deletion-timestamp
  'deletion-timestamp': ({ pod, known }) => {
    if (isTerminating(pod)) known.delete(keyOf(pod)); // as good as deleted
  },
  // end of piece
};

function isPod(obj: DeletedObject<Pod>): obj is Pod {
  return !(obj instanceof DeletedFinalStateUnknown);
}

/** Go's type assertion with one result. */
function asPod(obj: DeletedObject<Pod>): Pod {
  if (isPod(obj)) return obj;
  throw new Error(
    'interface conversion: interface {} is cache.DeletedFinalStateUnknown, not *v1.Pod',
  );
}
