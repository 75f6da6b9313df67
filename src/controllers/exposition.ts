/** What a program answers at `/metrics`: its work queues, informers and election, in Prometheus' text format. */

import {
  type InformerMetricsProvider,
  type InformerPrometheusSeries,
  informerPrometheusMetrics,
  PrometheusInformerMetricsProvider,
  processingLatencyBuckets,
} from '#client-go/tools/cache/informer_metrics.ts';
import {
  type MetricsProvider as LeaderMetricsProvider,
  type LeaderPrometheusSeries,
  prometheusMetrics as leaderPrometheusMetrics,
  PrometheusMetricsProvider as PrometheusLeaderMetricsProvider,
} from '#client-go/tools/leaderelection/metrics.ts';
import {
  histogramBuckets,
  type MetricsProvider,
  PrometheusMetricsProvider,
  type PrometheusSeries,
  prometheusMetrics,
} from '#client-go/util/workqueue/metrics.ts';

/** The registry of one process. A crashed program's is gone with it. */
export class ProgramMetrics {
  readonly #queues = new PrometheusMetricsProvider();
  readonly #informers = new PrometheusInformerMetricsProvider();
  readonly #leaders = new PrometheusLeaderMetricsProvider();

  get queues(): MetricsProvider {
    return this.#queues;
  }

  get informers(): InformerMetricsProvider {
    return this.#informers;
  }

  get leaders(): LeaderMetricsProvider {
    return this.#leaders;
  }

  /** Metrics by name, and the series of each by their labels. */
  exposition(): string {
    const families = new Map<string, Family>();
    for (const series of this.#queues.series()) {
      const { type, help } = prometheusMetrics[series.metric];
      add(families, {
        series,
        type,
        help,
        labels: { name: series.name },
        bounds: histogramBuckets,
      });
    }
    for (const series of this.#informers.series()) {
      const { type, help } = informerPrometheusMetrics[series.metric];
      const { labels } = series;
      add(families, { series, type, help, labels, bounds: processingLatencyBuckets });
    }
    for (const series of this.#leaders.series()) {
      const { type, help } = leaderPrometheusMetrics[series.metric];
      add(families, { series, type, help, labels: { name: series.name }, bounds: [] });
    }
    const byName = [...families].sort(([left], [right]) => (left < right ? -1 : 1));
    return byName.map(([name, family]) => familyText(name, family)).join('');
  }
}

interface Family {
  readonly type: string;
  readonly help: string;
  readonly series: string[];
}

interface Sample {
  readonly series: PrometheusSeries | InformerPrometheusSeries | LeaderPrometheusSeries;
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly bounds: readonly number[];
}

function add(families: Map<string, Family>, sample: Sample): void {
  const { type, help } = sample;
  const { metric } = sample.series;
  const family = families.get(metric) ?? { type, help, series: [] };
  family.series.push(sampleText(sample));
  families.set(metric, family);
}

function familyText(name: string, { type, help, series }: Family): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${[...series].sort().join('')}`;
}

function sampleText({ series, type, labels, bounds }: Sample): string {
  const { metric, value } = series;
  if (type !== 'histogram' || !('buckets' in series)) {
    return `${metric}${labelText(labels)} ${numberText(value)}\n`;
  }
  const { count, buckets } = series;
  const lines = buckets.map((observed, index) => {
    const bound = bounds[index];
    const le = bound === undefined ? '+Inf' : numberText(bound);
    return `${metric}_bucket${labelText({ ...labels, le })} ${observed}\n`;
  });
  const sum = `${metric}_sum${labelText(labels)} ${numberText(value)}\n`;
  return `${lines.join('')}${sum}${metric}_count${labelText(labels)} ${count}\n`;
}

/** Labels by name, `le` last. */
function labelText(labels: Readonly<Record<string, string>>): string {
  const { le, ...others } = labels;
  const pairs = Object.entries(others).sort(([left], [right]) => (left < right ? -1 : 1));
  if (le !== undefined) pairs.push(['le', le]);
  return `{${pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}}`;
}

/** As Go's `strconv.FormatFloat(value, 'g', -1, 64)`: an exponent has two digits at least. */
function numberText(value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e21)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
  }
  return String(value);
}
