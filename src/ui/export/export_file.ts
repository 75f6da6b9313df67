/** What is saved of a run: the file's name and its text. */

import { canonicalJson } from '#base/json.ts';
import { unreachable } from '#base/unreachable.ts';
import type { Locale } from '#messages/locale.ts';
import { sentence } from '#messages/sentence.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import type { TraceEvent } from '#trace/event.ts';
import { mermaidOf } from '#view-model/export/mermaid.ts';
import { ndjsonOf } from '#view-model/export/ndjson.ts';
import { perfettoOf } from '#view-model/export/perfetto.ts';
import { prometheusOf } from '#view-model/export/prometheus.ts';
import type { HopRange } from '#view-model/export/range.ts';
import { transcriptOf } from '#view-model/export/transcript.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { ExportFormat } from './export_format.ts';

export interface ExportRequest {
  readonly format: ExportFormat;
  /** `undefined` for the whole run. */
  readonly range?: HopRange | undefined;
  /** Whose sequence or metrics; for metrics, everybody's if left out. */
  readonly program?: string | undefined;
}

export interface ExportedRun {
  readonly view: RunView;
  readonly record: RunRecord;
  /** The record plays this run. */
  readonly replayable: boolean;
  readonly locale: Locale;
}

export interface ExportFile {
  readonly name: string;
  readonly text: string;
}

const endings: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'ndjson',
  mermaid: 'mmd',
  perfetto: 'trace.json',
  prometheus: 'prom',
  text: 'txt',
};

export function exportFile(run: ExportedRun, request: ExportRequest): ExportFile {
  const { seed, profile } = run.record;
  const name = `informer-lab-${seed.replaceAll(/[^\w.-]+/g, '_')}-${profile}`;
  return { name: `${name}.${endings[request.format]}`, text: exportText(run, request) };
}

function exportText({ view, record, replayable, locale }: ExportedRun, request: ExportRequest) {
  const { format, program, range = { from: 1, to: view.lastSeq } } = request;
  const say = (event: TraceEvent): string => sentence(event, locale);
  switch (format) {
    case 'ndjson':
      return ndjsonOf(view, { to: range.to, record: replayable ? record : undefined });
    case 'mermaid': {
      const { cut } = locale.words.exporting;
      return mermaidOf(view, { range, program: program ?? firstProgram(view), say, cut });
    }
    case 'perfetto':
      return `${canonicalJson(perfettoOf(view, range, say))}\n`;
    case 'prometheus':
      return prometheusOf(view, { at: range.to, program });
    case 'text':
      return transcriptOf(view, range, say);
    default:
      return unreachable(format);
  }
}

function firstProgram(view: RunView): string {
  return view.timelines.programs.list(view.lastSeq)[0]?.key ?? '';
}
