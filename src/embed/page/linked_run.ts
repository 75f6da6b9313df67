/** Links to runs, as an embed page reads and makes them. Fetched when one is there, or asked for. */

import { fail, ok, type Result } from '#base/result.ts';
import { type Instant, instant } from '#base/time.ts';
import { link as words } from '#messages/en/ui/link.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { decodeLink } from '#trace/link/link_codec.ts';
import type { LinkedRun } from '#trace/link/shared_link.ts';
import type { RunBook } from '#ui/playground/run_book.ts';
import { LinkMaker, type Standing } from '#ui/share/link_maker.ts';
import { sayLinkProblem } from '#ui/share/say_problem.ts';
import { lengthAt } from '#view-model/link/link_position.ts';
import { TraceDigests } from '#view-model/link/trace_digests.ts';
import type { RunView } from '#view-model/run_view.ts';

/** The run of a link that its reader stood in. */
export interface LinkedOpening {
  readonly record: RunRecord;
  /** The hop where they stood. */
  readonly start: (view: RunView) => number;
  /** How far it must be simulated. */
  readonly until: Instant | undefined;
  /** Its acts were done under other settings: at their instants and, if need be, left out. */
  readonly loosely: boolean;
  /** False if this engine plays it otherwise than the one that the link was made with. */
  readonly isSame: (view: RunView) => boolean;
}

/** The run behind `run=`, or what is wrong with it. */
export function readRun(run: string): Result<LinkedOpening, string> {
  const read = decodeLink(`#run=${run}`);
  if (!read.ok) return fail(sayLinkProblem(read.error)(words));
  const link = read.value;
  if (link === undefined) return fail('');
  if (link.kind === 'place') {
    const { record, seq } = link.place;
    return ok({ record, start: () => seq, until: undefined, loosely: false, isSame: () => true });
  }
  const { runs, current, place } = link.link;
  const linked = runs[current] as LinkedRun;
  const { record, end, hash, loosely } = linked;
  return ok({
    record,
    start: ({ events }) => events[lengthAt(events, place) - 1]?.seq ?? 0,
    until: instant(end.at + 1),
    loosely,
    isSame: (view) => new TraceDigests(view).digest(lengthAt(view.events, end)) === hash,
  });
}

/** The hash with which the app opens where a reader of the embed stands. */
export function placeHash(book: RunBook, standing: Standing): string | undefined {
  return new LinkMaker(book).make(standing, true)?.hash;
}
