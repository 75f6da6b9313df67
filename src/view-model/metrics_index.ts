/**
 * The metrics that practitioners watch, folded from the trace: those that client-go and the API server
 * really give, by their own names, and four gauges that no cluster has because nobody in it sees both ends.
 *
 * A run that grows costs what has been added to it. Nothing is folded before somebody looks.
 */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { EventOf, TraceEvent } from '#trace/event.ts';
import { type Labels, type MetricFamily, MetricSeries } from './metric_series.ts';
import { objectKeyOf, programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';

/** Ten bounds from 10 ns, each ten times the one before. */
const queueBounds = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10];

/** Every metric, in the order in which it is shown. */
export const metricFamilies = {
  freshness: {
    name: 'freshness gap',
    type: 'gauge',
    source: 'composite',
    help: 'Writes of its resource that the cache has not seen yet.',
  },
  convergence: {
    name: 'convergence',
    type: 'gauge',
    source: 'composite',
    help: 'Replicas wanted minus replicas ready.',
  },
  churn: {
    name: 'churn',
    type: 'counter',
    source: 'composite',
    help: 'Writes of one object. Many writes and few changes are a loop.',
  },
  waste: {
    name: 'waste',
    type: 'gauge',
    source: 'composite',
    help: 'Share of reconciles that wrote nothing, in percent.',
  },
  depth: {
    name: 'workqueue_depth',
    type: 'gauge',
    source: 'client-go',
    help: 'Current depth of workqueue',
  },
  adds: {
    name: 'workqueue_adds_total',
    type: 'counter',
    source: 'client-go',
    help: 'Total number of adds handled by workqueue',
  },
  queueDuration: {
    name: 'workqueue_queue_duration_seconds',
    type: 'histogram',
    source: 'client-go',
    help: 'How long in seconds an item stays in workqueue before being requested.',
    bounds: queueBounds,
  },
  workDuration: {
    name: 'workqueue_work_duration_seconds',
    type: 'histogram',
    source: 'client-go',
    help: 'How long in seconds processing an item from workqueue takes.',
    bounds: queueBounds,
  },
  retries: {
    name: 'workqueue_retries_total',
    type: 'counter',
    source: 'client-go',
    help: 'Total number of retries handled by workqueue',
  },
  clientRequests: {
    name: 'rest_client_requests_total',
    type: 'counter',
    source: 'client-go',
    help: 'Number of HTTP requests, partitioned by status code, method, and host.',
  },
  rateLimiter: {
    name: 'rest_client_rate_limiter_duration_seconds',
    type: 'histogram',
    source: 'client-go',
    help: 'Client side rate limiter latency in seconds. Broken down by verb, and host.',
    bounds: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60],
  },
  leader: {
    name: 'leader_election_master_status',
    type: 'gauge',
    source: 'client-go',
    help: 'Whether the reporting system is master of the relevant lease: 1 if it is.',
  },
  serverRequests: {
    name: 'apiserver_request_total',
    type: 'counter',
    source: 'kube-apiserver',
    help: 'Requests by verb, resource and HTTP response code.',
  },
  longRunning: {
    name: 'apiserver_longrunning_requests',
    type: 'gauge',
    source: 'kube-apiserver',
    help: 'Open watches by resource.',
  },
} as const satisfies Readonly<Record<string, MetricFamily>>;

type FamilyName = keyof typeof metricFamilies;
type Fold<K extends TraceEvent['kind']> = (index: MetricsIndex, event: EventOf<K>) => void;

/** What a reconcile has done so far. */
interface OpenReconcile {
  writes: number;
}

export class MetricsIndex {
  readonly view: RunView;
  readonly #series = new Map<string, MetricSeries>();
  readonly #requests = new Map<string, EventOf<'request.sent'>>();
  readonly #watches = new Map<string, string>();
  /** By the process that reconciles. */
  readonly #open = new Map<string, OpenReconcile>();
  readonly #reconciles = new Map<string, { all: number; idle: number }>();
  /** The informers that live → what they cache. */
  readonly #informers = new Map<string, string>();
  /** Resource → at each of its writes, the revision. */
  readonly #revisions = new Map<string, number[]>();
  #scanned = 0;

  constructor(view: RunView) {
    this.view = view;
  }

