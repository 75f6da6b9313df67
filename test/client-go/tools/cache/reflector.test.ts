import { describe, expect, test } from 'vitest';
import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { Backoff } from '#apimachinery/pkg/util/wait/backoff.ts';
import { fail, ok } from '#base/result.ts';
import { after, milliseconds, minutes, seconds } from '#base/time.ts';
import { connectionRefused, type FakeWatch, status, statusError } from './fake_lister_watcher.ts';
import { eventsOf, pod } from './fixture.ts';
import { reflectorRun } from './reflector_run.ts';

const expired = statusError(410, 'Expired', 'too old');
const ends = (watch: FakeWatch) => watch.error(status(500, 'InternalError', 'end'));

describe('what is asked of a list', () => {
  const lists = (...versions: number[]) => versions.map((version) => ({ version }));
  const asked = (run: { readonly lines: readonly string[] }) =>
    run.lines.filter((line) => line.includes('LIST')).map((line) => line.replace(/^.*?rv=/, 'rv='));

  test('RF10 at first anything, then what was seen last (TestReflectorResyncWithResourceVersion)', () => {
    const run = reflectorRun({ lists: lists(10, 20), watches: [ends] });
    run.once();
    run.once();
    expect(asked(run)).toEqual(['rv="0" limit=500 cont=""', 'rv="10" limit=0 cont=""']);
  });

  test('RF11 an expired version is given up at once for the latest (TestReflectorExpiredExactResourceVersion)', () => {
    const run = reflectorRun({
      lists: [{ version: 10 }, { error: expired }, { version: 11 }],
      watches: [ends],
    });
    run.once();
    run.once();
    expect(asked(run)).toEqual([
      'rv="0" limit=500 cont=""',
      'rv="10" limit=0 cont=""',
      'rv="" limit=0 cont=""',
    ]);
    expect(run.reflector.lastSyncResourceVersion()).toBe('11');
    expect(run.sim.now).toBe(0);
  });

  test('RF12 a page that expired is answered by the whole list (TestReflectorFullListIfExpired)', () => {
    const run = reflectorRun({
      lists: [
        { version: 10 },
        { error: expired },
        { version: 15, items: [pod('a', 1)], next: 'token' },
        { error: expired },
        { version: 16, items: [pod('a', 1), pod('b', 2)] },
      ],
      watches: [ends],
      reflector: { watchListPageSize: 4 },
    });
    run.once();
    run.once();
    expect(asked(run)).toEqual([
      'rv="0" limit=4 cont=""',
      'rv="10" limit=4 cont=""',
      'rv="" limit=4 cont=""',
      'rv="" limit=4 cont="token"',
      'rv="" limit=0 cont=""',
    ]);
    expect(run.stored()).toBe('a@1 b@2');
  });

  test.each<[string, Status]>([
    [
      'by its cause',
      {
        ...status(504, 'Timeout', 'later'),
        details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'x' }] },
      },
    ],
    [
      "by its cause's message",
      {
        ...status(504, 'Timeout', 'later'),
        details: { causes: [{ message: 'Too large resource version' }] },
      },
    ],
    ['by its message', status(504, 'Timeout', 'Too large resource version: 20, current: 10')],
  ])(
    'RF13 a version too large, told %s, is given up for the latest (TestReflectorFullListIfTooLarge)',
    (_name, errStatus) => {
      const error = { kind: 'StatusError', message: errStatus.message ?? '', errStatus };
      const run = reflectorRun({
        lists: [{ version: 20 }, { error }, { version: 30 }],
        watches: [ends],
      });
      run.once();
      run.once();
      expect(asked(run).map((line) => line.split(' ')[0])).toEqual(['rv="0"', 'rv="20"', 'rv=""']);
    },
  );

  test('RF14 a chosen page size holds for every page (TestReflectorWatchListPageSize)', () => {
    const page = (from: number, next?: string) => ({
      version: 10,
      items: [0, 1, 2, 3].map((offset) => pod(`p${from + offset}`, from + offset)),
      ...(next === undefined ? {} : { next }),
    });
    const run = reflectorRun({
      lists: [{ version: 10 }, page(0, 'C1'), page(4, 'C2'), page(8)],
      watches: [ends],
      reflector: { watchListPageSize: 4 },
    });
    run.once();
    run.once();
    expect(asked(run).slice(1)).toEqual([
      'rv="10" limit=4 cont=""',
      'rv="" limit=4 cont="C1"',
      'rv="" limit=4 cont="C2"',
    ]);
    expect(run.store.listKeys()).toHaveLength(12);
  });

  test('RF15 a server that pages at "0" is asked for pages for ever (TestReflectorPaginatingNonConsistentReadsIfWatchCacheDisabled)', () => {
    const run = reflectorRun({
      lists: [{ version: 10, next: 'token' }, { version: 10 }, { version: 11 }],
      watches: [ends],
    });
    run.once();
    run.once();
    expect(asked(run)).toEqual([
      'rv="0" limit=500 cont=""',
      'rv="" limit=500 cont="token"',
      'rv="10" limit=500 cont=""',
    ]);
  });
});

