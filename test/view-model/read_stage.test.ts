import { expect, test } from 'vitest';
import { readStage } from '#view-model/read_stage.ts';
import type { RunView } from '#view-model/run_view.ts';
import { oneWatchEvent } from './trace_builder.ts';

const view = oneWatchEvent().view;

/** The seq of the nth event of a kind. */
function seqOf(kind: string, nth = 1, of: RunView = view): number {
  return of.events.filter((event) => event.kind === kind)[nth - 1]?.seq ?? 0;
}

function stageAt(seq: number) {
  const stage = readStage(view, seq);
  const [program] = stage.programs;
  const [informer] = program?.informers ?? [];
  return { stage, program, informer };
}

test('before the first event there is nothing', () => {
  const { stage } = stageAt(0);
  expect(stage.programs).toEqual([]);
  expect(stage.server).toMatchObject({ replicas: [], revision: 0, resources: [], history: [] });
});

test('an object on the server appears with its commit', () => {
  const [pods] = stageAt(seqOf('etcd.committed', 2)).stage.server.resources;
  expect(pods?.objects.total).toBe(2);
  expect(pods?.objects.rows.map(({ name, resourceVersion }) => [name, resourceVersion])).toEqual([
    ['default/web-1', '101'],
    ['default/web-2', '102'],
  ]);
  const [before] = stageAt(seqOf('etcd.committed', 2) - 1).stage.server.resources;
  expect(before?.objects.total).toBe(1);
});

test('a frame is in flight from the sending to the delivery', () => {
  const inFlight = (seq: number) => stageAt(seq).stage.server.watches[0]?.inFlight;
  expect(inFlight(seqOf('watch.event.sent') - 1)?.total).toBe(0);
  expect(inFlight(seqOf('watch.event.sent'))?.rows).toMatchObject([
    { frame: 1, type: 'ADDED', identity: 'add', position: 0, held: false },
  ]);
  expect(inFlight(seqOf('watch.event.delivered'))?.total).toBe(0);
});

test('the Reflector shows its state, its resourceVersion and its timers', () => {
  const listing = stageAt(seqOf('reflector.list.started')).informer?.reflector;
  expect(listing).toMatchObject({ state: 'listing', resourceVersion: '', lists: 1, watches: 0 });
  const watching = stageAt(seqOf('watch.opened')).informer?.reflector;
  expect(watching).toMatchObject({ state: 'watching', resourceVersion: '101', watches: 1 });
  expect(watching?.watchTimeout?.until).toBe((watching?.watchTimeout?.since ?? 0) + 300e9);
});

test('a delta waits, is popped, and is then in the Indexer', () => {
  const at = (kind: string) => stageAt(seqOf(kind, 2)).informer;
  expect(at('delta.queued')?.queue).toMatchObject({
    deltas: 1,
    items: {
      total: 1,
      rows: [{ key: 'default/web-2', deltas: [{ type: 'Added', state: 'queued' }] }],
    },
    popping: undefined,
  });
  expect(at('delta.popped')?.queue).toMatchObject({ deltas: 0, popping: { key: 'default/web-2' } });
  expect(at('store.added')?.indexer.objects.total).toBe(2);
  expect(at('delta.processed')?.queue.popping).toBeUndefined();
});

test('an index shows its buckets', () => {
  const index = (seq: number) => stageAt(seq).informer?.indexer.indexes[0];
  expect(index(seqOf('store.added') - 1)).toEqual({
    name: 'namespace',
    buckets: { total: 0, rows: [] },
  });
  expect(index(seqOf('store.added', 2))?.buckets.rows).toEqual([
    { value: 'default', size: 2, keys: ['default/web-1', 'default/web-2'] },
  ]);
});

test('a key that a changed object left behind stays in its bucket, until the whole store is replaced', () => {
  const informer = 'rs-controller/pods';
  const key = 'default/web-2';
  const version = { informer, key, resourceVersion: '102' };
  const trace = oneWatchEvent()
    .on('store.mutated', { ...version, object: 'o1', previous: 'o2' })
    .on('store.deleted', {
      ...version,
      object: 'o2',
      known: true,
      left: { namespace: ['default'] },
    })
    .on('store.replaced', { informer, items: 0, resourceVersion: '103', contents: {} });
  const indexerAt = (kind: string) => {
    const [program] = readStage(trace.view, seqOf(kind, 1, trace.view)).programs;
    return program?.informers[0]?.indexer;
  };
  expect(indexerAt('store.mutated')?.objects.rows.at(-1)).toMatchObject({ key, object: 'o1' });
  expect(indexerAt('store.deleted')?.objects.total).toBe(1);
  expect(indexerAt('store.deleted')?.indexes[0]?.buckets.rows).toEqual([
    { value: 'default', size: 2, keys: ['default/web-1', key] },
  ]);
  expect(indexerAt('store.replaced')?.indexes[0]?.buckets.rows).toEqual([]);
});

