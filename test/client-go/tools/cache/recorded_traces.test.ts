/**
 * Scenarios recorded from the real library in July 2026; the ids are those of the recordings. Delays drawn
 * there are fed to the chooser. Lanes are compared one by one: order between them is not promised.
 */

import { describe, expect, test } from 'vitest';
import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { fail, ok } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import { resourceEventHandlerFuncs } from '#client-go/tools/cache/controller.ts';
import { waitForCacheSync } from '#client-go/tools/cache/shared_informer.ts';
import { background } from '#sim/context.ts';
import type { Profile } from '#trace/profile.ts';
import { type FakeWatch, status, statusError } from './fake_lister_watcher.ts';
import { pod } from './fixture.ts';
import { type InformerRun, informerRun, lane } from './informer_run.ts';

const expired: Status = status(410, 'Expired', 'too old resource version');
const a5 = [pod('a', 5), pod('b', 6)];

/** The three queues of one release, as the recordings had them. */
const modes: Readonly<Record<string, Partial<Profile>>> = {
  delta: {},
  real: { queue: 'RealFIFO', batches: true, dropOnStop: true, countAfterProcessing: true },
  atomic: {
    queue: 'RealFIFO',
    batches: true,
    dropOnStop: true,
    countAfterProcessing: true,
    atomicEvents: true,
    unlockWhileProcessing: true,
    syncedSignal: 'channel',
  },
};

/** What share of a delay was drawn on top of it: 1.402 s after a base of 0.8 s. */
function drawn(run: InformerRun, ...delays: readonly (readonly [number, number])[]): void {
  const fractions = delays.map(([base, delay]) => delay / base - 1);
  run.sim.chooser.replay('reflector.backoff', fractions);
}

function wire(run: InformerRun): readonly string[] {
  return run.lines.filter((line) => /LIST|WATCH/.test(line));
}

describe('Y5 two keys interleaved', () => {
  const play = (mode: string) => {
    const run = informerRun({ profile: modes[mode] ?? {}, lists: [{ version: 10 }] });
    run.until(1);
    run
      .watching()
      .add(pod('a', 12), pod('b', 13))
      .modify(pod('a', 14), pod('b', 15))
      .delete(pod('a', 16))
      .delete(pod('a', 16))
      .add(pod('a', 17));
    // The reflector is let through before anything is popped, as a slow consumer would.
    run.until(2);
    return lane(run.lines, 'H').map((line) => line.slice('1.000 H '.length));
  };

  const inOrder = [
    'ADD a@12 init=false',
    'ADD b@13 init=false',
    'UPD a@12 -> a@14',
    'UPD b@13 -> b@15',
    'DEL a@16',
    'DEL a@16',
    'ADD a@17 init=false',
  ];

  test.each(['real', 'atomic'])('SI2 are handled in order of arrival: %s', (mode) => {
    expect(play(mode)).toEqual(inOrder);
  });
});

describe('Y6 a relist after 410 with a key listed twice', () => {
  const play = (mode: string) => {
    const run = informerRun({
      profile: modes[mode] ?? {},
      lists: [
        { version: 10, items: a5 },
        { version: 20, items: [pod('c', 15), pod('c', 15), pod('b', 16)] },
      ],
    });
    drawn(run, [0.8, 1.402]);
    run.until(5);
    run.watching().error(expired);
    run.until(10);
    return run;
  };

  test.each([
    ['delta', ['ADD c@15 init=false', 'UPD c@15 -> c@15', 'UPD b@6 -> b@16', 'DEL DFSU{ns/a@5}']],
    ['real', ['DEL DFSU{ns/a@5}', 'ADD c@15 init=false', 'UPD c@15 -> c@15', 'UPD b@6 -> b@16']],
    [
      'atomic',
      ['DEL DFSU{ns/a@5}', 'ADD c@15 init=false', 'ADD c@15 init=false', 'UPD b@6 -> b@16'],
    ],
  ])('RF1 is told in the order of the queue: %s', (mode, told) => {
    const run = play(mode);
    expect(wire(run)).toEqual([
      '0.000 LIST#1 rv="0" limit=500 cont=""',
      '0.000 WATCH#1 rv="10"',
      '6.402 LIST#2 rv="10" limit=0 cont=""',
      '6.402 WATCH#2 rv="20"',
    ]);
    expect(lane(run.lines, 'H')).toEqual([
      '0.000 H ADD a@5 init=true',
      '0.000 H ADD b@6 init=true',
      ...told.map((line) => `6.402 H ${line}`),
    ]);
  });
});

