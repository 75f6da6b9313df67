/** Another future of a run: the same script and acts up to the end of the step of an earlier event. */

import { ok, type Result } from '#base/result.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import { createSession, type Session } from './session.ts';

/** A session that has done what another had done at some event, and goes its own way from there. */
export interface Fork {
  readonly session: Session;
  /** So many events are those of its source. */
  readonly shared: number;
  /** So many objects are first spoken of by them. */
  readonly mentions: number;
}

/** `parked`: a session of the same record that has not come so far yet. It is the fork's from now on. */
export function forkOf(
  source: Session,
  seq: number,
  parked?: Session,
): Result<Fork, readonly ScriptProblem[]> {
  const acts = source.actsBefore(seq);
  const position = source.store.positionOf(Math.max(1, seq)) ?? source.position;
  const record = { ...source.record, acts };
  const opened = parked === undefined ? createSession(record, { like: source }) : ok(parked);
  if (!opened.ok) return opened;
  const session = opened.value;
  const played = session.goOn(position, acts);
  if (!played.ok) return played;
  session.store.part();
  const shared = session.store.events.length;
  // What was spoken of after the last shared event belongs before the fork's first.
  const mentions = session.store.mentions.filter(({ before }) => before < shared).length;
  return ok({ session, shared, mentions });
}
