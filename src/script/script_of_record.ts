/** A run as one script: what was done by hand follows the opening script, each act at its own time. */

import { duration, formatDuration } from '#base/time.ts';
import type { RunRecord } from '#trace/engine_port.ts';

export function scriptOfRecord({ script, acts }: Pick<RunRecord, 'script' | 'acts'>): string {
  let text = script.endsWith('\n') || script === '' ? script : `${script}\n`;
  let reached: number | undefined;
  for (const { position, statement } of acts) {
    if (reached !== position.at) {
      text += `until time >= ${formatDuration(duration(position.at))} within 24h\n`;
    }
    reached = position.at;
    text += `${statement}\n`;
  }
  return text;
}
