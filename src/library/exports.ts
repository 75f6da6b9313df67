/** A run in the formats of other programs. Each function gives the whole text of a file. */

import { canonicalJson } from '#base/json.ts';
import type { LocaleTag } from '#messages/locale.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import type { TraceEvent } from '#trace/event.ts';
import { mermaidOf } from '#view-model/export/mermaid.ts';
import { ndjsonOf } from '#view-model/export/ndjson.ts';
import { perfettoOf } from '#view-model/export/perfetto.ts';
import { prometheusOf } from '#view-model/export/prometheus.ts';
import type { HopRange } from '#view-model/export/range.ts';
import { transcriptOf } from '#view-model/export/transcript.ts';
import type { RunView } from '#view-model/run_view.ts';
import { sentenceOf } from './observe.ts';

/** Which part of a run, and in which language. */
export interface ExportOptions {
  /** The first event, by its seq; the run's first if left out. */
  readonly from?: number | undefined;
  /** The last event, by its seq; the run's last if left out. */
  readonly to?: number | undefined;
  /** The language of its sentences; English if left out. */
  readonly language?: LocaleTag | undefined;
}

/** The trace file: canonical NDJSON, from the first event to `to`. With a record it can be replayed. */
export function ndjson(
  view: RunView,
  { to = view.lastSeq, record }: Pick<ExportOptions, 'to'> & { readonly record?: RunRecord } = {},
): string {
  return ndjsonOf(view, { to, record });
}

/** The messages between a program's parts as a Mermaid sequence diagram. */
export function mermaid(view: RunView, program: string, options: ExportOptions = {}): string {
  const cut = (shown: number, all: number): string => `${shown} / ${all}`;
  return mermaidOf(view, { range: rangeOf(view, options), program, say: sayIn(options), cut });
}

/** Trace events for Perfetto and chrome://tracing, with goroutines as tracks: JSON. */
export function chromeTrace(view: RunView, options: ExportOptions = {}): string {
  return `${canonicalJson(perfettoOf(view, rangeOf(view, options), sayIn(options)))}\n`;
}

/** What programs of a run with `set metrics on` have counted, in Prometheus' text format. */
export function prometheus(
  view: RunView,
  { to = view.lastSeq, program }: Pick<ExportOptions, 'to'> & { readonly program?: string } = {},
): string {
  return prometheusOf(view, { at: to, program });
}

/** Every event in a line of words, as `lab run` writes it. */
export function transcript(view: RunView, options: ExportOptions = {}): string {
  return transcriptOf(view, rangeOf(view, options), sayIn(options));
}

function rangeOf(view: RunView, { from = 1, to = view.lastSeq }: ExportOptions): HopRange {
  return { from, to };
}

function sayIn({ language }: ExportOptions): (event: TraceEvent) => string {
  return (event) => sentenceOf(event, language);
}
