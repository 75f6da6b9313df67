/** What matters most first; delays, locks and shut down as controller-runtime's queue has them. */

import { describe, expect, test } from 'vitest';
import { milliseconds, minutes, seconds } from '#base/time.ts';
import { PrometheusMetricsProvider } from '#client-go/util/workqueue/metrics.ts';
import {
  type AddOptions,
  lowPriority,
  PriorityQueue,
  priorityOf,
} from '#controllers/priority_queue.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

interface Bench extends SimulatedRun {
  readonly queue: PriorityQueue<string>;
  readonly metrics: PrometheusMetricsProvider;
  readonly add: (item: string, options?: AddOptions) => void;
  /** Gets items one after the other while there are any: `foo:0`. None of them is done. */
  readonly take: (most?: number) => readonly string[];
  /** A worker that waits; what it got so far. */
  readonly wait: () => readonly string[];
}

function bench(run = simulatedRun()): Bench {
  const metrics = new PrometheusMetricsProvider();
  const queue = new PriorityQueue<string>(run.sim, { name: 'q', metricsProvider: metrics });
  run.settle();
  let workers = 0;
  const wait = () => {
    const got: string[] = [];
    run.go(`worker-${++workers}`, function* () {
      const handed = yield* queue.getWithPriority();
      got.push(handed === undefined ? 'shut down' : `${handed.item}:${handed.priority}`);
    });
    return got;
  };
  const take = (most = queue.len()) => {
    const workersGot = Array.from({ length: most }, wait);
    return workersGot.flat();
  };
  const add = (item: string, options: AddOptions = {}) => {
    queue.addWithOptions(options, item);
    run.settle();
  };
  return { ...run, queue, metrics, add, take, wait };
}

function counts(b: Bench): readonly number[] {
  const names = ['workqueue_depth', 'workqueue_adds_total', 'workqueue_retries_total'] as const;
  return names.map((name) => b.metrics.find(name, 'q')?.value ?? 0);
}

type Add = readonly [item: string, options?: AddOptions];

describe('the order', () => {
  test.each<{ id: string; name: string; adds: readonly Add[]; got: readonly string[] }>([
    { id: 'PQ1', name: 'returns an item', adds: [['foo']], got: ['foo:0'] },
    {
      id: 'PQ2',
      name: 'returns items in order',
      adds: [['foo'], ['bar']],
      got: ['foo:0', 'bar:0'],
    },
    { id: 'PQ3', name: 'de-duplicates items', adds: [['foo'], ['foo']], got: ['foo:0'] },
    {
      id: 'PQ4',
      name: 'retains the highest priority',
      adds: [
        ['foo', { priority: 1 }],
        ['foo', { priority: 2 }],
      ],
      got: ['foo:2'],
    },
    {
      id: 'PQ5',
      name: 'will not decrease the priority',
      adds: [
        ['foo', { priority: 2 }],
        ['foo', { priority: 1 }],
      ],
      got: ['foo:2'],
    },
    {
      id: 'PQ6',
      name: 'gets pushed to the front if the priority increases',
      adds: [['foo'], ['bar'], ['baz'], ['baz', { priority: 1 }]],
      got: ['baz:1', 'foo:0', 'bar:0'],
    },
    {
      id: 'PQ7',
      name: 'follows FIFO order when item priority changes',
      adds: [['foo'], ['bar', { priority: 1 }], ['foo', { priority: 1 }]],
      got: ['bar:1', 'foo:1'],
    },
    {
      id: 'PQ8',
      name: 'retains the lowest after duration',
      adds: [['foo'], ['foo', { after: minutes(60) }]],
      got: ['foo:0'],
    },
    {
      id: 'PQ9',
      name: 'puts what comes again behind what has changed',
      adds: [['old', { priority: lowPriority }], ['new']],
      got: ['new:0', 'old:-100'],
    },
  ])('$id $name (Controllerworkqueue)', ({ adds, got }) => {
    const b = bench();
    for (const [item, options] of adds) b.add(item, options);
    expect(b.take()).toEqual(got);
    expect(counts(b).slice(0, 2)).toEqual([0, got.length]);
  });

  test('PQ10 many items of many priorities come in order (TestHighPriorityItemsAreReturnedBeforeLowPriorityItemMultipleTimes)', () => {
    const b = bench();
    const priorities = [-10, 10, 0];
    for (let index = 0; index < 50; index++) {
      for (const priority of priorities)
        b.queue.addWithOptions({ priority }, `${priority}-${index}`);
    }
    const expected = [10, 0, -10].flatMap((priority) =>
      Array.from({ length: 50 }, (_, index) => `${priority}-${index}:${priority}`),
    );
    expect(b.take(150)).toEqual(expected);
  });
});

