/** Durations as people read them, with two or three significant figures: `5s`, `2m3s`, `3d2h`. */

import { parseTime } from '#base/epoch.ts';
import { between, type Duration, type Instant, second } from '#base/time.ts';

export function humanDuration(duration: Duration): string {
  const seconds = Math.trunc(duration / second);
  if (seconds < -1) return '<invalid>';
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return pair(minutes, 'm', [seconds % 60, 's']);
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return pair(hours, 'h', [minutes % 60, 'm']);
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return pair(days, 'd', [hours % 24, 'h']);
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return days < 2920 ? pair(years, 'y', [days % 365, 'd']) : `${years}y`;
}

/** How long ago a timestamp was. */
export function age(timestamp: unknown, now: Instant): string {
  if (typeof timestamp !== 'string' || timestamp === '') return '<unknown>';
  const at = parseTime(timestamp);
  return at === undefined ? '<invalid>' : humanDuration(between(at, now));
}

function pair(count: number, unit: string, rest: readonly [count: number, unit: string]): string {
  return rest[0] === 0 ? `${count}${unit}` : `${count}${unit}${rest[0]}${rest[1]}`;
}
