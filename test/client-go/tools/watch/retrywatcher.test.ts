/** What makes a retrying watch go on, what ends it, and where and when it goes on. */

import { describe, expect, test } from 'vitest';
import {
  newForbidden,
  newGone,
  newInternalError,
  newResourceExpired,
  newTimeoutError,
  newTooManyRequests,
  newUnauthorized,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Event } from '#apimachinery/pkg/watch/watch.ts';
import { assert } from '#base/assert.ts';
import { fail, ok } from '#base/result.ts';
import { milliseconds, seconds } from '#base/time.ts';
import type { ListWatchError } from '#client-go/tools/cache/listwatch.ts';
import { newRetryWatcher, type RetryWatcher } from '#client-go/tools/watch/retrywatcher.ts';
import { Channel } from '#sim/channel.ts';
import { background } from '#sim/context.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

/** What the nth watch gives: its events, and whether it then ends; or an error; or no watch at all. */
type Opened =
  | { readonly events: readonly Event[]; readonly closeAfter?: number }
  | ListWatchError
  | undefined;

interface Bench extends SimulatedRun {
  readonly watcher: RetryWatcher;
  /** The resourceVersion of each watch, and when it was opened. */
  readonly opened: readonly (readonly [string, number])[];
  readonly read: () => readonly string[];
}

function added(version: number): Event {
  return { type: 'ADDED', object: { metadata: { name: 'x', resourceVersion: String(version) } } };
}

function error(status: unknown): Event {
  return { type: 'ERROR', object: status } as Event;
}

/** As a server does: only what is newer, and no error in front. */
function from(version: string, events: readonly Event[]): readonly Event[] {
  const result: Event[] = [];
  for (const event of events) {
    if (event.type === 'ERROR' ? result.length === 0 : isOld(event, version)) continue;
    result.push(event);
  }
  return result;
}

function isOld(event: Exclude<Event, { type: 'ERROR' }>, version: string): boolean {
  const own = (event.object.metadata as { resourceVersion?: string } | undefined)?.resourceVersion;
  return own !== undefined && own !== '' && Number(own) <= Number(version);
}

function bench(version: string, open: (version: string, nth: number) => Opened): Bench {
  const run = simulatedRun();
  const { sim } = run;
  const opened: (readonly [string, number])[] = [];
  const watcher = {
    watch: (_: unknown, options: { readonly resourceVersion?: string | undefined }) =>
      sim.call('watch', opening(options.resourceVersion ?? '')),
  };
  function* opening(resourceVersion: string) {
    opened.push([resourceVersion, sim.now / 1e9]);
    const gives = open(resourceVersion, opened.length);
    if (gives === undefined) return ok(undefined);
    if (!('events' in gives)) return fail(gives);
    const events = from(resourceVersion, gives.events).slice(0, gives.closeAfter);
    const channel = new Channel<Event>(sim, { name: 'watch', capacity: events.length });
    for (const event of events) channel.trySend(event);
    if (gives.closeAfter !== undefined && events.length > 0) channel.close();
    return ok({ stop: () => undefined, resultChan: () => channel });
  }
  const options = { name: 'w', initialResourceVersion: version, watcher };
  const made = newRetryWatcher(sim, background(sim), options);
  assert(made.ok, 'a test begins at a version');
  const received: string[] = [];
  const read = () => {
    run.go('reader', function* () {
      for (;;) {
        const event = yield* made.value.resultChan().receive();
        received.push(event === undefined ? 'closed' : shown(event));
        if (event === undefined) return;
      }
    });
    return received;
  };
  return { ...run, watcher: made.value, opened, read };
}

function shown(event: Event): string {
  if (event.type === 'ERROR') return `${event.object.code} ${event.object.message}`;
  return event.object.metadata.resourceVersion ?? '';
}

test.each([
  { id: 'RW1', version: '' },
  { id: 'RW2', version: '0' },
])('$id resourceVersion "$version" is refused (TestNewRetryWatcher)', ({ version }) => {
  const { sim } = simulatedRun();
  const watcher = { watch: () => sim.call('watch', nothing()) };
  const options = { name: 'w', initialResourceVersion: version, watcher };
  expect(newRetryWatcher(sim, background(sim), options)).toEqual({
    ok: false,
    error: {
      message: `initial RV "${version}" is not supported due to issues with underlying WATCH`,
    },
  });
});

