/** A place in a run that moves, as far as those need to know who draw what travels there. */

import type { HopToken } from '#view-model/stage_view.ts';

export interface Playhead {
  /** Display milliseconds since the run's start. */
  readonly displayMs: number;
  /** What travels right now. */
  readonly tokens: () => readonly HopToken[];
  /** Called once a frame, after the playhead has moved. */
  readonly onFrame: (listener: () => void) => () => void;
}
