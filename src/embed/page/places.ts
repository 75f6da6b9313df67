/** Places of a run as an address or a host says them, as hops. */

import { unreachable } from '#base/unreachable.ts';
import type { EmbedPlace, EmbedRange } from '#embed/embed_controller.ts';
import type { RunView } from '#view-model/run_view.ts';

/** The hop of a place; fractions are of `range`. */
export function hopOf(view: RunView, place: EmbedPlace, range: EmbedRange): number {
  switch (place.kind) {
    case 'hop':
      return within(place.hop, range);
    case 'instant':
      return within(hopAt(view, place.at), range);
    case 'fraction': {
      const from = view.pace.shownAt(range.start);
      const way = view.pace.shownAt(range.end) - from;
      const share = Math.min(1, Math.max(0, place.fraction));
      return share === 1 ? range.end : within(view.pace.cursorAt(from + share * way), range);
    }
    default:
      return unreachable(place);
  }
}

/** How far into `range` a display time is, from 0 to 1. */
export function fractionOf(view: RunView, displayMs: number, range: EmbedRange): number {
  const from = view.pace.shownAt(range.start);
  const way = view.pace.shownAt(range.end) - from;
  return way <= 0 ? 1 : Math.min(1, Math.max(0, (displayMs - from) / way));
}

/** The part that is shown. `undefined` if it would end before it begins. */
export function rangeOf(
  view: RunView,
  start: number | EmbedPlace,
  end: EmbedPlace | undefined,
): EmbedRange | undefined {
  const whole = { start: 0, end: view.lastSeq };
  const range = {
    start: typeof start === 'number' ? within(start, whole) : hopOf(view, start, whole),
    end: end === undefined ? whole.end : hopOf(view, end, whole),
  };
  return range.end > range.start ? range : undefined;
}

/** The last hop at or before an instant. */
export function hopAt({ events }: RunView, at: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return events[low - 1]?.seq ?? 0;
}

function within(hop: number, { start, end }: EmbedRange): number {
  return Math.min(end, Math.max(start, hop));
}
