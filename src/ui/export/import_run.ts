/**
 * A trace file as a run. If its record plays to the same trace, the run is live, as if it had been made
 * here; if not, or without a record, it can be looked at but not changed.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { startOfRun } from '#base/time.ts';
import type { Words } from '#messages/en/ui/words.ts';
import { decodeTrace, type TraceFile } from '#trace/decode_trace.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion } from '#trace/event.ts';
import { isProfileName } from '#trace/profile.ts';
import { showOpened } from '#ui/playground/open_run.ts';
import { simulate } from '#ui/playground/simulate.ts';
import { hashOf } from '#view-model/export/ndjson.ts';
import { RunView } from '#view-model/run_view.ts';
import type { ExportPlace } from './export_acts.ts';

export interface NamedText {
  /** Of the file. */
  readonly name: string;
  readonly text: string;
}

/** A longer file would make the page stand still for too long. */
const mostLength = 100_000_000;

export function importRun(place: ExportPlace, { name, text }: NamedText): void {
  const words = place.store.getState().locale.words.exporting;
  const read = readFile(text, words);
  if (!read.ok) {
    place.notify({ tone: 'problem', title: words.notOpened(name), text: read.error });
    return;
  }
  const { view, record } = read.value;
  if (record !== undefined && record.version === formatVersion) {
    showLive(place, { name, view, record });
  } else {
    showReadOnly(place, { name, view, record, text: words.withoutRecord });
  }
}

interface ReadRun {
  readonly view: RunView;
  readonly record: RunRecord | undefined;
}

/** The run that a file holds, or what is wrong with it in words. */
function readFile(text: string, words: Words['exporting']): Result<ReadRun, string> {
  if (text.length > mostLength) return fail(words.tooLong((mostLength / 1e6).toFixed(0)));
  const read = decodeTrace(text);
  if (!read.ok) {
    const { line, path, reason } = read.error;
    return fail(words.brokenLine(line, `${path}: ${reason}`));
  }
  const folded = foldedView(read.value, text);
  if (!folded.ok) return fail(words.brokenLine(folded.error.line, folded.error.problem));
  return ok({ view: folded.value, record: read.value.record });
}

interface BrokenLine {
  readonly line: number;
  readonly problem: string;
}

/** The file as its observer sees it; an event that cannot have happened there is told with its line. */
function foldedView(file: TraceFile, text: string): Result<RunView, BrokenLine> {
  const view = new RunView();
  view.append([], file.mentions);
  for (const event of file.events) {
    try {
      view.append([event]);
    } catch (error) {
      const line = lineOfEvent(text, event.seq);
      return fail({ line, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return ok(view);
}

/** Lines of objects stand between those of events. */
function lineOfEvent(text: string, seq: number): number {
  let events = 0;
  return 1 + text.split('\n').findIndex((line) => line.includes('"kind":') && ++events === seq);
}

interface Found extends ReadRun {
  readonly name: string;
  readonly text: string;
}

function showReadOnly(place: ExportPlace, { name, view, text, record }: Found): void {
  const { words } = place.store.getState().locale;
  const called = words.exporting.readOnly(name);
  const run = place.book.place(view, record ?? recordOf(view), called);
  showOpened(place, run, { name: called, text, at: startOfRun });
}

function showLive(
  place: ExportPlace,
  { name, view, record }: Omit<Found, 'text'> & { readonly record: RunRecord },
): void {
  const { book, store } = place;
  const words = store.getState().locale.words.exporting;
  const differs = (): void => showReadOnly(place, { name, view, record, text: words.differs });
  const run = book.open(
    record,
    (outcome) => {
      if (outcome.kind === 'refused') return differs();
      simulate(place, { run, until: view.end }, () => {
        const played = book.view(run);
        if (played === undefined || !isSame(played, view)) {
          book.drop(run);
          return differs();
        }
        showOpened(place, run, { name, text: words.live, at: startOfRun });
      });
    },
    { name, tolerant: true },
  );
}

/** The record's run begins as the file does. */
function isSame(played: RunView, file: RunView): boolean {
  if (played.lastSeq < file.lastSeq) return false;
  return hashOf(played, file.lastSeq) === hashOf(file, file.lastSeq);
}

/** What a trace says of its run where no record does; it plays nothing. */
function recordOf(view: RunView): RunRecord {
  const [first] = view.events;
  const started = first?.kind === 'run.started' ? first.data : undefined;
  const profile = started?.profile ?? '';
  return {
    version: formatVersion,
    profile: isProfileName(profile) ? profile : 'classic',
    seed: started?.seed ?? '',
    policy: started?.policy === 'shuffle' ? 'shuffle' : 'arrival',
    script: '',
    acts: [],
  };
}
