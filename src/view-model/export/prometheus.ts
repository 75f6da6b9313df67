/** A run's metrics at a hop in Prometheus' text format: what a scrape at that moment would have read. */

import type { Labels, MetricFamily, MetricSeries } from '#view-model/metric_series.ts';
import { MetricsIndex } from '#view-model/metrics_index.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';

export interface PrometheusOptions {
  /** The hop at which it is read. */
  readonly at: number;
  /** Whose metrics; those of everybody if left out. */
  readonly program?: string | undefined;
}

/** The exposition: family by family, each with its HELP and TYPE. */
export function prometheusOf(view: RunView, { at, program }: PrometheusOptions): string {
  const families = new Map<MetricFamily, MetricSeries[]>();
  for (const series of new MetricsIndex(view).series(at)) {
    if (program !== undefined && ownerOf(series) !== program) continue;
    const known = families.get(series.family);
    if (known === undefined) families.set(series.family, [series]);
    else known.push(series);
  }
  return [...families].map(([family, series]) => familyText(family, series, at)).join('');
}

/** Who would be scraped for it. What the lab alone knows of objects belongs to the server. */
function ownerOf({ family, labels }: MetricSeries): string {
  if (family.source === 'kube-apiserver') return 'kube-apiserver';
  const noun = labels['job'] ?? labels['informer'] ?? labels['controller'] ?? labels['identity'];
  return programOf(noun ?? labels['name'] ?? 'kube-apiserver');
}

function familyText(family: MetricFamily, all: readonly MetricSeries[], at: number): string {
  const name = nameOf(family);
  const lines = [`# HELP ${name} ${escapedHelp(family.help)}`, `# TYPE ${name} ${family.type}`];
  for (const series of all) lines.push(...seriesLines(name, series, at));
  return `${lines.join('\n')}\n`;
}

/** The lab's own gauges have names for people; a scrape needs others. */
function nameOf({ name, source, type }: MetricFamily): string {
  if (source !== 'composite') return name;
  const words = name.replaceAll(/[^A-Za-z0-9]+/g, '_');
  return `informer_lab_${words}${type === 'counter' ? '_total' : ''}`;
}

function seriesLines(name: string, series: MetricSeries, at: number): readonly string[] {
  const sample = series.at(at);
  if (sample === undefined) return [];
  const { labels } = series;
  if (series.family.type !== 'histogram') {
    return [`${name}${labelsOf(labels)} ${numberText(sample.value)}`];
  }
  return [
    ...series
      .buckets(at)
      .map(
        ([le, count]) => `${name}_bucket${labelsOf({ ...labels, le: numberText(le) })} ${count}`,
      ),
    `${name}_sum${labelsOf(labels)} ${numberText(sample.value)}`,
    `${name}_count${labelsOf(labels)} ${sample.count}`,
  ];
}

function labelsOf(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escapedLabel(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}

function escapedHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapedLabel(text: string): string {
  return escapedHelp(text).replaceAll('"', '\\"');
}