  /** Every series that has begun by `cursor`, family by family. */
  series(cursor: number): readonly MetricSeries[] {
    this.#scanTo(cursor);
    const order = Object.values(metricFamilies) as readonly MetricFamily[];
    return [...this.#series.values()]
      .filter((series) => series.at(cursor) !== undefined)
      .sort((left, right) => order.indexOf(left.family) - order.indexOf(right.family));
  }

  /** The series of a metric with these labels, begun if need be. */
  of(family: FamilyName, labels: Labels): MetricSeries {
    const id = `${family} ${JSON.stringify(labels)}`;
    const known = this.#series.get(id);
    if (known !== undefined) return known;
    const series = new MetricSeries(metricFamilies[family], labels);
    this.#series.set(id, series);
    return series;
  }

  #scanTo(cursor: number): void {
    const end = this.view.indexOf(cursor);
    for (; this.#scanned <= end; this.#scanned++) {
      const event = this.view.events[this.#scanned];
      if (event === undefined) continue;
      (folds[event.kind] as Fold<TraceEvent['kind']> | undefined)?.(this, event);
    }
  }

  sent(event: EventOf<'request.sent'>): void {
    this.#requests.set(event.data.request, event);
    const open = this.#open.get(event.actor);
    const { verb } = event.data;
    if (open !== undefined && verb !== 'get' && verb !== 'list' && verb !== 'watch') open.writes++;
  }

  answered(event: EventOf<'request.answered'>): void {
    const sent = this.#requests.get(event.data.request)?.data;
    if (sent === undefined) return;
    const { verb, resource } = sent;
    const labels = { verb: verb.toUpperCase(), resource, code: String(event.data.status) };
    this.of('serverRequests', labels).add(event.seq, 1);
  }

  ended(event: EventOf<'request.completed'> | EventOf<'request.failed'>): void {
    const sent = this.#requests.get(event.data.request)?.data;
    if (sent === undefined) return;
    const code = event.kind === 'request.failed' ? '<error>' : String(event.data.status);
    const labels = { job: sent.client, code, method: sent.method };
    this.of('clientRequests', labels).add(event.seq, 1);
  }

  opened({ seq, data }: EventOf<'watch.opened'>): void {
    this.#watches.set(data.watch, data.resource);
    this.of('longRunning', { verb: 'WATCH', resource: data.resource }).add(seq, 1);
  }

  closed({ seq, data }: EventOf<'watch.ended'>): void {
    const resource = this.#watches.get(data.watch);
    if (resource === undefined) return;
    this.#watches.delete(data.watch);
    this.of('longRunning', { verb: 'WATCH', resource }).add(seq, -1);
  }

  started(event: EventOf<'reconcile.started'>): void {
    this.#open.set(event.actor, { writes: 0 });
  }

  finished({ seq, actor, data }: EventOf<'reconcile.finished'>): void {
    const { controller } = data;
    const counts = this.#reconciles.get(controller) ?? { all: 0, idle: 0 };
    this.#reconciles.set(controller, counts);
    counts.all++;
    if (this.#open.get(actor)?.writes === 0) counts.idle++;
    this.#open.delete(actor);
    this.of('waste', { controller }).set(seq, Math.round((100 * counts.idle) / counts.all));
  }

  committed({ seq, data }: EventOf<'etcd.committed'>): void {
    const { resource, key, revision, type } = data;
    const revisions = this.#revisions.get(resource) ?? [];
    this.#revisions.set(resource, revisions);
    revisions.push(revision);
    this.of('churn', { object: objectKeyOf(resource, key) }).add(seq, 1);
    this.#noteReplicas(seq, { resource, key, gone: type === 'DELETED', ref: data.object });
    for (const [informer, caches] of this.#informers) {
      if (caches === resource) this.fresh(seq, informer, resource);
    }
  }

  startInformer({ data }: EventOf<'informer.started'>): void {
    this.#informers.set(data.informer, data.resource);
  }

  /** A program that ends takes its caches along. */
  endProgram(program: string): void {
    for (const informer of this.#informers.keys()) {
      if (programOf(informer) === program) this.#informers.delete(informer);
    }
  }

  /** How many writes of its resource an informer's cache lacks. */
  fresh(seq: number, informer: string, resource: string): void {
    const known = this.view.timelines.programs.at(programOf(informer), seq)?.life.at(seq);
    const cache = known?.informers.at(informer, seq);
    if (cache === undefined) return;
    const version = Number(cache.resourceVersion.at(seq));
    const revisions = this.#revisions.get(resource) ?? [];
    let behind = 0;
    for (let at = revisions.length - 1; at >= 0 && (revisions[at] ?? 0) > version; at--) behind++;
    this.of('freshness', { informer }).set(seq, behind);
  }

  #noteReplicas(
    seq: number,
    written: { resource: string; key: string; gone: boolean; ref: string },
  ): void {
    const { resource, key, gone, ref } = written;
    const object = this.view.object(ref);
    const wanted = numberAt(object, 'spec', 'replicas');
    if (wanted === undefined) return;
    const ready = numberAt(object, 'status', 'readyReplicas') ?? 0;
    const labels = { object: objectKeyOf(resource, key) };
    this.of('convergence', labels).set(seq, gone ? 0 : wanted - ready);
  }
}

function numberAt(object: JsonObject | undefined, ...path: readonly string[]): number | undefined {
  let value: JsonValue | undefined = object;
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}

const nanoseconds = 1e9;

/** The process label of a queue is its name, as workqueue's own metrics have it. */
function queueLabels(data: { readonly queue: string }): Labels {
  return { name: data.queue };
}

const folds: { readonly [K in TraceEvent['kind']]?: Fold<K> } = {
  'request.sent': (index, event) => index.sent(event),
  'request.answered': (index, event) => index.answered(event),
  'request.completed': (index, event) => index.ended(event),
  'request.failed': (index, event) => index.ended(event),
  'watch.opened': (index, event) => index.opened(event),
  'watch.ended': (index, event) => index.closed(event),
  'etcd.committed': (index, event) => index.committed(event),
  'informer.started': (index, event) => index.startInformer(event),
  'program.crashed': (index, { data }) => index.endProgram(data.program),
  'program.stopped': (index, { data }) => index.endProgram(data.program),
  'reconcile.started': (index, event) => index.started(event),
  'reconcile.finished': (index, event) => index.finished(event),
  'queue.created': (index, { seq, data }) => {
    index.of('depth', queueLabels(data)).set(seq, 0);
    index.of('adds', queueLabels(data)).set(seq, 0);
    index.of('retries', queueLabels(data)).set(seq, 0);
  },
  'queue.added': (index, { seq, data }) => added(index, seq, data),
  'queue.deduplicated': (index, { seq, data }) => {
    // Noted while it is being worked on: it counts, and waits in `dirty` until Done.
    if (data.reason === 'key already processing') added(index, seq, data);
    if (data.reason === 'not due yet') index.of('retries', queueLabels(data)).add(seq, 1);
  },
  'queue.delayed': (index, { seq, data }) => index.of('retries', queueLabels(data)).add(seq, 1),
  'queue.got': (index, { seq, data }) => {
    index.of('depth', queueLabels(data)).add(seq, -1);
    index.of('queueDuration', queueLabels(data)).observe(seq, data.waited / nanoseconds);
  },
  'queue.done': (index, { seq, data }) =>
    index.of('workDuration', queueLabels(data)).observe(seq, data.lasted / nanoseconds),
  'client.throttled': (index, { seq, data }) =>
    index.of('rateLimiter', { job: data.client }).observe(seq, data.wait / nanoseconds),
  'leader.acquired': (index, { seq, data }) =>
    index.of('leader', { name: data.lock, identity: data.identity }).set(seq, 1),
  'leader.stopped': (index, { seq, data }) =>
    index.of('leader', { name: data.lock, identity: data.identity }).set(seq, 0),
  'reflector.resourceversion.set': (index, { seq, data }) => freshen(index, seq, data.informer),
  'reflector.replaced': (index, { seq, data }) => freshen(index, seq, data.informer),
};

function added(index: MetricsIndex, seq: number, data: { readonly queue: string }): void {
  index.of('depth', queueLabels(data)).add(seq, 1);
  index.of('adds', queueLabels(data)).add(seq, 1);
}

function freshen(index: MetricsIndex, seq: number, informer: string): void {
  const resource = informer.slice(informer.indexOf('/') + 1);
  index.fresh(seq, informer, resource);
}
