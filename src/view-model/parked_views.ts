/**
 * Foldings of a long run that stopped along its way: whoever forks off gets the nearest and folds on from
 * there. What they have in common with the whole run they fold again, in idle moments.
 */

import type { RunView } from './run_view.ts';

/** The least distance of two, in events. */
const leastSpacing = 20_000;
/** Kept of one run; a longer run has them further apart. */
const mostParked = 4;
/** Events folded at once. */
const slice = 500;

export class ParkedViews {
  readonly #parked = new Map<number, RunView>();
  #building: { readonly view: RunView; readonly place: number } | undefined;

  /** A new view of the first events of `whole`: what a fork shares with the run it left. */
  prefix(whole: RunView, lastSeq: number): RunView {
    let best = 0;
    for (const place of this.#parked.keys()) if (place <= lastSeq && place > best) best = place;
    const view = this.#parked.get(best) ?? whole.empty();
    this.#parked.delete(best);
    view.foldOn(whole, lastSeq);
    return view;
  }

  /** Works for a moment on the next one. False once there are enough. */
  fill(whole: RunView): boolean {
    this.#building ??= this.#begin(whole);
    if (this.#building === undefined) return false;
    const { view, place } = this.#building;
    view.foldOn(whole, Math.min(place, view.lastSeq + slice));
    if (view.lastSeq < place) return true;
    this.#parked.set(place, view);
    this.#building = undefined;
    return true;
  }

  #begin(whole: RunView): { readonly view: RunView; readonly place: number } | undefined {
    const { lastSeq } = whole;
    const spacing =
      leastSpacing * Math.max(1, Math.ceil(lastSeq / (leastSpacing * (mostParked + 1))));
    for (const place of this.#parked.keys()) if (place % spacing !== 0) this.#parked.delete(place);
    for (let place = lastSeq - (lastSeq % spacing); place > 0; place -= spacing) {
      if (place === lastSeq || this.#parked.has(place) || whole.event(place) === undefined)
        continue;
      return { view: whole.empty(), place };
    }
    return undefined;
  }
}
