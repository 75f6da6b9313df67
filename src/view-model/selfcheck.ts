/**
 * Checks that a place of a run looks the same however one came there: by playing, stepping back, seeking,
 * or folding afresh from the beginning. Whatever differs is a fold that looked ahead or forgot to look back.
 */

import { canonicalJson, type JsonObject } from '#base/json.ts';
import { machineNames } from '#machines/machine_catalog.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import { readStage } from './read_stage.ts';
import { RunView } from './run_view.ts';
import { readTokens } from './tokens.ts';

/** How a place was reached. */
export type Approach = 'playing' | 'stepping back' | 'seeking' | 'folding afresh';

export interface SelfcheckDifference {
  readonly seq: number;
  readonly approach: Approach;
  /** Where the two pictures first differ, with a little of both. */
  readonly expected: string;
  readonly found: string;
}

export interface SelfcheckReport {
  readonly events: number;
  /** Places compared, by how they were reached. */
  readonly compared: Readonly<Record<Approach, number>>;
  readonly differences: number;
  readonly first: SelfcheckDifference | undefined;
  /** Events that a machine did not accept. */
  readonly refusals: number;
  readonly firstRefusal: string | undefined;
}

export interface SelfcheckOptions {
  /** At most so many folds from the beginning; traces no longer than this are folded at every event. */
  readonly mostFolds?: number;
}

type Objects = Iterable<readonly [ObjectRef, JsonObject]>;

/** Compares every hop of a trace, reached in each of the four ways. */
export function selfcheck(
  events: readonly TraceEvent[],
  objects: Objects,
  options: SelfcheckOptions = {},
): SelfcheckReport {
  const table = [...objects];
  const check = new Check(events);
  const played = new RunView();
  played.append([], table);
  for (const event of events) {
    played.append([event]);
    check.expect(event.seq, pictureOf(played, event.seq));
  }
  // Playing reads while the run grows; the other ways read when all of it is known.
  for (const event of events) check.compare('playing', event.seq, pictureOf(played, event.seq));
  for (const event of events.toReversed()) {
    check.compare('stepping back', event.seq, pictureOf(played, event.seq));
  }
  for (const seq of scattered(events)) check.compare('seeking', seq, pictureOf(played, seq));
  for (const count of foldCounts(events.length, options.mostFolds ?? 200)) {
    const fresh = new RunView();
    fresh.append(events.slice(0, count), table);
    const seq = events[count - 1]?.seq ?? 0;
    check.compare('folding afresh', seq, pictureOf(fresh, seq));
  }
  return check.report(played);
}

/** Everything that a place shows, as one text. */
function pictureOf(view: RunView, cursor: number): string {
  const stage = readStage(view, cursor, { limit: 40 });
  const tokens = readTokens(view, view.pace.shownAt(cursor))
    .filter((token) => token.seq <= cursor)
    .map(({ id, identity, label, from, to, state, seq }) => ({
      ...{ id, identity, label, from, to, state, seq },
    }));
  const machines = machineNames.map((name) => [name, view.machines.refusalsAt(cursor)]);
  return canonicalJson({ stage, tokens, machines, shownAt: view.pace.shownAt(cursor) });
}

class Check {
  readonly #events: readonly TraceEvent[];
  readonly #expected = new Map<number, string>();
  readonly #compared: Record<Approach, number> = {
    playing: 0,
    'stepping back': 0,
    seeking: 0,
    'folding afresh': 0,
  };
  #differences = 0;
  #first: SelfcheckDifference | undefined;

  constructor(events: readonly TraceEvent[]) {
    this.#events = events;
  }

  expect(seq: number, picture: string): void {
    this.#expected.set(seq, picture);
  }

  compare(approach: Approach, seq: number, picture: string): void {
    this.#compared[approach]++;
    const expected = this.#expected.get(seq) ?? '';
    if (expected === picture) return;
    this.#differences++;
    this.#first ??= { seq, approach, ...around(expected, picture) };
  }

  report(view: RunView): SelfcheckReport {
    const [refusal] = view.machines.refusals;
    return {
      events: this.#events.length,
      compared: this.#compared,
      differences: this.#differences,
      first: this.#first,
      refusals: view.machines.refusals.length,
      firstRefusal:
        refusal &&
        `hop ${refusal.seq}: ${refusal.machine} ${refusal.instance} refuses ${refusal.event} in ${refusal.state}`,
    };
  }
}

function around(expected: string, found: string): { expected: string; found: string } {
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at++;
  const from = Math.max(0, at - 80);
  return { expected: expected.slice(from, at + 120), found: found.slice(from, at + 120) };
}

/** Every place once, in an order that jumps about: the multiplier shares no factor with the length. */
function scattered(events: readonly TraceEvent[]): readonly number[] {
  const { length } = events;
  let stride = 7919;
  while (length > 0 && length % stride === 0) stride += 2;
  return events.map((_, index) => events[(index * stride + 13) % length]?.seq ?? 0);
}

/** All prefixes of a short trace; of a long one, evenly spread ones and the last. */
function foldCounts(length: number, most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(length / most));
  const counts: number[] = [];
  for (let count = step; count < length; count += step) counts.push(count);
  if (length > 0) counts.push(length);
  return counts;
}