describe('an item that is being processed', () => {
  test('PQ11 is not handed out again until it is done (Controllerworkqueue)', () => {
    const b = bench();
    b.add('foo');
    expect(b.take()).toEqual(['foo:0']);
    b.add('foo');
    b.add('bar');
    expect(b.queue.len()).toBe(2);
    expect(b.take(1)).toEqual(['bar:0']);
    const waiting = b.wait();
    expect(waiting).toEqual([]);
    b.queue.done('foo');
    b.settle();
    expect(waiting).toEqual(['foo:0']);
    expect(b.of('queue.done').map(({ data }) => data.requeued)).toEqual([true]);
  });

  test('PQ12 comes as soon as it is unlocked, before what was added later (Controllerworkqueue)', () => {
    const b = bench();
    b.add('foo');
    b.take();
    b.add('foo');
    b.add('baz');
    b.queue.done('foo');
    expect(b.take()).toEqual(['foo:0', 'baz:0']);
    expect(counts(b)).toEqual([0, 3, 0]);
  });
});

describe('delays', () => {
  test('PQ13 a delayed item counts and comes only when it is due (TestItemIsOnlyReturnedAfterAfterHasPassed)', () => {
    const b = bench();
    b.add('foo', { after: seconds(1) });
    const got = b.wait();
    expect([b.queue.len(), ...counts(b)]).toEqual([0, 0, 0, 1]);
    b.pass(milliseconds(999));
    expect(got).toEqual([]);
    b.pass(milliseconds(1));
    expect(got).toEqual(['foo:0']);
    expect(counts(b)).toEqual([0, 1, 1]);
  });

  test('PQ14 what is due is counted even if nobody waits (TestItemsAreInludedInLenAndMetricsOnceTheyAreReady)', () => {
    const b = bench();
    for (const round of [1, 2]) {
      b.add('foo', { after: milliseconds(500) });
      b.add('baz');
      expect([b.queue.len(), counts(b)[0]]).toEqual([1, 1]);
      b.pass(seconds(1));
      expect([b.queue.len(), counts(b)[0]]).toEqual([2, 2]);
      expect(b.take()).toEqual(['baz:0', 'foo:0']);
      for (const item of ['foo', 'baz']) b.queue.done(item);
      expect(counts(b)).toEqual([0, 2 * round, round]);
    }
  });

  test('PQ15 they come in the order of their times (TestMultipleItemsWithAfterAreReturnedInCorrectOrder)', () => {
    const b = bench();
    b.add('foo', { after: seconds(1) });
    b.add('bar', { after: milliseconds(200) });
    b.pass(seconds(1));
    expect(b.take()).toEqual(['bar:0', 'foo:0']);
  });

  test('PQ16 due and important comes before ready and unimportant (TestHighPriorityItemThatBecameReadyIsReturnedBeforeLowPriorityItem)', () => {
    const b = bench();
    b.add('foo', { priority: lowPriority });
    b.add('prio', { after: seconds(1) });
    b.pass(seconds(1));
    expect(b.take()).toEqual(['prio:0', 'foo:-100']);
  });

  test('PQ17 adding at once cancels the delay (TestWaitingItemIsReturnedRightAfterReadWithoutAfter)', () => {
    const b = bench();
    const got = b.wait();
    b.add('foo', { after: minutes(1) });
    b.add('foo', { priority: 1 });
    expect(got).toEqual(['foo:1']);
    b.queue.done('foo');
    b.pass(minutes(2));
    expect([b.queue.len(), ...counts(b)]).toEqual([0, 0, 1, 1]);
  });

  test.each([
    { id: 'PQ18', again: 30, due: 30 },
    { id: 'PQ19', again: 90, due: 50 },
  ])(
    '$id of 50 ms and $again ms the sooner counts: $due (Controllerworkqueue)',
    ({ again, due }) => {
      const b = bench();
      b.add('foo', { after: milliseconds(50) });
      b.add('foo', { after: milliseconds(again) });
      b.pass(seconds(1));
      expect(b.of('queue.due').map(({ at }) => at / 1e6)).toEqual([due]);
    },
  );

  test('PQ20 an item added again after it fell due is counted once (TestMetricsAreUpdatedForItemWhoseRequeueAfterExpiredThatGetsAddedAgainWithoutRequeueAfter)', () => {
    const b = bench();
    b.add('foo', { after: milliseconds(50) });
    b.pass(milliseconds(50));
    b.add('foo');
    expect([b.queue.len(), counts(b)[0]]).toEqual([1, 1]);
    expect(b.take()).toEqual(['foo:0']);
    expect([b.queue.len(), counts(b)[0]]).toEqual([0, 0]);
  });

  test('PQ21 failures of one item do not delay another (TestWhenAddingMultipleItemsWithRatelimitTrueTheyDontAffectEachOther)', () => {
    const b = bench();
    for (let failure = 0; failure < 7; failure++) b.add('bar', { rateLimited: true });
    b.pass(seconds(1));
    expect(b.take()).toEqual(['bar:0']);
    b.queue.done('bar');
    b.queue.addWithOptions({ rateLimited: true }, 'foo', 'bar');
    const start = b.sim.now;
    const due = b.of('queue.ratelimited').slice(-2);
    expect(due.map(({ data }) => data.delay)).toEqual([milliseconds(5), milliseconds(640)]);
    b.pass(milliseconds(639));
    expect(b.take()).toEqual(['foo:0']);
    b.pass(milliseconds(1));
    expect(b.take()).toEqual(['bar:0']);
    expect(b.of('queue.due').at(-1)?.at).toBe(start + milliseconds(640));
    b.queue.forget('bar');
    expect(b.queue.numRequeues('bar')).toBe(0);
  });

  test('PQ22 the limiter or the delay, whichever is sooner (none)', () => {
    const b = bench();
    b.add('foo', { rateLimited: true, after: seconds(1) });
    b.add('bar', { rateLimited: true, after: milliseconds(1) });
    expect(b.of('queue.delayed').map(({ data }) => data.delay)).toEqual([
      milliseconds(5),
      milliseconds(1),
    ]);
  });
});

