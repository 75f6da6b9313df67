/** Makes the link to where a reader stands: the run in view, the branches around it, and the place in it. */

import type { TraceEvent } from '#trace/event.ts';
import { encodeLink } from '#trace/link/link_codec.ts';
import type { LinkedRun, SharedLink } from '#trace/link/shared_link.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { BookedRun, RunBook } from '#ui/playground/run_book.ts';
import { linkPosition } from '#view-model/link/link_position.ts';
import { TraceDigests } from '#view-model/link/trace_digests.ts';
import type { RunView } from '#view-model/run_view.ts';

/** Where somebody stands. */
export interface Standing {
  readonly run: number;
  readonly cursor: number;
  /** Another run that is looked at beside it. */
  readonly beside?: number | undefined;
}

export interface MadeLink {
  readonly hash: string;
  /** The runs in the order of the link. */
  readonly runs: readonly number[];
  /** Of the run in view. */
  readonly profile: ProfileName;
}

export class LinkMaker {
  readonly #book: RunBook;
  readonly #digests = new WeakMap<RunView, TraceDigests>();

  constructor(book: RunBook) {
    this.#book = book;
  }

  /** The link's hash; `undefined` if there is no such run, or it is more than any link can hold. */
  make(standing: Standing, branches: boolean): MadeLink | undefined {
    const shown = this.#runs(standing, branches);
    const current = shown.findIndex(({ id }) => id === standing.run);
    const found = shown[current];
    if (found === undefined) return undefined;
    const shared: SharedLink = {
      engine: this.#book.engine,
      runs: shown.map((run) => this.#linked(run, shown, standing)),
      current,
      place: linkPosition(found.view.events, found.view.indexOf(standing.cursor) + 1),
    };
    const hash = encodeLink(shared);
    const { profile } = found.record;
    return hash === undefined ? undefined : { hash, runs: shown.map(({ id }) => id), profile };
  }

  /** Reads a little further into what a link would need. False once nothing is left to read. */
  prepare(standing: Standing): boolean {
    return this.#runs(standing, true).some((run) =>
      this.#digestsOf(run.view).readOn(endOf(run, this.#reached(run, standing))),
    );
  }

  /** The run, and with `branches` everything that was forked from the same beginning. */
  #runs({ run, beside }: Standing, branches: boolean): readonly BookedRun[] {
    const all = this.#book.shown().filter(({ readOnly }) => readOnly === false);
    const wanted = [run, ...(beside === undefined ? [] : [beside])];
    const roots = wanted.map((each) => rootOf(each, all));
    return all.filter(({ id }) =>
      branches ? roots.includes(rootOf(id, all)) : wanted.includes(id),
    );
  }

  /** How many other branches there are of a run. */
  branchesOf(run: number): number {
    return this.#runs({ run, cursor: 0 }, true).length - 1;
  }

  #linked(run: BookedRun, shown: readonly BookedRun[], standing: Standing): LinkedRun {
    const { events } = run.view;
    const length = endOf(run, this.#reached(run, standing));
    const from = shown.findIndex(({ id }) => id === run.parent);
    return {
      record: run.record,
      end: linkPosition(events, length),
      hash: this.#digestsOf(run.view).digest(length),
      from: from < 0 ? undefined : from,
      name: run.name,
      loosely: false,
    };
  }

  #reached({ id }: BookedRun, { run, cursor }: Standing): number {
    return Math.max(this.#book.seen(id), id === run ? cursor : 0);
  }

  #digestsOf(view: RunView): TraceDigests {
    const known = this.#digests.get(view);
    if (known !== undefined) return known;
    const digests = new TraceDigests(view);
    this.#digests.set(view, digests);
    return digests;
  }
}

/** How many events a run's link answers for: as far as it was seen, and at least all that was done in it. */
function endOf({ view }: BookedRun, seen: number): number {
  const { events } = view;
  let length = events.length;
  const isReached = (event: TraceEvent | undefined): boolean =>
    event === undefined || event.seq <= seen || event.kind === 'command.applied';
  while (length > 0 && !isReached(events[length - 1])) length--;
  return length;
}

function rootOf(run: number, all: readonly BookedRun[]): number {
  const parent = all.find(({ id }) => id === run)?.parent;
  return parent === undefined ? run : rootOf(parent, all);
}