test('RF2 what a stream or its opening ends with decides between watching again and listing: Y7', () => {
  const tooLarge = status(504, 'Timeout', 'Too large resource version');
  const run = informerRun({
    profile: { backoff: 'delayWithReset' },
    lists: [{ version: 10 }],
    watches: [
      (watch) => watch.error(status(500, 'InternalError', 'boom')),
      (watch) => watch.error(status(429, 'TooManyRequests', 'slow down')),
      { error: statusError(418, '', 'weird error') },
      (watch) => watch.close(),
      (watch) => watch.error(tooLarge),
      'open',
    ],
  });
  drawn(run, [0.8, 1.354], [1.6, 1.877], [3.2, 4.941], [6.4, 9.108], [12.8, 16.046]);
  run.informer.setWatchErrorHandler((_reflector, error) => {
    run.note(`watchErrorHandler: ${error.message}`);
  });
  run.until(60);
  expect(run.lines).toEqual([
    '0.000 LIST#1 rv="0" limit=500 cont=""',
    '0.000 WATCH#1 rv="10"',
    '1.354 LIST#2 rv="10" limit=0 cont=""',
    '1.354 WATCH#2 rv="10"',
    '3.231 WATCH#3 rv="10"',
    '3.231 watchErrorHandler: weird error',
    '8.172 LIST#3 rv="10" limit=0 cont=""',
    '8.172 WATCH#4 rv="10"',
    '17.280 LIST#4 rv="10" limit=0 cont=""',
    '17.280 WATCH#5 rv="10"',
    '33.326 LIST#5 rv="10" limit=0 cont=""',
    '33.326 WATCH#6 rv="10"',
  ]);
  const ends = run.events.filter((event) => event.kind === 'reflector.watch.ended');
  expect(ends.map((event) => event.data)).toMatchObject([
    { outcome: 'internal error' },
    { outcome: 'too many requests' },
    {
      outcome: 'very short',
      message: expect.stringContaining('test/pods: Unexpected watch close'),
    },
    { outcome: 'error', message: 'Too large resource version' },
  ]);
});

test('RF3 a clean close is followed by a watch from the last event at once: Y2', () => {
  let version = 10;
  const run = informerRun({
    lists: [{ version: 10 }],
    watches: [
      ...Array.from({ length: 8 }, () => (watch: FakeWatch) => {
        watch.add(pod('a', ++version)).close();
      }),
      { error: statusError(403, 'Forbidden', 'enough') },
    ],
  });
  run.until(0);
  expect(wire(run)).toEqual([
    '0.000 LIST#1 rv="0" limit=500 cont=""',
    ...Array.from({ length: 9 }, (_, index) => `0.000 WATCH#${index + 1} rv="${10 + index}"`),
  ]);
});