describe('shut down', () => {
  test('PQ23 frees waiting workers (TestGetFromPriorityQueueIsUnblockedOnShutdown)', () => {
    const b = bench();
    const got = b.wait();
    b.go('shutdown', () => shuttingDown(b));
    expect(got).toEqual(['shut down']);
    expect([...b.sim.processes]).toEqual([]);
  });

  test('PQ24 what is queued is not handed out any more, and adds are refused (Controllerworkqueue)', () => {
    const b = bench();
    b.add('baz');
    b.go('shutdown', () => shuttingDown(b));
    b.go('shutdown', () => shuttingDown(b));
    b.add('foo', { after: seconds(1) });
    expect([b.wait(), b.wait()].flat()).toEqual(['shut down', 'shut down']);
    expect(b.of('queue.refused').map(({ data }) => data.key)).toEqual(['foo']);
    expect(b.queue.shuttingDown()).toBe(true);
  });

  test('PQ25 many workers and producers never block one another (TestPriorityQueueDoesNotDeadlockOnShutdownWhileHandingOutItems, TestFuzzPriorityQueue)', () => {
    const b = bench(simulatedRun({ policy: 'shuffle', seed: 'priorities' }));
    const processed = new Set<string>();
    for (let worker = 0; worker < 10; worker++) b.sim.spawn(`w${worker}`, working(b, processed));
    for (let producer = 0; producer < 10; producer++) b.sim.spawn('p', producing(b, producer));
    b.pass(minutes(1));
    expect(b.queue.len()).toBe(0);
    b.go('shutdown', () => shuttingDown(b));
    expect([...b.sim.processes]).toEqual([]);
  });
});

function* shuttingDown(b: Bench) {
  yield* b.queue.shutDownWithDrain();
}

function* working(b: Bench, processed: Set<string>) {
  for (;;) {
    const item = yield* b.queue.get();
    if (item === undefined) return;
    expect(processed.has(item)).toBe(false);
    processed.add(item);
    yield* b.sim.sleep(milliseconds(3));
    processed.delete(item);
    b.queue.done(item);
  }
}

function* producing(b: Bench, producer: number) {
  for (let index = 0; index < 100; index++) {
    const item = `item-${(index * 7 + producer) % 20}`;
    b.queue.addWithOptions({ priority: index % 5 }, item);
    yield* b.queue.addAfter(item, milliseconds(index % 11));
    yield* b.sim.sleep(milliseconds(index % 3));
  }
}

test('PQ26 what an item was added for leads to its processing (none)', () => {
  const b = bench();
  b.add('foo', { after: seconds(1) });
  b.pass(seconds(1));
  b.take();
  const kinds = ['queue.delayed', 'queue.due', 'queue.added', 'queue.got'] as const;
  const [delayed, due, added, got] = kinds.map((kind) => b.of(kind)[0]);
  expect([due?.causes, added?.causes, got?.causes]).toEqual([
    [delayed?.seq],
    [due?.seq],
    [added?.seq],
  ]);
});

test.each([
  { id: 'PQ27', notification: {}, priority: 0 },
  { id: 'PQ28', notification: { isInInitialList: true }, priority: lowPriority },
  { id: 'PQ29', notification: { resourceVersions: ['1', '1'] }, priority: lowPriority },
  { id: 'PQ30', notification: { resourceVersions: ['1', '2'] }, priority: 0 },
] as const)('$id $notification has priority $priority (none)', ({ notification, priority }) => {
  expect(priorityOf(notification)).toBe(priority);
});
