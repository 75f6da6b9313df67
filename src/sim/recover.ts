/** Go's recover: the one place besides the process runner where a panic is caught. */

import { AssertionError } from '#base/assert.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Blocking, Proc } from './process.ts';

/** What a panicking function left behind. */
export interface Panic {
  readonly message: string;
  readonly error: unknown;
}

/** Runs `body`; a panic in it becomes a failure. Broken assertions are not panics and pass through. */
export function* recovering<T>(body: Blocking<T>): Proc<Result<T, Panic>> {
  try {
    return ok(yield* body);
  } catch (error) {
    return fail(panicOf(error));
  }
}

/** The same for a body that does not block. */
export function recovered<T>(body: () => T): Result<T, Panic> {
  try {
    return ok(body());
  } catch (error) {
    return fail(panicOf(error));
  }
}

function panicOf(error: unknown): Panic {
  if (error instanceof AssertionError) throw error;
  return { message: error instanceof Error ? error.message : String(error), error };
}
