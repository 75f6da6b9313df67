/**
 * A loop with a growing delay between its runs.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/delay.go
 */

import { handlingCrash } from '#apimachinery/pkg/util/runtime/runtime.ts';
import type { Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { type DelayFunc, delayed, type LoopOptions } from './backoff.ts';

/**
 * Runs `body` at once, even if the context has ended, then draws a delay, waits and runs it again,
 * until the context ends.
 */
export function* delayUntil(
  sim: Sim,
  ctx: Context,
  loop: LoopOptions & { readonly body: () => Blocking<void>; readonly delay: DelayFunc },
): Proc {
  for (;;) {
    yield* handlingCrash(sim, loop.body(), loop.reallyCrash);
    if (!(yield* delayed(sim, ctx, { ...loop, next: loop.delay() }))) return;
  }
}
