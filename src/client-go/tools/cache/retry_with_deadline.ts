/**
 * Retries an error for a limited time, counted from its first occurrence.
 *
 * @upstream kubernetes/client-go tools/cache/retry_with_deadline.go
 */

import { between, type Duration, type Instant } from '#base/time.ts';

export interface RetryWithDeadlineOptions {
  /** Zero or less: never retry. */
  readonly maxRetryDuration: Duration;
  /** After so long without the error, the next one counts as the first. */
  readonly minResetPeriod: Duration;
  readonly isRetryable: (error: unknown) => boolean;
  readonly now: () => Instant;
}

export class RetryWithDeadline {
  readonly #options: RetryWithDeadlineOptions;
  #firstErrorTime: Instant | undefined;
  #lastErrorTime: Instant | undefined;

  constructor(options: RetryWithDeadlineOptions) {
    this.#options = options;
  }

  /** Takes note of an error, or of none. */
  after(error: unknown): void {
    if (!this.#options.isRetryable(error)) return;
    const now = this.#options.now();
    const last = this.#lastErrorTime;
    if (last !== undefined && between(last, now) >= this.#options.minResetPeriod) this.#reset();
    this.#firstErrorTime ??= now;
    this.#lastErrorTime = now;
  }

  shouldRetry(): boolean {
    const { maxRetryDuration } = this.#options;
    if (maxRetryDuration <= 0 || this.#firstErrorTime === undefined) return false;
    if (between(this.#firstErrorTime, this.#options.now()) <= maxRetryDuration) return true;
    this.#reset();
    return false;
  }

  #reset(): void {
    this.#firstErrorTime = undefined;
    this.#lastErrorTime = undefined;
  }
}
