/**
 * Sessions stopped along the way of a long run. What happened cannot be taken back in an engine, so
 * somebody who acts in the past gets the nearest of these, played on to where they act.
 */

import type { Instant } from '#base/time.ts';
import type { RunPosition } from '#trace/engine_port.ts';
import { createSession, type Session } from './session.ts';

/** The least distance of two sessions, in events: shorter ways are played again as fast. */
const leastSpacing = 10_000;
/** Sessions kept of one run; a longer run has them further apart. */
const mostParked = 10;
/** Events played at once while building, so that whoever waits for the engine hardly waits. */
const slice = 200;

interface Building {
  readonly session: Session;
  readonly place: number;
}

export class ParkedSessions {
  readonly #parked = new Map<number, Session>();
  #building: Building | undefined;

  /** The session nearest before a place of the run, which is now the taker's. */
  take(before: RunPosition): Session | undefined {
    let best: number | undefined;
    for (const [place, session] of this.#parked) {
      if (isEarlier(session.position, before) && place > (best ?? 0)) best = place;
    }
    if (best === undefined) return undefined;
    const session = this.#parked.get(best);
    this.#parked.delete(best);
    return session;
  }

  /** Works for a moment on the next session. False once every place has one. */
  fill(source: Session): boolean {
    const building = this.#building ?? this.#begin(source);
    this.#building = building;
    if (building === undefined) return false;
    const { session, place } = building;
    const wanted = Math.min(place, session.store.events.length + slice);
    const came = session.playPart(wanted, source.now as Instant);
    if (came && wanted < place) return true;
    this.#building = undefined;
    this.#parked.set(place, session);
    return true;
  }

  /** The latest place without a session: people act in what they have just seen. */
  #begin(source: Session): Building | undefined {
    const { length } = source.store.events;
    const spacing = leastSpacing * Math.max(1, Math.ceil(length / (leastSpacing * mostParked)));
    for (const place of this.#parked.keys()) if (place % spacing !== 0) this.#parked.delete(place);
    for (let place = length - (length % spacing); place > 0; place -= spacing) {
      if (place === length || this.#parked.has(place)) continue;
      const opened = createSession(source.record, { like: source });
      return opened.ok ? { session: opened.value, place } : undefined;
    }
    return undefined;
  }
}

function isEarlier(left: RunPosition, right: RunPosition): boolean {
  return left.at < right.at || (left.at === right.at && left.step < right.step);
}
