/** A whole run as a small picture: a tick per place of each lane, and what went wrong. Plain data, drawn elsewhere. */

import type { Category } from './identity.ts';
import { drawLane, type FlagKind } from './marks.ts';
import { type LaneName, laneNames } from './places.ts';
import type { RunView } from './run_view.ts';

export interface ScenePreview {
  /** How many places a lane has. */
  readonly slots: number;
  readonly lanes: readonly PreviewLane[];
  readonly flags: readonly (readonly [slot: number, kind: FlagKind])[];
}

export interface PreviewLane {
  readonly name: LaneName;
  readonly ticks: readonly (readonly [slot: number, category: Category])[];
}

/** The run from its first to its last hop, `slots` places wide. */
export function previewOf(view: RunView, slots: number): ScenePreview {
  const { marks, pace, lastSeq } = view;
  const to = pace.shownAt(lastSeq);
  const shownAt = (seq: number): number => pace.shownAt(seq);
  const slotOf = (place: number): number => Math.min(slots - 1, Math.floor(place * slots));
  const flags = new Map<number, FlagKind>();
  for (const { seq, kind } of marks.flags) {
    if (kind !== 'command') flags.set(slotOf(to > 0 ? shownAt(seq) / to : 0), kind);
  }
  return {
    slots,
    lanes: laneNames.map((name) => ({
      name,
      ticks: drawLane(marks.lane(name), { shownAt, from: 0, to, slots }).map(
        ({ place, category }) => [slotOf(place), category] as const,
      ),
    })),
    flags: [...flags],
  };
}
