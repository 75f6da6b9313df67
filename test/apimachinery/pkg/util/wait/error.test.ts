/** Telling an interrupted wait from everything else that can go wrong. */

import { expect, test } from 'vitest';
import { errorInterrupted, interrupted } from '#apimachinery/pkg/util/wait/error.ts';
import {
  errWaitCanceled,
  errWaitDeadlineExceeded,
  errWaitTimeout,
} from '#apimachinery/pkg/util/wait/wait.ts';

const unknown = { message: 'unknown' };
const wrapped = (cause: unknown) => ({ message: 'wrapped', cause });
const mentioned = (inner: unknown) => ({ message: 'mentioned', inner });

test.each([
  { name: 'a timeout', error: errWaitTimeout, is: true },
  { name: 'a cancellation', error: errWaitCanceled, is: true },
  { name: 'a deadline', error: errWaitDeadlineExceeded, is: true },
  { name: 'a wrapped timeout', error: wrapped(errWaitTimeout), is: true },
  { name: 'a wrapped cancellation', error: wrapped(errWaitCanceled), is: true },
  { name: 'a wrapped deadline', error: wrapped(errWaitDeadlineExceeded), is: true },
  { name: 'an interruption', error: errorInterrupted(), is: true },
  { name: 'an interruption by something', error: errorInterrupted(unknown), is: true },
  { name: 'an interruption by the context', error: errorInterrupted(errWaitCanceled), is: true },
  { name: 'an interruption by a timeout', error: errorInterrupted(errWaitTimeout), is: true },
  { name: 'nothing', error: undefined, is: false },
  { name: 'another error', error: unknown, is: false },
  { name: 'a timeout that is only mentioned', error: mentioned(errWaitTimeout), is: false },
  { name: 'a cancellation that is only mentioned', error: mentioned(errWaitCanceled), is: false },
])('WE1 $name: $is (TestInterrupted)', ({ error, is }) => {
  expect(interrupted(error)).toBe(is);
});

test('WE2 an interruption is never wrapped twice, reads as its cause, and is one (TestErrorInterrupted)', () => {
  const once = errorInterrupted();
  expect(errorInterrupted(once)).toBe(once);
  expect(once.message).toBe('timed out waiting for the condition');
  const by = errorInterrupted(unknown);
  expect(by).toMatchObject({ message: 'unknown', cause: unknown });
  expect(interrupted(by)).toBe(true);
  expect(interrupted(unknown)).toBe(false);
});
