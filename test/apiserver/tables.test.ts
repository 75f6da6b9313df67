/** Objects as the tables that kubectl asks for. */

import { describe, expect, test } from 'vitest';
import { age, humanDuration } from '#apiserver/printers/human_duration.ts';
import { builtInKinds } from '#apiserver/registry/kinds.ts';
import type { JsonObject } from '#base/json.ts';
import { duration, instant, minutes, seconds } from '#base/time.ts';
import { configMap, configMaps, pods, statusOf } from './cluster.ts';
import { tableCluster } from './table_cluster.ts';

const container = { name: 'main', image: 'web:1' };
const running = { state: { running: { startedAt: '2026-01-01T00:00:00Z' } }, ready: true };
const crashed = {
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { finishedAt: '2026-01-01T00:00:00Z', exitCode: 1 } },
  restartCount: 3,
};

describe('a pod is', () => {
  test.each([
    ['Pending', {}, ['0/1', 'Pending', '0']],
    ['Running', { phase: 'Running', containerStatuses: [running] }, ['1/1', 'Running', '0']],
    [
      'crashing again and again',
      { phase: 'Running', containerStatuses: [crashed] },
      ['0/1', 'CrashLoopBackOff', '3 (60s ago)'],
    ],
    [
      'completed',
      {
        phase: 'Succeeded',
        containerStatuses: [{ state: { terminated: { exitCode: 0, reason: 'Completed' } } }],
      },
      ['0/1', 'Completed', '0'],
    ],
    [
      'killed by a signal',
      {
        phase: 'Failed',
        containerStatuses: [{ state: { terminated: { signal: 9, exitCode: 137 } } }],
      },
      ['0/1', 'Signal:9', '0'],
    ],
    [
      'waiting for its beginning',
      { phase: 'Pending', initContainerStatuses: [{ name: 'init', state: { running: {} } }] },
      ['0/1', 'Init:0/1', '0'],
    ],
    ['evicted', { phase: 'Failed', reason: 'Evicted' }, ['0/1', 'Evicted', '0']],
  ] as const)('%s', (_name, status, cells) => {
    const { ask, table, runFor } = tableCluster();
    const initContainers = 'initContainerStatuses' in status ? [{ name: 'init', image: 'i' }] : [];
    const spec = { containers: [container], initContainers };
    ask('POST', pods, { metadata: { name: 'p' }, spec });
    ask('PATCH', `${pods}/p/status`, { status: status as JsonObject });
    runFor(minutes(1));
    expect(table(`${pods}/p`).rows[0]?.cells.slice(1, 4)).toEqual(cells);
  });

  test('going, from when it is deleted', () => {
    const { ask, table } = tableCluster();
    const spec = { containers: [container], nodeName: 'node-a' };
    ask('POST', pods, { metadata: { name: 'p' }, spec });
    ask('DELETE', `${pods}/p`);
    expect(table(pods).rows[0]?.cells).toEqual([
      'p',
      '0/1',
      'Terminating',
      '0',
      '0s',
      '<none>',
      'node-a',
      '<none>',
      '<none>',
    ]);
  });
});

test('a list has the columns, a row for each object, and its own metadata', () => {
  const { ask, table, runFor } = tableCluster();
  ask('POST', configMaps, configMap('a', { data: { x: '1', y: '2' } }));
  ask('POST', configMaps, configMap('b'));
  runFor(seconds(90));
  const { columnDefinitions, rows, metadata } = table(`${configMaps}?limit=1`);
  expect(columnDefinitions?.map(({ name, priority }) => [name, priority])).toEqual([
    ['Name', 0],
    ['Data', 0],
    ['Age', 0],
  ]);
  expect(rows).toMatchObject([
    { cells: ['a', 2, '90s'], object: { kind: 'PartialObjectMetadata', metadata: { name: 'a' } } },
  ]);
  expect(metadata).toMatchObject({ remainingItemCount: 1, continue: expect.any(String) });
});

test.each([
  ['None', null],
  ['Metadata', { kind: 'PartialObjectMetadata', metadata: { name: 'a' } }],
  ['Object', { kind: 'ConfigMap', data: { x: '1' } }],
] as const)('a row includes %s of its object', (include, object) => {
  const { ask, table } = tableCluster();
  ask('POST', configMaps, configMap('a', { data: { x: '1' } }));
  const [row] = table(`${configMaps}/a?includeObject=${include}`).rows;
  if (object === null) expect(row?.object).toBeNull();
  else expect(row?.object).toMatchObject(object);
});

test('what a row cannot include is refused', () => {
  const { answer } = tableCluster();
  expect(statusOf(answer(`${configMaps}?includeObject=All`))).toMatchObject({
    code: 400,
    message:
      "Unable to convert to Table as requested: includeObject: Invalid value: \"All\": must be 'Metadata', 'Object', 'None', or empty",
  });
});

test('a failure stays a Status', () => {
  const { answer } = tableCluster();
  expect(statusOf(answer(`${configMaps}/none`))).toMatchObject({ kind: 'Status', code: 404 });
});

test('a watch tells its columns once', () => {
  const { ask, watchTable } = tableCluster();
  ask('POST', configMaps, configMap('a'));
  const frames = watchTable(`${configMaps}?resourceVersion=0`);
  ask('POST', configMaps, configMap('b'));
  ask('DELETE', `${configMaps}/a`);
  const told = frames();
  expect(told.map(({ type, table }) => [type, table.rows[0]?.cells[0]])).toEqual([
    ['ADDED', 'a'],
    ['ADDED', 'b'],
    ['DELETED', 'a'],
  ]);
  expect(told.map(({ table }) => table.columnDefinitions === null)).toEqual([false, true, true]);
});

test('every kind has as many cells as columns', () => {
  for (const { kind, strategy } of builtInKinds) {
    const { printer } = strategy;
    if (printer === undefined) continue;
    const { cells } = printer.row({ metadata: { name: 'x' } }, instant(0));
    expect([kind, cells.length]).toEqual([kind, printer.columns.length]);
  }
});

test.each([
  [-5, '<invalid>'],
  [-1, '0s'],
  [119, '119s'],
  [120, '2m'],
  [125, '2m5s'],
  [600, '10m'],
  [3 * 3600, '3h'],
  [3 * 3600 + 60, '3h1m'],
  [49 * 3600, '2d1h'],
  [9 * 86_400, '9d'],
  [100 * 86_400, '100d'],
])('%s s is read as %s', (count, text) => {
  expect(humanDuration(duration(count * 1_000_000_000))).toBe(text);
});

test('an age that nobody knows says so', () => {
  expect(age(null, instant(0))).toBe('<unknown>');
});
