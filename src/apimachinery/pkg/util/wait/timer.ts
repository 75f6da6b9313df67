/**
 * What a loop waits on: the same period again and again, or a delay that is drawn anew each time.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/timer.go
 */

import type { Duration, Instant } from '#base/time.ts';
import type { Channel } from '#sim/channel.ts';
import type { Sim } from '#sim/sim.ts';
import { Ticker, Timer } from '#sim/timer.ts';

/** Nothing runs before the channel is first asked for. */
export interface WaitTimer {
  readonly channel: () => Channel<Instant>;
  /** Arms it anew, where it does not do so by itself. */
  readonly next: () => void;
  readonly stop: () => void;
}

/** Ticks: a tick that nobody takes in time is lost but for one. */
export function fixedTimer(sim: Sim, name: string, interval: Duration): WaitTimer {
  let ticker: Ticker | undefined;
  return {
    channel: () => {
      ticker ??= new Ticker(sim, name, interval);
      return ticker.channel;
    },
    next: () => undefined,
    stop: () => ticker?.stop(),
  };
}

/** Waits for one drawn delay after the other. */
export function variableTimer(sim: Sim, name: string, delay: () => Duration): WaitTimer {
  let timer: Timer | undefined;
  return {
    channel: () => {
      timer ??= new Timer(sim, name, delay());
      return timer.channel;
    },
    next: () => {
      timer?.reset(delay());
    },
    stop: () => {
      timer?.stop();
    },
  };
}
