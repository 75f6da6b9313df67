/**
 * The loop under every modern poll: it asks at the pace of a timer until the answer is yes, an error, or
 * the context has ended.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/loop.go
 */

import { ok, type Result } from '#base/result.ts';
import { select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { WaitTimer } from './timer.ts';
import { contextEnd, type WaitError } from './wait.ts';

export interface ConditionLoop<E> {
  readonly timer: WaitTimer;
  /** Asks once before the first wait, even if the context has ended. */
  readonly immediate: boolean;
  /** True: the wait begins when the condition has answered; false: when it is asked. */
  readonly sliding: boolean;
  readonly condition: () => Blocking<Result<boolean, E>>;
}

export function* loopConditionUntilContext<E>(
  sim: Sim,
  ctx: Context,
  loop: ConditionLoop<E>,
): Proc<Result<void, E | WaitError>> {
  const { timer, sliding } = loop;
  try {
    if (!sliding) timer.channel();
    if (loop.immediate) {
      const first = yield* loop.condition();
      if (!first.ok) return first;
      if (first.value) return ok(undefined);
    }
    const cases = [ctx.done.receiving(), timer.channel().receiving()];
    for (;;) {
      const { index } = yield* select(sim, cases);
      if (index === 0 || ctx.error !== undefined) return { ok: false, error: contextEnd(ctx) };
      if (!sliding) timer.next();
      const asked = yield* loop.condition();
      if (!asked.ok) return asked;
      if (asked.value) return ok(undefined);
      if (sliding) timer.next();
    }
  } finally {
    timer.stop();
  }
}
