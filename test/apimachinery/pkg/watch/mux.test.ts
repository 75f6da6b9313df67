/** A broadcaster's two answers to a full watcher, what its lock makes others wait for, and its end. */

import { describe, expect, test } from 'vitest';
import {
  type Broadcaster,
  type BroadcasterWatcher,
  type FullChannelBehavior,
  newBroadcaster,
  newLongQueueBroadcaster,
} from '#apimachinery/pkg/watch/mux.ts';
import type { Event } from '#apimachinery/pkg/watch/watch.ts';
import { assert } from '#base/assert.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

interface Bench extends SimulatedRun {
  readonly broadcaster: Broadcaster;
  readonly watch: (prefix?: readonly Event[]) => BroadcasterWatcher;
  /** Puts events in one after the other, and notes each that was taken. */
  readonly act: (...names: readonly string[]) => void;
  readonly acted: string[];
  /** Collects what the watcher receives, and `closed`. */
  readonly read: (watcher: BroadcasterWatcher) => string[];
}

function named(name: string): Event {
  return { type: 'ADDED', object: { metadata: { name } } };
}

function nameOf(event: Event): string {
  return event.type === 'ERROR' ? 'ERROR' : (event.object.metadata.name ?? '');
}

function bench(
  fullChannelBehavior: FullChannelBehavior,
  queueLength: number,
  make = newBroadcaster,
): Bench {
  const run = simulatedRun();
  const broadcaster = make(run.sim, { name: 'b', queueLength, fullChannelBehavior });
  const acted: string[] = [];
  const watch = (prefix?: readonly Event[]) => {
    let watcher: BroadcasterWatcher | undefined;
    run.go('watch', function* () {
      const watched = yield* prefix === undefined
        ? broadcaster.watch()
        : broadcaster.watchWithPrefix(prefix);
      if (watched.ok) watcher = watched.value;
    });
    assert(watcher !== undefined, 'a running broadcaster can be watched');
    return watcher;
  };
  const act = (...names: readonly string[]) =>
    run.go('producer', function* () {
      for (const name of names) if ((yield* broadcaster.action(named(name))).ok) acted.push(name);
    });
  const read = (watcher: BroadcasterWatcher) => {
    const received: string[] = [];
    run.go('reader', function* () {
      for (;;) {
        const event = yield* watcher.resultChan().receive();
        received.push(event === undefined ? 'closed' : nameOf(event));
        if (event === undefined) return;
      }
    });
    return received;
  };
  return { ...run, broadcaster, watch, act, acted, read };
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `e${index + 1}`);
}

describe('what watchers receive', () => {
  test('BC1 every watcher receives every event in order, then the end (TestBroadcaster)', () => {
    const b = bench('WaitIfChannelFull', 0);
    const received = [b.read(b.watch()), b.read(b.watch())];
    b.act('a', 'b', 'c', 'd');
    b.go('shutdown', () => shuttingDown(b));
    expect(received).toEqual([
      ['a', 'b', 'c', 'd', 'closed'],
      ['a', 'b', 'c', 'd', 'closed'],
    ]);
  });

  test('BC2 a watcher sees only what came after it began to watch (none)', () => {
    const b = bench('WaitIfChannelFull', 9);
    b.act('early');
    const received = b.read(b.watch());
    b.act('late');
    expect(received).toEqual(['late']);
  });

  test('BC3 a prefix comes first, however short the queue (none)', () => {
    const b = bench('DropIfChannelFull', 0);
    const watcher = b.watch([named('x'), named('y')]);
    b.act('late', 'lost');
    expect(b.read(watcher)).toEqual(['x', 'y', 'late']);
  });

  test('BC4 watchers of one event are served in the chooser’s order (none)', () => {
    const b = bench('WaitIfChannelFull', 0);
    const order: string[] = [];
    for (const id of ['first', 'second']) {
      const watcher = b.watch();
      b.go(id, function* () {
        yield* watcher.resultChan().receive();
        order.push(id);
      });
    }
    b.sim.chooser.decideNext('b.watchers', 1);
    b.act('e');
    expect(order).toEqual(['second', 'first']);
  });
});