describe('what a watch brings', () => {
  test('RF20 is stored by type, and even an older version is the last (TestReflectorWatchHandler)', () => {
    const run = reflectorRun({
      lists: [{ version: 1, items: [pod('foo', 1), pod('bar', 1)] }],
      watches: [
        (watch) => {
          watch.add({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'rejected' } });
          watch.delete(pod('foo', 60)).modify(pod('bar', 55)).add(pod('baz', 32));
          ends(watch);
        },
      ],
    });
    run.once();
    expect(run.stored()).toBe('bar@55 baz@32');
    expect(run.reflector.lastSyncResourceVersion()).toBe('32');
    const skipped = eventsOf(run.events, 'reflector.event.skipped');
    expect(skipped.map((event) => event.data.reason)).toEqual(['wrong type']);
  });

  test('RF21 tells a store that wants to know each version reached (TestReflectorResourceVersionUpdate)', () => {
    const reached: string[] = [];
    const run = reflectorRun({
      lists: [{ version: 1 }],
      watches: [
        (watch) => {
          watch.add(pod('a', 10)).modify(pod('a', 20)).bookmark(30).delete(pod('a', 40));
          ends(watch);
        },
      ],
      wrap: (store) => ({
        ...store,
        updateResourceVersion: (version) => {
          reached.push(version);
        },
      }),
    });
    run.once();
    expect(reached).toEqual(['10', '20', '30', '40']);
  });

  test('RF22 an error event ends and stops it (TestCloseWatchChannelOnError)', () => {
    const run = reflectorRun({ watches: [ends] });
    expect(run.once()).toBe('ended');
    expect(run.server.watching.stopped).toBe(true);
    expect(run.server.watching.resultChan().closed).toBe(true);
  });

  test('RF23 an object that cannot be read is gone after the relist that follows (TestReflectorReplacesStoreOnUnsafeDelete)', () => {
    const run = reflectorRun({
      lists: [
        { version: 4, items: [pod('good', 1), pod('corrupt', 2)] },
        { version: 5, items: [pod('good', 1)] },
      ],
      watches: [(watch) => watch.error(status(500, 'StoreReadError', 'corrupt')), 'open'],
    });
    run.start();
    run.until(10);
    expect(run.stored()).toBe('good@1');
    run.ctx.cancel();
    run.until(11);
  });

  test.each([
    ['has ended already', 0],
    ['ends after a while', 0.01],
  ])(
    'RF24 a watch without an event whose channel %s is an error (TestReflectorHandleWatchResultChanClosedBefore, TestReflectorHandleWatchResultChanClosedAfter)',
    (_name, delay) => {
      const run = reflectorRun({ watches: ['open'] });
      run.start();
      run.until(delay);
      run.server.watching.close();
      run.until(delay);
      const [ended] = eventsOf(run.events, 'reflector.watch.ended');
      expect(ended?.data).toMatchObject({
        outcome: 'very short',
        message:
          'very short watch: test/pods: Unexpected watch close - watch lasted less than a second and no items received',
      });
      expect(run.server.watching.stopped).toBe(true);
    },
  );
});

