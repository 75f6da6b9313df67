/** The head of a line of kubectl's log: severity, date, time, process and place. */

import { formatMicroTime } from '#base/epoch.ts';

/** Where in kubectl's own code a line is written. */
export type LogPlace = 'helper.go:105' | 'round_trippers.go:527' | 'round_trippers.go:632';

/** `I1126 22:42:14.123456       1 round_trippers.go:632] TEXT`. */
export function logLine(at: number, place: LogPlace, text: string): string {
  const [date = '', time = ''] = formatMicroTime(at).split('T');
  const [, month = '', day = ''] = date.split('-');
  return `I${month}${day} ${time.replace('Z', '')}       1 ${place}] ${text}\n`;
}
