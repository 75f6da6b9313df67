/** Closes a `switch` over a union: a missing case is a compile error, an impossible value an assertion. */

import { AssertionError } from './assert.ts';

/** Never returns. The parameter's type makes the compiler prove that every case was handled. */
export function unreachable(value: never): never {
  throw new AssertionError(`expected every case to be handled, got ${JSON.stringify(value)}`);
}