describe('stopping', () => {
  test('RF30 during a watch ends it and the Reflector (TestRunUntil, TestReflectorWatchStoppedAfter)', () => {
    const run = reflectorRun({});
    run.start();
    run.until(1);
    run.ctx.cancel();
    run.until(1);
    expect(run.server.watching.stopped).toBe(true);
    expect(eventsOf(run.events, 'reflector.stopped')).toHaveLength(1);
    expect(run.sim.deadlock({ allMustEnd: true })).toEqual([]);
  });

  test('RF31 before the start: nothing is asked (TestReflectorWatchStoppedBefore)', () => {
    const run = reflectorRun({});
    run.ctx.cancel();
    run.start();
    run.until(100);
    expect(run.lines).toEqual([]);
  });

  test('RF31 before the start, in later releases: one list is sent (Z2c)', () => {
    const run = reflectorRun({ profile: { backoff: 'delayWithReset' } });
    run.ctx.cancel();
    run.start();
    run.until(100);
    expect(run.lines).toEqual(['0.000 LIST#1 rv="0" limit=500 cont=""']);
  });

  test('RF32 during a list does not wait for it', () => {
    const run = reflectorRun({
      *beforeList() {
        yield* run.sim.sleep(seconds(60));
      },
    });
    run.start();
    run.until(1);
    run.ctx.cancel();
    run.until(1);
    expect(eventsOf(run.events, 'reflector.stopped')).toHaveLength(1);
    run.until(100);
    expect(run.stored()).toBe('');
  });
});

describe('delays', () => {
  const refusals = (count: number) => [
    ...Array.from({ length: count }, () => ({ error: connectionRefused })),
    'open' as const,
  ];

  test.each([
    [5, 800 + 1600 + 3200 + 6400 + 12800],
    [7, 800 + 1600 + 3200 + 6400 + 12800 + 25600 + 30000],
  ])(
    'RF40 %i refused watches wait longer and longer, and nothing is listed again (TestReflectorListAndWatchInitConnBackoff)',
    (count, waited) => {
      const run = reflectorRun({ lists: [{ version: 10 }], watches: refusals(count) });
      run.start();
      run.until(200);
      expect(run.lines.at(-1)).toBe(`${(waited / 1000).toFixed(3)} WATCH#${count + 1} rv="10"`);
      expect(run.lines.filter((line) => line.includes('LIST'))).toHaveLength(1);
    },
  );

  test('RF41 a custom back-off replaces them (TestNewReflectorWithCustomBackoff)', () => {
    const backoff = new Backoff({
      duration: milliseconds(10),
      factor: 2,
      cap: milliseconds(100),
      steps: 10,
    });
    const run = reflectorRun({ watches: refusals(5), reflector: { backoff } });
    run.start();
    run.until(2);
    expect(run.lines.at(-1)).toBe('0.250 WATCH#6 rv="1"');
  });

  test('RF42 too many requests, before and in the stream, delay twice and list nothing (TestBackoffOnTooManyRequests, TestNoRelistOnTooManyRequests)', () => {
    const tooMany = status(429, 'TooManyRequests', 'slow down');
    const run = reflectorRun({
      lists: [{ version: 1 }],
      watches: [
        { error: statusError(429, 'TooManyRequests', 'slow down') },
        (watch) => watch.error(tooMany),
        'open',
      ],
    });
    run.start();
    run.until(60);
    expect(run.lines).toEqual([
      '0.000 LIST#1 rv="0" limit=500 cont=""',
      '0.000 WATCH#1 rv="1"',
      '0.800 WATCH#2 rv="1"',
      '2.400 WATCH#3 rv="1"',
    ]);
    expect(eventsOf(run.events, 'reflector.backoff.started')).toHaveLength(2);
  });

  test.each([
    ['not at all', 0, 0],
    ['for 30 seconds', 30, 31],
  ])(
    'RF43 an internal error is tried again in place %s (TestRetryInternalError)',
    (_name, longest, retries) => {
      const run = reflectorRun({
        lists: [{ version: 1 }],
        watches: [
          (watch) => {
            run.sim.schedule(after(run.sim.now, seconds(1)), () => ends(watch));
          },
        ],
        reflector: { maxInternalErrorRetryDuration: seconds(longest) },
      });
      expect(run.once()).toBe('ended');
      const watches = run.lines.filter((line) => line.includes('WATCH'));
      expect(watches).toHaveLength(1 + retries);
    },
  );

  test('RF44 failing lists wait longer and longer; every error is wrapped and told (TestReflectorListAndWatchWithErrors)', () => {
    const run = reflectorRun({
      lists: [
        { error: statusError(500, 'InternalError', 'a list error') },
        { version: 1, items: [pod('a', 1)] },
        { version: 3, items: [pod('a', 1), pod('b', 3)] },
      ],
      watches: [{ error: statusError(403, 'Forbidden', 'a watch error') }, 'open'],
    });
    run.start();
    run.until(10);
    expect(run.lines).toEqual([
      '0.000 LIST#1 rv="0" limit=500 cont=""',
      '0.000 failed: failed to list *v1.Pod: a list error',
      '0.800 LIST#2 rv="0" limit=500 cont=""',
      '0.800 WATCH#1 rv="1"',
      '0.800 failed: a watch error',
      '2.400 LIST#3 rv="1" limit=0 cont=""',
      '2.400 WATCH#2 rv="3"',
    ]);
    expect(run.stored()).toBe('a@1 b@3');
  });
});

