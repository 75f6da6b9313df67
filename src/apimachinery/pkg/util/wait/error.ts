/**
 * How those who wait say that the wait was cut short, and how others recognise it.
 *
 * @upstream kubernetes/apimachinery pkg/util/wait/error.go
 */

import { errWaitTimeout } from './wait.ts';

/** A wait that was cut short; it reads as its cause does. */
export interface InterruptedError {
  readonly kind: 'interrupted';
  readonly message: string;
  readonly cause: unknown;
}

/** Says that a wait was cut short by `cause`. An error that says so already is returned as it is. */
export function errorInterrupted(cause?: unknown): InterruptedError {
  if (isError(cause) && cause.kind === 'interrupted') return cause as unknown as InterruptedError;
  const message = isError(cause) ? cause.message : errWaitTimeout.message;
  return { kind: 'interrupted', message, cause };
}

/** True if the error, or one that it wraps, says that a wait was cut short or its context ended. */
export function interrupted(error: unknown): boolean {
  for (let each = error; isError(each); each = each.cause) {
    if (each.kind === 'wait' || each.kind === 'interrupted') return true;
  }
  return false;
}

interface Wrapping {
  readonly kind?: string;
  readonly message: string;
  readonly cause?: unknown;
}

function isError(value: unknown): value is Wrapping {
  return typeof value === 'object' && value !== null && 'message' in value;
}
