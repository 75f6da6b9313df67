/**
 * Asking again and again whether something has become true.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/poll.go
 */

import { ok, type Result } from '#base/result.ts';
import type { Duration } from '#base/time.ts';
import { select } from '#sim/channel.ts';
import { type Context, withTimeout } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Ticker } from '#sim/timer.ts';
import { errWaitCanceled, errWaitDeadlineExceeded, type WaitError } from './wait.ts';

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
  // The first tick is counted from here, not from the end of the first asking.
  const ticker = new Ticker(sim, `${poll.name}.ticker`, poll.interval);
  const cases = [ctx.done.receiving(), ticker.channel.receiving()];
  try {
    if (poll.immediate) {
      const first = yield* poll.condition();
      if (!first.ok) return first;
      if (first.value) return ok(undefined);
    }
    for (;;) {
      const { index } = yield* select(sim, cases);
      if (index === 0 || ctx.error !== undefined) return { ok: false, error: endOf(ctx) };
      const asked = yield* poll.condition();
      if (!asked.ok) return asked;
      if (asked.value) return ok(undefined);
    }
  } finally {
    ticker.stop();
  }
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

function endOf(ctx: Context): WaitError {
  return ctx.error === 'context canceled' ? errWaitCanceled : errWaitDeadlineExceeded;
}
