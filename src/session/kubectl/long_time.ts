/** A time as descriptions give it: `Thu, 26 Nov 2026 23:12:32 +0000`. */

const days = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** From RFC 3339; empty if it is none. */
export function longTime(time: unknown): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(
    typeof time === 'string' ? time : '',
  );
  if (parts === null) return '';
  const [, year = '', month = '', day = '', clock = ''] = parts;
  const weekday = days[daysSince1970(Number(year), Number(month), Number(day)) % 7];
  return `${weekday}, ${day} ${months[Number(month) - 1]} ${year} ${clock} +0000`;
}

/** By the rule of the Gregorian calendar, counted from March so that leap days come last. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const fromMarch = (month + 9) % 12;
  const leaps = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leaps + Math.floor((153 * fromMarch + 2) / 5) + day - 1 - 719_468;
}
