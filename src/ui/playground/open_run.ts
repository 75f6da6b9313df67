/** A run of its own beside those that there are: another script, or the same with other settings. */

import type { Instant } from '#base/time.ts';
import type { RunRecord, ScriptProblem } from '#trace/engine_port.ts';
import { stageAt } from '#ui/stage/use_stage_view.ts';
import type { Player } from '#ui/transport/player.ts';
import { seqAt } from '#view-model/divergence.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { Focus, Notice, PlaygroundStore } from './playground_store.ts';
import type { RunBook } from './run_book.ts';
import { simulate } from './simulate.ts';

export interface OpenedRun {
  readonly record: RunRecord;
  /** What the Run panel calls it. */
  readonly name: string;
  /** What the notice says besides. */
  readonly text: string;
  /** Where to stand; without it, where the script begins to do something, playing. */
  readonly at: Instant | undefined;
  /** Its acts were done under other settings: at their instants and, if need be, left out. */
  readonly loosely?: boolean;
}

interface Place {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
  readonly player: Player;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

export function openRun(
  place: Place,
  opened: OpenedRun,
  done: (problems: readonly ScriptProblem[]) => void,
): void {
  const { book } = place;
  const { record, name, at } = opened;
  const answered = (outcome: Parameters<Parameters<RunBook['open']>[1]>[0]): void => {
    done(outcome.kind === 'refused' ? outcome.problems : []);
    if (outcome.kind === 'refused') return;
    if (at === undefined) showOpened(place, run, opened);
    else simulate(place, { run, until: at }, () => showOpened(place, run, opened));
  };
  const run =
    opened.loosely === true && record.acts.length > 0
      ? book.replay(record, name, answered)
      : book.open(record, answered, { name });
}

/** Puts a run into view that has just been opened, and says so. */
export function showOpened(
  { store, book, player, notify }: Place,
  run: number,
  opened: Pick<OpenedRun, 'at' | 'name' | 'text'>,
): void {
  const view = book.view(run);
  if (view === undefined) return;
  const { at, name, text } = opened;
  const { focus } = store.getState();
  player.pause();
  store.setState({ run, focus: focusIn(view, focus), selection: undefined, resumes: false });
  player.seek(at === undefined ? beginning(view) : seqAt(view, at));
  if (at === undefined) player.play();
  notify({ tone: 'branch', title: store.getState().locale.words.notices.newRun(name), text });
}

/** The hop before the script first does something. */
function beginning(view: RunView): number {
  const first = view.events.find((event) => event.kind === 'command.applied');
  return Math.max(0, (first?.seq ?? 1) - 1);
}

/** The informer in view, if the run has it; otherwise its first. */
export function focusIn(view: RunView, focus: Focus | undefined): Focus | undefined {
  const all = stageAt(view, view.lastSeq).programs.flatMap(({ program, informers }) =>
    informers.map(({ informer }): Focus => ({ program, informer })),
  );
  return all.find(({ informer }) => informer === focus?.informer) ?? all[0] ?? focus;
}
