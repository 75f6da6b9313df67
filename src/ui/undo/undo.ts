/**
 * Taking an act back. A run's past is never rewritten: the reader is put back into the run that was there
 * before, at the hop before the act, and the future with the act stays beside it as a branch. An act that
 * went on at a run's end, or replaced a future that nobody had seen, has left no such run; since a record
 * determines its run, it is played again.
 */

import type { RunRecord } from '#trace/engine_port.ts';
import type { Notice, PlaygroundStore } from '#ui/playground/playground_store.ts';
import type { Outcome, RunBook } from '#ui/playground/run_book.ts';
import { simulate } from '#ui/playground/simulate.ts';
import type { Player } from '#ui/transport/player.ts';
import type { UndoStep } from './undo_step.ts';

/** So many acts are remembered. */
const mostSteps = 100;

/** A step before its act is done. */
export type BegunStep = Omit<UndoStep, 'id' | 'acted'>;

interface Place {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
  readonly player: Player;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

/** What to come back to, taken before an act; nothing before a run has opened. */
export function stepOf(
  book: RunBook,
  from: Pick<UndoStep, 'run' | 'cursor' | 'statement'>,
): BegunStep | undefined {
  const found = book.find(from.run);
  if (found === undefined) return undefined;
  return { ...from, record: found.record, shared: found.view.lastSeq };
}

/** The steps with one more, whose act has been done. */
export function withStep(
  steps: readonly UndoStep[],
  begun: BegunStep,
  outcome: Extract<Outcome, { kind: 'done' }>,
): readonly UndoStep[] {
  const id = (steps.at(-1)?.id ?? 0) + 1;
  const shared = outcome.run === begun.run ? begun.shared : outcome.shared;
  return [...steps.slice(1 - mostSteps), { ...begun, id, acted: outcome.run, shared }];
}

/** True if `record` is of the run as it was before the act. */
export function isBefore(record: RunRecord, step: UndoStep): boolean {
  const { script, acts, ...rest } = step.record;
  return (
    record.script === script &&
    record.acts.length === acts.length &&
    JSON.stringify({ ...record, script, acts }) === JSON.stringify({ ...rest, script, acts })
  );
}

/** The steps that are left when run `run` stands where `acted` stood. */
export function inPlaceOf(
  steps: readonly UndoStep[],
  acted: number,
  run: number,
): readonly UndoStep[] {
  return steps.map((step) => (step.acted === acted ? { ...step, acted: run } : step));
}

/** Takes back the last act. */
export function undoAct(place: Place): void {
  const { store, book, player, notify } = place;
  const { undoable } = store.getState();
  const step = undoable.at(-1);
  if (step === undefined) {
    const { nothingToUndo: title, nothingToUndoText: text } = store.getState().locale.words.notices;
    notify({ tone: 'done', title, text });
    return;
  }
  if (book.isAsked) return;
  player.pause();
  const steps = undoable.slice(0, -1);
  const before = book.find(step.run);
  if (before !== undefined && isBefore(before.record, step)) {
    store.setState({ undoable: steps });
    goBack(place, step, step.run);
    return;
  }
  if (book.find(step.acted) === undefined) return;
  const run = book.restore(step.record, step, (outcome) => {
    if (outcome.kind === 'refused') return;
    const found = book.find(step.acted);
    const until = found?.view.at(Math.min(step.cursor, found.view.lastSeq));
    store.setState({ undoable: inPlaceOf(steps, step.acted, run) });
    if (until !== undefined) simulate(place, { run, until }, () => goBack(place, step, run));
  });
}

function goBack({ store, book, player, notify }: Place, step: UndoStep, run: number): void {
  const view = book.view(run);
  if (view === undefined) return;
  store.setState({ run, playing: false, resumes: false });
  player.seek(Math.min(step.cursor, view.lastSeq));
  const { notices } = store.getState().locale.words;
  const text = notices.undoneText(step.statement.split('\n')[0] ?? '');
  notify({ tone: 'branch', title: notices.undone, text });
}
