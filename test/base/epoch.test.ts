import { expect, test } from 'vitest';
import { formatMicroTime, formatTime, parseTime } from '#base/epoch.ts';
import { hour, instant, milliseconds, seconds } from '#base/time.ts';

test.each([
  [0, '2026-01-01T00:00:00Z'],
  [seconds(59.9), '2026-01-01T00:00:59Z'],
  [hour * 24 * 31, '2026-02-01T00:00:00Z'],
  [hour * 24 * 58 + hour * 23, '2026-02-28T23:00:00Z'],
  [hour * 24 * 59, '2026-03-01T00:00:00Z'],
])('%i ns after the epoch is %s', (nanoseconds, text) => {
  expect(formatTime(instant(nanoseconds))).toBe(text);
  expect(parseTime(text)).toBe(Math.floor(nanoseconds / 1e9) * 1e9);
});

test('micro time keeps microseconds', () => {
  const at = instant(milliseconds(1500) + 1_999);
  expect(formatMicroTime(at)).toBe('2026-01-01T00:00:01.500001Z');
  expect(parseTime('2026-01-01T00:00:01.500001Z')).toBe(1_500_001_000);
});

test.each(['', '2026', '2025-12-31T23:59:59Z', '2026-01-01 00:00:00'])(
  '%j is no time of a run',
  (text) => {
    expect(parseTime(text)).toBeUndefined();
  },
);
