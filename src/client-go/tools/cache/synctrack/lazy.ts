/**
 * A value that is computed when it is first asked for, and again after a notice that it has changed.
 *
 * @upstream kubernetes/client-go tools/cache/synctrack/lazy.go
 * @diverges The evaluation is a plain function: it cannot block, so nobody ever waits for it.
 */

import type { Result } from '#base/result.ts';

export class Lazy<T, E> {
  readonly #evaluate: () => Result<T, E>;
  #cached: Result<T, E> | undefined;

  constructor(evaluate: () => Result<T, E>) {
    this.#evaluate = evaluate;
  }

  /** The value has changed: the next one who asks has it computed. */
  notify(): void {
    this.#cached = undefined;
  }

  /** A failure is never kept. */
  get(): Result<T, E> {
    const value = this.#cached ?? this.#evaluate();
    if (value.ok) this.#cached = value;
    return value;
  }
}
