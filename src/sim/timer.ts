/** Go's timers and tickers: a channel of capacity one that receives the instant when it is due. */

import { after, type Duration, type Instant } from '#base/time.ts';
import { Channel } from './channel.ts';
import type { Program } from './program.ts';
import type { ScheduledCall, Sim } from './sim.ts';

/** Fires once, unless stopped; may be armed again. */
export class Timer {
  readonly channel: Channel<Instant>;
  readonly #sim: Sim;
  #call: ScheduledCall | undefined;

  constructor(sim: Sim, name: string, delay: Duration) {
    this.#sim = sim;
    this.channel = new Channel<Instant>(sim, { name, capacity: 1 });
    this.reset(delay);
  }

  /** When it is due, while it is armed. */
  get due(): Instant | undefined {
    return this.#call?.at;
  }

  /** True if this kept it from firing. What is already in the channel is thrown away (Go ≥ 1.23). */
  stop(): boolean {
    const stopped = this.#call?.cancel() ?? false;
    this.#call = undefined;
    this.channel.discard();
    return stopped;
  }

  /** Arms it anew. True if it was armed before. */
  reset(delay: Duration): boolean {
    const wasArmed = this.stop();
    const due = after(this.#sim.now, Math.max(0, delay) as Duration);
    this.#call = this.#sim.schedule(due, () => {
      this.#call = undefined;
      this.channel.trySend(this.#sim.now);
    });
    return wasArmed;
  }
}

/** Fires every period until stopped or its program ends; ticks that nobody receives are dropped. */
export class Ticker {
  readonly channel: Channel<Instant>;
  readonly #sim: Sim;
  readonly #period: Duration;
  readonly #program: Program | undefined;
  #call: ScheduledCall | undefined;

  /** Panics for a period that is not positive, as Go does. */
  constructor(sim: Sim, name: string, period: Duration) {
    if (period <= 0) throw new Error('non-positive interval for NewTicker');
    this.#sim = sim;
    this.#period = period;
    this.#program = sim.current?.program;
    this.channel = new Channel<Instant>(sim, { name, capacity: 1 });
    this.#arm();
  }

  stop(): void {
    this.#call?.cancel();
    this.#call = undefined;
  }

  #arm(): void {
    this.#call = this.#sim.schedule(after(this.#sim.now, this.#period), () => {
      if (this.#program?.ended === true) return;
      this.#arm();
      this.channel.trySend(this.#sim.now);
    });
  }
}
