/** The base queue: dirty, processing, queued, and what each call does to an item in each state. */

import { describe, expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import {
  defaultQueue,
  newTypedWithConfig,
  type Queue,
  type Typed,
} from '#client-go/util/workqueue/queue.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

interface Bench extends SimulatedRun {
  readonly queue: Typed<string>;
  readonly touched: readonly string[];
  /** Gets one item if one can be had at once. */
  readonly get: () => string | undefined;
}

function bench(): Bench {
  const run = simulatedRun();
  const touched: string[] = [];
  const storage: Queue<string> = { ...defaultQueue<string>(), touch: (item) => touched.push(item) };
  const queue = newTypedWithConfig<string>(run.sim, { name: 'q', queue: storage });
  let workers = 0;
  const get = () => {
    let got: string | undefined;
    run.go(`worker-${++workers}`, function* () {
      got = yield* queue.get();
    });
    return got;
  };
  return { ...run, queue, touched, get };
}

/** `a` adds, `g` gets, `d` does done: each for the one item `foo`. */
function play(calls: string): Bench {
  const b = bench();
  for (const call of calls) {
    if (call === 'a') b.queue.add('foo');
    else if (call === 'g') expect(b.get()).toBe('foo');
    else b.queue.done('foo');
  }
  return b;
}

describe('an item', () => {
  test.each([
    { id: 'WQ1', name: 'is queued by an add', upstream: 'TestLen', calls: 'a', len: 1, touched: 0 },
    {
      id: 'WQ2',
      name: 'is queued once, however often it is added',
      upstream: 'TestCollapse',
      calls: 'aa',
      len: 1,
      touched: 1,
    },
    {
      id: 'WQ3',
      name: 'added while it is processed is not queued',
      upstream: 'TestCollapseWhileProcessing',
      calls: 'aga',
      len: 0,
      touched: 0,
    },
    {
      id: 'WQ4',
      name: 'added while it is processed is queued when done',
      upstream: 'TestReinsert',
      calls: 'agad',
      len: 1,
      touched: 0,
    },
    {
      id: 'WQ5',
      name: 'added twice while it is processed is queued once, untouched',
      upstream: 'TestCollapseWhileProcessing',
      calls: 'agaad',
      len: 1,
      touched: 0,
    },
    {
      id: 'WQ6',
      name: 'that is done is gone',
      upstream: 'TestReinsert',
      calls: 'agadgd',
      len: 0,
      touched: 0,
    },
    {
      id: 'WQ7',
      name: 'that is done without having been got is queued twice',
      upstream: 'none',
      calls: 'ad',
      len: 2,
      touched: 0,
    },
  ])('$id $name ($upstream)', ({ calls, len, touched }) => {
    const b = play(calls);
    expect(b.queue.len()).toBe(len);
    expect(b.touched).toHaveLength(touched);
  });

  test('WQ8 done before it was got can be held by two workers at once (no upstream test)', () => {
    const b = play('ad');
    expect([b.get(), b.get(), b.get()]).toEqual(['foo', 'foo', undefined]);
  });

  test('WQ9 that was dirty goes to the tail when done (no upstream test)', () => {
    const b = bench();
    b.queue.add('first');
    expect(b.get()).toBe('first');
    b.queue.add('first');
    b.queue.add('second');
    b.queue.done('first');
    expect([b.get(), b.get()]).toEqual(['second', 'first']);
  });
});

test('WQ10 a second worker waits until the first is done (TestCollapseWhileProcessing)', () => {
  const b = play('aga');
  const order: string[] = [];
  b.go('second', function* () {
    order.push(`got ${yield* b.queue.get()}`);
  });
  expect(order).toEqual([]);
  b.queue.done('foo');
  b.settle();
  expect(order).toEqual(['got foo']);
});

test.each(['shutDown', 'shutDownWithDrain'] as const)(
  'WQ11 fifty producers and ten consumers finish, and nothing added after %s is seen (TestBasic)',
  (way) => {
    const { sim, queue, go, pass } = bench();
    const seen: string[] = [];
    for (let producer = 0; producer < 50; producer++) {
      go(`producer-${producer}`, function* () {
        for (let count = 0; count < 50; count++) {
          queue.add(`item-${producer}`);
          yield* sim.sleep(seconds(0.001));
        }
      });
    }
    for (let consumer = 0; consumer < 10; consumer++) {
      go(`consumer-${consumer}`, function* () {
        for (;;) {
          const item = yield* queue.get();
          if (item === undefined) return;
          seen.push(item);
          yield* sim.sleep(seconds(0.003));
          queue.done(item);
        }
      });
    }
    pass(seconds(10));
    go('stop', function* () {
      yield* queue[way]();
      queue.add('too late');
    });
    pass(seconds(10));
    expect(seen).not.toContain('too late');
    expect(new Set(seen).size).toBe(50);
    expect(queue.len()).toBe(0);
    expect(sim.deadlock({ allMustEnd: true })).toEqual([]);
  },
);

test('WQ12 workers that add what they work on once more all end (TestAddWhileProcessing)', () => {
  const { queue, go, pass } = bench();
  const times = new Map<string, number>();
  for (let item = 0; item < 50; item++) queue.add(`item-${item}`);
  for (let consumer = 0; consumer < 10; consumer++) {
    go(`consumer-${consumer}`, function* () {
      for (;;) {
        const item = yield* queue.get();
        if (item === undefined) return;
        const count = (times.get(item) ?? 0) + 1;
        times.set(item, count);
        if (count < 2) queue.add(item);
        queue.done(item);
      }
    });
  }
  pass(seconds(1));
  expect([...times.values()].every((count) => count === 2)).toBe(true);
  expect(queue.len()).toBe(0);
});

describe('shutting down', () => {
  /** Two items in processing, then `calls` by name; says after each whether the shut down has returned. */
  function draining(way: 'shutDown' | 'shutDownWithDrain') {
    const b = bench();
    b.queue.add('foo');
    b.queue.add('bar');
    expect([b.get(), b.get()]).toEqual(['foo', 'bar']);
    let returned = false;
    b.go('stop', function* () {
      yield* b.queue[way]();
      returned = true;
    });
    return { ...b, hasReturned: () => returned };
  }

  test('WQ13 with drain returns when everything is done (TestQueueDrainageUsingShutDownWithDrain)', () => {
    const b = draining('shutDownWithDrain');
    expect(b.hasReturned()).toBe(false);
    b.queue.done('foo');
    b.settle();
    expect(b.hasReturned()).toBe(false);
    b.queue.done('bar');
    b.settle();
    expect(b.hasReturned()).toBe(true);
  });

  test('WQ14 without drain returns at once (TestNoQueueDrainageUsingShutDown)', () => {
    expect(draining('shutDown').hasReturned()).toBe(true);
  });

  test('WQ15 without drain ends a drain (TestForceQueueShutdownUsingShutDown)', () => {
    const b = draining('shutDownWithDrain');
    b.go('force', function* () {
      yield* b.queue.shutDown();
    });
    expect(b.hasReturned()).toBe(true);
  });

  test('WQ16 with drain waits for a dirty item twice (TestQueueDrainageUsingShutDownWithDrainWithDirtyItem)', () => {
    const b = bench();
    b.queue.add('foo');
    b.get();
    b.queue.add('foo');
    let returned = false;
    b.go('stop', function* () {
      yield* b.queue.shutDownWithDrain();
      returned = true;
    });
    // A worker that asks for more at once: a drain may end in the gap before a later Get.
    const order: string[] = [];
    b.go('worker', function* () {
      b.queue.done('foo');
      order.push(`got ${yield* b.queue.get()}`);
    });
    expect([order, returned]).toEqual([['got foo'], false]);
    b.queue.done('foo');
    b.settle();
    expect(returned).toBe(true);
  });

  test('WQ17 with drain does not wait for what is only queued (no upstream test)', () => {
    const b = bench();
    b.queue.add('foo');
    b.queue.add('bar');
    let left: number | undefined;
    b.go('stop', function* () {
      yield* b.queue.shutDownWithDrain();
      left = b.queue.len();
    });
    expect(left).toBe(2);
  });

  test('WQ18 hands out what is queued, then nothing, and refuses adds (no upstream test)', () => {
    const b = play('aga');
    b.queue.add('bar');
    b.go('stop', function* () {
      yield* b.queue.shutDown();
    });
    b.queue.add('late');
    b.queue.done('foo');
    expect([b.get(), b.get(), b.get()]).toEqual(['bar', 'foo', undefined]);
    expect(b.of('queue.refused').map((event) => event.data)).toEqual([
      { queue: 'q', key: 'late', reason: 'queue shutting down' },
    ]);
  });
});

describe('the trace', () => {
  const kinds = ['queue.added', 'queue.deduplicated', 'queue.got', 'queue.done'];

  test('WQ19 tells each step, and why an add was none', () => {
    const b = play('aagaad');
    const told = b.events
      .filter((event) => kinds.includes(event.kind))
      .map((event) => [event.kind, 'reason' in event.data ? event.data.reason : '']);
    expect(told).toEqual([
      ['queue.added', ''],
      ['queue.deduplicated', 'key already dirty'],
      ['queue.got', ''],
      ['queue.deduplicated', 'key already processing'],
      ['queue.deduplicated', 'key already dirty'],
      ['queue.done', ''],
    ]);
    expect(b.of('queue.done')[0]?.data.requeued).toBe(true);
  });

  test('WQ20 leads from a reconcile back to every add that it stands for', () => {
    const b = bench();
    for (const reason of ['one', 'two']) {
      b.sim.as(`handler-${reason}`, { seqs: [], more: 0 }, () => {
        b.sim.emit('controller.logged', 'foo', { controller: 'q', message: reason });
        b.queue.add('foo');
      });
    }
    b.get();
    const adds = b.events.filter(
      (event) => event.kind.startsWith('queue.') && event.subject === 'foo',
    );
    expect(b.of('queue.got')[0]?.causes).toEqual(adds.slice(0, 2).map((event) => event.seq));
  });

  test('WQ21 leads from a requeued item to what made it dirty, not to the reconcile before', () => {
    const b = play('aga');
    const dirtied = b.of('queue.deduplicated')[0]?.seq;
    b.queue.done('foo');
    b.get();
    expect(b.of('queue.got')[1]?.causes).toEqual([dirtied]);
  });
});
