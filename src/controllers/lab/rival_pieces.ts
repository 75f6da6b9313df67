/** What can stand in the open places of bellerophon and chimera. Readers see each piece as it stands here. */

import { ok } from '#base/result.ts';
import type { PiecesOf } from './chosen_code.ts';
import type { WantedField, WriteField } from './rival_kind.ts';

const done = ok(undefined);

export const writes: PiecesOf<'bellerophon' | 'chimera', 'write', WriteField> = {
  // piece put
  *put(client, obj, field) {
    if (field.isIn(obj.spec)) return done;
    return yield* client.update({ ...obj, spec: field.setIn(obj.spec) });
  },
  // end of piece
  // piece apply
  *apply(client, obj, field) {
    return yield* client.apply(obj, field.alone, { force: false });
  },
  // end of piece
  // piece force
  *force(client, obj, field) {
    return yield* client.apply(obj, field.alone, { force: true });
  },
  // end of piece
};

/** What chimera wants. */
export const chimeraFields: PiecesOf<'chimera', 'field', WantedField> = {
  // piece replicas
  replicas: {
    isIn: (spec) => spec.replicas === 5,
    setIn: (spec) => ({ ...spec, replicas: 5 }),
    alone: { replicas: 5 },
  },
  // end of piece
  // piece partition
  partition: {
    isIn: (spec) => spec.update?.partition === 1,
    setIn: (spec) => ({ ...spec, update: { ...spec.update, partition: 1 } }),
    alone: { update: { partition: 1 } },
  },
  // end of piece
};
