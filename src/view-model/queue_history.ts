/** A work queue over time: how many keys stood in each of its sets, and when each was worked on. */

import type { Instant } from '#base/time.ts';
import { objectOfKey } from './event_object.ts';
import { programOf } from './object_key.ts';
import type { QueueTimeline } from './program_timeline.ts';
import type { RunView } from './run_view.ts';

export const queueSets = ['waiting', 'processing', 'dirty', 'delayed'] as const;

export type QueueSet = (typeof queueSets)[number];

/** From this moment on there were so many. */
export interface CountStep {
  readonly seq: number;
  readonly at: Instant;
  /** Where it stands on the display time line. */
  readonly displayMs: number;
  readonly count: number;
}

/** One time that a worker had a key. */
export interface WorkBar {
  readonly key: string;
  /** The object behind the key. */
  readonly object: string | undefined;
  readonly worker: string;
  readonly seq: number;
  readonly fromMs: number;
  /** Where the bar ends: where the key was done, or at the cursor. */
  readonly toMs: number;
  readonly open: boolean;
}

export interface QueueHistory {
  readonly queue: string;
  readonly sets: Readonly<Record<QueueSet, readonly CountStep[]>>;
  /** The most that ever stood in one set. */
  readonly most: number;
  readonly workers: readonly string[];
  readonly bars: readonly WorkBar[];
  /** Where the history ends on the display time line. */
  readonly endMs: number;
}

/** The work queues that live at `cursor`, by program. */
export function queueNames(view: RunView, cursor: number): readonly string[] {
  return view.timelines.programs
    .list(cursor)
    .flatMap((stay) => stay.value.at(cursor).life.at(cursor).queues.list(cursor))
    .map(({ key }) => key);
}

/** The history of a queue up to `cursor`; `undefined` if there is none of that name. */
export function queueHistory(
  view: RunView,
  name: string,
  cursor: number,
): QueueHistory | undefined {
  const life = view.timelines.programs.at(programOf(name), cursor)?.life.at(cursor);
  const queue = life?.queues.at(name, cursor);
  if (queue === undefined) return undefined;
  const sets = Object.fromEntries(
    queueSets.map((set) => [set, countSteps(view, queue, { set, cursor })]),
  ) as Record<QueueSet, readonly CountStep[]>;
  const counts = queueSets.flatMap((set) => sets[set].map(({ count }) => count));
  const endMs = view.pace.shownAt(cursor);
  const bars = workBars(view, queue, { program: programOf(name), cursor, endMs });
  return {
    queue: name,
    sets,
    most: Math.max(1, ...counts),
    workers: [...new Set(bars.map(({ worker }) => worker))].sort(),
    bars,
    endMs,
  };
}

function countSteps(
  view: RunView,
  queue: QueueTimeline,
  { set, cursor }: { readonly set: QueueSet; readonly cursor: number },
): readonly CountStep[] {
  return Array.from(queue[set].counts(cursor), ([seq, count]) => ({
    seq,
    at: view.at(seq),
    displayMs: view.pace.shownAt(seq),
    count,
  }));
}

function workBars(
  view: RunView,
  queue: QueueTimeline,
  place: { readonly program: string; readonly cursor: number; readonly endMs: number },
): readonly WorkBar[] {
  const { program, cursor, endMs } = place;
  return queue.processing.everSince(cursor).map((stay) => {
    const open = stay.left > cursor;
    return {
      key: stay.key,
      object: objectOfKey(view, stay.entered, { program, key: stay.key }),
      worker: stay.value.at(stay.entered),
      seq: stay.entered,
      fromMs: view.pace.shownAt(stay.entered),
      toMs: open ? endMs : view.pace.shownAt(stay.left),
      open,
    };
  });
}
