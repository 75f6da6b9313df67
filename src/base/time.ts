/** Simulated time: integer nanoseconds since the run's start. Instants and durations cannot be mixed up. */

import { assert } from './assert.ts';

declare const instantBrand: unique symbol;
declare const durationBrand: unique symbol;

/** Nanoseconds since the run's start. Always a non-negative safe integer. */
export type Instant = number & { readonly [instantBrand]: true };
/** Nanoseconds. Always a safe integer; negative where Go allows it. */
export type Duration = number & { readonly [durationBrand]: true };

/** The instant at which every run starts. */
export const startOfRun = 0 as Instant;
export const nanosecond = 1 as Duration;
export const microsecond = 1_000 as Duration;
export const millisecond = 1_000_000 as Duration;
export const second = 1_000_000_000 as Duration;
export const minute = 60_000_000_000 as Duration;
export const hour = 3_600_000_000_000 as Duration;
export const noDuration = 0 as Duration;

/** An instant from its nanoseconds. Asserts that it can be counted exactly. */
export function instant(nanoseconds: number): Instant {
  assert(
    Number.isSafeInteger(nanoseconds) && nanoseconds >= 0,
    `an instant must be a non-negative safe integer of nanoseconds, got ${nanoseconds}`,
  );
  return nanoseconds as Instant;
}

/** A duration from its nanoseconds. Asserts that it can be counted exactly. */
export function duration(nanoseconds: number): Duration {
  assert(
    Number.isSafeInteger(nanoseconds),
    `a duration must be a safe integer of nanoseconds, got ${nanoseconds}`,
  );
  return nanoseconds as Duration;
}

/** `count` seconds; fractions are cut to whole nanoseconds. */
export function seconds(count: number): Duration {
  return duration(Math.trunc(count * second));
}

/** `count` milliseconds; fractions are cut to whole nanoseconds. */
export function milliseconds(count: number): Duration {
  return duration(Math.trunc(count * millisecond));
}

/** `count` minutes; fractions are cut to whole nanoseconds. */
export function minutes(count: number): Duration {
  return duration(Math.trunc(count * minute));
}

/** The instant `delay` after `at`. */
export function after(at: Instant, delay: Duration): Instant {
  return instant(at + delay);
}

/** How long it is from `start` to `end`; negative if `end` comes first. */
export function between(start: Instant, end: Instant): Duration {
  return duration(end - start);
}

/** As Go's `time.Duration.Seconds`: whole seconds first, so that the fraction keeps its precision. */
export function inSeconds(value: Duration): number {
  const fraction = value % second;
  return (value - fraction) / second + fraction / second;
}

/** Text as Go's `time.Duration.String` writes it: `1.5s`, `2m0s`, `300ms`, `0s`. */
export function formatDuration(value: Duration): string {
  if (value < 0) return `-${formatDuration(duration(-value))}`;
  if (value === 0) return '0s';
  if (value < microsecond) return `${value}ns`;
  if (value < millisecond) return `${trimmed(value, microsecond)}µs`;
  if (value < second) return `${trimmed(value, millisecond)}ms`;
  const wholeHours = Math.floor(value / hour);
  const wholeMinutes = Math.floor((value % hour) / minute);
  const rest = `${trimmed(value % minute, second)}s`;
  if (wholeHours > 0) return `${wholeHours}h${wholeMinutes}m${rest}`;
  return wholeMinutes > 0 ? `${wholeMinutes}m${rest}` : rest;
}

/** Reads Go's duration syntax (`1h15m30.5s`, `300ms`, `1.5µs`, `0`); `undefined` when it is not one. */
export function parseDuration(text: string): Duration | undefined {
  if (text === '0') return noDuration;
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[+-]/, '');
  if (!/^(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(body)) return undefined;
  let total = 0;
  for (const [, whole = '', fraction = '', unit = ''] of body.matchAll(
    /(\d+)(?:\.(\d*))?(ns|us|µs|ms|s|m|h)/g,
  )) {
    const size = unitSizes[unit] ?? second;
    total +=
      Number(whole) * size + Math.trunc((Number(fraction) * size) / Number(`1e${fraction.length}`));
  }
  return Number.isSafeInteger(total) ? duration(sign * total) : undefined;
}

const unitSizes: Readonly<Record<string, number>> = {
  ns: nanosecond,
  us: microsecond,
  µs: microsecond,
  ms: millisecond,
  s: second,
  m: minute,
  h: hour,
};

function trimmed(value: number, unit: number): string {
  const whole = Math.floor(value / unit);
  const fraction = String(value % unit)
    .padStart(String(unit).length - 1, '0')
    .replace(/0+$/, '');
  return fraction === '' || unit === 1 ? `${whole}` : `${whole}.${fraction}`;
}