describe('X2 a relist with the same resourceVersions', () => {
  const play = (resyncPeriod: number, delays: readonly [number, number]) => {
    const run = informerRun({
      lists: [{ version: 10, items: a5 }],
      resyncPeriod: seconds(resyncPeriod),
      handlers: { H60: 60, H0: 0 },
    });
    drawn(run, [0.8, delays[0]], [1.6, delays[1]]);
    for (const at of [5, 45]) {
      run.until(at);
      run.watching().error(expired);
    }
    run.until(140);
    return run;
  };

  test('SI3 reaches every handler of an informer that never resyncs', () => {
    const run = play(0, [1.578, 1.88]);
    for (const who of ['H60', 'H0']) {
      expect(lane(run.lines, who).slice(2)).toEqual([
        `6.578 ${who} UPD a@5 -> a@5`,
        `6.578 ${who} UPD b@6 -> b@6`,
        `46.880 ${who} UPD a@5 -> a@5`,
        `46.880 ${who} UPD b@6 -> b@6`,
      ]);
    }
  });

  test('SI4 reaches nobody after a resync tick on which nobody was due', () => {
    const run = play(30, [1.409, 1.745]);
    expect(lane(run.lines, 'H60').slice(2)).toEqual([
      '6.409 H60 UPD a@5 -> a@5',
      '6.409 H60 UPD b@6 -> b@6',
      '76.745 H60 UPD a@5 -> a@5',
      '76.745 H60 UPD b@6 -> b@6',
      '136.745 H60 UPD a@5 -> a@5',
      '136.745 H60 UPD b@6 -> b@6',
    ]);
    expect(lane(run.lines, 'H0').slice(2)).toEqual([
      '6.409 H0 UPD a@5 -> a@5',
      '6.409 H0 UPD b@6 -> b@6',
    ]);
    const skipped = run.events.filter((event) => event.kind === 'listener.skipped');
    expect(skipped.map((event) => event.data)).toMatchObject([
      { listener: 'H60', key: 'ns/a', reason: 'same resourceVersion, treated as a sync' },
      { listener: 'H0', key: 'ns/a', reason: 'same resourceVersion, treated as a sync' },
      { listener: 'H60', key: 'ns/b', reason: 'same resourceVersion, treated as a sync' },
      { listener: 'H0', key: 'ns/b', reason: 'same resourceVersion, treated as a sync' },
      { listener: 'H0', key: 'ns/a', reason: 'listener not in the resync set' },
      { listener: 'H0', key: 'ns/b', reason: 'listener not in the resync set' },
      { listener: 'H0', key: 'ns/a', reason: 'listener not in the resync set' },
      { listener: 'H0', key: 'ns/b', reason: 'listener not in the resync set' },
    ]);
  });
});

describe('X3 weird events', () => {
  const play = (mode: string) => {
    const run = informerRun({ profile: modes[mode] ?? {}, lists: [{ version: 10, items: a5 }] });
    const step = (feed: (run: InformerRun) => unknown) => {
      feed(run);
      run.until(run.sim.now / seconds(1));
    };
    run.until(0);
    step(({ watching }) => watching().delete(pod('z', 11)));
    step(({ watching }) => watching().modify(pod('y', 12)));
    step(({ watching }) => watching().add(pod('a', 13)));
    step(({ watching }) => watching().modify(pod('a', 13)));
    run.note(`storeRV="${run.informer.lastStoreSyncResourceVersion()}"`);
    step(({ watching }) => watching().bookmark(99));
    run.note(`storeRV="${run.informer.lastStoreSyncResourceVersion()}"`);
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { resourceVersion: '100' } };
    step(({ watching }) => watching().add(service));
    run.note(`lastSync="${run.informer.lastSyncResourceVersion()}"`);
    return run.lines.map((line) => line.slice('0.000 '.length));
  };

  const start = [
    'LIST#1 rv="0" limit=500 cont=""',
    'WATCH#1 rv="10"',
    'H ADD a@5 init=true',
    'H ADD b@6 init=true',
  ];
  const known = ['H ADD y@12 init=false', 'H UPD a@5 -> a@13', 'H UPD a@13 -> a@13'];

  test.each([
    ['delta', [...known, 'storeRV=""', 'storeRV=""', 'lastSync="99"']],
    ['real', ['H DEL z@11', ...known, 'storeRV=""', 'storeRV=""', 'lastSync="99"']],
    ['atomic', ['H DEL z@11', ...known, 'storeRV="13"', 'storeRV="99"', 'lastSync="99"']],
  ])('RF4 the type of an event does not decide the callback: %s', (mode, lines) => {
    expect(play(mode)).toEqual([...start, ...lines]);
  });
});

