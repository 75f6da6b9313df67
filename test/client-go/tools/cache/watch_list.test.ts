import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import { connectionRefused, type FakeWatch, status, statusError } from './fake_lister_watcher.ts';
import { eventsOf, pod } from './fixture.ts';
import { informerRun, lane } from './informer_run.ts';
import { reflectorRun } from './reflector_run.ts';

const streaming = { watchList: true } as const;
const ends = (watch: FakeWatch) => watch.error(status(500, 'InternalError', 'end'));

describe('a streamed list', () => {
  test('WL1 fills the store only at the bookmark that ends it, and the watch goes on (TestWatchList)', () => {
    const run = reflectorRun({ profile: streaming, watches: ['open'] });
    run.start();
    run.until(1);
    run.server.watching.add(pod('a', 1), pod('b', 2));
    run.until(2);
    expect([run.stored(), run.reflector.lastSyncResourceVersion()]).toEqual(['', '']);
    run.server.watching.bookmark(2, true);
    run.until(3);
    expect([run.stored(), run.reflector.lastSyncResourceVersion()]).toEqual(['a@1 b@2', '2']);
    run.server.watching.modify(pod('a', 3));
    run.until(4);
    expect([run.stored(), run.reflector.lastSyncResourceVersion()]).toEqual(['a@3 b@2', '3']);
    expect(run.lines).toEqual(['0.000 WATCH#1 rv="" sie']);
  });

  test('WL2 takes over what changes while it is streamed (TestWatchList)', () => {
    const run = reflectorRun({
      profile: streaming,
      watches: [
        (watch) => {
          watch.add(pod('a', 1), pod('b', 2), pod('c', 3)).modify(pod('a', 4)).delete(pod('b', 5));
          watch.bookmark(6, true);
        },
      ],
    });
    run.start();
    run.until(1);
    expect(run.stored()).toBe('a@4 c@3');
  });

  test('WL3 does not end at a bookmark that only nearly says so (TestWatchList)', () => {
    const run = reflectorRun({
      profile: streaming,
      watches: [
        (watch) => {
          watch.add(pod('a', 1)).bookmark(2).bookmark(3, 'false');
        },
      ],
    });
    run.start();
    run.until(1);
    expect(run.stored()).toBe('');
  });

  test.each([
    ['fails to open', { error: statusError(422, 'Invalid', 'no') }],
    ['breaks', ends],
    ['closes at once', (watch: FakeWatch) => watch.close()],
  ])('WL4 that %s is replaced by a plain list, for this time (TestWatchList)', (_name, answer) => {
    const run = reflectorRun({
      profile: streaming,
      lists: [{ version: 5, items: [pod('a', 1)] }],
      watches: [answer, ends, 'open'],
    });
    run.start();
    run.until(1);
    expect(run.lines).toEqual([
      '0.000 WATCH#1 rv="" sie',
      '0.000 LIST#1 rv="0" limit=500 cont=""',
      '0.000 WATCH#2 rv="5"',
      '0.800 WATCH#3 rv="5" sie',
    ]);
  });

  test('WL5 is tried again after too many requests or a refused connection (TestWatchList)', () => {
    const run = reflectorRun({
      profile: streaming,
      watches: [
        { error: statusError(429, 'TooManyRequests', 'slow down') },
        { error: connectionRefused },
        (watch) => {
          watch.add(pod('a', 1)).bookmark(2, true);
        },
      ],
    });
    run.start();
    run.until(5);
    expect(run.lines).toEqual([
      '0.000 WATCH#1 rv="" sie',
      '0.800 WATCH#2 rv="" sie',
      '2.400 WATCH#3 rv="" sie',
    ]);
    expect(run.stored()).toBe('a@1');
  });

  test('WL6 that closes before its bookmark is opened again at once (Y2)', () => {
    const closes = (watch: FakeWatch) => watch.add(pod('a', 1)).close();
    const run = reflectorRun({
      profile: streaming,
      watches: [closes, closes, closes, { error: statusError(403, 'Forbidden', 'enough') }, 'open'],
    });
    run.start();
    run.until(0);
    expect(run.lines).toEqual([
      ...[1, 2, 3, 4].map((number) => `0.000 WATCH#${number} rv="" sie`),
      '0.000 LIST#1 rv="0" limit=500 cont=""',
      '0.000 WATCH#5 rv="1"',
    ]);
  });

  test('WL7 a stop waits for the back-off between two tries (X9)', () => {
    const run = reflectorRun({ profile: streaming, watches: [{ error: connectionRefused }] });
    run.sim.chooser.replay('reflector.backoff', [
      1.123 / 0.8 - 1,
      1.715 / 1.6 - 1,
      5.141 / 3.2 - 1,
      10.43 / 6.4 - 1,
      15.488 / 12.8 - 1,
      40.553 / 25.6 - 1,
    ]);
    run.start();
    run.until(70);
    run.ctx.cancel();
    run.until(100);
    const [stopped] = eventsOf(run.events, 'reflector.stopped');
    expect((stopped?.at ?? 0) / seconds(1)).toBeCloseTo(74.45, 2);
    expect(run.lines).toHaveLength(6);
  });

  test.each([
    ['the client cannot', true, false, 'LIST'],
    ['it is switched off', false, true, 'LIST'],
    ['both are fine', true, true, 'WATCH'],
  ])(
    'WL8 is the start unless %s (TestNewReflectorWithDisablementWatchList)',
    (_name, watchList, supportsWatchList, first) => {
      const run = reflectorRun({ profile: { watchList }, supportsWatchList });
      run.start();
      run.until(0);
      expect(run.lines[0]).toContain(first);
    },
  );

  test.each(['delta', 'real'])(
    'WL9 transforms initial objects twice, later ones once: %s (TestReflectorRespectStoreTransformer)',
    (mode) => {
      let transforms = 0;
      const run = informerRun({
        profile: { ...streaming, queue: mode === 'delta' ? 'DeltaFIFO' : 'RealFIFO' },
        watches: [
          (watch) => {
            watch.add(pod('a', 1), pod('b', 2)).bookmark(3, true).modify(pod('a', 4));
          },
        ],
      });
      run.informer.setTransform((obj) => {
        transforms++;
        return ok(obj);
      });
      run.until(1);
      expect(transforms).toBe(5);
    },
  );
});

