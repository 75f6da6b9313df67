/** Watches that are fed by hand, and the ones that give nothing or somebody else's events. */

import { expect, test } from 'vitest';
import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  defaultChanSize,
  type Event,
  FakeWatcher,
  type Interface,
  newEmptyWatch,
  ProxyWatcher,
  RaceFreeFakeWatcher,
} from '#apimachinery/pkg/watch/watch.ts';
import { Channel } from '#sim/channel.ts';
import { pod } from '#test/client-go/tools/cache/fixture.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

const events: readonly Event[] = [
  { type: 'ADDED', object: pod('foo', 1) },
  { type: 'MODIFIED', object: pod('qux', 2) },
  { type: 'MODIFIED', object: pod('bar', 3) },
  { type: 'DELETED', object: pod('bar', 4) },
  { type: 'ERROR', object: { kind: 'Status', message: 'blah' } as unknown as Status },
];

/** Reads until the watch is over. */
function reading({ go }: SimulatedRun, watch: Interface) {
  const seen: unknown[] = [];
  go('reader', function* () {
    for (;;) {
      const event = yield* watch.resultChan().receive();
      seen.push(event ?? 'closed');
      if (event === undefined) return;
    }
  });
  return seen;
}

test('FW1 a fake hands over what it is fed, in order, and closes when stopped (TestFake)', () => {
  const run = simulatedRun();
  const watch = new FakeWatcher(run.sim);
  const seen = reading(run, watch);
  run.go('feeder', function* () {
    for (const event of events) yield* watch.action(event);
    watch.stop();
    watch.stop();
  });
  expect(seen).toEqual([...events, 'closed']);
});

test('FW2 a race-free fake keeps what it is fed, also after its stop (TestRaceFreeFake)', () => {
  const run = simulatedRun();
  const watch = new RaceFreeFakeWatcher(run.sim);
  for (const event of events) watch.action(event);
  watch.stop();
  expect(reading(run, watch)).toEqual([...events, 'closed']);
});

test('FW3 a race-free fake ignores what comes after its stop, until it is reset (no upstream test)', () => {
  const run = simulatedRun();
  const watch = new RaceFreeFakeWatcher(run.sim);
  const [first, second] = events as readonly [Event, Event];
  watch.stop();
  watch.action(first);
  expect(reading(run, watch)).toEqual(['closed']);
  watch.reset();
  watch.action(second);
  watch.stop();
  expect(reading(run, watch)).toEqual([second, 'closed']);
});

test('FW4 a race-free fake panics when nobody reads for too long (no upstream test)', () => {
  const watch = new RaceFreeFakeWatcher(simulatedRun().sim);
  const [event] = events as readonly [Event];
  for (let count = 0; count < defaultChanSize; count++) watch.action(event);
  expect(() => watch.action(event)).toThrow('channel full');
});

test('FW5 an empty watch is over, and stopping it changes nothing (TestEmpty)', () => {
  const run = simulatedRun();
  const watch = newEmptyWatch(run.sim);
  expect(reading(run, watch)).toEqual(['closed']);
  watch.stop();
  expect(reading(run, watch)).toEqual(['closed']);
});

test('FW6 a proxy gives what is in the channel; its stop, even twice, closes its own channel alone (TestProxyWatcher)', () => {
  const run = simulatedRun();
  const channel = new Channel<Event>(run.sim, { name: 'source', capacity: events.length });
  const watch = new ProxyWatcher(run.sim, channel);
  for (const event of events) channel.trySend(event);
  expect(reading(run, watch)).toEqual(events);
  expect(watch.stopping()).toBe(false);
  watch.stop();
  watch.stop();
  expect([watch.stopping(), watch.stopChan().closed, channel.closed]).toEqual([true, true, false]);
});
