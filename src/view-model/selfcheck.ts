/**
 * Checks that a place of a run looks the same however one came there: by playing, stepping back, seeking,
 * or folding afresh from the beginning. Whatever differs is a fold that looked ahead or forgot to look back.
 */

import { hashText } from '#base/content_hash.ts';
import type { JsonObject } from '#base/json.ts';
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
  /** Looks at every n-th hop only. */
  readonly every?: number;
}

type Objects = Iterable<readonly [ObjectRef, JsonObject]>;

/** Compares every hop of a trace, reached in each of the four ways. */
export function selfcheck(
  events: readonly TraceEvent[],
  objects: Objects,
  options: SelfcheckOptions = {},
): SelfcheckReport {
  const table = [...objects];
  const { every = 1, mostFolds = 60 } = options;
  const places = events.filter((_, index) => index % every === 0 || index === events.length - 1);
  const check = new Check(events, table);
  // Playing reads while the run grows; the other ways read when all of it is known.
  const played = new RunView();
  played.append([], table);
  let next = 0;
  for (const event of events) {
    played.append([event]);
    if (event !== places[next]) continue;
    next++;
    check.expect(event.seq, pictureOf(played, event.seq));
  }
  for (const { seq } of places) check.compare('playing', seq, pictureOf(played, seq));
  for (const { seq } of places.toReversed()) {
    check.compare('stepping back', seq, pictureOf(played, seq));
  }
  for (const seq of scattered(places)) check.compare('seeking', seq, pictureOf(played, seq));
  for (const seq of folded(places, mostFolds)) {
    check.compare('folding afresh', seq, pictureOf(foldAfresh(events, table, seq), seq));
  }
  return check.report(played);
}

type Table = readonly (readonly [ObjectRef, JsonObject])[];

function foldAfresh(events: readonly TraceEvent[], table: Table, seq: number): RunView {
  const fresh = new RunView();
  fresh.append(
    events.filter((event) => event.seq <= seq),
    table,
  );
  return fresh;
}

/** Everything that a place shows, as one text. */
function pictureOf(view: RunView, cursor: number): string {
  const stage = readStage(view, cursor, { limit: 20 });
  const shownAt = view.pace.shownAt(cursor);
  const underWay = readTokens(view, shownAt).filter((token) => token.seq <= cursor);
  const tokens = underWay.map((token) => {
    // When it will arrive is what only the future knows.
    const { id, identity, label, from, to, state, objectKey, seq } = token;
    return { id, identity, label, from, to, state, objectKey, seq };
  });
  const grains = ['hop', 'event', 'reconcile'] as const;
  const refusals = view.machines.refusalsAt(cursor);
  const back = grains.map((grain) => grain === 'event' || view.steps.previous(grain, cursor));
  return JSON.stringify({ stage, tokens, refusals, shownAt, back });
}

class Check {
  readonly #events: readonly TraceEvent[];
  readonly #table: Table;
  readonly #expected = new Map<number, string>();
  readonly #compared: Record<Approach, number> = {
    playing: 0,
    'stepping back': 0,
    seeking: 0,
    'folding afresh': 0,
  };
  #differences = 0;
  #first: SelfcheckDifference | undefined;

  constructor(events: readonly TraceEvent[], table: Table) {
    this.#events = events;
    this.#table = table;
  }

  expect(seq: number, picture: string): void {
    this.#expected.set(seq, hashText(picture));
  }

  compare(approach: Approach, seq: number, picture: string): void {
    this.#compared[approach]++;
    if (this.#expected.get(seq) === hashText(picture)) return;
    this.#differences++;
    if (this.#first !== undefined) return;
    const expected = pictureOf(foldAfresh(this.#events, this.#table, seq), seq);
    this.#first = { seq, approach, ...around(expected, picture) };
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

/** Every place once, in an order that jumps about: the stride shares no factor with the length. */
function scattered(places: readonly TraceEvent[]): readonly number[] {
  const { length } = places;
  let stride = 7919;
  while (length > 0 && length % stride === 0) stride += 2;
  return places.map((_, index) => places[(index * stride + 13) % length]?.seq ?? 0);
}

/** All places of a short trace; of a long one, evenly spread ones and the last. */
function folded(places: readonly TraceEvent[], most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(places.length / most));
  const last = places.length - 1;
  return places
    .filter((_, index) => index % step === step - 1 || index === last)
    .map(({ seq }) => seq);
}
