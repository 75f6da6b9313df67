/** What predicates say of the queue between Reflector and cache, and of states that the server never had. */

import { describe, expect, test } from 'vitest';
import { evaluate } from '#script/evaluate.ts';
import { parsePredicate } from '#script/parse.ts';
import { World } from '#script/world.ts';
import type { TraceEvent } from '#trace/event.ts';

type Told = readonly [kind: TraceEvent['kind'], data: object];

const informer = 'reader/configmaps';

function worldOf(events: readonly Told[]): World {
  const world = new World(() => undefined);
  for (const [index, [kind, data]] of events.entries()) {
    const header = { seq: index + 1, at: index, step: index, actor: '', subject: '', causes: [] };
    world.apply({ ...header, kind, data } as unknown as TraceEvent);
  }
  return world;
}

function found(predicate: string, world: World): string {
  const parsed = parsePredicate(predicate);
  if (!parsed.ok) throw new Error(`cannot read ${predicate}`);
  const { held, found: value } = evaluate(parsed.value, world);
  return `${held} ${value}`;
}

function started(queue: string): Told {
  return [
    'informer.started',
    { informer, resource: 'configmaps', queue, resyncPeriod: 0, indexes: [] },
  ];
}

function queued(number: number, type: string, key: string): Told {
  return ['delta.queued', { informer, delta: number, type, key, keys: 0, items: 0 }];
}

function popped(...deltas: readonly number[]): Told {
  return ['delta.popped', { informer, key: '', deltas, types: [], keys: 0, items: 0 }];
}

describe('what waits between Reflector and cache', () => {
  const burst = [
    queued(1, 'Added', 'default/a'),
    queued(2, 'Added', 'default/b'),
    queued(3, 'Updated', 'default/a'),
    queued(4, 'Deleted', 'default/a'),
    queued(5, 'Deleted', 'default/a'),
    ['delta.merged', { informer, delta: 5, type: 'Deleted', key: 'default/a', into: 4 }] as Told,
  ];
  const rows = [
    ['DeltaFIFO', `fifo ${informer} deltas == 4`, 'true 4'],
    ['DeltaFIFO', `fifo ${informer} keys == 2`, 'true 2'],
    ['DeltaFIFO', `fifo ${informer} order default/a,default/b`, 'true default/a,default/b'],
    ['DeltaFIFO', `fifo ${informer} order default/b,default/a`, 'false default/a,default/b'],
    ['DeltaFIFO', `fifo ${informer} holds default/a Added,Updated,Deleted`, 'true'],
    ['DeltaFIFO', `fifo ${informer} holds default/c Added`, 'false nothing'],
    [
      'RealFIFO',
      `fifo ${informer} order default/a,default/b,default/a,default/a`,
      'true default/a,default/b,default/a,default/a',
    ],
    ['RealFIFO', 'fifo other/configmaps keys == 0', 'false no such informer'],
  ] as const;
  test.each(rows)('%s: %s', (queue, predicate, result) => {
    expect(found(predicate, worldOf([started(queue), ...burst]))).toContain(result);
  });

  test('is gone once it was popped, and with its program', () => {
    const world = worldOf([started('DeltaFIFO'), ...burst, popped(1, 3, 4)]);
    expect(found(`fifo ${informer} order default/b`, world)).toBe('true default/b');
    const ended = worldOf([
      started('DeltaFIFO'),
      ...burst,
      ['program.stopped', { program: 'reader' }],
    ]);
    expect(found(`fifo ${informer} deltas == 0`, ended)).toBe('true 0');
  });

  test('a merged deletion that is kept stands where the first stood', () => {
    const world = worldOf([
      started('DeltaFIFO'),
      queued(1, 'Deleted', 'default/a'),
      queued(2, 'Added', 'default/b'),
      queued(3, 'Deleted', 'default/a'),
      ['delta.merged', { informer, delta: 1, type: 'Deleted', key: 'default/a', into: 3 }],
    ]);
    expect(found(`fifo ${informer} order default/a,default/b`, world)).toContain('true');
  });

  test('a delta of the whole collection stands under its type', () => {
    const world = worldOf([started('RealFIFO'), queued(1, 'ReplacedAll', '')]);
    expect(found(`fifo ${informer} order ReplacedAll`, world)).toBe('true ReplacedAll');
  });
});

describe('states that the server never had', () => {
  const commit = (revision: number, key: string, type = 'MODIFIED'): Told => [
    'etcd.committed',
    { key: `configmaps/default/${key}`, type, revision, object: '' },
  ];
  const stored = (key: string, version: number): Told => [
    'store.updated',
    { informer, key: `default/${key}`, resourceVersion: String(version), object: '' },
  ];
  const synced: Told = ['informer.synced', { informer }];
  const history = [commit(1, 'x'), commit(2, 'y'), commit(3, 'x')];
  const impossible = `impossible ${informer} == 1`;

  test('are counted: the newest of one object, and the other not yet there', () => {
    const world = worldOf([started('DeltaFIFO'), ...history, synced, stored('x', 3)]);
    expect(found(impossible, world)).toBe('true 1');
    world.apply({ seq: 99, at: 99, kind: 'noted', data: {} } as unknown as TraceEvent);
    expect(found(impossible, world)).toBe('true 1');
  });

  test('a state that is only old is one that the server had', () => {
    const events = [started('RealFIFO'), ...history, synced, stored('x', 1), stored('y', 2)];
    expect(found(`impossible ${informer} == 0`, worldOf(events))).toBe('true 0');
  });

  test('what comes before the cache has synced does not count', () => {
    const events = [started('DeltaFIFO'), ...history, stored('x', 3), stored('y', 2), synced];
    expect(found(`impossible ${informer} == 0`, worldOf(events))).toBe('true 0');
  });

  test.each([
    ['DeltaFIFO', 1],
    ['RealFIFO', 0],
  ])('what %s writes of one pop is seen in between %d times', (queue, times) => {
    const batch = [popped(1, 2), stored('x', 3), stored('y', 2)];
    const world = worldOf([started(queue), ...history, synced, ...batch]);
    expect(found(`impossible ${informer} == ${times}`, world)).toBe(`true ${times}`);
  });
});
