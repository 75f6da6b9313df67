/**
 * What a tab remembers of its talk, so that a reload or a step out of stage mode loses nothing. It lives as
 * long as the tab: two tabs give two talks.
 */

import { newClock, type TalkClock } from './talk_clock.ts';

export interface TalkMemory {
  /** By which the speaker's window finds this tab. */
  readonly id: string;
  /** Which run is presented; another one begins anew. */
  readonly talk: string;
  readonly cue: number;
  readonly clock: TalkClock;
  /** Where the page stood when the talk was left; whoever has moved on from there begins where they are. */
  readonly page: number | undefined;
}

const stored = 'informer-lab.talk';

/** Without storage a talk is remembered as long as the page. */
let atHand: TalkMemory | undefined;

export function recallTalk(): TalkMemory {
  const known = atHand ?? read();
  atHand = known ?? {
    ...{ id: crypto.randomUUID(), talk: '', cue: 0, clock: newClock, page: undefined },
  };
  return atHand;
}

export function rememberTalk(changed: Partial<Omit<TalkMemory, 'id'>>): TalkMemory {
  atHand = { ...recallTalk(), ...changed };
  try {
    sessionStorage.setItem(stored, JSON.stringify(atHand));
  } catch {
    // It is at hand.
  }
  return atHand;
}

function read(): TalkMemory | undefined {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(stored) ?? 'null');
    return isMemory(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMemory(value: unknown): value is TalkMemory {
  if (typeof value !== 'object' || value === null) return false;
  const { id, talk, cue, clock, page } = value as Record<string, unknown>;
  if (page !== undefined && typeof page !== 'number') return false;
  if (typeof id !== 'string' || typeof talk !== 'string' || typeof cue !== 'number') return false;
  return typeof clock === 'object' && clock !== null && 'passedMs' in clock;
}
