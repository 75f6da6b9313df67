/** `lab open`: plays the runs of a link, and says of each whether its trace is the one that was shared. */

import { AssertionError } from '#base/assert.ts';
import { instant } from '#base/time.ts';
import { en } from '#messages/en/en.ts';
import { linkFaultText } from '#messages/link_fault.ts';
import { createSession, type Session } from '#session/session.ts';
import { TraceHash } from '#trace/codec.ts';
import { engineVersion } from '#trace/engine_version.ts';
import { decodeLink } from '#trace/link/link_codec.ts';
import type { LinkedRun } from '#trace/link/shared_link.ts';
import { lengthAt } from '#view-model/link/link_position.ts';

/** `link` is a whole address or its hash. 0 if it holds, 1 if not, 2 if it cannot be read. */
export function openLink(link: string): number {
  const hash = link.includes('#') ? link.slice(link.indexOf('#')) : `#${link}`;
  const decoded = decodeLink(hash);
  if (!decoded.ok) {
    const { position, fault } = decoded.error;
    const { link: words } = en.words;
    process.stderr.write(`${words.at(position, linkFaultText(fault, words))}\n`);
    return 2;
  }
  if (decoded.value === undefined) {
    process.stderr.write('expected a link such as #run=2.…\n');
    return 2;
  }
  if (decoded.value.kind === 'place') {
    const { record } = decoded.value.place;
    return tell(playedRun(record, undefined), 'main', undefined);
  }
  const { engine, runs } = decoded.value.link;
  process.stdout.write(`made with engine ${engine}, played with ${engineVersion}\n`);
  return Math.max(0, ...runs.map((run) => tell(playedRun(run.record, run), run.name, run.hash)));
}

interface PlayedRun {
  readonly events: number;
  readonly hash: string;
}

/** The run as far as the link goes, or why it cannot be played. */
function playedRun(record: LinkedRun['record'], linked: LinkedRun | undefined): PlayedRun | string {
  const created = createSession(record, { loosely: linked?.loosely ?? false });
  if (!created.ok)
    return created.error.map(({ line, message }) => `${line}: ${message}`).join('\n');
  const session = created.value;
  try {
    session.play();
    if (linked !== undefined) session.advance(instant(linked.end.at + 1));
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  const { events } = session.store;
  const length = linked === undefined ? events.length : lengthAt(events, linked.end);
  return { events: length, hash: digest(session, length) };
}

/** The digest of the first `length` events. */
function digest({ store }: Session, length: number): string {
  const hash = new TraceHash();
  let events = 0;
  let objects: string[] = [];
  for (const line of store.lines()) {
    if (events === length) break;
    objects.push(line);
    if (line.startsWith('{"object":')) continue;
    for (const each of objects) hash.addLine(each);
    objects = [];
    events++;
  }
  return hash.digest();
}

function tell(played: PlayedRun | string, name: string, expected: string | undefined): number {
  if (typeof played === 'string') {
    process.stdout.write(`${name}: cannot be played: ${played}\n`);
    return 1;
  }
  const { events, hash } = played;
  const holds = expected === undefined || expected === hash;
  const verdict = holds ? hash : `${hash}, expected ${expected}`;
  process.stdout.write(`${name}: ${events} events, ${verdict}\n`);
  return holds ? 0 : 1;
}
