/**
 * What the simulated clock calls its instants: RFC 3339 texts, counted from a fixed day. What is written
 * may lie before the run, for clocks that are behind.
 */

import { type Instant, instant, microsecond, second } from './time.ts';

/** The day on which every run starts. */
export const epoch = '2026-01-01T00:00:00Z';

/** Days from 1970-01-01 to {@link epoch}. */
const epochDay = 20_454;
const secondsPerDay = 86_400;

/** Whole seconds, as `metav1.Time` writes them: `2026-01-01T00:00:05Z`. */
export function formatTime(at: number): string {
  return `${dateAndTime(at)}Z`;
}

/** Microseconds, as `metav1.MicroTime` writes them: `2026-01-01T00:00:05.000000Z`. */
export function formatMicroTime(at: number): string {
  const micros = Math.floor(remainder(at, second) / microsecond);
  return `${dateAndTime(at)}.${String(micros).padStart(6, '0')}Z`;
}

/** Reads what the functions above write; `undefined` for other texts and times before the run. */
export function parseTime(text: string): Instant | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1, 7)
    .map(Number);
  const days = daysFromCivil(year, month, day) - epochDay;
  const whole = days * secondsPerDay + hours * 3600 + minutes * 60 + seconds;
  const nanoseconds = whole * second + Number((match[7] ?? '').padEnd(9, '0'));
  return Number.isSafeInteger(nanoseconds) && nanoseconds >= 0 ? instant(nanoseconds) : undefined;
}

function dateAndTime(at: number): string {
  const total = Math.floor(at / second);
  const { year, month, day } = civilFromDays(epochDay + Math.floor(total / secondsPerDay));
  const rest = remainder(total, secondsPerDay);
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return `${year}-${two(month)}-${two(day)}T${clock.map(two).join(':')}`;
}

/** Never negative, so that clocks may be behind the run's start. */
function remainder(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}

/** The proleptic Gregorian calendar, counted in eras of 400 years that begin on the first of March. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leap = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524);
  const yearOfEra = Math.floor((dayOfEra - leap + Math.floor(dayOfEra / 146_096)) / 365);
  const yearDays = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - yearDays;
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leap = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leap + dayOfYear - 719_468;
}
