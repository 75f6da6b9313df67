/** Conditions that answer by plan, and contexts that end by plan, for tests of whatever waits. */

import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, noDuration, seconds } from '#base/time.ts';
import { background, type CancellableContext, withCancel, withTimeout } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

export type Failure = { readonly kind: 'failure'; readonly message: string };

export const failure: Failure = { kind: 'failure', message: 'condition failed' };

export interface Plan {
  /** The n-th call (from 1) answers this; by default `false`. */
  readonly answer?: (call: number) => boolean | 'fails';
  /** How long each call takes. */
  readonly takes?: Duration;
  /** `cancelled` and `expired` have ended before the start. */
  readonly context?: 'cancelled' | 'expired' | Duration;
  readonly cancelAfter?: number;
}

export interface Wait extends SimulatedRun {
  readonly ctx: CancellableContext;
  readonly condition: () => Proc<Result<boolean, Failure>>;
}

export interface Waited {
  readonly calls: number;
  /** When each call came, in seconds. */
  readonly at: readonly number[];
  /** `done`, or the message of the error; `still waiting` after ten minutes. */
  readonly ended: string;
  /** When, in seconds. */
  readonly endedAt: number;
}

/** Plays one waiting function against a plan. */
export function waiting(
  plan: Plan,
  body: (wait: Wait) => Proc<Result<unknown, { readonly message: string }>>,
): Waited {
  const run = simulatedRun();
  const { sim } = run;
  const root = background(sim);
  const limit = plan.context === 'expired' ? noDuration : plan.context;
  const ctx =
    limit === undefined || limit === 'cancelled'
      ? withCancel(sim, root)
      : withTimeout(sim, root, { timeout: limit });
  if (plan.context === 'cancelled') ctx.cancel();
  run.settle();
  const at: number[] = [];
  function* condition(): Proc<Result<boolean, Failure>> {
    at.push(sim.now / seconds(1));
    const answer = plan.answer?.(at.length) ?? false;
    if (plan.takes !== undefined) yield* sim.sleep(plan.takes);
    if (plan.cancelAfter === at.length) ctx.cancel();
    return answer === 'fails' ? fail(failure) : ok(answer);
  }
  let ended = 'still waiting';
  let endedAt = 0;
  run.go('waiter', function* () {
    const result = yield* body({ ...run, ctx, condition });
    ended = result.ok ? 'done' : result.error.message;
    endedAt = sim.now / seconds(1);
  });
  run.pass(seconds(600));
  return { calls: at.length, at, ended, endedAt };
}
