/**
 * What all waiting shares: jitter, and the text of having waited in vain.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/wait.go
 * @diverges Chance is asked of the run's chooser at a named point; the default is no jitter.
 */

import { type Duration, duration } from '#base/time.ts';
import type { Chooser } from '#sim/chooser.ts';

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

/** `value` and up to `maxFactor` times as much again; a factor of zero or less counts as 1. */
export function jitter(value: Duration, maxFactor: number, source: JitterSource): Duration {
  const factor = maxFactor > 0 ? maxFactor : 1;
  const fraction = source.chooser.jitter(source.point);
  return duration(value + Math.trunc(fraction * factor * value));
}