test('RF50 a resync that fails tears the watch down (TestReflectorResync)', () => {
  let resyncs = 0;
  const run = reflectorRun({
    resyncPeriod: milliseconds(10),
    wrap: (store) => ({
      ...store,
      *resync() {
        return ++resyncs === 2 ? fail({ message: 'resync failed' }) : ok(undefined);
      },
    }),
  });
  expect(run.once()).toBe('ended');
  expect([resyncs, run.sim.now]).toEqual([2, milliseconds(20)]);
  const [ended] = eventsOf(run.events, 'reflector.watch.ended');
  expect(ended?.data).toMatchObject({ outcome: 'resync failed', message: 'resync failed' });
});

test.each([
  ['5 minutes', undefined, 300, 600],
  ['not less than 5 minutes', seconds(1), 300, 600],
  ['more, if wanted', minutes(30), 1800, 3600],
])('RF51 a watch lasts at least %s (TestWatchTimeout)', (_name, minWatchTimeout, least, most) => {
  const run = reflectorRun({ watches: [ends], reflector: { minWatchTimeout } });
  run.sim.chooser.replay('reflector.watchTimeout', [0, 0.9999]);
  run.once();
  run.once();
  const timeouts = eventsOf(run.events, 'reflector.watch.started').map(
    (event) => event.data.timeoutSeconds,
  );
  expect(timeouts).toEqual([least, most - 1]);
});

test('RF52 a store is told of a resync that nobody is due only by an event', () => {
  let due = false;
  const run = reflectorRun({
    resyncPeriod: seconds(10),
    reflector: {
      *shouldResync() {
        return due;
      },
    },
  });
  run.start();
  run.until(10);
  due = true;
  run.until(20);
  expect(eventsOf(run.events, 'reflector.resync.skipped').map((event) => event.at)).toEqual([
    seconds(10),
  ]);
  expect(eventsOf(run.events, 'reflector.resync.forced').map((event) => event.at)).toEqual([
    seconds(20),
  ]);
});
