/**
 * Waiting for things to happen to objects: one condition after the other, on the events of a watch.
 *
 * @upstream kubernetes/client-go tools/watch/until.go
 */

import { errWaitTimeout } from '#apimachinery/pkg/util/wait/wait.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import type { Result } from '#base/result.ts';
import { type Duration, noDuration } from '#base/time.ts';
import type { Environment } from '#client-go/features/features.ts';
import type { ListerWatcher } from '#client-go/tools/cache/listwatch.ts';
import type { ExpectedType } from '#client-go/tools/cache/reflector.ts';
import { waitForCacheSync } from '#client-go/tools/cache/shared_informer.ts';
import type { Store } from '#client-go/tools/cache/store.ts';
import { select } from '#sim/channel.ts';
import { type CancellableContext, type Context, withCancel, withTimeout } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { newIndexerInformerWatcher } from './informerwatcher.ts';
import { newRetryWatcher, type RetryWatcherOptions } from './retrywatcher.ts';

export interface UntilError {
  readonly message: string;
}

/** True if nothing needs to be waited for, seeing what the store holds. */
export type PreconditionFunc = (store: Store) => Result<boolean, UntilError>;

/** True once the event is what was waited for. */
export type ConditionFunc = (event: Event) => Result<boolean, UntilError>;

/** The last event that was looked at, and why the wait ended if not because of the conditions. */
export interface UntilOutcome {
  readonly event: Event | undefined;
  readonly error: UntilError | undefined;
}

export const errWatchClosed: UntilError = {
  message: 'watch closed before UntilWithoutRetry timeout',
};

/**
 * Waits until each condition in turn has held. An event that satisfies one condition is the first that
 * the next one sees. Stops the watcher.
 */
export function* untilWithoutRetry(
  sim: Sim,
  ctx: Context,
  watched: { readonly watcher: Interface; readonly conditions: readonly ConditionFunc[] },
): Proc<UntilOutcome> {
  const { watcher, conditions } = watched;
  const cases = [watcher.resultChan().receiving(), ctx.done.receiving()];
  let event: Event | undefined;
  try {
    for (const condition of conditions) {
      let met = event === undefined ? undefined : condition(event);
      while (met === undefined || (met.ok && !met.value)) {
        const { index, value } = yield* select(sim, cases);
        if (index === 1) return { event, error: errWaitTimeout };
        if (value === undefined) return { event, error: errWatchClosed };
        event = value as Event;
        met = condition(event);
      }
      if (!met.ok) return { event, error: met.error };
    }
    return { event, error: undefined };
  } finally {
    watcher.stop();
  }
}

/** The same on a watch that is opened again whenever it ends. */
export function* until(
  sim: Sim,
  ctx: Context,
  options: RetryWatcherOptions & { readonly conditions: readonly ConditionFunc[] },
): Proc<UntilOutcome> {
  const { conditions } = options;
  const watcher = newRetryWatcher(sim, ctx, options);
  if (!watcher.ok) return { event: undefined, error: watcher.error };
  return yield* untilWithoutRetry(sim, ctx, { watcher: watcher.value, conditions });
}

export interface UntilWithSyncOptions {
  /** Names the informer: `kubectl/pods`. */
  readonly name: string;
  readonly listerWatcher: ListerWatcher;
  readonly resource: string;
  readonly expectedType?: ExpectedType;
  /** Asked once the store is filled. If it holds, nothing is waited for. */
  readonly precondition?: PreconditionFunc;
  readonly conditions: readonly ConditionFunc[];
}

/**
 * The same on what an informer tells: it outlives what ends a watch for good, but what lies between two
 * states may never be seen.
 */
export function* untilWithSync(
  environment: Environment,
  ctx: Context,
  options: UntilWithSyncOptions,
): Proc<UntilOutcome> {
  const { sim } = environment;
  const { precondition, conditions } = options;
  const informer = newIndexerInformerWatcher(environment, options);
  const { watcher, controller, indexer, done } = informer;
  try {
    if (precondition !== undefined) {
      if (!(yield* waitForCacheSync(sim, ctx, () => controller.hasSynced()))) {
        const message = `UntilWithSync: unable to sync caches: ${ctx.error ?? ''}`;
        return { event: undefined, error: { message } };
      }
      const met = precondition(indexer);
      if (!met.ok) return { event: undefined, error: met.error };
      if (met.value) return { event: undefined, error: undefined };
    }
    return yield* untilWithoutRetry(sim, ctx, { watcher, conditions });
  } finally {
    watcher.stop();
    yield* done.receive();
  }
}

/** A context that ends after `timeout`; zero or less means that it does not. */
export function contextWithOptionalTimeout(
  sim: Sim,
  parent: Context,
  timeout: Duration,
): CancellableContext {
  return timeout <= noDuration
    ? withCancel(sim, parent)
    : withTimeout(sim, parent, { timeout, name: 'until' });
}