describe('X7 a stop while a handler is busy', () => {
  const play = (mode: string) => {
    const run = informerRun({
      profile: modes[mode] ?? {},
      lists: [{ version: 10, items: [pod('a', 5), pod('b', 6), pod('c', 7), pod('d', 8)] }],
      handlers: {},
    });
    const handler = resourceEventHandlerFuncs({
      *addFunc(obj) {
        run.note(`start ${obj.metadata.name}`);
        yield* run.sim.sleep(seconds(10));
        run.note(`end ${obj.metadata.name}`);
      },
    });
    const added = run.ask(() => run.informer.addEventHandler(handler, { name: 'H' }));
    run.until(15);
    const informer = run.ask(() => run.informer.hasSynced());
    const mine = added.ok && run.ask(() => added.value.hasSynced());
    run.note(`informer HasSynced=${informer} handler HasSynced=${mine}; cancel`);
    run.ctx.cancel();
    run.until(60);
    return run;
  };

  test.each(['delta', 'atomic'])(
    'SI5 ends after the current call, the rest is dropped: %s',
    (mode) => {
      const run = play(mode);
      expect(run.lines.slice(2)).toEqual([
        '0.000 start a',
        '10.000 end a',
        '10.000 start b',
        '15.000 informer HasSynced=true handler HasSynced=false; cancel',
        '20.000 end b',
      ]);
      const stopped = run.events.find((event) => event.kind === 'informer.stopped');
      expect(stopped?.at).toBe(seconds(20));
      expect(run.informer.isStopped()).toBe(true);
      expect(run.handle('late')).toBe(
        'handler late was not added to shared informer because it has stopped already',
      );
      expect(run.sim.deadlock({ allMustEnd: true })).toEqual([]);
    },
  );
});

test('SI6 resync periods are rounded up to ticks, and late handlers wait for theirs: X8', () => {
  const run = informerRun({
    lists: [{ version: 10, items: [pod('a', 5)] }],
    resyncPeriod: seconds(30),
    handlers: { H30: 30, H45: 45 },
  });
  run.until(10);
  run.handle('LATE30', 30);
  run.handle('LATE10', 10);
  run.until(120);
  const times = (who: string) => lane(run.lines, who).map((line) => Number(line.split(' ')[0]));
  expect(times('H30')).toEqual([0, 30, 60, 90, 120]);
  expect(times('H45')).toEqual([0, 60, 120]);
  expect(times('LATE30')).toEqual([10, 60, 90, 120]);
  expect(times('LATE10')).toEqual([10, 60, 90, 120]);
  expect(lane(run.lines, 'LATE30')[0]).toBe('10.000 LATE30 ADD a@5 init=true');
});

test('SI7 resync never happens while the watch breaks more often than the period: X8', () => {
  const run = informerRun({
    lists: [{ version: 10, items: [pod('a', 5)] }],
    resyncPeriod: seconds(30),
  });
  run.until(10);
  for (let at = 20; at <= 80; at += 20) {
    run.watching().error(expired);
    run.until(at);
  }
  const forced = run.events.filter((event) => event.kind === 'reflector.resync.forced');
  expect(forced).toEqual([]);
});

test('RF5 what cannot be transformed fails a list and is skipped in a watch: X13', () => {
  let broken = true;
  const run = informerRun({ lists: [{ version: 10, items: [pod('a', 5)] }] });
  run.informer.setTransform((obj) =>
    broken || obj.metadata.name === 'bad' ? fail({ message: 'bad transform' }) : ok(obj),
  );
  run.informer.setWatchErrorHandler((_reflector, error) => {
    run.note(`watchErrorHandler: ${error.message}`);
  });
  drawn(run, [0.8, 1.015]);
  run.until(0);
  broken = false;
  run.until(5);
  run.watching().add(pod('bad', 20));
  run.until(5);
  const lines = run.lines.map((line) => line.replace("couldn't enqueue object: ", ''));
  expect(lines).toEqual([
    '0.000 LIST#1 rv="0" limit=500 cont=""',
    '0.000 watchErrorHandler: unable to sync list result: bad transform',
    '1.015 LIST#2 rv="0" limit=500 cont=""',
    '1.015 WATCH#1 rv="10"',
    '1.015 H ADD a@5 init=true',
  ]);
  expect(run.informer.lastSyncResourceVersion()).toBe('20');
  expect(run.informer.getStore().listKeys()).toEqual(['ns/a']);
});