test('the cache is stale between the commit and the store', () => {
  const staleness = (seq: number) => stageAt(seq).informer?.staleness;
  expect(staleness(seqOf('etcd.committed', 2))).toMatchObject({
    server: '102',
    cache: '101',
    staleKeys: 1,
  });
  expect(staleness(seqOf('delta.queued', 2))).toMatchObject({ cache: '101', staleKeys: 1 });
  expect(staleness(seqOf('delta.processed', 2))).toMatchObject({
    server: '102',
    cache: '102',
    staleKeys: 0,
  });
  expect(staleness(view.lastSeq)?.actedOn).toBe('102');
});

test('a handler is calling between its call and its return', () => {
  const listener = (seq: number) => stageAt(seq).informer?.listeners[0];
  expect(listener(seqOf('listener.notified'))).toMatchObject({ pending: 1, calling: undefined });
  expect(listener(seqOf('handler.called'))).toMatchObject({
    pending: 0,
    calling: { callback: 'OnAdd', key: 'default/web-1', isInInitialList: true },
  });
  expect(listener(seqOf('handler.returned'))?.calling).toBeUndefined();
  expect(listener(seqOf('handler.returned'))?.lastCall?.key).toBe('default/web-1');
});

test('a key waits, is processed, and waits for its next try', () => {
  const queue = (seq: number) => stageAt(seq).program?.controller?.workqueue;
  expect(queue(seqOf('queue.added'))?.waiting.rows).toMatchObject([{ key: 'default/web' }]);
  const processing = queue(seqOf('queue.got'));
  expect(processing?.waiting.total).toBe(0);
  expect(processing?.processing.rows).toMatchObject([
    { key: 'default/web', worker: 'rs-controller/worker-1', dirty: false },
  ]);
  const delayed = queue(seqOf('queue.done'));
  expect(delayed?.processing.total).toBe(0);
  expect(delayed?.delayed.rows).toMatchObject([{ key: 'default/web' }]);
  expect(delayed?.failures.rows).toEqual([{ key: 'default/web', failures: 1 }]);
  expect(queue(seqOf('queue.added', 2))?.waiting.total).toBe(1);
});

test('a worker shows what it does for its key', () => {
  const worker = (seq: number) => stageAt(seq).program?.controller?.workers[0];
  expect(worker(seqOf('queue.got') - 1)).toMatchObject({ state: 'idle', key: undefined });
  expect(worker(seqOf('request.received', 3))).toMatchObject({
    state: 'reconciling',
    key: 'default/web',
    doings: [
      { kind: 'read', figure: 2, done: true },
      { kind: 'request', done: false, figure: 0 },
    ],
  });
  expect(worker(seqOf('request.completed', 3))?.doings[1]).toMatchObject({
    done: true,
    figure: 409,
  });
  expect(worker(view.lastSeq)).toMatchObject({ state: 'idle', lastResult: 'error' });
});

test('requests are listed latest first, without watches', () => {
  const { requests } = stageAt(view.lastSeq).stage.server;
  expect(requests.total).toBe(2);
  expect(requests.rows.map(({ request, status, state }) => [request, status, state])).toEqual([
    ['req-3', 409, 'completed'],
    ['req-1', 200, 'completed'],
  ]);
});

test('a list is cut at its limit and searched by text', () => {
  const rows = (options: object) =>
    readStage(view, view.lastSeq, options).server.resources[0]?.objects;
  expect(rows({ limit: 1 })).toMatchObject({ total: 2, rows: [{ name: 'default/web-1' }] });
  expect(rows({ search: 'web-2' })).toMatchObject({ total: 1, rows: [{ name: 'default/web-2' }] });
});

test('a restarted program begins with empty memory', () => {
  const trace = oneWatchEvent();
  trace.on('program.crashed', { program: 'rs-controller', message: 'killed' });
  const crashed = trace.seq;
  trace.on('program.started', { program: 'rs-controller' });
  const grown = trace.view;
  expect(readStage(grown, crashed).programs[0]).toMatchObject({ state: 'crashed' });
  expect(readStage(grown, crashed).programs[0]?.informers).toHaveLength(1);
  expect(readStage(grown, trace.seq).programs[0]).toMatchObject({
    state: 'running',
    informers: [],
    controller: undefined,
  });
});