describe('a full channel', () => {
  test('BC5 drops the event for that watcher alone, and says so (TestBroadcasterDropIfChannelFull)', () => {
    const b = bench('DropIfChannelFull', 1);
    const slow = b.watch();
    const quick = b.read(b.watch());
    b.act('a', 'b');
    expect(quick).toEqual(['a', 'b']);
    expect(b.read(slow)).toEqual(['a']);
    expect(b.of('broadcast.dropped').map(({ data }) => data.watcher)).toEqual([0]);
  });

  test.each([
    { id: 'BC6', queue: 2, make: newBroadcaster, acted: 28 },
    { id: 'BC7', queue: 0, make: newBroadcaster, acted: 26 },
    { id: 'BC8', queue: 2, make: newLongQueueBroadcaster, acted: 5 },
  ])(
    '$id holds the producer up after $acted events when nobody reads and $queue fit (none)',
    ({ queue, make, acted }) => {
      const b = bench('WaitIfChannelFull', queue, make);
      b.watch();
      b.act(...numbered(40));
      expect(b.acted).toHaveLength(acted);
    },
  );

  test('BC9 delivers exactly the first two of many to a queue of two (none)', () => {
    const b = bench('DropIfChannelFull', 2);
    const watcher = b.watch();
    b.act(...numbered(40));
    expect(b.acted).toHaveLength(40);
    expect(b.read(watcher)).toEqual(['e1', 'e2']);
  });

  test('BC10 makes even actionOrDrop, watch and another’s stop wait for the lock (none)', () => {
    const b = bench('WaitIfChannelFull', 0);
    const stuck = b.watch();
    const other = b.watch();
    b.act(...numbered(40));
    const done: string[] = [];
    b.go('dropper', function* () {
      yield* b.broadcaster.actionOrDrop(named('x'));
      done.push('actionOrDrop');
    });
    b.go('watcher', function* () {
      yield* b.broadcaster.watch();
      done.push('watch');
    });
    b.go('stopper', function* () {
      yield* other.stopAndWait();
      done.push('stop');
    });
    expect(done).toEqual([]);
    b.read(stuck);
    b.settle();
    expect(done).toEqual(['actionOrDrop', 'watch', 'stop']);
  });
});

describe('stopping', () => {
  test('BC11 a watcher in the middle of a distribution frees it (TestBroadcasterWatcherStopDeadlock)', () => {
    const b = bench('WaitIfChannelFull', 0);
    const watchers = [b.watch(), b.watch()];
    b.act('a', 'b');
    for (const watcher of watchers) {
      b.go('stop', function* () {
        yield* watcher.stopAndWait();
      });
    }
    b.go('shutdown', () => shuttingDown(b));
    expect(watchers.map(b.read)).toEqual([['closed'], ['closed']]);
  });

  test('BC12 closes both channels, and more stops are harmless (TestBroadcasterWatcherClose)', () => {
    const b = bench('WaitIfChannelFull', 0);
    const watchers = [b.watch(), b.watch()];
    watchers[0]?.stop();
    b.settle();
    b.go('shutdown', () => shuttingDown(b));
    const received = watchers.map(b.read);
    for (const watcher of watchers) {
      watcher.stop();
      watcher.stop();
    }
    b.settle();
    expect(received).toEqual([['closed'], ['closed']]);
    expect(b.sim.deadlock({ allMustEnd: true })).toEqual([]);
  });
});

describe('the shutdown', () => {
  test('BC13 distributes what is queued, and a second one does nothing (TestBroadcasterShutdownRace)', () => {
    const b = bench('WaitIfChannelFull', 3);
    const watcher = b.watch();
    b.act('a', 'b', 'c');
    b.go('shutdown', () => shuttingDown(b));
    b.go('shutdown', () => shuttingDown(b));
    expect(b.read(watcher)).toEqual(['a', 'b', 'c', 'closed']);
  });

  test('BC14 hangs while a watcher does not read, if events wait (none)', () => {
    const b = bench('WaitIfChannelFull', 0);
    const watcher = b.watch();
    b.act('a');
    let over = false;
    b.go('shutdown', function* () {
      yield* b.broadcaster.shutdown();
      over = true;
    });
    expect(over).toBe(false);
    b.read(watcher);
    expect(over).toBe(true);
  });

  test.each([
    { id: 'BC15', upstream: 'TestBroadcasterWatchAfterShutdown', call: 'watch' },
    { id: 'BC16', upstream: 'TestBroadcasterWatchAfterShutdown', call: 'watchWithPrefix' },
    { id: 'BC17', upstream: 'TestBroadcasterSendEventAfterShutdown', call: 'action' },
    { id: 'BC18', upstream: 'TestBroadcasterSendEventAfterShutdown', call: 'actionOrDrop' },
  ] as const)('$id refuses $call afterwards ($upstream)', ({ call }) => {
    const b = bench('DropIfChannelFull', 1);
    let outcome: unknown;
    b.go('late', function* () {
      yield* b.broadcaster.shutdown();
      if (call === 'watch') outcome = yield* b.broadcaster.watch();
      else if (call === 'watchWithPrefix') outcome = yield* b.broadcaster.watchWithPrefix([]);
      else outcome = yield* b.broadcaster[call](named('late'));
    });
    expect(outcome).toEqual({ ok: false, error: { message: 'broadcaster already stopped' } });
  });
});

function* shuttingDown(b: Bench) {
  yield* b.broadcaster.shutdown();
}
