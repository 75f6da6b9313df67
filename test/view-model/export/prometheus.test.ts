import { describe, expect, test } from 'vitest';
import { prometheusOf } from '#view-model/export/prometheus.ts';
import { MetricsIndex } from '#view-model/metrics_index.ts';
import { playedRun } from './played_run.ts';

/** What the text format allows, line by line, as Prometheus' own parser reads it. */
const metricName = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const labelPair = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*"';
const sampleLine = new RegExp(
  `^(${metricName})(?:\\{(${labelPair}(?:,${labelPair})*)\\})? ([+-]?(?:Inf|\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)|NaN)$`,
);
const helpLine = new RegExp(`^# HELP (${metricName}) (?:[^\\\\]|\\\\[\\\\n])*$`);
const typeLine = new RegExp(`^# TYPE (${metricName}) (counter|gauge|histogram)$`);

interface Family {
  readonly type: string;
  readonly samples: { readonly name: string; readonly labels: string; readonly value: number }[];
}

/** Reads an exposition or throws: families whole, each once, HELP before TYPE before samples. */
function parsed(text: string): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>();
  let helped = '';
  let current: { name: string; family: Family } | undefined;
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.slice(0, -1).split('\n')) {
    const help = helpLine.exec(line);
    const type = typeLine.exec(line);
    const sample = sampleLine.exec(line);
    if (help !== null) helped = help[1] ?? '';
    else if (type !== null) {
      const [, name = '', kind = ''] = type;
      expect(name).toBe(helped);
      expect(families.has(name)).toBe(false);
      current = { name, family: { type: kind, samples: [] } };
      families.set(name, current.family);
    } else if (sample !== null && current !== undefined) {
      const [, name = '', labels = '', value = ''] = sample;
      const suffix = current.family.type === 'histogram' ? '_(?:bucket|sum|count)' : '';
      expect(name).toMatch(new RegExp(`^${current.name}${suffix}$`));
      const number = Number(value.replace('Inf', 'Infinity'));
      current.family.samples.push({ name, labels, value: number });
    } else throw new Error(`not a line of the text format: ${line}`);
  }
  return families;
}

describe('metrics in the text format', () => {
  const { view } = playedRun('tombstone.lab');
  const all = parsed(prometheusOf(view, { at: view.lastSeq }));

  test('hold every family with the values that the metrics view shows', () => {
    const series = new MetricsIndex(view).series(view.lastSeq);
    expect(all.size).toBe(new Set(series.map(({ family }) => family)).size);
    expect(all.size).toBeGreaterThan(8);
    const adds = series.filter(({ family }) => family.name === 'workqueue_adds_total');
    expect(adds.length).toBeGreaterThan(0);
    expect(all.get('workqueue_adds_total')?.samples.map(({ value }) => value)).toEqual(
      adds.map((each) => each.at(view.lastSeq)?.value),
    );
  });

  test('histograms rise to their count, and the last bucket is infinite', () => {
    const { samples = [] } = all.get('workqueue_queue_duration_seconds') ?? {};
    let before = 0;
    let infinite = 0;
    for (const { name, labels, value } of samples) {
      if (name.endsWith('_bucket')) {
        expect(value).toBeGreaterThanOrEqual(before);
        before = value;
        if (labels.includes('le="+Inf"')) infinite = value;
      } else before = 0;
      if (name.endsWith('_count')) expect(value).toBe(infinite);
    }
    expect(infinite).toBeGreaterThan(0);
  });

  test('of one program are its own', () => {
    const program = 'rs-controller';
    const own = parsed(prometheusOf(view, { at: view.lastSeq, program }));
    expect([...own.keys()]).toContain('workqueue_depth');
    expect([...own.keys()]).not.toContain('apiserver_request_total');
    for (const { samples } of own.values()) {
      for (const { labels } of samples) expect(labels).toContain(`="${program}`);
    }
  });

  test('at an earlier hop are what a scrape would have read then', () => {
    const sum = (at: number): number =>
      (parsed(prometheusOf(view, { at })).get('apiserver_request_total')?.samples ?? []).reduce(
        (total, { value }) => total + value,
        0,
      );
    const at = Math.floor(view.lastSeq / 2);
    const answered = view.events.filter(
      ({ kind, seq }) => kind === 'request.answered' && seq <= at,
    );
    expect(sum(at)).toBe(answered.length);
    expect(sum(at)).toBeLessThan(sum(view.lastSeq));
  });
});
