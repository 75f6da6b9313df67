/** What can stand at `on-delete` of the pod roster. Readers see each piece as it stands here. */

import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import type { DeletedObject } from '#controllers/controller_program.ts';
import type { Pod } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { PiecesOf } from './chosen_code.ts';

type Remove = (obj: DeletedObject<Pod>, known: Set<string>) => void;

export const onDelete: PiecesOf<'pod-roster', 'on-delete', Remove> = {
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
