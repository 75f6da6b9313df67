/** A hop is found again by when it happened, also in a trace that tells more. */

import { describe, expect, test } from 'vitest';
import { instant } from '#base/time.ts';
import { createSession, recordOf } from '#session/session.ts';
import type { TraceEvent } from '#trace/event.ts';
import { lengthAt, linkPosition } from '#view-model/link/link_position.ts';

function eventsOf(script: string): readonly TraceEvent[] {
  const record = recordOf(script);
  if (!record.ok) throw new Error('the script must be readable');
  const session = createSession(record.value);
  if (!session.ok) throw new Error('the script must open');
  session.value.play();
  return session.value.store.events;
}

const events = eventsOf(
  'seed places\nstart rs-controller\nrun 2s\nwatch rs-controller/pods cut\nrun 2s\n',
);

describe('the place of a hop', () => {
  test('is found again, for every hop of a run and for before the first', () => {
    expect(events.length).toBeGreaterThan(80);
    for (let length = 0; length <= events.length; length++) {
      expect(lengthAt(events, linkPosition(events, length))).toBe(length);
    }
  });

  test('stays where it is when events of a new kind come before it', () => {
    const length = Math.floor(events.length / 2);
    const position = linkPosition(events, length);
    const more = events.flatMap((event, index) =>
      index < length - 20 && index % 3 === 0 ? [event, { ...event }] : [event],
    );
    expect(more.length).toBeGreaterThan(events.length);
    expect(more[lengthAt(more, position) - 1]).toBe(events[length - 1]);
  });

  test('that a run does not come by is the last one before it', () => {
    const last = events[events.length - 1] ?? expect.fail();
    expect(lengthAt(events, { at: instant(last.at + 1), step: 0, hop: 4 })).toBe(events.length);
    expect(lengthAt(events, { at: last.at, step: last.step, hop: 99 })).toBe(events.length);
    expect(lengthAt([], { at: instant(5), step: 3, hop: 1 })).toBe(0);
  });
});
