/** Go's recover: the one place besides the process runner where a panic is caught. */

import { AssertionError } from '#base/assert.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Proc } from './process.ts';

/** What a panicking function left behind. */
export interface Panic {
  readonly message: string;
  readonly error: unknown;
}

/** Runs `body`; a panic in it becomes a failure. Broken assertions are not panics and pass through. */
export function* recovering<T>(body: Proc<T>): Proc<Result<T, Panic>> {
  try {
    return ok(yield* body);
  } catch (error) {
    if (error instanceof AssertionError) throw error;
    return fail({ message: error instanceof Error ? error.message : String(error), error });
  }
}
