/** Simulated time as short text for narrow places. */

import { hour, millisecond, minute, second } from '#base/time.ts';

/** `12.480 s`, `3 m 04.2 s`: an instant, always with the same number of digits. */
export function instantText(at: number): string {
  if (at < minute) return `${(at / second).toFixed(3)} s`;
  const minutes = Math.floor(at / minute);
  return `${minutes} m ${((at % minute) / second).toFixed(1).padStart(4, '0')} s`;
}

/** `29.2 s`, `180 ms`, `5 m 41 s`: how long something lasts, cut to what matters. */
export function durationText(lasting: number): string {
  if (lasting <= 0) return '0 s';
  if (lasting < millisecond) return `${Math.round(lasting / 1000)} µs`;
  if (lasting < second) return `${Math.round(lasting / millisecond)} ms`;
  if (lasting < 10 * second) return `${(lasting / second).toFixed(1)} s`;
  if (lasting < minute) return `${Math.round(lasting / second)} s`;
  if (lasting < hour) {
    return `${Math.floor(lasting / minute)} m ${Math.round((lasting % minute) / second)} s`;
  }
  return `${Math.floor(lasting / hour)} h ${Math.round((lasting % hour) / minute)} m`;
}
