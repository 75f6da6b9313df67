/**
 * Per item: how long to back off, doubling from a default to a maximum, forgotten after long quiet.
 *
 * @upstream kubernetes/client-go util/flowcontrol/backoff.go
 * @diverges Jitter is asked of the run's chooser (by default none), not of a seeded source.
 */

import { between, type Duration, duration, type Instant, noDuration } from '#base/time.ts';
import type { Sim } from '#sim/sim.ts';

export interface BackoffOptions {
  readonly defaultDuration: Duration;
  readonly maxDuration: Duration;
  /** At most this fraction of a step is added to it. */
  readonly maxJitterFactor?: number;
  /** Says when an item counts as new again; after twice the maximum if left out. */
  readonly hasExpired?: (eventTime: Instant, lastUpdate: Instant, maxDuration: Duration) => boolean;
}

export function newBackOff(sim: Sim, options: BackoffOptions): Backoff {
  return new Backoff(sim, options);
}

interface Entry {
  backoff: Duration;
  lastUpdate: Instant;
}

export class Backoff {
  readonly #sim: Sim;
  readonly #options: BackoffOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(sim: Sim, options: BackoffOptions) {
    this.#sim = sim;
    this.#options = options;
  }

  /** The item's current back-off; it does not expire by itself. */
  get(id: string): Duration {
    return this.#entries.get(id)?.backoff ?? noDuration;
  }

  /** Moves the item to its next back-off. The first one is not capped by the maximum. */
  next(id: string, eventTime: Instant): void {
    const { defaultDuration, maxDuration } = this.#options;
    const entry = this.#entries.get(id);
    const lastUpdate = this.#sim.now;
    if (entry === undefined || this.#expired(eventTime, entry)) {
      const backoff = duration(defaultDuration + this.#jitter(defaultDuration));
      this.#entries.set(id, { backoff, lastUpdate });
      return;
    }
    const doubled = 2 * entry.backoff + this.#jitter(entry.backoff);
    entry.backoff = duration(Math.min(doubled, maxDuration));
    entry.lastUpdate = lastUpdate;
  }

  /** Forgets the item. */
  reset(id: string): void {
    this.#entries.delete(id);
  }

  /** True if the event, which happened at `eventTime`, is not yet its back-off ago. */
  isInBackOffSince(id: string, eventTime: Instant): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined || this.#expired(eventTime, entry)) return false;
    return between(eventTime, this.#sim.now) < entry.backoff;
  }

  /** True if `eventTime` is less than the back-off after the last {@link next}. */
  isInBackOffSinceUpdate(id: string, eventTime: Instant): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined || this.#expired(eventTime, entry)) return false;
    return between(entry.lastUpdate, eventTime) < entry.backoff;
  }

  /** Forgets items that have expired. Nobody calls it but the owner. */
  gc(): void {
    for (const [id, entry] of this.#entries) {
      if (this.#expired(this.#sim.now, entry)) this.#entries.delete(id);
    }
  }

  /** Forgets the item. */
  deleteEntry(id: string): void {
    this.#entries.delete(id);
  }

  #expired(eventTime: Instant, { lastUpdate }: Entry): boolean {
    const { hasExpired, maxDuration } = this.#options;
    if (hasExpired !== undefined) return hasExpired(eventTime, lastUpdate, maxDuration);
    return between(lastUpdate, eventTime) > 2 * maxDuration;
  }

  #jitter(delay: Duration): number {
    const factor = this.#options.maxJitterFactor ?? 0;
    if (factor === 0) return 0;
    return Math.trunc(this.#sim.chooser.jitter('flowcontrol.backoff') * factor * delay);
  }
}
