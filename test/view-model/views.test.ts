import { describe, expect, test } from 'vitest';
import { played, rolledOut } from '#test/session/runs.ts';
import { machineChart } from '#view-model/machine_chart.ts';
import { instanceRows, stateCounts, takenTransitions } from '#view-model/machine_lives.ts';
import { MetricsIndex } from '#view-model/metrics_index.ts';
import { queueHistory, queueNames } from '#view-model/queue_history.ts';
import { requestClients, requestRows } from '#view-model/request_rows.ts';
import { RunView } from '#view-model/run_view.ts';
import { SequenceIndex } from '#view-model/sequence.ts';

const session = played(`${rolledOut}
client rs-controller conflict
kubectl scale deployment/nginx --replicas=4
until pods running == 4 within 30s
until quiet
`);
const view = new RunView();
view.append(session.store.events, session.store.objects.entries());
const end = view.lastSeq;

describe('requests', () => {
  test('each is told with its answer once that has come, and not before', () => {
    const rows = requestRows(view, end, { client: '', search: '' });
    const sent = view.events.filter((event) => event.kind === 'request.sent');
    expect(rows.map(({ seq }) => seq)).toEqual(sent.map(({ seq }) => seq));
    const row = rows.find(({ verb, doneSeq }) => verb === 'create' && doneSeq !== undefined);
    if (row?.doneSeq === undefined) throw new Error('expected a create that was answered');
    const find = (cursor: number) =>
      requestRows(view, cursor, { client: row.client, search: '' }).find(
        ({ request }) => request === row.request,
      );
    expect(find(row.seq - 1)).toBeUndefined();
    expect(find(row.seq)).toMatchObject({ progress: 'sent', status: undefined, lasted: undefined });
    expect(find(row.doneSeq)).toMatchObject({ progress: 'done', status: 201 });
    expect(view.object(find(row.seq)?.body ?? '')).toMatchObject({ kind: expect.any(String) });
  });

  test('a search finds statuses, verbs and addresses', () => {
    const conflicts = requestRows(view, end, { client: 'rs-controller', search: '409' });
    expect(conflicts.length).toBeGreaterThan(0);
    for (const row of conflicts) expect(row.status).toBe(409);
    expect(requestClients(view, end)).toContain('kubectl');
    expect(requestRows(view, end, { client: '', search: 'no such thing' })).toEqual([]);
  });
});

describe('metrics', () => {
  const index = new MetricsIndex(view);
  const value = (name: string, label: string, cursor = end): number | undefined =>
    index
      .series(cursor)
      .find((series) => series.family.name === name && Object.values(series.labels).includes(label))
      ?.at(cursor)?.value;

  test('at the end everything has converged and every cache is fresh', () => {
    expect(value('convergence', 'deployments/default/nginx')).toBe(0);
    for (const series of index.series(end)) {
      if (series.family.name === 'freshness gap') expect(series.at(end)?.value).toBe(0);
      if (series.family.name === 'workqueue_depth') expect(series.at(end)?.value).toBe(0);
    }
  });

  test('on the way there they had not', () => {
    const firstPod = view.events.find(
      (event) => event.kind === 'etcd.committed' && event.data.key.startsWith('pods/'),
    );
    const cursor = firstPod?.seq ?? 0;
    expect(value('convergence', 'deployments/default/nginx', cursor)).toBe(3);
    expect(value('freshness gap', 'rs-controller/pods', cursor)).toBe(1);
  });

  test.each([
    ['adds', 'workqueue_adds_total', 'queue.got'],
    ['hand-overs', 'workqueue_queue_duration_seconds', 'queue.got'],
    ['reconciles', 'workqueue_work_duration_seconds', 'queue.done'],
  ])('all %s of a queue are counted', (_, name, kind) => {
    const events = view.events.filter(
      (event) =>
        event.kind === kind && 'queue' in event.data && event.data.queue === 'rs-controller',
    );
    const series = index
      .series(end)
      .find(({ family, labels }) => family.name === name && labels['name'] === 'rs-controller');
    const sample = series?.at(end);
    expect(series?.family.type === 'histogram' ? sample?.count : sample?.value).toBe(events.length);
  });

  test('the API server has counted what clients got, by code', () => {
    const conflicts = index
      .series(end)
      .filter(
        ({ family, labels }) => family.name.endsWith('requests_total') && labels['code'] === '409',
      )
      .map((series) => series.at(end)?.value ?? 0);
    const answered = view.events.filter(
      (event) => event.kind === 'request.completed' && event.data.status === 409,
    );
    expect(conflicts.reduce((sum, count) => sum + count, 0)).toBe(answered.length);
  });

  test('an index asked again further on is one made there', () => {
    const grown = new MetricsIndex(view);
    for (const cursor of [10, Math.floor(end / 2), end]) grown.series(cursor);
    const text = (of: MetricsIndex) =>
      of.series(end).map(({ family, labels }) => `${family.name} ${JSON.stringify(labels)}`);
    expect(text(grown)).toEqual(text(index));
  });
});

