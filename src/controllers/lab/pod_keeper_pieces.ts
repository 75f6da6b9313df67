/** What can stand in the open place of the pod keeper. Readers see each piece as it stands here. */

import { between, type Duration, type Instant, milliseconds } from '#base/time.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { PiecesOf } from './chosen_code.ts';

/** What can be waited for before the workers begin. Each wait gives false if the program is to end. */
export interface Waits {
  readonly sim: Sim;
  /** `cache.WaitForCacheSync(ctx, informer.HasSynced)`. */
  readonly forStore: () => Proc<boolean>;
  /** `cache.WaitForCacheSync(ctx, registration.HasSynced)`. */
  readonly forHandlers: () => Proc<boolean>;
  /** When a handler was called last, or when the program began. */
  readonly lastEvent: () => Instant;
}

/** How long one turn of the loop takes. */
export const loopTime: Duration = milliseconds(100);

type Wait = (waits: Waits) => Proc<boolean>;

export const podWait: PiecesOf<'pod-keeper', 'wait', Wait> = {
  // piece store
  *store({ forStore }) {
    return yield* forStore();
  },
  // end of piece
  // piece handlers
  *handlers({ forHandlers }) {
    return yield* forHandlers();
  },
  // end of piece
  // piece none
  *none() {
    return true;
  },
  // end of piece
  // piece quiet
  *quiet({ sim, lastEvent }) {
    while (quietFor(sim, lastEvent()) < 10 * loopTime) {
      yield* sim.sleep(loopTime);
    }
    return true; // so quiet: surely synced
  },
  // end of piece
};

/** For how long nothing has come. */
export function quietFor(sim: Sim, lastEvent: Instant): Duration {
  return between(lastEvent, sim.now);
}
