/**
 * What all waiting shares: jitter, and the text of having waited in vain.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/wait.go
 * @diverges Chance is asked of the run's chooser at a named point; the default is no jitter.
 */

import { ok, type Result } from '#base/result.ts';
import { type Duration, duration } from '#base/time.ts';
import { type Channel, select } from '#sim/channel.ts';
import type { Chooser } from '#sim/chooser.ts';
import { background, type CancellableContext, Context, withCancel } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';

/** Who decides how much jitter is added, and under which name it is asked. */
export interface JitterSource {
  readonly chooser: Chooser;
  readonly point: string;
}

/** A wait ended without what it waited for. */
export interface WaitError {
  readonly kind: 'wait';
  readonly message:
    | 'timed out waiting for the condition'
    | 'context canceled'
    | 'context deadline exceeded';
}

export const errWaitTimeout: WaitError = {
  kind: 'wait',
  message: 'timed out waiting for the condition',
};

export const errWaitCanceled: WaitError = { kind: 'wait', message: 'context canceled' };

export const errWaitDeadlineExceeded: WaitError = {
  kind: 'wait',
  message: 'context deadline exceeded',
};

/** Why a wait ended that its context ended. */
export function contextEnd(ctx: Context): WaitError {
  return ctx.error === 'context canceled' ? errWaitCanceled : errWaitDeadlineExceeded;
}

/** `value` and up to `maxFactor` times as much again; a factor of zero or less counts as 1. */
export function jitter(value: Duration, maxFactor: number, source: JitterSource): Duration {
  const factor = maxFactor > 0 ? maxFactor : 1;
  const fraction = source.chooser.jitter(source.point);
  return duration(value + Math.trunc(fraction * factor * value));
}

/** A context that ends when the channel is closed: it has no deadline and no parent. */
export function contextForChannel(sim: Sim, stop: Channel<never>): Context {
  const ctx = new Context(sim, 'channel');
  if (stop.closed) ctx.end('context canceled');
  else sim.spawn('channel-context', ending(stop, ctx));
  return ctx;
}

function* ending(stop: Channel<never>, ctx: Context): Proc {
  yield* stop.receive();
  ctx.end('context canceled');
}

/** Starts what ticks: a tick asks to look again, and the channel's end to look once more and give up. */
export type WaitFunc = (ctx: Context) => Channel<true>;

/** Looks at every tick until the condition holds or fails. Whatever else ends it counts as a timeout. */
export function* waitForWithContext<E>(
  sim: Sim,
  ctx: Context,
  options: {
    readonly wait: WaitFunc;
    readonly condition: () => Blocking<Result<boolean, E>>;
  },
): Proc<Result<void, E | WaitError>> {
  const waiting: CancellableContext = withCancel(sim, background(sim), 'waitFor');
  const ticks = options.wait(waiting.ctx);
  const timedOut = { ok: false, error: errWaitTimeout } as const;
  try {
    for (;;) {
      const chosen = yield* select(sim, [ticks.receiving(), ctx.done.receiving()]);
      if (chosen.index === 1) return timedOut;
      const asked = yield* options.condition();
      if (!asked.ok) return asked;
      if (asked.value) return ok(undefined);
      if (chosen.value === undefined) return timedOut;
    }
  } finally {
    waiting.cancel();
  }
}