test('WL10 410, a clean close and a broken list are climbed down and up again (X10)', () => {
  const initial =
    (version: number, ...names: string[]) =>
    (watch: FakeWatch) => {
      watch.add(...names.map((name, index) => pod(name, 10 + index))).bookmark(version, true);
    };
  const run = informerRun({
    profile: 'modern',
    lists: [{ version: 60, items: [pod('l', 60)] }],
    watches: [
      { error: statusError(429, 'TooManyRequests', 'slow down') },
      initial(50, 'a', 'b'),
      { error: statusError(410, 'Expired', 'too old') },
      initial(70, 'a'),
      (watch) => watch.close(),
      { error: statusError(500, 'InternalError', 'weird') },
      'open',
    ],
  });
  run.sim.chooser.replay('reflector.backoff', [1.393 / 0.8 - 1, 2.054 / 1.6 - 1, 4.384 / 3.2 - 1]);
  run.until(5);
  run.watching().error(status(410, 'Expired', 'too old'));
  run.until(10);
  run.watching().close();
  run.until(20);
  expect(run.lines.filter((line) => /LIST|WATCH/.test(line))).toEqual([
    '0.000 WATCH#1 rv="" sie',
    '1.393 WATCH#2 rv="" sie',
    '7.054 WATCH#3 rv="50" sie',
    '7.054 WATCH#4 rv="" sie',
    '10.000 WATCH#5 rv="70"',
    '14.384 WATCH#6 rv="70" sie',
    '14.384 LIST#1 rv="70" limit=0 cont=""',
    '14.384 WATCH#7 rv="60"',
  ]);
  expect(lane(run.lines, 'H')).toEqual([
    '1.393 H ADD a@10 init=true',
    '1.393 H ADD b@11 init=true',
    '7.054 H DEL DFSU{ns/b@11}',
    '7.054 H UPD a@10 -> a@10',
    '14.384 H DEL DFSU{ns/a@10}',
    '14.384 H ADD l@60 init=false',
  ]);
});

test("WL11 initial adds come in the order of a map: X4's is one of many", () => {
  const names = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
  const run = informerRun({
    profile: 'modern',
    watches: [
      (watch) => {
        watch.add(...names.map((name, index) => pod(name, 10 + index))).bookmark(20, true);
      },
    ],
  });
  run.sim.chooser.replay('threadSafeMap.List', [2, 2, 2, 2, 2, 2, 0]);
  run.until(1);
  expect(lane(run.lines, 'H').map((line) => line.split(' ')[3])).toEqual([
    'p2@12',
    'p3@13',
    'p4@14',
    'p5@15',
    'p6@16',
    'p7@17',
    'p0@10',
    'p1@11',
  ]);
});
