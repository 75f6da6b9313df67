/**
 * The package's entry for reading runs: what each box holds after any event, why things happened or did
 * not, what each event says in words, and a run in the formats of other programs. Pure folds of a trace.
 */

export type { LocaleTag } from '#messages/locale.ts';
export { type WhyNotQuestion, type WhyPath, why, whyNot } from '#view-model/causality.ts';
export type { HopRange } from '#view-model/export/range.ts';
export type { ChromeEvent, ChromeTrace } from '#view-model/export/trace_event_format.ts';
export { readStage, stagePrograms } from '#view-model/read_stage.ts';
export { RunView } from '#view-model/run_view.ts';
export type {
  ControllerView,
  InformerView,
  ProgramView,
  Rows,
  ServerView,
  StageOptions,
  StageView,
} from '#view-model/stage_view.ts';
export {
  chromeTrace,
  type ExportOptions,
  mermaid,
  ndjson,
  prometheus,
  transcript,
} from './exports.ts';
export { type Observed, observe, sentenceOf } from './observe.ts';
