/** On the timeline: every hop of the brushed object, and the brushed hop. */

import { type ReactElement, useMemo } from 'react';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { useIndex } from '#ui/views/use_index.ts';
import { ObjectHops } from '#view-model/event_object.ts';
import type { RunView } from '#view-model/run_view.ts';
import { litObject } from './use_brushing.ts';
import './brushed_marks.css';

/** Marks are told apart to a thousandth of the width. */
const places = 1000;

export function BrushedMarks(props: {
  readonly view: RunView;
  readonly seen: number;
  readonly spanMs: number;
}): ReactElement {
  const { view, seen, spanMs } = props;
  const hovered = usePlaygroundState(litObject);
  const hop = usePlaygroundState((state) => state.hoveredHop);
  const index = useIndex(view, '', (run) => new ObjectHops(run));
  const placeOf = (seq: number): number => Math.round((view.pace.shownAt(seq) / spanMs) * places);
  const hops = hovered === undefined ? [] : index.of(hovered);
  const path = useMemo(() => {
    const distinct = new Set(
      hops
        .filter((seq) => seq <= seen)
        .map((seq) => Math.round((view.pace.shownAt(seq) / spanMs) * places)),
    );
    return [...distinct].map((place) => `M${place} 0V100`).join('');
  }, [hops, seen, view, spanMs]);
  return (
    <svg
      className="brushed-marks"
      viewBox={`0 0 ${places} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-brushed={hops.length}
    >
      <path d={path} />
      {hop !== undefined && hop <= seen && <path className="hop" d={`M${placeOf(hop)} 0V100`} />}
    </svg>
  );
}
