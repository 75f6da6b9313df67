/**
 * Waiting for several things to have synced without asking again and again.
 *
 * @upstream kubernetes/client-go tools/cache/wait.go
 * @diverges Logging is left to the trace.
 */

import { type Channel, select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { WaitGroup } from '#sim/sync.ts';

/** Something that becomes done once. */
export interface DoneChecker {
  readonly name: string;
  /** Closed when it is done. */
  readonly done: () => Channel<never>;
}

/** True if it is done now. */
export function isDone(checker: DoneChecker): boolean {
  return checker.done().closed;
}

/** Waits with one process for each checker. A checker that is done wins over a context that has ended. */
export function* waitFor(sim: Sim, ctx: Context, checkers: readonly DoneChecker[]): Proc<boolean> {
  const group = new WaitGroup(sim, 'WaitFor');
  for (const checker of checkers) {
    group.go(`${sim.self.name}/wait-for/${checker.name}`, waitForOne(sim, ctx, checker));
  }
  yield* group.wait();
  return checkers.every(isDone);
}

function* waitForOne(sim: Sim, ctx: Context, checker: DoneChecker): Proc {
  yield* select(sim, [checker.done().receiving(), ctx.done.receiving()]);
}
