import { expect, test } from 'vitest';
import { after, minute, seconds, startOfRun } from '#base/time.ts';
import { RetryWithDeadline } from '#client-go/tools/cache/retry_with_deadline.ts';

/** Each step: at which second an error came, whether it can be retried, and whether it then is. */
type Step = readonly [second: number, retryable: boolean, retried: boolean];

test.each<[string, number, readonly Step[]]>([
  ['never, for a duration of zero', 0, [[0, true, false]]],
  [
    'as long as the duration lasts',
    60,
    [
      [0, true, true],
      [30, true, true],
      [60, true, true],
      [61, true, false],
    ],
  ],
  ['never, for an error of another kind', 60, [[0, false, false]]],
  [
    'without regard to errors of another kind between',
    60,
    [
      [0, true, true],
      [30, false, true],
      [50, true, true],
      [61, true, false],
    ],
  ],
  [
    'anew after a quiet minute',
    90,
    [
      [0, true, true],
      [70, true, true],
      [135, true, true],
      [195, true, true],
    ],
  ],
])('RD1 retries %s (TestRetryWithDeadline)', (_name, longest, steps) => {
  let now = startOfRun;
  const retry = new RetryWithDeadline({
    maxRetryDuration: seconds(longest),
    minResetPeriod: minute,
    isRetryable: (error) => error === true,
    now: () => now,
  });
  for (const [second, retryable, retried] of steps) {
    now = after(startOfRun, seconds(second));
    retry.after(retryable);
    expect([second, retry.shouldRetry()]).toEqual([second, retried]);
  }
});
