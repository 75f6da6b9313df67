/** Waiting for several things at once, and the one sentence for what has not synced. */

import { describe, expect, test } from 'vitest';
import { after, seconds } from '#base/time.ts';
import { syncResultError } from '#client-go/tools/cache/shared_informer.ts';
import { type DoneChecker, waitFor } from '#client-go/tools/cache/wait.ts';
import { Channel } from '#sim/channel.ts';
import { background, withCancel, withTimeout } from '#sim/context.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const never = -1;

test.each([
  { name: 'nothing', doneAt: [], context: undefined, done: true, at: 0 },
  { name: 'all done in time', doneAt: [10, 5, 0], context: undefined, done: true, at: 10 },
  { name: 'one never done', doneAt: [10, never, 0], context: 60, done: false, at: 60 },
  { name: 'cancelled before', doneAt: [10, never, 0], context: 0, done: false, at: 0 },
  { name: 'cancelled meanwhile', doneAt: [10, never, 0], context: 5, done: false, at: 5 },
  { name: 'none done', doneAt: [never, never, never], context: 60, done: false, at: 60 },
  { name: 'done though cancelled', doneAt: [0, 0], context: 0, done: true, at: 0 },
])('WF1 $name: $done at $at s (TestWaitFor)', ({ doneAt, context, done, at }) => {
  const run = simulatedRun();
  const { sim } = run;
  const checkers = doneAt.map((when, index): DoneChecker => {
    const channel = new Channel<never>(sim, { name: `checker-${index}` });
    if (when === 0) channel.close();
    else if (when > 0) sim.schedule(after(sim.now, seconds(when)), () => channel.close());
    return { name: `checker-${index}`, done: () => channel };
  });
  const root = background(sim);
  const limited =
    context === undefined || context === 0
      ? withCancel(sim, root)
      : withTimeout(sim, root, { timeout: seconds(context) });
  if (context === 0) limited.cancel();
  let outcome: unknown;
  run.go('waiter', function* () {
    outcome = { done: yield* waitFor(sim, limited.ctx, checkers), at: sim.now / seconds(1) };
  });
  run.pass(seconds(120));
  expect(outcome).toEqual({ done, at });
});

describe('WF2 what has not synced (TestSyncResult)', () => {
  const reason = 'my custom cancellation reason';
  test.each([
    { name: 'nothing', error: undefined, synced: {}, says: undefined },
    {
      name: 'one',
      error: reason,
      synced: { int: true, string: false },
      says: `failed to sync all caches: string: ${reason}`,
    },
    {
      name: 'several, sorted',
      error: reason,
      synced: { string: false, int: false },
      says: `failed to sync all caches: int, string: ${reason}`,
    },
  ])('$name', ({ error, synced, says }) => {
    const cause = error === undefined ? undefined : { message: error };
    const told = syncResultError({ error: cause, synced });
    expect(told?.message).toBe(says);
    expect(told?.cause).toBe(cause);
  });
});