describe('X14 a handler panics on the second of three', () => {
  const play = (reallyCrash: boolean) => {
    const items = [pod('a', 1), pod('b', 2), pod('c', 3)];
    const run = informerRun({ lists: [{ version: 10, items }], handlers: {}, reallyCrash });
    const handler = resourceEventHandlerFuncs({
      addFunc: (obj) => {
        run.note(`handle ${obj.metadata.name}`);
        if (obj.metadata.name === 'b') throw new Error('b!');
      },
    });
    const added = run.ask(() => run.informer.addEventHandler(handler, { name: 'H' }));
    return { run, added };
  };

  test('SI8 the item is lost, a second passes, and the handler never syncs', () => {
    const { run, added } = play(false);
    run.until(10);
    expect(run.lines.slice(2)).toEqual(['0.000 handle a', '0.000 handle b', '1.000 handle c']);
    expect(run.ask(() => run.informer.hasSynced())).toBe(true);
    expect(added.ok && run.ask(() => added.value.hasSynced())).toBe(false);
  });

  test('SI9 by default the program ends', () => {
    const { run } = play(true);
    expect(() => run.until(10)).toThrow('b!');
    const panicked = run.events.find((event) => event.kind === 'handler.panicked');
    expect(panicked?.data).toMatchObject({ message: 'b!', survives: false, key: 'ns/b' });
  });
});

test('SI10 too short a period becomes a second; late handlers see adds; a second run is nothing: Z2', () => {
  const run = informerRun({
    lists: [{ version: 10, items: [pod('a', 5)] }],
    resyncPeriod: seconds(5),
    handlers: { H: 0.1 },
    *beforeList() {
      yield* run.sim.sleep(seconds(3));
    },
  });
  expect(run.informer.resyncCheckPeriod).toBe(seconds(1));
  run.until(0.5);
  run.handle('late', 0.5);
  run.until(3.5);
  expect(run.ask(() => run.informer.hasSynced())).toBe(true);
  run.ask(() => run.informer.run(run.ctx.ctx));
  expect(run.informer.setTransform(ok)).toEqual(fail({ message: 'informer has already started' }));
  run.until(6);
  run.ctx.cancel();
  run.until(6.5);
  for (const who of ['late', 'H']) {
    expect(lane(run.lines, who)).toEqual([
      `3.000 ${who} ADD a@5 init=true`,
      `4.000 ${who} UPD a@5 -> a@5`,
      `5.000 ${who} UPD a@5 -> a@5`,
      `6.000 ${who} UPD a@5 -> a@5`,
    ]);
  }
  expect(run.ask(() => run.informer.addIndexers(new Map()))).toEqual(
    fail({ message: 'indexer was not added because it has stopped already' }),
  );
  expect(run.ask(() => run.informer.removeEventHandler(run.registrations['H'] as never))).toEqual(
    ok(undefined),
  );
});

test('SI11 an informer that never resyncs gives no handler a period: Z2b', () => {
  const run = informerRun({ lists: [{ version: 10, items: [pod('a', 5)] }], handlers: { H5: 5 } });
  run.until(100);
  expect(run.informer.resyncCheckPeriod).toBe(0);
  expect(lane(run.lines, 'H5')).toEqual(['0.000 H5 ADD a@5 init=true']);
});

test('SI12 WaitForCacheSync asks at once and then every 100 ms: Z2', () => {
  const run = informerRun({});
  let polls = 0;
  const synced = run.ask(() =>
    waitForCacheSync(run.sim, background(run.sim), function* () {
      polls++;
      return run.sim.now >= seconds(0.25);
    }),
  );
  expect([synced, polls, run.sim.now / seconds(1)]).toEqual([true, 4, 0.3]);
});
