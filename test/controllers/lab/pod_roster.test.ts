/** Each piece that can stand in the pod roster's open places: what it does with each kind of change. */

import { describe, expect, test } from 'vitest';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import type { DeletedObject } from '#controllers/controller_program.ts';
import type { Pod } from '#controllers/kinds.ts';
import { onDelete, onUpdate, type Roster } from '#controllers/lab/pod_roster_pieces.ts';
import { pieceNames } from './piece_names.ts';

const key = 'default/web';

function pod(uid: string, deletionTimestamp?: string): Pod {
  const metadata = { name: 'web', namespace: 'default', uid };
  return {
    metadata: deletionTimestamp === undefined ? metadata : { ...metadata, deletionTimestamp },
    spec: { containers: [] },
  };
}

const alive = pod('a');
const terminating = pod('a', '2026-01-01T00:00:00Z');
const buried = new DeletedFinalStateUnknown(key, alive);
const empty = new DeletedFinalStateUnknown(key, undefined);

/** What is left in a roster that knew the pod. */
function after(change: (known: Roster) => void): Readonly<Record<string, string>> | 'panic' {
  const known: Roster = new Map([[key, 'a']]);
  try {
    change(known);
  } catch {
    return 'panic';
  }
  return Object.fromEntries(known);
}

const kept = { [key]: 'a' };
const gone = {};

describe('at on-delete', () => {
  test.each([
    { piece: 'cast', seen: gone, finalized: gone, missed: 'panic', unknown: 'panic' },
    { piece: 'comma-ok', seen: gone, finalized: gone, missed: kept, unknown: kept },
    { piece: 'unwrap', seen: gone, finalized: gone, missed: gone, unknown: gone },
    { piece: 'if-terminating', seen: kept, finalized: gone, missed: kept, unknown: kept },
  ] as const)('$piece', ({ piece, ...expected }) => {
    const given = (obj: DeletedObject<Pod>) => after((known) => onDelete[piece](obj, known));
    expect({
      seen: given(alive),
      finalized: given(terminating),
      missed: given(buried),
      unknown: given(empty),
    }).toEqual(expected);
  });

  test('every piece is here', () => {
    expect(Object.keys(onDelete)).toEqual(pieceNames('pod-roster', 'on-delete'));
  });
});

describe('at on-update', () => {
  test.each([
    { piece: 'same-key', twin: kept, marked: kept },
    { piece: 'compare-uid', twin: { [key]: 'b' }, marked: kept },
    { piece: 'deletion-timestamp', twin: kept, marked: gone },
  ] as const)('$piece', ({ piece, ...expected }) => {
    const given = (next: Pod) =>
      after((known) => {
        onUpdate[piece]({
          old: alive,
          pod: next,
          known,
          onAdd: (added) => known.set(key, added.metadata.uid ?? ''),
          onDelete: (obj) => onDelete.unwrap(obj, known),
        });
      });
    expect({ twin: given(pod('b')), marked: given(terminating) }).toEqual(expected);
  });

  test('every piece is here', () => {
    expect(Object.keys(onUpdate)).toEqual(pieceNames('pod-roster', 'on-update'));
  });
});
