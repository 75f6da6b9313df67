/**
 * Where two runs part: two profiles on one script, or two branches of one run. Lane is held against lane,
 * each in its own order, so that being earlier or later is no difference; the first difference counts by
 * simulated time.
 */

import { type Duration, type Instant, instant, seconds } from '#base/time.ts';
import {
  aliasesFor,
  type ComparedLane,
  comparedLanes,
  focusOf,
  type Lane,
  type LaneItem,
  laneId,
  lanesOf,
} from './comparison_lanes.ts';
import type { RunView } from './run_view.ts';

/** The first item in which two lanes differ. One side may have nothing to put there. */
export interface Parting {
  readonly kind: ComparedLane;
  readonly noun: string;
  /** When the earlier of the two happened. */
  readonly at: Instant;
  /** The items that both lanes have in common before it. */
  readonly index: number;
  readonly left: LaneItem | undefined;
  readonly right: LaneItem | undefined;
  /** Where to stand in each run: at the item, or where that run was at its time. */
  readonly leftSeq: number;
  readonly rightSeq: number;
}

export interface LaneComparison {
  readonly kind: ComparedLane;
  readonly noun: string;
  readonly left: number;
  readonly right: number;
  readonly parting: Parting | undefined;
}

export interface Divergence {
  readonly first: Parting | undefined;
  /** By noun, and within a noun in the order in which a change passes. */
  readonly lanes: readonly LaneComparison[];
  /** How far both runs have been simulated: what came later was not looked at. */
  readonly until: Instant;
}

export interface DivergenceOptions {
  /** Of things that differ at the same instant, one of this informer goes first. */
  readonly prefer?: string | undefined;
}

/** What has no counterpart this close to the end may only be late. */
const lateness: Duration = seconds(2);

export function divergenceOf(
  left: RunView,
  right: RunView,
  options: DivergenceOptions = {},
): Divergence {
  const until = instant(Math.min(left.end, right.end));
  const [leftAliases, rightAliases] = aliasesFor(left, right);
  const pair: Pair = {
    left: lanesOf(left, until, leftAliases),
    right: lanesOf(right, until, rightAliases),
    views: { left, right },
    until,
  };
  const ids = new Set([...pair.left.keys(), ...pair.right.keys()]);
  const lanes = [...ids].map((id) => compareLane(pair, id)).sort(byNoun);
  const partings = lanes.flatMap(({ parting }) => (parting === undefined ? [] : [parting]));
  const [first] = partings.sort((one, other) => order(one, other, options.prefer));
  return { first, lanes, until };
}

interface Pair {
  readonly left: ReadonlyMap<string, Lane>;
  readonly right: ReadonlyMap<string, Lane>;
  readonly views: { readonly left: RunView; readonly right: RunView };
  readonly until: Instant;
}

function compareLane(pair: Pair, id: string): LaneComparison {
  const left = pair.left.get(id);
  const right = pair.right.get(id);
  const { kind = 'wire', noun = '' } = left ?? right ?? {};
  return {
    kind,
    noun,
    left: left?.items.length ?? 0,
    right: right?.items.length ?? 0,
    parting: partingOf(pair, { kind, noun, left: left?.items ?? [], right: right?.items ?? [] }),
  };
}

function partingOf(
  { views, until }: Pair,
  lane: {
    readonly kind: ComparedLane;
    readonly noun: string;
    readonly left: readonly LaneItem[];
    readonly right: readonly LaneItem[];
  },
): Parting | undefined {
  const { kind, noun } = lane;
  let index = 0;
  const shorter = Math.min(lane.left.length, lane.right.length);
  while (index < shorter && lane.left[index]?.text === lane.right[index]?.text) index++;
  const left = lane.left[index];
  const right = lane.right[index];
  const present = [left, right].filter((item) => item !== undefined);
  if (present.length === 0) return undefined;
  const at = instant(Math.min(...present.map((item) => item.at)));
  if (present.length === 1 && at + lateness > until) return undefined;
  return {
    ...{ kind, noun, at, index, left, right },
    leftSeq: left?.seq ?? seqAt(views.left, at),
    rightSeq: right?.seq ?? seqAt(views.right, at),
  };
}

/** The last event of a run that has happened at an instant; 0 before the first. */
export function seqAt(view: RunView, at: Instant): number {
  let low = 0;
  let high = view.events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((view.events[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return view.events[low - 1]?.seq ?? 0;
}

/** By time; at one instant the preferred informer, then the way that a change passes, then the trace. */
function order(one: Parting, other: Parting, prefer: string | undefined): number {
  return (
    one.at - other.at ||
    distance(one, prefer) - distance(other, prefer) ||
    comparedLanes.indexOf(one.kind) - comparedLanes.indexOf(other.kind) ||
    one.leftSeq - other.leftSeq
  );
}

function distance({ noun }: Parting, prefer: string | undefined): number {
  return prefer !== undefined && focusOf(noun).informer === prefer ? 0 : 1;
}

function byNoun(one: LaneComparison, other: LaneComparison): number {
  const [mine, theirs] = [focusOf(one.noun), focusOf(other.noun)];
  return (
    compareText(mine.program, theirs.program) ||
    compareText(mine.informer, theirs.informer) ||
    comparedLanes.indexOf(one.kind) - comparedLanes.indexOf(other.kind) ||
    compareText(laneId(one.kind, one.noun), laneId(other.kind, other.noun))
  );
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
