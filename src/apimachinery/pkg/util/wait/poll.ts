/**
 * Asking again and again whether something has become true.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/poll.go
 */

import { ok, type Result } from '#base/result.ts';
import type { Duration, Instant } from '#base/time.ts';
import { Channel, select } from '#sim/channel.ts';
import { type Context, withTimeout } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Ticker, Timer } from '#sim/timer.ts';
import { loopConditionUntilContext } from './loop.ts';
import { fixedTimer } from './timer.ts';
import { errWaitTimeout, type WaitError, type WaitFunc, waitForWithContext } from './wait.ts';

export interface PollOptions<E> {
  readonly name: string;
  readonly interval: Duration;
  /** Asks once before the first tick, even if the context has ended. */
  readonly immediate: boolean;
  readonly condition: () => Blocking<Result<boolean, E>>;
}

/** Asks on each tick until the condition holds or fails, or the context ends. */
export function* pollUntilContextCancel<E>(
  sim: Sim,
  ctx: Context,
  poll: PollOptions<E>,
): Proc<Result<void, E | WaitError>> {
  const timer = fixedTimer(sim, `${poll.name}.ticker`, poll.interval);
  return yield* loopConditionUntilContext(sim, ctx, { ...poll, timer, sliding: false });
}

/** The same, for at most `timeout`. */
export function* pollUntilContextTimeout<E>(
  sim: Sim,
  ctx: Context,
  poll: PollOptions<E> & { readonly timeout: Duration },
): Proc<Result<void, E | WaitError>> {
  const limited = withTimeout(sim, ctx, { timeout: poll.timeout, name: poll.name });
  const outcome = yield* pollUntilContextCancel(sim, limited.ctx, poll);
  limited.cancel();
  return outcome;
}

/** The deprecated polls: when they end for want of a yes they always say that they timed out. */
export function* poll<E>(
  sim: Sim,
  ctx: Context,
  options: {
    readonly immediate: boolean;
    readonly wait: WaitFunc;
    readonly condition: () => Blocking<Result<boolean, E>>;
  },
): Proc<Result<void, E | WaitError>> {
  if (options.immediate) {
    const first = yield* options.condition();
    if (!first.ok) return first;
    if (first.value) return ok(undefined);
  }
  if (ctx.error !== undefined) return { ok: false, error: errWaitTimeout };
  return yield* waitForWithContext(sim, ctx, options);
}

/** Ticks for a deprecated poll; one that finds nobody waiting is dropped. No timeout: for ever. */
export function poller(
  sim: Sim,
  name: string,
  options: { readonly interval: Duration; readonly timeout?: Duration },
): WaitFunc {
  return (ctx) => {
    const ticks = new Channel<true>(sim, { name });
    sim.spawn(name, ticking(sim, ctx, { ...options, name, ticks }));
    return ticks;
  };
}

function* ticking(
  sim: Sim,
  ctx: Context,
  options: {
    readonly name: string;
    readonly interval: Duration;
    readonly timeout?: Duration;
    readonly ticks: Channel<true>;
  },
): Proc {
  const { name, ticks, timeout } = options;
  const ticker = new Ticker(sim, `${name}.ticker`, options.interval);
  const timer = timeout ? new Timer(sim, `${name}.timeout`, timeout) : undefined;
  const over = timer?.channel ?? new Channel<Instant>(sim, { name: `${name}.never` });
  const cases = [ticker.channel.receiving(), over.receiving(), ctx.done.receiving()];
  for (;;) {
    const { index } = yield* select(sim, cases);
    if (index !== 0) break;
    ticks.trySend(true);
  }
  ticker.stop();
  timer?.stop();
  ticks.close();
}
