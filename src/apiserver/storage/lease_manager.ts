/**
 * Objects that are kept for a time alone hang on leases of etcd. A lease is shared by all that is written
 * within a minute, and so lasts a minute more than was asked for: objects go in batches, late rather than early.
 */

import { after, type Duration, duration, type Instant, seconds } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';

/** How long a lease is handed out: a twentieth of its time, and no longer than that. */
const longestReuse = seconds(60);
const reusedPart = 0.05;
/** As many objects hang on one lease. */
const mostObjects = 1000;

export class LeaseManager {
  readonly #sim: Pick<Sim, 'now'>;
  #expires: Instant | undefined;
  #attached = 0;

  constructor(sim: Pick<Sim, 'now'>) {
    this.#sim = sim;
  }

  /** When an object that is written now, and shall be kept so long, will go. */
  expiryOf(timeToLive: Duration): Instant {
    const { now } = this.#sim;
    const reuse = duration(Math.min(longestReuse, Math.trunc(reusedPart * timeToLive)));
    const longest = after(now, duration(timeToLive + reuse));
    const shared = this.#expires;
    this.#attached++;
    if (shared !== undefined && after(now, timeToLive) < shared && longest > shared) {
      if (this.#attached <= mostObjects) return shared;
    }
    this.#expires = longest;
    this.#attached = 1;
    return longest;
  }
}
