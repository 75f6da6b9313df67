/** Knowing when everything of the first list has been handled, and values that are computed late. */

import { describe, expect, test } from 'vitest';
import { fail, ok } from '#base/result.ts';
import { Lazy } from '#client-go/tools/cache/synctrack/lazy.ts';
import { AsyncTracker, SingleFileTracker } from '#client-go/tools/cache/synctrack/synctrack.ts';

interface Tracker {
  readonly start: () => void;
  readonly finished: () => void;
  readonly upstreamHasSynced: () => void;
  readonly hasSynced: () => boolean;
  readonly told: () => number;
}

function singleFile(): Tracker {
  let told = 0;
  const tracker = new SingleFileTracker(() => told++);
  return {
    start: () => tracker.start(),
    finished: () => tracker.finished(),
    upstreamHasSynced: () => tracker.upstreamHasSynced(),
    hasSynced: () => tracker.hasSynced(),
    told: () => told,
  };
}

function async(): Tracker {
  let told = 0;
  const tracker = new AsyncTracker<string>(() => told++);
  return {
    start: () => tracker.start('key'),
    finished: () => tracker.finished('key'),
    upstreamHasSynced: () => tracker.upstreamHasSynced(),
    hasSynced: () => tracker.hasSynced(),
    told: () => told,
  };
}

const ends = [
  { upstream: 'never', finish: true, synced: false },
  { upstream: 'after', finish: false, synced: false },
  { upstream: 'before', finish: false, synced: false },
  { upstream: 'never', finish: false, synced: false },
  { upstream: 'after', finish: true, synced: true },
  { upstream: 'before', finish: true, synced: true },
] as const;

describe.each([
  { name: 'of one stream', make: singleFile },
  { name: 'of any order', make: async },
])('a tracker $name', ({ make }) => {
  test.each(ends)(
    'SY1 whose source syncs $upstream its item, handled: $finish, is synced: $synced (TestBasicLogic, TestSingleFile)',
    ({ upstream, finish, synced }) => {
      const tracker = make();
      expect(tracker.hasSynced()).toBe(false);
      tracker.start();
      expect(tracker.hasSynced()).toBe(false);
      if (upstream === 'before') tracker.upstreamHasSynced();
      expect(tracker.hasSynced()).toBe(false);
      if (finish) tracker.finished();
      if (upstream === 'after') {
        expect(tracker.hasSynced()).toBe(false);
        tracker.upstreamHasSynced();
      }
      expect([tracker.hasSynced(), tracker.told()]).toEqual([synced, synced ? 1 : 0]);
    },
  );
});

test('SY2 a hundred items are counted; one too many panics, and it stays synced (TestSingleFileCounting)', () => {
  const tracker = singleFile();
  for (let count = 0; count < 100; count++) tracker.start();
  for (let count = 0; count < 99; count++) tracker.finished();
  expect(tracker.hasSynced()).toBe(false);
  tracker.finished();
  tracker.upstreamHasSynced();
  expect(tracker.hasSynced()).toBe(true);
  expect(() => tracker.finished()).toThrow('negative counter');
  expect(tracker.hasSynced()).toBe(true);
});

test('SY3 a lazy value keeps no failure (TestLazyError)', () => {
  let works = false;
  const lazy = new Lazy(() => (works ? ok(true) : fail('deliberate')));
  expect(lazy.get()).toEqual(fail('deliberate'));
  works = true;
  expect(lazy.get()).toEqual(ok(true));
});

test('SY4 a lazy value is computed once until a notice comes (no upstream test)', () => {
  let evaluations = 0;
  const lazy = new Lazy(() => ok(++evaluations));
  expect([lazy.get(), lazy.get()]).toEqual([ok(1), ok(1)]);
  lazy.notify();
  expect(lazy.get()).toEqual(ok(2));
});
