/** The log tells what has happened, never what lies ahead, and a search narrows it. */

import { expect, test } from 'vitest';
import { defaultLocale as locale } from '#messages/locales.ts';
import { handMadeTrace } from '#test/ui/hand_made_trace.ts';
import { LogIndex } from '#ui/log/log_index.ts';
import { RunView } from '#view-model/run_view.ts';

const view = new RunView();
const { events, objects } = handMadeTrace();
view.append(events, objects);

test('it grows with what has been seen and shrinks with the cursor', () => {
  const index = new LogIndex(view, { search: '', locale });
  const early = index.count(50);
  const all = index.count(view.lastSeq);
  expect(all).toBeGreaterThan(early);
  expect(index.count(50)).toBe(early);
  expect(index.at(early - 1)?.seq).toBeLessThanOrEqual(50);
  expect(index.at(early)?.seq).toBeGreaterThan(50);
});

test('a search finds kinds, subjects and words, whatever their case', () => {
  const conflicts = new LogIndex(view, { search: ' CONFLICT ', locale });
  const found = conflicts.count(view.lastSeq);
  expect(found).toBeGreaterThan(0);
  for (let index = 0; index < found; index++) {
    expect(JSON.stringify(conflicts.at(index))).toMatch(/conflict/i);
  }
});

test.each(['fault', 'apiserver', 'reflector', 'cache', 'queue'] as const)(
  'the part %s holds some of the run and not all of it',
  (part) => {
    const all = new LogIndex(view, { search: '', locale });
    const some = new LogIndex(view, { search: '', part, locale });
    const found = some.count(view.lastSeq);
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(all.count(view.lastSeq));
    expect(some.isOf(view, { search: '', part, locale })).toBe(true);
    expect(some.isOf(view, { search: '', locale })).toBe(false);
  },
);