describe('a work queue over time', () => {
  test('its steps end where the stage stands, and every hand-over is a bar', () => {
    expect(queueNames(view, end)).toContain('rs-controller');
    const history = queueHistory(view, 'rs-controller', end);
    expect(history?.sets.waiting.at(-1)?.count).toBe(0);
    expect(history?.sets.processing.at(-1)?.count).toBe(0);
    const got = view.events.filter(
      (event) => event.kind === 'queue.got' && event.data.queue === 'rs-controller',
    );
    expect(history?.bars.map(({ seq }) => seq)).toEqual(got.map(({ seq }) => seq));
    expect(history?.bars.every(({ open }) => !open)).toBe(true);
    const inHand = queueHistory(view, 'rs-controller', got[0]?.seq ?? 0);
    expect(inHand?.bars).toMatchObject([{ open: true }]);
    expect(queueHistory(view, 'nobody', end)).toBeUndefined();
  });
});

describe('lives', () => {
  test('an instance comes to its state by the transitions that are told', () => {
    const rows = instanceRows(view, machineChart('reflector'), end);
    const row = rows.find(({ instance }) => instance === 'rs-controller/pods');
    expect(row).toMatchObject({ state: 'watching', final: false });
    const life = { machine: 'reflector', instance: 'rs-controller/pods' } as const;
    const taken = takenTransitions(view, life, end);
    expect(taken.at(-1)).toMatchObject({ target: 'watching', seq: row?.since });
    for (const [index, { source }] of taken.entries()) {
      if (index > 0) expect(source).toBe(taken[index - 1]?.target);
    }
    expect(stateCounts(rows).get('watching')).toBe(rows.length);
    expect(instanceRows(view, machineChart('reflector'), 0)).toEqual([]);
  });
});

describe('the sequence', () => {
  test('a watch event is handed from the server to the Reflector, and on', () => {
    const index = new SequenceIndex(view, { program: 'rs-controller' });
    const count = index.count(end);
    const rows = Array.from({ length: count }, (_, at) => index.row(at));
    const delivered = rows.find((row) => row?.event.kind === 'watch.event.delivered');
    expect(delivered).toMatchObject({ from: 'kube-apiserver' });
    expect(delivered?.lane).toMatch(/^rs-controller\/.*\/reflector$/);
    const called = rows.find((row) => row?.event.kind === 'handler.called');
    expect(called?.from).toMatch(/processLoop$/);
    const lanes = index.lanes(0, count);
    expect(lanes.indexOf('kube-apiserver')).toBeLessThan(lanes.indexOf('rs-controller/worker-1'));
    for (const row of rows) expect(row?.lane).not.toMatch(/^kubelet/);
  });

  test('counts what has happened by a cursor, forward and back', () => {
    const index = new SequenceIndex(view, { program: 'rs-controller' });
    const half = Math.floor(end / 2);
    const before = index.count(half);
    const all = index.count(end);
    expect(all).toBeGreaterThan(before);
    expect(index.count(half)).toBe(before);
  });
});
