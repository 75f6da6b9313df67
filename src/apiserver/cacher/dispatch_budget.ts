/**
 * How long a cache may wait for watchers that do not read before it gives them up: every second earns a
 * little, so that one slow client costs its neighbours next to nothing.
 */

import { between, type Duration, duration, type Instant, milliseconds } from '#base/time.ts';

const most = milliseconds(100);
/** A second earns 50 ms. */
const secondsToEarnOne = 20;

export class DispatchBudget {
  #available = 0;
  #last: Instant;

  constructor(now: Instant) {
    this.#last = now;
  }

  /** All there is; nothing is left. */
  takeAvailable(now: Instant): Duration {
    const earned = Math.floor(between(this.#last, now) / secondsToEarnOne);
    const available = Math.min(most, this.#available + earned);
    this.#last = now;
    this.#available = 0;
    return duration(available);
  }

  /** What was taken and not needed. */
  returnUnused(unused: number): void {
    this.#available = Math.min(most, this.#available + Math.max(0, unused));
  }
}