function* nothing() {
  return ok(undefined);
}

const pods = { group: '', resource: '' };
const spread = [1, 2, 5, 6, 7, 11].map(added);
const refusing = (refusal: ListWatchError) => () => refusal;
const once = (first: Opened, then: readonly Event[]) => (_: string, nth: number) =>
  nth === 1 ? first : { events: then };
const giving = (events: readonly Event[], closeAfter?: number) => () =>
  closeAfter === undefined ? { events } : { events, closeAfter };

describe('upstream’s cases', () => {
  test.each([
    {
      id: 'RW3',
      name: 'an error when opening',
      rv: '1',
      open: once({ kind: 'x', message: 'test error' }, [added(2)]),
      watches: 2,
      got: ['2'],
    },
    {
      id: 'RW4',
      name: '410 when opening',
      rv: '1',
      open: once(newResourceExpired(''), [added(2)]),
      watches: 2,
      got: ['2'],
    },
    {
      id: 'RW5',
      name: 'no watch',
      rv: '1',
      open: once(undefined, [added(2)]),
      watches: 2,
      got: ['2'],
    },
    { id: 'RW6', name: 'plain sailing', rv: '1', open: giving([added(2)]), watches: 1, got: ['2'] },
    {
      id: 'RW7',
      name: 'older items',
      rv: '1',
      open: giving([1, 2].map(added)),
      watches: 1,
      got: ['2'],
    },
    { id: 'RW8', name: 'nothing newer', rv: '3', open: giving([added(2)]), watches: 1, got: [] },
    {
      id: 'RW9',
      name: '410 in the stream',
      rv: '5',
      open: giving([added(5), added(6), error(newGone('gone').errStatus), added(7)]),
      watches: 1,
      got: ['6', '410 gone', 'closed'],
    },
    {
      id: 'RW10',
      name: 'Forbidden',
      rv: '5',
      open: refusing(newForbidden(pods, '', 'unknown')),
      watches: 1,
      got: ['403  is forbidden: unknown', 'closed'],
    },
    {
      id: 'RW11',
      name: 'Unauthorized',
      rv: '5',
      open: refusing(newUnauthorized('')),
      watches: 1,
      got: ['401 not authorized', 'closed'],
    },
    {
      id: 'RW12',
      name: 'a timeout in the stream',
      rv: '5',
      open: giving([added(6), error(newTimeoutError('', 0).errStatus), added(7)]),
      watches: 2,
      got: ['6', '7'],
    },
    {
      id: 'RW13',
      name: 'an internal error in the stream',
      rv: '5',
      open: giving([added(6), error(newInternalError('').errStatus), added(7)]),
      watches: 2,
      got: ['6', '7'],
    },
    {
      id: 'RW14',
      name: 'an unexpected code',
      rv: '5',
      open: giving([added(6), error({ kind: 'Status', code: 666 }), added(7)]),
      watches: 2,
      got: ['6', '7'],
    },
    {
      id: 'RW15',
      name: 'an error that is no Status',
      rv: '5',
      open: giving([added(6), error({ kind: 'Other' }), added(7)]),
      watches: 2,
      got: ['6', '7'],
    },
    {
      id: 'RW16',
      name: '1 closed watch',
      rv: '5',
      open: giving([added(6)], 1),
      watches: 2,
      got: ['6'],
    },
    {
      id: 'RW17',
      name: '2 closed watches',
      rv: '4',
      open: giving([5, 6].map(added), 1),
      watches: 3,
      got: ['5', '6'],
    },
    {
      id: 'RW18',
      name: 'versions with gaps',
      rv: '4',
      open: giving([5, 7].map(added), 1),
      watches: 3,
      got: ['5', '7'],
    },
    {
      id: 'RW19',
      name: 'a much lower start',
      rv: '2',
      open: giving([5, 7].map(added), 1),
      watches: 3,
      got: ['5', '7'],
    },
    {
      id: 'RW20',
      name: '4 closed watches',
      rv: '2',
      open: giving([5, 6, 7, 11].map(added), 1),
      watches: 5,
      got: ['5', '6', '7', '11'],
    },
    {
      id: 'RW21',
      name: '4 closed watches and older items',
      rv: '2',
      open: giving(spread, 1),
      watches: 5,
      got: ['5', '6', '7', '11'],
    },
    {
      id: 'RW22',
      name: '2 + 2 + 1 items',
      rv: '1',
      open: giving(spread, 2),
      watches: 4,
      got: ['2', '5', '6', '7', '11'],
    },
  ])('$id $name: $got after $watches watches (TestRetryWatcher)', ({ rv, open, watches, got }) => {
    const b = bench(rv, open);
    const received = b.read();
    b.pass(seconds(10));
    expect(received).toEqual(got);
    expect(b.opened).toHaveLength(watches);
  });
});

