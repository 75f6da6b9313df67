/** What becomes of a request inside the server: a value, or the Status that says why not. */

import { newStatusError, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import { fail, type Result } from '#base/result.ts';

export type Outcome<T> = Result<T, StatusError>;

/** A failure that upstream forgot to make a Status of: 500, without a reason. */
export function rawFailure(message: string): { readonly ok: false; readonly error: StatusError } {
  return fail(newStatusError(500, '', { message }));
}
