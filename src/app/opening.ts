/** What the page opens with: the run of a link, or a scene that is already interesting. */

import { second } from '#base/time.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion } from '#trace/event.ts';
import type { Opening } from '#ui/playground/create_playground.ts';
import { decodeLink } from '#ui/share/link.ts';
import { openingScript } from './opening_script.ts';

const openingRecord: RunRecord = {
  version: formatVersion,
  profile: 'classic',
  seed: 'web-7',
  policy: 'arrival',
  script: openingScript,
  acts: [],
};

const focus = { program: 'rs-controller', informer: 'rs-controller/pods' };

/** The opening for an address's hash. */
export function openingOf(hash: string): Opening {
  const link = decodeLink(hash);
  const scene = { record: openingRecord, seq: undefined, playFrom: 2 * second, focus };
  if (!link.ok) {
    const { position, message } = link.error;
    const problem = `character ${position} of the hash: ${message}. This is the first scene instead.`;
    return { ...scene, problem };
  }
  if (link.value === undefined) return { ...scene, problem: undefined };
  return { ...scene, ...link.value, problem: undefined };
}
