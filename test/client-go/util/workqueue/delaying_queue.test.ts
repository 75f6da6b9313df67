/** Delayed adds: one per item, the earliest wins, and what happens around their falling due. */

import { describe, expect, test } from 'vitest';
import { milliseconds, seconds } from '#base/time.ts';
import {
  newTypedDelayingQueueWithConfig,
  type TypedDelayingInterface,
  waitingForAddCapacity,
} from '#client-go/util/workqueue/delaying_queue.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

interface Bench extends SimulatedRun {
  readonly queue: TypedDelayingInterface<string>;
  readonly addAfter: (item: string, delayMs: number) => void;
  /** When each item was added, in milliseconds: `foo@50`. */
  readonly added: () => readonly string[];
}

function bench(): Bench {
  const run = simulatedRun();
  const queue = newTypedDelayingQueueWithConfig<string>(run.sim, { name: 'q' });
  run.settle();
  const addAfter = (item: string, delayMs: number) =>
    run.go('test', function* () {
      yield* queue.addAfter(item, milliseconds(delayMs));
    });
  const added = () => run.of('queue.added').map(({ data, at }) => `${data.key}@${at / 1e6}`);
  return { ...run, queue, addAfter, added };
}

describe('delayed adds', () => {
  test.each([
    {
      id: 'DQ1',
      name: 'one item comes once',
      upstream: 'TestSimpleQueue',
      delays: [['foo', 50]],
      added: ['foo@50'],
    },
    {
      id: 'DQ2',
      name: 'a longer second delay is ignored',
      upstream: 'TestDeduping',
      delays: [
        ['foo', 50],
        ['foo', 70],
      ],
      added: ['foo@50'],
    },
    {
      id: 'DQ3',
      name: 'a shorter second delay replaces the first',
      upstream: 'TestDeduping',
      delays: [
        ['foo', 50],
        ['foo', 30],
      ],
      added: ['foo@30'],
    },
    {
      id: 'DQ4',
      name: 'the earlier item comes first',
      upstream: 'TestAddTwoFireEarly',
      delays: [
        ['first', 1000],
        ['second', 50],
      ],
      added: ['second@50', 'first@1000'],
    },
    {
      id: 'DQ5',
      name: 'items come in the order of their times',
      upstream: 'TestCopyShifting',
      delays: [
        ['a', 1000],
        ['b', 500],
        ['c', 250],
      ],
      added: ['c@250', 'b@500', 'a@1000'],
    },
    {
      id: 'DQ6',
      name: 'no delay adds at once',
      upstream: 'none',
      delays: [['foo', 0]],
      added: ['foo@0'],
    },
    {
      id: 'DQ7',
      name: 'a negative delay adds at once',
      upstream: 'none',
      delays: [['foo', -1]],
      added: ['foo@0'],
    },
    {
      id: 'DQ8',
      name: 'two of one instant come in order',
      upstream: 'none',
      delays: [
        ['a', 9],
        ['b', 9],
      ],
      added: ['a@9', 'b@9'],
    },
    {
      id: 'DQ9',
      name: 'six of one instant: the first, then the others backwards',
      upstream: 'none',
      delays: [
        ['a', 9],
        ['b', 9],
        ['c', 9],
        ['d', 9],
        ['e', 9],
        ['f', 9],
      ],
      added: ['a@9', 'f@9', 'e@9', 'd@9', 'c@9', 'b@9'],
    },
  ] as const)('$id $name ($upstream)', ({ delays, added }) => {
    const b = bench();
    for (const [item, delay] of delays) b.addAfter(item, delay);
    b.pass(seconds(20));
    expect(b.added()).toEqual(added);
  });

  test('DQ10 an add does not cancel a delayed one (no upstream test)', () => {
    const b = bench();
    b.addAfter('foo', 50);
    b.queue.add('foo');
    b.go('worker', function* () {
      for (;;) b.queue.done((yield* b.queue.get()) ?? '');
    });
    b.pass(seconds(1));
    expect(b.added()).toEqual(['foo@0', 'foo@50']);
  });

  test('DQ11 one that falls due while the item is queued is deduplicated (no upstream test)', () => {
    const b = bench();
    b.queue.add('foo');
    b.addAfter('foo', 50);
    b.pass(seconds(1));
    expect(b.added()).toEqual(['foo@0']);
    expect(b.of('queue.deduplicated').map((event) => event.data.reason)).toEqual([
      'key already dirty',
    ]);
  });

  test('DQ12 a discarded longer delay is told as such, and its cause is kept', () => {
    const b = bench();
    b.addAfter('foo', 50);
    b.addAfter('foo', 70);
    b.pass(seconds(1));
    const discarded = b.of('queue.deduplicated')[0];
    expect(discarded?.data.reason).toBe('not due yet');
    expect(b.of('queue.due')[0]?.causes).toContain(discarded?.seq);
    expect(b.of('queue.delayed').map(({ data }) => data)).toEqual([
      { queue: 'q', key: 'foo', delay: 50e6, due: 50e6 },
    ]);
  });
});

test('DQ13 addAfter blocks while a thousand are unread, until there is room (no upstream test)', () => {
  const run = simulatedRun();
  const queue = newTypedDelayingQueueWithConfig<number>(run.sim, { name: 'q' });
  let sent = 0;
  // The waiting loop has not started yet, so nobody reads.
  run.sim.spawn(
    'producer',
    (function* () {
      for (; sent < waitingForAddCapacity + 1; sent++) yield* queue.addAfter(sent, seconds(1));
    })(),
  );
  run.sim.step();
  expect(sent).toBe(0);
  run.settle();
  expect(sent).toBe(waitingForAddCapacity + 1);
});

describe('shutting down', () => {
  test('DQ14 drops what is delayed and says so (no upstream test)', () => {
    const b = bench();
    b.addAfter('foo', 50);
    b.go('stop', function* () {
      yield* b.queue.shutDown();
    });
    b.pass(seconds(1));
    expect(b.added()).toEqual([]);
    expect(b.of('queue.refused').map((event) => event.data.key)).toEqual(['foo']);
    expect(b.sim.processes.size).toBe(0);
  });

  test('DQ15 with drain leaves the waiting loop alive until its next heartbeat (no upstream test)', () => {
    const b = bench();
    b.go('stop', function* () {
      yield* b.queue.shutDownWithDrain();
    });
    const alive = () => [...b.sim.processes].map((process) => process.name);
    b.pass(seconds(9));
    expect(alive()).toEqual(['q/waitingLoop']);
    b.pass(seconds(2));
    expect(alive()).toEqual([]);
  });

  test('DQ16 makes addAfter do nothing, not even count a retry (no upstream test)', () => {
    const b = bench();
    b.go('stop', function* () {
      yield* b.queue.shutDown();
    });
    b.addAfter('foo', 0);
    b.addAfter('bar', 50);
    b.pass(seconds(1));
    expect(b.queue.len()).toBe(0);
    expect(b.of('queue.refused').map((event) => event.data.key)).toEqual(['foo', 'bar']);
  });
});
