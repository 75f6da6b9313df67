import { describe, expect, test } from 'vitest';
import { machineNames } from '#machines/machine_catalog.ts';
import { machineChart } from '#view-model/machine_chart.ts';
import {
  cachedObject,
  fieldChanges,
  objectHistory,
  storedObject,
} from '#view-model/object_history.ts';
import { oneWatchEvent, podObject } from './trace_builder.ts';

describe('object history', () => {
  const trace = oneWatchEvent();
  const changed = { ...podObject('web-2', '103'), status: { phase: 'Running' } };
  trace
    .object('o3', changed)
    .on('request.sent', {
      request: 'req-9',
      client: 'kubelet',
      noun: 'kubelet',
      replica: 'a',
      verb: 'patch',
      method: 'PATCH',
      url: '/',
      resource: 'pods',
    })
    .on('request.received', { request: 'req-9', replica: 'a' })
    .on('etcd.committed', {
      revision: 103,
      type: 'MODIFIED',
      resource: 'pods',
      key: 'pods/default/web-2',
      object: 'o3',
      previous: 'o2',
    });
  const view = trace.view;

  test('each version says who wrote it and what changed', () => {
    const history = objectHistory(view, 'pods/default/web-2', view.lastSeq);
    expect(history.map(({ revision, type, writer }) => [revision, type, writer])).toEqual([
      [102, 'ADDED', undefined],
      [103, 'MODIFIED', 'kubelet'],
    ]);
    expect(history[1]?.changes).toEqual([
      { path: 'metadata.resourceVersion', before: '102', after: '103' },
      { path: 'status', before: undefined, after: { phase: 'Running' } },
    ]);
    expect(objectHistory(view, 'pods/default/web-2', view.lastSeq - 1)).toHaveLength(1);
  });

  test('the cache still holds the copy that the server has replaced', () => {
    const where = { informer: 'rs-controller/pods', key: 'pods/default/web-2' };
    expect(storedObject(view, where.key, view.lastSeq)).toEqual(changed);
    expect(cachedObject(view, where, view.lastSeq)).toEqual(podObject('web-2', '102'));
    expect(cachedObject(view, { ...where, key: 'default/none' }, view.lastSeq)).toBeUndefined();
  });

  test.each([
    { name: 'a leaf', before: { a: 1 }, after: { a: 2 }, paths: ['a'] },
    {
      name: 'a nested leaf',
      before: { a: { b: [1, 2] } },
      after: { a: { b: [1, 3] } },
      paths: ['a.b[1]'],
    },
    { name: 'a longer list', before: [1], after: [1, 2], paths: ['[1]'] },
    { name: 'another type', before: { a: [] }, after: { a: {} }, paths: ['a'] },
    { name: 'nothing', before: { a: undefined }, after: {}, paths: [] },
  ])('a change of $name', ({ before, after, paths }) => {
    expect(fieldChanges(before, after).map(({ path }) => path)).toEqual(paths);
  });
});

test.each(machineNames)('the chart of %s shows every state once', (machine) => {
  const { states, arrows } = machineChart(machine);
  expect(new Set(states.map(({ column, row }) => `${column}/${row}`)).size).toBe(states.length);
  const names = states.map(({ name }) => name);
  for (const { source, target } of arrows) {
    expect(names).toContain(source);
    expect(names).toContain(target);
  }
});
