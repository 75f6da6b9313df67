/** `lab link`: the hash of an address that opens a script's run at its end. */

import { basename } from 'node:path';
import { engineVersion } from '#trace/engine_version.ts';
import { encodeLink } from '#trace/link/link_codec.ts';
import { linkPosition } from '#view-model/link/link_position.ts';
import { type LabOptions, playScript } from './lab_script.ts';

export function linkScript(file: string, options: LabOptions): number {
  const session = playScript(file, options);
  if (session === undefined) return 2;
  const { events } = session.store;
  const end = linkPosition(events, events.length);
  const { record, hash } = session;
  const run = { record, end, hash, from: undefined, name: basename(file), loosely: false };
  const link = encodeLink({ engine: engineVersion, runs: [run], current: 0, place: end });
  if (link === undefined) {
    process.stderr.write(`${file}: the script is more than any link can hold\n`);
    return 1;
  }
  process.stdout.write(`${link}\n`);
  return session.failures.length === 0 ? 0 : 1;
}
