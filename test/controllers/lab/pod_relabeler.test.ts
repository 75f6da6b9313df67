/** Each piece that can stand in the pod relabeler's open places. */

import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import type { Pod } from '#controllers/kinds.ts';
import { environment, podEdit } from '#controllers/lab/pod_relabeler_pieces.ts';
import { pieceNames } from './piece_names.ts';

describe('an edit changes', () => {
  test.each([
    { piece: 'in-place', cached: 'b', written: [] },
    { piece: 'in-place-and-write', cached: 'b', written: ['b'] },
    { piece: 'deep-copy', cached: 'a', written: ['b'] },
  ] as const)('$piece', ({ piece, cached, written }) => {
    const pod: Pod = { metadata: { name: 'web', labels: { app: 'a' } }, spec: { containers: [] } };
    const asked: (string | undefined)[] = [];
    function* update(wanted: Pod) {
      asked.push(wanted.metadata.labels?.['app']);
      return ok(undefined);
    }
    expect(podEdit[piece](pod, update).next()).toEqual({ done: true, value: ok(undefined) });
    expect(pod.metadata.labels?.['app']).toBe(cached);
    expect(asked).toEqual(written);
  });

  test('every piece is here', () => {
    expect(Object.keys(podEdit)).toEqual(pieceNames('pod-relabeler', 'edit'));
  });
});

test('every environment is here', () => {
  expect(Object.keys(environment)).toEqual(pieceNames('pod-relabeler', 'environment'));
  expect(environment['mutation-detector'].KUBE_CACHE_MUTATION_DETECTOR).toBe('true');
});
