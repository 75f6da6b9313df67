import { describe, expect, test } from 'vitest';
import {
  after,
  between,
  duration,
  formatDuration,
  instant,
  milliseconds,
  minutes,
  parseDuration,
  seconds,
} from '#base/time.ts';

describe('a duration', () => {
  test.each([
    ['0s', 0],
    ['1ns', 1],
    ['1.5µs', 1_500],
    ['300ms', 300_000_000],
    ['1.5s', 1_500_000_000],
    ['59.999999999s', 59_999_999_999],
    ['2m0s', 120_000_000_000],
    ['1h15m30.5s', 4_530_500_000_000],
    ['-1.5s', -1_500_000_000],
  ])('is written and read as Go does: %s', (text, nanoseconds) => {
    expect(formatDuration(duration(nanoseconds))).toBe(text);
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  test.each([
    ['0', 0],
    ['+5s', 5_000_000_000],
    ['1h', 3_600_000_000_000],
    ['2us', 2_000],
    ['1m30s', 90_000_000_000],
    ['5.s', 5_000_000_000],
    ['', undefined],
    ['5', undefined],
    ['s', undefined],
    ['1 s', undefined],
    ['1d', undefined],
    ['--1s', undefined],
    ['99999999h', undefined],
  ])('is read from %j as %s', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  test('is counted exactly or not at all', () => {
    expect(seconds(0.1) + milliseconds(1) + minutes(1)).toBe(60_101_000_000);
    expect(() => duration(0.5)).toThrow('safe integer');
    expect(() => instant(-1)).toThrow('non-negative');
    expect(between(instant(5), instant(2))).toBe(-3);
    expect(() => after(instant(0), duration(-1))).toThrow('non-negative');
  });
});
