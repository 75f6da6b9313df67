/** `lab export`: plays a script and writes its run in a format that other programs read. */

import { canonicalJson } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { unreachable } from '#base/unreachable.ts';
import { en } from '#messages/en/en.ts';
import { sentence } from '#messages/sentence.ts';
import type { Session } from '#session/session.ts';
import type { TraceEvent } from '#trace/event.ts';
import { mermaidOf } from '#view-model/export/mermaid.ts';
import { ndjsonOf } from '#view-model/export/ndjson.ts';
import { panelSvgOf } from '#view-model/export/panel_svg.ts';
import { perfettoOf } from '#view-model/export/perfetto.ts';
import { prometheusOf } from '#view-model/export/prometheus.ts';
import type { HopRange } from '#view-model/export/range.ts';
import { transcriptOf } from '#view-model/export/transcript.ts';
import { programOf } from '#view-model/object_key.ts';
import { RunView } from '#view-model/run_view.ts';
import { failureLines, type LabOptions, playScript } from './lab_script.ts';

/** The formats of `lab export`. Whole views, PNG and GIF need a browser: the page's own dialog saves them. */
export const exportFormats = [
  'ndjson',
  'mermaid',
  'perfetto',
  'prometheus',
  'text',
  'svg',
] as const;

export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions extends Omit<LabOptions, 'format'> {
  readonly format: ExportFormat;
  /** Whose sequence or metrics; without it the first program that runs, or everybody's metrics. */
  readonly program: string | undefined;
  /** Hops; the whole run if left out. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Returns the exit code: 0 if everything held, 1 if not, 2 if there was nothing to run. */
export function exportScript(file: string, options: ExportOptions): number {
  let session: Session | undefined;
  try {
    session = playScript(file, { ...options, format: 'text' });
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  if (session === undefined) return 2;
  const text = textOrProblem(session, options);
  if (!text.ok) {
    process.stderr.write(`${file}: ${text.error}\n`);
    return 1;
  }
  process.stdout.write(text.value);
  for (const line of failureLines(file, session)) process.stderr.write(`${line}\n`);
  return session.failures.length === 0 ? 0 : 1;
}

function textOrProblem(session: Session, options: ExportOptions): Result<string, string> {
  try {
    return ok(exportedText(session, options));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** What is written of a run that has been played. */
export function exportedText(
  session: Session,
  options: Omit<ExportOptions, 'overrides' | 'until'>,
): string {
  const view = viewOf(session);
  const { format, from = 1, to = view.lastSeq } = options;
  const range: HopRange = { from, to };
  switch (format) {
    case 'ndjson':
      return ndjsonOf(view, { to, record: session.record });
    case 'mermaid': {
      const program = options.program ?? firstProgram(view);
      const cut = (shown: number, all: number): string => `${shown} of ${all} messages are shown.`;
      return mermaidOf(view, { range, program, say, cut });
    }
    case 'perfetto':
      return `${canonicalJson(perfettoOf(view, range, say))}\n`;
    case 'prometheus':
      return prometheusOf(view, { at: to, program: options.program });
    case 'text':
      return transcriptOf(view, range, say);
    case 'svg': {
      const program = options.program ?? firstProgram(view);
      return panelSvgOf(view, { at: to, program, words: en.words.strip, say });
    }
    default:
      return unreachable(format);
  }
}

function viewOf({ store }: Session): RunView {
  const view = new RunView();
  view.append(
    store.events,
    store.mentions.map(({ ref, object, before }) => [ref, object, before] as const),
  );
  return view;
}

/** The first that reconciles, or else the first. */
function firstProgram(view: RunView): string {
  const controller = view.events.find(({ kind }) => kind === 'controller.started');
  if (controller?.kind === 'controller.started') return programOf(controller.data.controller);
  return view.timelines.programs.list(view.lastSeq)[0]?.key ?? '';
}

function say(event: TraceEvent): string {
  return sentence(event, en);
}