describe('where and when it goes on', () => {
  test('RW23 from the last event, a second after the start before (none)', () => {
    const b = bench('2', giving([5, 6].map(added), 1));
    b.read();
    b.pass(seconds(9));
    expect(b.opened).toEqual([
      ['2', 0],
      ['5', 1],
      ['6', 2],
    ]);
  });

  test('RW24 at once, if the watch has lasted longer (none)', () => {
    const b = bench('1', giving([2, 3].map(added), 1));
    b.pass(milliseconds(2500));
    b.read();
    b.pass(seconds(2));
    expect(b.opened.map(([, at]) => at)).toEqual([0, 2.5, 3.5]);
  });

  test('RW25 when the server says so (none)', () => {
    const busy = error(newTooManyRequests('busy', 7).errStatus);
    const b = bench('1', giving([added(2), busy]));
    b.read();
    b.pass(seconds(10));
    expect(b.opened.map(([, at]) => at)).toEqual([0, 7]);
    expect(b.of('retrywatch.interrupted')[0]?.data).toEqual({
      watcher: 'w',
      message: 'busy',
      delay: seconds(7),
    });
  });

  test('RW26 410 when opening is tried again for ever, from the same version (none)', () => {
    const b = bench('7', refusing(newResourceExpired('too old')));
    b.pass(seconds(99));
    expect(b.opened).toHaveLength(100);
    expect(new Set(b.opened.map(([version]) => version))).toEqual(new Set(['7']));
  });

  test('RW27 bookmarks move it on and are not passed on (none)', () => {
    const bookmark: Event = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } };
    const b = bench('1', giving([added(2), bookmark], 2));
    expect(b.read()).toEqual(['2']);
    b.pass(seconds(1));
    expect(b.opened.map(([version]) => version)).toEqual(['1', '9']);
  });
});

describe('what ends it', () => {
  const unknown = { type: 'CHANGED', object: { metadata: { resourceVersion: '2' } } };
  test.each([
    {
      id: 'RW28',
      event: { type: 'ADDED', object: { metadata: {} } },
      text: 'retryWatcher: object {"metadata":{}} doesn\'t support resourceVersion',
    },
    {
      id: 'RW29',
      event: { type: 'ADDED', object: {} },
      text: "retryWatcher: doesn't support resourceVersion",
    },
    {
      id: 'RW30',
      event: unknown,
      text: 'retryWatcher failed to recognize Event type "CHANGED"',
    },
  ])('$id an event it cannot place: $text (none)', ({ event, text }) => {
    const b = bench('1', giving([event as unknown as Event]));
    expect(b.read()).toEqual([`500 Internal error occurred: ${text}`, 'closed']);
  });

  test('RW31 a stop, even while nobody reads; twice is fine (TestRetryWatcherToFinishWithUnreadEvents)', () => {
    const b = bench('1', giving([added(2)]));
    b.settle();
    b.watcher.stop();
    b.watcher.stop();
    b.settle();
    expect(b.watcher.done().closed).toBe(true);
    expect(b.read()).toEqual(['closed']);
    expect([...b.sim.processes]).toEqual([]);
  });
});
