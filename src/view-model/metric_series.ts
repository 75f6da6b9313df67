/** Series as Prometheus keeps them, but for every moment of a run at once: what was scraped can be read anywhere. */

import { lastAtMost } from './timeline.ts';

export type MetricType = 'counter' | 'gauge' | 'histogram';

/** One metric as Prometheus describes it. */
export interface MetricFamily {
  readonly name: string;
  readonly type: MetricType;
  /** Whether client-go, or this project alone, gives it. */
  readonly source: 'client-go' | 'kube-apiserver' | 'composite';
  readonly help: string;
  /** Upper bounds of a histogram's buckets, ascending, without the last, which is infinite. */
  readonly bounds?: readonly number[];
}

/** What a series was at a moment. */
export interface Sample {
  /** The value of a gauge or counter, the sum of a histogram. */
  readonly value: number;
  /** Observations of a histogram; 0 for the others. */
  readonly count: number;
}

/** A moment of a series, for a line over time. */
export interface SeriesPoint {
  readonly seq: number;
  readonly value: number;
}

export type Labels = Readonly<Record<string, string>>;

/** One series: a metric with its labels, and how it went. */
export class MetricSeries {
  readonly family: MetricFamily;
  readonly labels: Labels;
  readonly #seqs: number[] = [];
  /** After each change: the value, or a histogram's sum. */
  readonly #values: number[] = [];
  /** A histogram's observations one by one. */
  readonly #observed: number[] = [];

  constructor(family: MetricFamily, labels: Labels) {
    this.family = family;
    this.labels = labels;
  }

  /** The value that a counter or gauge has from an event on. */
  set(seq: number, value: number): void {
    const last = this.#seqs.length - 1;
    if (this.#seqs[last] === seq) this.#values[last] = value;
    else if (value !== (this.#values[last] ?? 0) || last < 0) {
      this.#seqs.push(seq);
      this.#values.push(value);
    }
  }

  add(seq: number, by: number): void {
    this.set(seq, this.last + by);
  }

  observe(seq: number, value: number): void {
    this.#observed.push(value);
    this.#seqs.push(seq);
    this.#values.push((this.#values.at(-1) ?? 0) + value);
  }

  get last(): number {
    return this.#values.at(-1) ?? 0;
  }

  /** What would have been scraped after the event `cursor`; `undefined` before its first change. */
  at(cursor: number): Sample | undefined {
    const index = lastAtMost(this.#seqs, cursor);
    if (index < 0) return undefined;
    const count = this.family.type === 'histogram' ? index + 1 : 0;
    return { value: this.#values[index] ?? 0, count };
  }

  /** How many observations by `cursor` were at most each bound of the family; then all of them. */
  buckets(cursor: number): readonly (readonly [bound: number, count: number])[] {
    const observed = this.#observed.slice(0, lastAtMost(this.#seqs, cursor) + 1);
    const bounds = [...(this.family.bounds ?? []), Number.POSITIVE_INFINITY];
    return bounds.map((bound) => [bound, observed.filter((value) => value <= bound).length]);
  }

  /** The value that `share` of a histogram's observations by `cursor` do not exceed. */
  quantile(cursor: number, share: number): number | undefined {
    const observed = this.#observed.slice(0, lastAtMost(this.#seqs, cursor) + 1);
    observed.sort((left, right) => left - right);
    return observed[Math.max(0, Math.ceil(observed.length * share) - 1)];
  }

  /** A gauge's or counter's changes by `cursor`; of a histogram its observations. */
  points(cursor: number): readonly SeriesPoint[] {
    const end = lastAtMost(this.#seqs, cursor) + 1;
    const values = this.family.type === 'histogram' ? this.#observed : this.#values;
    return this.#seqs.slice(0, end).map((seq, index) => ({ seq, value: values[index] ?? 0 }));
  }
}

/** `{name="rs-controller"}`. */
export function labelsText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}
