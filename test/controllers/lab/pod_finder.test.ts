/** Each piece that can stand in the pod finder's open places. */

import { describe, expect, test } from 'vitest';
import { fail, ok } from '#base/result.ts';
import type { Pod } from '#controllers/kinds.ts';
import { type PodCache, podIndexers, podLookup } from '#controllers/lab/pod_finder_pieces.ts';
import { pieceNames } from './piece_names.ts';

function pod(name: string, spec: Partial<Pod['spec']> = {}, labels = {}): Pod {
  return { metadata: { name, namespace: 'default', labels }, spec: { containers: [], ...spec } };
}

const bare = pod('bare');
const here = pod('here', { nodeName: 'node-a' }, { app: 'web' });
const mounting = pod('mounting', {
  nodeName: 'node-b',
  volumes: [
    { name: 'one', configMap: { name: 'settings' } },
    { name: 'two', emptyDir: {} },
    { name: 'three', configMap: { name: 'scripts' } },
  ],
});

describe('an index function gives', () => {
  test.each([
    { piece: 'by-app', none: [''], one: ['web'], several: [''] },
    { piece: 'by-node', none: [], one: ['node-a'], several: ['node-b'] },
    { piece: 'by-config-map', none: [], one: [], several: ['settings', 'scripts'] },
  ] as const)('$piece', ({ piece, none, one, several }) => {
    const { values } = podIndexers[piece];
    expect([values(bare), values(here), values(mounting)]).toEqual([none, one, several]);
  });

  test('every piece is here', () => {
    expect(Object.keys(podIndexers)).toEqual(pieceNames('pod-finder', 'indexers'));
  });
});

describe('a lookup', () => {
  const cache: PodCache = {
    list: () => [bare, here, mounting],
    byIndex: (index, value) =>
      index === 'byNode' && value === 'node-a' ? ok([here]) : fail({ message: index }),
  };

  test.each([
    { piece: 'list-and-filter', found: ok([here]) },
    { piece: 'by-index', found: ok([here]) },
    { piece: 'field-selector', found: fail({ message: 'field:spec.nodeName' }) },
  ] as const)('$piece', ({ piece, found }) => {
    expect(podLookup[piece](cache, 'node-a')).toEqual(found);
  });

  test('every piece is here', () => {
    expect(Object.keys(podLookup)).toEqual(pieceNames('pod-finder', 'lookup'));
  });
});
