/**
 * Opens the runs of a link: each is played again, and its trace held against what the link says of it. A
 * run that comes out otherwise can be looked at, but not changed.
 */

import { instant } from '#base/time.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { LinkedRun, SharedLink } from '#trace/link/shared_link.ts';
import type { PlaygroundStore } from '#ui/playground/playground_store.ts';
import type { Outcome, RunBook } from '#ui/playground/run_book.ts';
import { simulate } from '#ui/playground/simulate.ts';
import { lengthAt } from '#view-model/link/link_position.ts';
import { sharedLength } from '#view-model/link/shared_length.ts';
import { TraceDigests } from '#view-model/link/trace_digests.ts';

export interface LinkListener {
  /** The run in view has been played as far as its reader stood, after event `seq`. */
  readonly arrived: (run: number, seq: number) => void;
  /** A run of the link cannot even be begun here. */
  readonly refused: (problems: readonly ScriptProblem[]) => void;
  /** All that can be played has been; `stale` if any of it came out otherwise. */
  readonly opened: (runs: readonly (number | undefined)[], stale: boolean) => void;
}

interface Place {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
}

/** The number of the run in view. Whoever opened it hears of another if that one cannot be played. */
export function openLink(place: Place, link: SharedLink, listener: LinkListener): number {
  const runs: (number | undefined)[] = link.runs.map(() => undefined);
  let missing = link.runs.length;
  let stale = false;
  const came = (index: number, run: number | undefined, isSame: boolean): void => {
    runs[index] = run;
    stale ||= run !== undefined && !isSame;
    if (index === link.current && run !== undefined) arrive(run);
    if (--missing > 0) return;
    graftAll(place.book, link.runs, runs);
    listener.opened(runs, stale);
  };
  const arrive = (run: number): void => {
    const events = place.book.view(run)?.events ?? [];
    listener.arrived(run, events[lengthAt(events, link.place) - 1]?.seq ?? 0);
  };
  const open = (index: number): number => {
    const linked = link.runs[index] as LinkedRun;
    return openRun(place, linked, (run, isSame, problems) => {
      if (run === undefined && index === link.current) listener.refused(problems);
      came(index, run, isSame);
    });
  };
  const inView = open(link.current);
  for (const index of link.runs.keys()) if (index !== link.current) open(index);
  return inView;
}

type Played = (
  run: number | undefined,
  isSame: boolean,
  problems: readonly ScriptProblem[],
) => void;

/** Plays one run; if its acts cannot be done again as they were, as well as that goes. */
function openRun({ store, book }: Place, linked: LinkedRun, played: Played): number {
  const { record, name, end } = linked;
  const until = instant(end.at + 1);
  const compare = (run: number, isFaithful: boolean): void =>
    simulate({ store, book }, { run, until }, () => {
      const view = book.view(run);
      if (view === undefined) return played(undefined, false, []);
      const length = lengthAt(view.events, end);
      const isSame = isFaithful && new TraceDigests(view).digest(length) === linked.hash;
      if (!isSame) book.seal(run);
      book.see(run, view.events[length - 1]?.seq ?? 0);
      played(run, isSame, []);
    });
  const loosely = (isFaithful: boolean): number => {
    const run = book.replay(record, name, (outcome) => {
      if (outcome.kind === 'refused') played(undefined, false, outcome.problems);
      else compare(run, isFaithful);
    });
    return run;
  };
  if (linked.loosely) return loosely(true);
  const strictly = (outcome: Outcome): void => {
    if (outcome.kind === 'refused') loosely(false);
    else compare(run, true);
  };
  const run = book.open(record, strictly, { name, tolerant: true });
  return run;
}

/** What was forked from what. */
function graftAll(
  book: RunBook,
  linked: readonly LinkedRun[],
  runs: readonly (number | undefined)[],
): void {
  for (const [index, { from }] of linked.entries()) {
    const run = runs[index];
    const parent = from === undefined ? undefined : runs[from];
    if (run === undefined || parent === undefined) continue;
    const views = [book.view(parent), book.view(run)] as const;
    const shared = sharedLength(views[0]?.events ?? [], views[1]?.events ?? []);
    book.graft(run, { parent, shared });
  }
}
