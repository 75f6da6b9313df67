/** A speaker's clock. */

import { expect, test } from 'vitest';
import {
  clockText,
  elapsedMs,
  newClock,
  paused,
  reset,
  started,
} from '#ui/stage_mode/talk_clock.ts';

test('counts while it runs, not while it is paused', () => {
  const running = started(newClock, 1_000);
  expect(elapsedMs(running, 61_000)).toBe(60_000);
  expect(started(running, 50_000)).toEqual(running);
  const standing = paused(running, 61_000);
  expect(elapsedMs(standing, 999_000)).toBe(60_000);
  expect(elapsedMs(started(standing, 100_000), 105_000)).toBe(65_000);
});

test('begins anew, running on if it ran', () => {
  expect(elapsedMs(reset(started(newClock, 0), 9_000), 10_000)).toBe(1_000);
  expect(reset(paused(started(newClock, 0), 9_000), 10_000)).toEqual(newClock);
});

test.each([
  [0, '00:00'],
  [65_400, '01:05'],
  [3_725_000, '1:02:05'],
])('%d ms are %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});
