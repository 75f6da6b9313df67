/**
 * Does something again when it failed for a reason that passes, above all a conflict: somebody else
 * wrote the object first. Reading the object anew is the caller's duty, inside `fn`.
 *
 * @upstream kubernetes/client-go util/retry/util.go
 * @diverges `fn` may return a value, which is handed on.
 * @diverges A back-off without any step is a timeout in every release; up to v0.35 upstream says that all is well.
 */

import { isConflict } from '#apimachinery/pkg/api/errors/errors.ts';
import { Backoff, exponentialBackoff } from '#apimachinery/pkg/util/wait/backoff.ts';
import { errWaitTimeout, type WaitError } from '#apimachinery/pkg/util/wait/wait.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { milliseconds } from '#base/time.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';

/** For conflicts with whoever writes now and then: up to 5 tries, 10 ms apart. */
export const defaultRetry = new Backoff({
  steps: 5,
  duration: milliseconds(10),
  factor: 1,
  jitter: 0.1,
});

/** For conflicts with a busy writer, such as another controller: up to 4 tries; 10, 50, 250 ms. */
export const defaultBackoff = new Backoff({
  steps: 4,
  duration: milliseconds(10),
  factor: 5,
  jitter: 0.1,
});

/** What may fail, and be tried again. */
export type Attempt<T, E> = () => Blocking<Result<T, E>>;

/**
 * Calls `fn` until it succeeds, fails in a way that is not retriable, or the steps are used up; then
 * the last failure is the result, not a timeout.
 */
export function onError<T, E>(
  sim: Sim,
  backoff: Backoff,
  options: { readonly retriable: (error: E) => boolean; readonly fn: Attempt<T, E> },
): Blocking<Result<T, E | WaitError>> {
  return sim.call('retry.onError', retrying(sim, backoff, options));
}

/** {@link onError} for conflicts. */
export function retryOnConflict<T, E>(
  sim: Sim,
  backoff: Backoff,
  fn: Attempt<T, E>,
): Blocking<Result<T, E | WaitError>> {
  return onError(sim, backoff, { retriable: isConflict, fn });
}

function* retrying<T, E>(
  sim: Sim,
  backoff: Backoff,
  options: { readonly retriable: (error: E) => boolean; readonly fn: Attempt<T, E> },
): Proc<Result<T, E | WaitError>> {
  let last: Result<T, E> | undefined;
  let attempt = 0;
  function* tryOnce(): Proc<Result<boolean, E>> {
    attempt++;
    last = yield* options.fn();
    if (last.ok) return ok(true);
    return options.retriable(last.error) ? ok(false) : fail(last.error);
  }
  yield* exponentialBackoff(sim, backoff, {
    point: 'retry',
    condition: tryOnce,
    onDelay: (delay) => {
      if (last === undefined || last.ok) return;
      const message = messageOf(last.error);
      sim.emit('retry.conflict', sim.self.name, { attempt, delay, message });
    },
  });
  return last ?? fail(errWaitTimeout);
}

function messageOf(error: unknown): string {
  const told = typeof error === 'object' && error !== null && 'message' in error;
  return told ? String(error.message) : String(error);
}
