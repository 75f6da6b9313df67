/**
 * What an informer tells its operator: how much is queued, how long a delta is worked on, and at which
 * resourceVersion its store is. An informer without a reserved name, or without a provider, measures nothing.
 *
 * @upstream kubernetes/client-go tools/cache/informer_metrics.go
 * @diverges The provider is passed to each informer; there is no global SetInformerMetricsProvider.
 * @diverges The Prometheus names, help texts and buckets, which upstream keeps in k8s.io/component-base, live here.
 * @diverges The forms of a gauge and a histogram stand here; upstream's reflector_metrics.go, whose own metrics nothing counts any more, is left out.
 */

import type { InformerNameAndResource } from './identity.ts';

export interface GaugeMetric {
  readonly set: (value: number) => void;
}

export interface HistogramMetric {
  readonly observe: (value: number) => void;
}

/** Makes the metrics of one informer. They must stay silent once its identity is not reserved any more. */
export interface InformerMetricsProvider {
  readonly newQueuedItemMetric: (id: InformerNameAndResource) => GaugeMetric;
  readonly newProcessingLatencyMetric: (id: InformerNameAndResource) => HistogramMetric;
  readonly newStoreResourceVersionMetric: (id: InformerNameAndResource) => GaugeMetric;
}

/** Who measures, and under which name. */
export interface InformerMetricsOptions {
  readonly identifier?: InformerNameAndResource | undefined;
  readonly metricsProvider?: InformerMetricsProvider | undefined;
}

/** What a queue reports. */
export interface FIFOMetrics {
  readonly numberOfQueuedItem: GaugeMetric;
  readonly processingLatency: HistogramMetric;
}

/** What a store reports. */
export interface StoreMetrics {
  readonly storeResourceVersion: GaugeMetric;
}

const silent = { set: () => undefined, observe: () => undefined };

/** The queue's metrics; silent ones if it measures nothing. */
export function newFIFOMetrics(options: InformerMetricsOptions): FIFOMetrics {
  const { identifier: id, metricsProvider: provider } = options;
  if (id === undefined || provider === undefined || !id.reserved()) {
    return { numberOfQueuedItem: silent, processingLatency: silent };
  }
  return {
    numberOfQueuedItem: provider.newQueuedItemMetric(id),
    processingLatency: provider.newProcessingLatencyMetric(id),
  };
}

/** The store's metrics; silent ones if it measures nothing. */
export function newStoreMetrics(options: InformerMetricsOptions): StoreMetrics {
  const { identifier: id, metricsProvider: provider } = options;
  if (id === undefined || provider === undefined || !id.reserved()) {
    return { storeResourceVersion: silent };
  }
  return { storeResourceVersion: provider.newStoreResourceVersionMetric(id) };
}

/** Every informer metric with its type and help text. */
export const informerPrometheusMetrics = {
  informer_queued_items: {
    type: 'gauge',
    help: 'Number of items currently queued in the FIFO.',
  },
  informer_processing_latency_seconds: {
    type: 'histogram',
    help: 'Time taken to process events after popping from the queue.',
  },
  informer_store_resource_version: {
    type: 'gauge',
    help: 'The 15 least significant digits of the resource version of the store.',
  },
} as const;

export type InformerPrometheusMetric = keyof typeof informerPrometheusMetrics;

/** The upper bounds of `informer_processing_latency_seconds`. */
export const processingLatencyBuckets: readonly number[] = [
  0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** The series of one informer as Prometheus scrapes them. */
export interface InformerPrometheusSeries {
  readonly metric: InformerPrometheusMetric;
  readonly labels: {
    readonly name: string;
    readonly group: string;
    readonly version: string;
    readonly resource: string;
  };
  /** The value of a gauge, the sum of a histogram. */
  readonly value: number;
  /** How many observations a histogram has; 0 for the others. */
  readonly count: number;
  /** Observations at or below each bound of {@link processingLatencyBuckets}, then all of them. */
  readonly buckets: readonly number[];
}

/** Keeps every informer's metrics as a Prometheus registry would. */
export class PrometheusInformerMetricsProvider implements InformerMetricsProvider {
  readonly #series = new Map<string, Series>();

  newQueuedItemMetric(id: InformerNameAndResource): GaugeMetric {
    return this.#metric('informer_queued_items', id);
  }

  newProcessingLatencyMetric(id: InformerNameAndResource): HistogramMetric {
    return this.#metric('informer_processing_latency_seconds', id);
  }

  newStoreResourceVersionMetric(id: InformerNameAndResource): GaugeMetric {
    return this.#metric('informer_store_resource_version', id);
  }

  /** Every series, in the order in which they were first asked for. */
  series(): readonly InformerPrometheusSeries[] {
    return [...this.#series.values()];
  }

  /** The series of one metric of one resource's informer. */
  find(metric: InformerPrometheusMetric, resource: string): InformerPrometheusSeries | undefined {
    return this.series().find(
      (each) => each.metric === metric && each.labels.resource === resource,
    );
  }

  #metric(
    metric: InformerPrometheusMetric,
    id: InformerNameAndResource,
  ): GaugeMetric & HistogramMetric {
    const { group, version, resource } = id.resource;
    const key = [metric, id.name, group, version, resource].join(' ');
    const labels = { name: id.name, group, version, resource };
    const series = this.#series.get(key) ?? new Series(metric, labels);
    this.#series.set(key, series);
    return {
      set: (value) => {
        if (id.reserved()) series.value = value;
      },
      observe: (value) => {
        if (id.reserved()) series.observe(value);
      },
    };
  }
}

class Series implements InformerPrometheusSeries {
  readonly metric: InformerPrometheusMetric;
  readonly labels: InformerPrometheusSeries['labels'];
  readonly buckets: number[] = [...processingLatencyBuckets.map(() => 0), 0];
  value = 0;
  count = 0;

  constructor(metric: InformerPrometheusMetric, labels: InformerPrometheusSeries['labels']) {
    this.metric = metric;
    this.labels = labels;
  }

  observe(value: number): void {
    this.value += value;
    this.count++;
    for (let index = 0; index < this.buckets.length; index++) {
      const bound = processingLatencyBuckets[index] ?? Number.POSITIVE_INFINITY;
      if (value <= bound) this.buckets[index] = (this.buckets[index] ?? 0) + 1;
    }
  }
}
