/** A broken assertion is a bug in the laboratory: it stops the simulation and is shown with the run attached. */

/** Thrown by {@link assert}. Nothing but a process runner, a decoder or a crash page catches it. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** States what must hold, positively. Throws {@link AssertionError} with that sentence when it does not. */
export function assert(condition: boolean, whatMustHold: string): asserts condition {
  if (!condition) throw new AssertionError(whatMustHold);
}

/** Returns `value`, asserting that it is there. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AssertionError(`expected ${what} to be present`);
  return value;
}
