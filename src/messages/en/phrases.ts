/** Small pieces that English sentences are made of. */

import {
  type Duration,
  duration,
  formatDuration,
  microsecond,
  millisecond,
  second,
} from '#base/time.ts';

/** `1 object`, `3 objects`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A duration short enough to read: three or four figures. */
export function lasting(nanoseconds: number): string {
  return formatDuration(rounded(nanoseconds));
}

/** The time of day of a run: `12.480s`. */
export function moment(nanoseconds: number): string {
  return `t=${lasting(nanoseconds)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** ` (text)`, or nothing for no text. */
export function aside(text: string | undefined): string {
  return text === undefined || text === '' ? '' : ` (${text})`;
}

/** `: text`, or nothing for no text. */
export function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `: ${text.replace(/\.$/, '')}`;
}

/** `default/web-1`, or words for an empty key. */
export function keyed(key: string, none = 'no key'): string {
  return key === '' ? none : key;
}

function rounded(nanoseconds: number): Duration {
  const size = Math.abs(nanoseconds);
  const grain = grains.find(([from]) => size >= from)?.[1] ?? 1;
  return duration(Math.round(nanoseconds / grain) * grain);
}

const grains: readonly (readonly [from: number, grain: number])[] = [
  [10 * second, second / 10],
  [second, 10 * millisecond],
  [10 * millisecond, millisecond / 10],
  [millisecond, 10 * microsecond],
  [10 * microsecond, microsecond / 10],
];
