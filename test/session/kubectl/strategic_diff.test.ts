/** The strategic merge patches that kubectl works out, beside those that the recordings hold. */

import { describe, expect, test } from 'vitest';
import { typeOf } from '#apiserver/types/built_in_types.ts';
import type { JsonObject } from '#base/json.ts';
import { threeWayStrategicPatch, twoWayPatch } from '#session/kubectl/strategic_diff.ts';

const deployment = typeOf({ group: 'apps', kind: 'Deployment' });
const pod = typeOf({ group: '', kind: 'Pod' });
if (deployment === undefined || pod === undefined) throw new Error('the built-in types are gone');

const containers = (...list: readonly JsonObject[]): JsonObject => ({ spec: { containers: list } });

describe('from two documents', () => {
  test.each<readonly [name: string, before: JsonObject, after: JsonObject, patch: JsonObject]>([
    ['nothing', { metadata: { name: 'a' } }, { metadata: { name: 'a' } }, {}],
    ['a new field', {}, { spec: { nodeName: 'n' } }, { spec: { nodeName: 'n' } }],
    ['a removed field', { metadata: { labels: { a: 'b' } } }, {}, { metadata: null }],
    [
      'a changed item of a list with a key',
      containers({ name: 'a', image: '1' }, { name: 'b', image: '1' }),
      containers({ name: 'a', image: '2' }, { name: 'b', image: '1' }),
      {
        spec: {
          containers: [{ name: 'a', image: '2' }],
          '$setElementOrder/containers': [{ name: 'a' }, { name: 'b' }],
        },
      },
    ],
    [
      'a removed item of a list with a key',
      containers({ name: 'a' }, { name: 'b' }),
      containers({ name: 'b' }),
      {
        spec: {
          containers: [{ $patch: 'delete', name: 'a' }],
          '$setElementOrder/containers': [{ name: 'b' }],
        },
      },
    ],
    [
      'another order of a list with a key',
      containers({ name: 'a' }, { name: 'b' }),
      containers({ name: 'b' }, { name: 'a' }),
      { spec: { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] } },
    ],
    [
      'a list of words that is a set',
      { metadata: { finalizers: ['x/a', 'x/b'] } },
      { metadata: { finalizers: ['x/b', 'x/c'] } },
      {
        metadata: {
          finalizers: ['x/c'],
          '$deleteFromPrimitiveList/finalizers': ['x/a'],
          '$setElementOrder/finalizers': ['x/b', 'x/c'],
        },
      },
    ],
    [
      'a list without a key, whole',
      { spec: { tolerations: [{ key: 'a' }] } },
      { spec: { tolerations: [{ key: 'b' }] } },
      { spec: { tolerations: [{ key: 'b' }] } },
    ],
  ])('%s', (_, before, after, patch) => {
    expect(twoWayPatch(pod, before, after)).toEqual(patch);
  });

  test('a strategy keeps the keys that it names', () => {
    const before = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: {} } } };
    const after = { spec: { strategy: { type: 'Recreate' } } };
    expect(twoWayPatch(deployment, before, after)).toEqual({
      spec: { strategy: { $retainKeys: ['type'], type: 'Recreate', rollingUpdate: null } },
    });
  });
});

describe('from three documents', () => {
  test('what others have added stays', () => {
    const before = containers({ name: 'a' });
    const live = containers({ name: 'a' }, { name: 'injected' });
    expect(threeWayStrategicPatch(pod, { before, wanted: before, live })).toEqual({});
  });

  test('what the last manifest had and this has not is taken away', () => {
    const patch = threeWayStrategicPatch(pod, {
      before: { metadata: { labels: { a: '1', b: '1' } } },
      wanted: { metadata: { labels: { b: '2' } } },
      live: { metadata: { labels: { a: '1', b: '1', c: '1' } } },
    });
    expect(patch).toEqual({ metadata: { labels: { a: null, b: '2' } } });
  });
});
