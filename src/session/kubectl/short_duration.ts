/** A length of time in few letters, the larger the coarser: `45s`, `3m20s`, `5h`, `12d`, `2y31d`. */

const second = 1_000_000_000;

export function shortDuration(nanoseconds: number): string {
  if (nanoseconds < -second) return '<invalid>';
  if (nanoseconds < 0) return '0s';
  const seconds = Math.floor(nanoseconds / second);
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return joined([minutes, 'm'], [seconds % 60, 's']);
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return joined([hours, 'h'], [minutes % 60, 'm']);
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return joined([days, 'd'], [hours % 24, 'h']);
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? joined([years, 'y'], [days % 365, 'd']) : `${years}y`;
}

type Part = readonly [count: number, unit: string];

function joined(large: Part, small: Part): string {
  return small[0] === 0 ? large.join('') : `${large.join('')}${small.join('')}`;
}
