/** What could have been scraped at the cursor, by the metrics' own names, each with its line over the run. */

import { curveStepAfter, line } from 'd3';
import { Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { useIndex } from '#ui/views/use_index.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { useViewChoice } from '#ui/views/use_view_choice.ts';
import { labelsText, type MetricFamily, type MetricSeries } from '#view-model/metric_series.ts';
import { MetricsIndex } from '#view-model/metrics_index.ts';
import type { RunView } from '#view-model/run_view.ts';
import './metrics_view.css';

const widthPx = 168;
const heightPx = 30;
/** A family with more series shows those that changed last, until it is opened. */
const fewSeries = 6;

export function MetricsView(): ReactElement {
  const { view, cursor } = useRunAt();
  const { why } = useWords();
  if (view === undefined) return <p className="panel-empty">{why.noRun}</p>;
  return <Metrics view={view} cursor={cursor} />;
}

interface Place {
  readonly view: RunView;
  readonly cursor: number;
}

function Metrics({ view, cursor }: Place): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().metrics;
  const index = useIndex(view, 'metrics', (run) => new MetricsIndex(run));
  const families = byFamily(index.series(cursor));
  const copy = (): void => acts.copy(metricsText(families, cursor), words.copied);
  return (
    <div className="view-body">
      <div className="view-tools">
        <h2>{words.title}</h2>
        <span className="label">{words.about}</span>
        <button type="button" className="button" onClick={copy}>
          <Copy size={14} aria-hidden="true" /> {words.copy}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here. */}
      <section className="view-scroll metrics" aria-label={words.title} tabIndex={0}>
        {[...families].map(([family, series]) => (
          <Family key={family.name} family={family} series={series} view={view} cursor={cursor} />
        ))}
        {families.size === 0 && <p className="panel-empty">{words.nothing}</p>}
      </section>
    </div>
  );
}

function byFamily(all: readonly MetricSeries[]): ReadonlyMap<MetricFamily, MetricSeries[]> {
  const families = new Map<MetricFamily, MetricSeries[]>();
  for (const series of all) {
    const known = families.get(series.family) ?? [];
    known.push(series);
    families.set(series.family, known);
  }
  return families;
}

function Family(
  props: Place & { readonly family: MetricFamily; readonly series: readonly MetricSeries[] },
): ReactElement {
  const { family, series, view, cursor } = props;
  const words = useWords().metrics;
  const [whole, setWhole] = useViewChoice('wholeFamilies');
  const all = whole.includes(family.name);
  const toggle = (): void =>
    setWhole(all ? whole.filter((name) => name !== family.name) : [...whole, family.name]);
  const ranked = [...series].sort((left, right) => valueAt(right, cursor) - valueAt(left, cursor));
  const shown = all ? ranked : ranked.slice(0, fewSeries);
  return (
    <section className="metric">
      <header>
        <h3 className={family.source === 'composite' ? '' : 'mono'}>{familyName(family, words)}</h3>
        <span className="chip">{family.type}</span>
        <span className="label">
          {family.source === 'composite' ? words.composite : family.source}
        </span>
      </header>
      <p className="label">{familyHelp(family, words)}</p>
      <ul>
        {shown.map((each) => (
          <li key={labelsText(each.labels)} data-object={each.labels['object']}>
            <span className="metric-labels">{Object.values(each.labels).join(' · ')}</span>
            <Line series={each} view={view} cursor={cursor} />
            <span className="metric-value">{valueText(each, cursor)}</span>
          </li>
        ))}
      </ul>
      {ranked.length > fewSeries && (
        <button type="button" className="button bare" onClick={toggle}>
          {all ? words.fewer : words.all(ranked.length)}
        </button>
      )}
    </section>
  );
}

/** Prometheus' names stay; those of our own metrics are words. */
function familyName({ name }: MetricFamily, words: Words['metrics']): string {
  const names: Readonly<Record<string, string>> = words.names;
  return names[name] ?? name;
}

function familyHelp({ name, help }: MetricFamily, words: Words['metrics']): string {
  const helps: Readonly<Record<string, string>> = words.help;
  return helps[name] ?? help;
}

function valueAt(series: MetricSeries, cursor: number): number {
  const sample = series.at(cursor);
  return series.family.type === 'histogram' ? (sample?.count ?? 0) : (sample?.value ?? 0);
}

function valueText(series: MetricSeries, cursor: number): string {
  const sample = series.at(cursor);
  if (sample === undefined) return '–';
  if (series.family.type !== 'histogram') {
    return series.family.name === 'waste' ? `${sample.value} %` : String(sample.value);
  }
  const [half = 0, nearly = 0] = [0.5, 0.99].map((share) => series.quantile(cursor, share));
  return `${sample.count} · p50 ${secondsText(half)} · p99 ${secondsText(nearly)}`;
}

function secondsText(value: number): string {
  if (value === 0) return '0';
  if (value < 0.001) return `${(value * 1e6).toFixed(0)} µs`;
  return value < 1 ? `${(value * 1e3).toFixed(0)} ms` : `${value.toFixed(1)} s`;
}

function Line({ series, view, cursor }: Place & { readonly series: MetricSeries }): ReactElement {
  const points = series.points(cursor);
  const end = Math.max(1, view.pace.shownAt(cursor));
  const most = Math.max(1e-9, ...points.slice(-4_000).map(({ value }) => Math.abs(value)));
  const x = (seq: number): number => (view.pace.shownAt(seq) / end) * widthPx;
  const y = (value: number): number => heightPx - 3 - (Math.max(0, value) / most) * (heightPx - 6);
  const histogram = series.family.type === 'histogram';
  const path = line<readonly [number, number]>().curve(curveStepAfter)([
    ...points.map(({ seq, value }) => [x(seq), y(value)] as const),
    [widthPx, y(points.at(-1)?.value ?? 0)],
  ]);
  return (
    <svg className="metric-line" viewBox={`0 0 ${widthPx} ${heightPx}`} aria-hidden="true">
      {histogram ? (
        points
          .slice(-300)
          .map(({ seq, value }) => <circle key={seq} cx={x(seq)} cy={y(value)} r="1.6" />)
      ) : (
        <path d={path ?? ''} />
      )}
    </svg>
  );
}

/** In Prometheus' text format; the composite ones as comments, since they have no such names. */
function metricsText(
  families: ReadonlyMap<MetricFamily, readonly MetricSeries[]>,
  cursor: number,
): string {
  const lines: string[] = [];
  for (const [{ name, type, help, source }, all] of families) {
    const lead = source === 'composite' ? '# ' : '';
    if (source !== 'composite') lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const series of all) {
      const sample = series.at(cursor);
      if (sample === undefined) continue;
      const labels = labelsText(series.labels);
      if (type !== 'histogram') {
        lines.push(`${lead}${name}${labels} ${sample.value}`);
        continue;
      }
      for (const [bound, count] of series.buckets(cursor)) {
        const le = Number.isFinite(bound) ? String(bound) : '+Inf';
        lines.push(`${name}_bucket${labelsText({ ...series.labels, le })} ${count}`);
      }
      lines.push(`${name}_sum${labels} ${sample.value}`);
      lines.push(`${name}_count${labels} ${sample.count}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
