import { describe, expect, test } from 'vitest';
import {
  countsOf,
  markOf,
  merged,
  noProgress,
  noted,
  type ProgressNews,
  type ProgressRecord,
  parseProgress,
  printProgress,
} from '#tutor/progress.ts';

const address = 'L05-list-and-watch';

function at(minute: number): string {
  return `2026-11-27T03:${String(minute).padStart(2, '0')}:00.000Z`;
}

/** What was done, each a minute after the other, from a minute on. */
function done(from: number, ...news: ProgressNews[]): ProgressRecord {
  return news.reduce((record, each, index) => noted(record, each, at(from + index)), noProgress);
}

const wholeLesson: readonly ProgressNews[] = [
  { kind: 'opened', address },
  { kind: 'bet', address, option: 'watch-first', right: false },
  { kind: 'step', address, step: 'start', hints: 2 },
  { kind: 'finished', address },
];

test('what is done is noted with its time', () => {
  expect(done(0, ...wholeLesson).lessons[address]).toEqual({
    opened: at(0),
    bets: [{ option: 'watch-first', right: false, at: at(1) }],
    steps: { start: { at: at(2), hints: 2 } },
    finished: at(3),
  });
});

test('done again, the first time and the fewest hints stand; every bet is kept', () => {
  const again = [
    ...wholeLesson,
    { kind: 'bet', address, option: 'queued-first', right: true },
    { kind: 'step', address, step: 'start', hints: 0 },
  ] as const;
  expect(done(0, ...again).lessons[address]).toEqual({
    opened: at(0),
    bets: [
      { option: 'watch-first', right: false, at: at(1) },
      { option: 'queued-first', right: true, at: at(4) },
    ],
    steps: { start: { at: at(2), hints: 0 } },
    finished: at(3),
  });
});

test.each([
  ['nothing', [], undefined],
  ['a lesson opened', wholeLesson.slice(0, 1), 'begun'],
  ['a lesson finished', wholeLesson, 'done'],
  ['a wrong repair', [{ kind: 'repair', address, repair: 'retry', right: false }], 'begun'],
  ['the right repair', [{ kind: 'repair', address, repair: 'check', right: true }], 'done'],
] as const)('the mark after %s', (_name, news, mark) => {
  expect(markOf(done(0, ...news), address)).toBe(mark);
});

describe('two records are joined', () => {
  const one = done(10, ...wholeLesson);
  const other = done(
    0,
    { kind: 'opened', address },
    { kind: 'bet', address, option: 'queued-first', right: true },
    { kind: 'opened', address: 'L08-resync-is-not-relist' },
    { kind: 'repair', address: 'B04-tombstone', repair: 'check', right: true },
  );

  test('and nothing is lost, whichever comes first', () => {
    const both = merged(one, other);
    expect(both).toEqual(merged(other, one));
    expect(both.lessons[address]?.opened).toBe(at(0));
    expect(both.lessons[address]?.bets.map(({ option }) => option)).toEqual([
      'queued-first',
      'watch-first',
    ]);
    expect(countsOf(both)).toEqual({ lessons: 2, finished: 1, steps: 1, exhibits: 1 });
  });

  test('and joining the same twice adds nothing', () => {
    const both = merged(one, other);
    expect(merged(both, other)).toEqual(both);
    expect(merged(both, both)).toEqual(both);
  });
});

test('a printed record is read back', () => {
  const record = done(0, ...wholeLesson);
  expect(parseProgress(printProgress(record))).toEqual({ ok: true, value: record });
});

describe('a bad file is refused, with the place', () => {
  const good = done(0, ...wholeLesson);
  test.each([
    ['no JSON', 'hello', /JSON|token/i],
    ['another form', '[1]', /version/],
    ['another version', JSON.stringify({ ...good, version: 7 }), /version 1/],
    [
      'a time that is none',
      printProgress(good).replace(at(1), 'yesterday'),
      /^lessons\.L05-list-and-watch\.bets\.0\.at: expected a date and time$/,
    ],
    [
      'hints below zero',
      printProgress(good).replace('"hints": 2', '"hints": -2'),
      /steps\.start\.hints/,
    ],
  ])('%s', (_name, text, message) => {
    const parsed = parseProgress(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error).toMatch(message);
  });
});
