/** What the run looks like where the reader stands, for completion: folded on demand, and then kept. */

import { World } from '#script/world.ts';
import type { RunView } from '#view-model/run_view.ts';

export class WorldAt {
  #view: RunView | undefined;
  #world: World | undefined;
  #folded = 0;
  #seq = 0;

  /** The world after the event `seq`. Going on costs what is new; going back costs all of it. */
  get(view: RunView, seq: number): World {
    const kept = this.#view === view && seq >= this.#seq ? this.#world : undefined;
    const world = kept ?? new World((ref) => view.object(ref));
    if (kept === undefined) this.#folded = 0;
    const end = view.indexOf(seq) + 1;
    for (; this.#folded < end; this.#folded++) {
      const event = view.events[this.#folded];
      if (event !== undefined) world.apply(event);
    }
    this.#view = view;
    this.#world = world;
    this.#seq = seq;
    return world;
  }
}
