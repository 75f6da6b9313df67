/**
 * What a work queue tells its operator: depth, adds, how long items wait and how long they are worked on.
 * A queue without a name, or without a provider, measures nothing.
 *
 * @upstream kubernetes/client-go util/workqueue/metrics.go
 * @diverges The provider is passed to each queue; there is no global SetProvider.
 * @diverges The Prometheus names, help texts and buckets, which upstream keeps in k8s.io/component-base, live here.
 */

import { between, type Instant, inSeconds } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';

export interface GaugeMetric {
  readonly inc: () => void;
  readonly dec: () => void;
}

export interface SettableGaugeMetric {
  readonly set: (value: number) => void;
}

export interface CounterMetric {
  readonly inc: () => void;
}

export interface HistogramMetric {
  readonly observe: (value: number) => void;
}

/** Makes the metrics of the queue called `name`. */
export interface MetricsProvider {
  readonly newDepthMetric: (name: string) => GaugeMetric;
  readonly newAddsMetric: (name: string) => CounterMetric;
  readonly newLatencyMetric: (name: string) => HistogramMetric;
  readonly newWorkDurationMetric: (name: string) => HistogramMetric;
  readonly newUnfinishedWorkSecondsMetric: (name: string) => SettableGaugeMetric;
  readonly newLongestRunningProcessorSecondsMetric: (name: string) => SettableGaugeMetric;
  readonly newRetriesMetric: (name: string) => CounterMetric;
}

/** What the base queue reports at each step of an item's life. */
export interface QueueMetrics<T> {
  readonly add: (item: T) => void;
  readonly get: (item: T) => void;
  readonly done: (item: T) => void;
  readonly updateUnfinishedWork: () => void;
}

/** What the delaying queue reports. */
export interface RetryMetrics {
  readonly retry: () => void;
}

/** The queue's metrics; `undefined` if it measures nothing. */
export function newQueueMetrics<T>(
  sim: Sim,
  provider: MetricsProvider | undefined,
  name: string,
): QueueMetrics<T> | undefined {
  return provider === undefined || name === ''
    ? undefined
    : new DefaultQueueMetrics<T>(sim, provider, name);
}

/** The delaying queue's metrics; `undefined` if it measures nothing. */
export function newRetryMetrics(
  provider: MetricsProvider | undefined,
  name: string,
): RetryMetrics | undefined {
  if (provider === undefined || name === '') return undefined;
  const retries = provider.newRetriesMetric(name);
  return { retry: () => retries.inc() };
}

class DefaultQueueMetrics<T> implements QueueMetrics<T> {
  readonly #sim: Sim;
  readonly #depth: GaugeMetric;
  readonly #adds: CounterMetric;
  readonly #latency: HistogramMetric;
  readonly #workDuration: HistogramMetric;
  readonly #unfinishedWorkSeconds: SettableGaugeMetric;
  readonly #longestRunningProcessor: SettableGaugeMetric;
  readonly #addTimes = new Map<T, Instant>();
  readonly #processingStartTimes = new Map<T, Instant>();

  constructor(sim: Sim, provider: MetricsProvider, name: string) {
    this.#sim = sim;
    this.#depth = provider.newDepthMetric(name);
    this.#adds = provider.newAddsMetric(name);
    this.#latency = provider.newLatencyMetric(name);
    this.#workDuration = provider.newWorkDurationMetric(name);
    this.#unfinishedWorkSeconds = provider.newUnfinishedWorkSecondsMetric(name);
    this.#longestRunningProcessor = provider.newLongestRunningProcessorSecondsMetric(name);
  }

