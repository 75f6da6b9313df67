/**
 * What happens to a panic that reaches the top of a goroutine's loop: it ends the program, or, with
 * ReallyCrash off, it is noted and the loop goes on.
 *
 * @upstream kubernetes/apimachinery pkg/util/runtime/runtime.go
 * @diverges ReallyCrash is passed by whoever builds the program; it is no package variable.
 * @diverges The log lines of HandleCrash and HandleError are trace events.
 */

import type { Blocking, Proc } from '#sim/process.ts';
import { recovering } from '#sim/recover.ts';
import type { Sim } from '#sim/sim.ts';

/** Runs `body`. True if it returned, false if it panicked and the program survives that. */
export function* handlingCrash(
  sim: Sim,
  body: Blocking<void>,
  reallyCrash: boolean,
): Proc<boolean> {
  if (reallyCrash) {
    yield* body;
    return true;
  }
  const outcome = yield* recovering(body);
  if (outcome.ok) return true;
  const { name } = sim.self;
  const { message } = outcome.error;
  sim.emit('process.panicked', name, { process: name, message, handled: true });
  return false;
}