  /** Counts dirty items: an item added while it is processed raises the depth before it is queued. */
  add(item: T): void {
    this.#adds.inc();
    this.#depth.inc();
    if (!this.#addTimes.has(item)) this.#addTimes.set(item, this.#sim.now);
  }

  get(item: T): void {
    this.#depth.dec();
    this.#processingStartTimes.set(item, this.#sim.now);
    const since = this.#addTimes.get(item);
    if (since === undefined) return;
    this.#latency.observe(inSeconds(between(since, this.#sim.now)));
    this.#addTimes.delete(item);
  }

  done(item: T): void {
    const since = this.#processingStartTimes.get(item);
    if (since === undefined) return;
    this.#workDuration.observe(inSeconds(between(since, this.#sim.now)));
    this.#processingStartTimes.delete(item);
  }

  updateUnfinishedWork(): void {
    let total = 0;
    let oldest = 0;
    for (const since of this.#processingStartTimes.values()) {
      const age = inSeconds(between(since, this.#sim.now));
      total += age;
      oldest = Math.max(oldest, age);
    }
    this.#unfinishedWorkSeconds.set(total);
    this.#longestRunningProcessor.set(oldest);
  }
}

/** The series of one queue as Prometheus scrapes them; the label is `name`. */
export interface PrometheusSeries {
  readonly metric: PrometheusMetric;
  readonly name: string;
  /** The value of a gauge or counter, the sum of a histogram. */
  readonly value: number;
  /** How many observations a histogram has; 0 for the others. */
  readonly count: number;
  /** Observations at or below each upper bound of {@link histogramBuckets}, then all of them. */
  readonly buckets: readonly number[];
}

/** Ten bounds from 10 ns, each ten times the one before; two of them show the float products. */
export const histogramBuckets: readonly number[] = exponentialBuckets(10e-9, 10, 10);

/** Every work queue metric with its type and help text. */
export const prometheusMetrics = {
  workqueue_depth: { type: 'gauge', help: 'Current depth of workqueue' },
  workqueue_adds_total: { type: 'counter', help: 'Total number of adds handled by workqueue' },
  workqueue_queue_duration_seconds: {
    type: 'histogram',
    help: 'How long in seconds an item stays in workqueue before being requested.',
  },
  workqueue_work_duration_seconds: {
    type: 'histogram',
    help: 'How long in seconds processing an item from workqueue takes.',
  },
  workqueue_unfinished_work_seconds: {
    type: 'gauge',
    help:
      "How many seconds of work has done that is in progress and hasn't been observed by work_duration. " +
      'Large values indicate stuck threads. One can deduce the number of stuck threads by observing the ' +
      'rate at which this increases.',
  },
  workqueue_longest_running_processor_seconds: {
    type: 'gauge',
    help: 'How many seconds has the longest running processor for workqueue been running.',
  },
  workqueue_retries_total: {
    type: 'counter',
    help: 'Total number of retries handled by workqueue',
  },
} as const;

export type PrometheusMetric = keyof typeof prometheusMetrics;

/** Keeps every queue's metrics as a Prometheus registry would. Queues of one name share their series. */
export class PrometheusMetricsProvider implements MetricsProvider {
  readonly #series = new Map<string, Series>();

  newDepthMetric(name: string): GaugeMetric {
    return this.#metric('workqueue_depth', name);
  }

  newAddsMetric(name: string): CounterMetric {
    return this.#metric('workqueue_adds_total', name);
  }

  newLatencyMetric(name: string): HistogramMetric {
    return this.#metric('workqueue_queue_duration_seconds', name);
  }

  newWorkDurationMetric(name: string): HistogramMetric {
    return this.#metric('workqueue_work_duration_seconds', name);
  }

  newUnfinishedWorkSecondsMetric(name: string): SettableGaugeMetric {
    return this.#metric('workqueue_unfinished_work_seconds', name);
  }

  newLongestRunningProcessorSecondsMetric(name: string): SettableGaugeMetric {
    return this.#metric('workqueue_longest_running_processor_seconds', name);
  }

  newRetriesMetric(name: string): CounterMetric {
    return this.#metric('workqueue_retries_total', name);
  }

  /** Every series, in the order in which they were first asked for. */
  series(): readonly PrometheusSeries[] {
    return [...this.#series.values()];
  }

  /** The series of one metric of one queue. */
  find(metric: PrometheusMetric, name: string): PrometheusSeries | undefined {
    return this.#series.get(`${metric}{${name}}`);
  }

  #metric(metric: PrometheusMetric, name: string): Series {
    const id = `${metric}{${name}}`;
    const series = this.#series.get(id) ?? new Series(metric, name);
    this.#series.set(id, series);
    return series;
  }
}

class Series implements PrometheusSeries {
  readonly metric: PrometheusMetric;
  readonly name: string;
  readonly buckets: number[] = [...histogramBuckets.map(() => 0), 0];
  value = 0;
  count = 0;

  constructor(metric: PrometheusMetric, name: string) {
    this.metric = metric;
    this.name = name;
  }

  inc(): void {
    this.value++;
  }

  dec(): void {
    this.value--;
  }

  set(value: number): void {
    this.value = value;
  }

  observe(value: number): void {
    this.value += value;
    this.count++;
    for (let index = 0; index < this.buckets.length; index++) {
      const bound = histogramBuckets[index] ?? Number.POSITIVE_INFINITY;
      if (value <= bound) this.buckets[index] = (this.buckets[index] ?? 0) + 1;
    }
  }
}

function exponentialBuckets(start: number, factor: number, bucketCount: number): readonly number[] {
  const buckets: number[] = [];
  for (let bound = start; buckets.length < bucketCount; bound *= factor) buckets.push(bound);
  return buckets;
}
