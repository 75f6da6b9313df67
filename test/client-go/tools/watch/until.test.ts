/** Conditions on the events of a watch, one after the other, and what ends the wait without them. */

import { describe, expect, test } from 'vitest';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { fail, ok } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import type { ListerWatcher } from '#client-go/tools/cache/listwatch.ts';
import {
  EventProcessor,
  newIndexerInformerWatcher,
} from '#client-go/tools/watch/informerwatcher.ts';
import {
  type ConditionFunc,
  contextWithOptionalTimeout,
  type UntilOutcome,
  until,
  untilWithoutRetry,
  untilWithSync,
} from '#client-go/tools/watch/until.ts';
import { Channel } from '#sim/channel.ts';
import { background, withTimeout } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { profiles } from '#trace/profile.ts';

function event(type: 'ADDED' | 'MODIFIED' | 'DELETED', version = '1'): Event {
  const metadata = { name: 'x', namespace: 'ns', resourceVersion: version };
  return { type, object: { apiVersion: 'v1', kind: 'Pod', metadata } };
}

interface Source extends Interface {
  readonly channel: Channel<Event>;
  readonly stops: () => number;
}

function source(run: SimulatedRun, events: readonly Event[]): Source {
  const channel = new Channel<Event>(run.sim, { name: 'source', capacity: 100 });
  for (const each of events) channel.trySend(each);
  let stops = 0;
  return { channel, resultChan: () => channel, stop: () => stops++, stops: () => stops };
}

/** Runs to the end, or to the given time. */
function outcomeOf(run: SimulatedRun, body: Proc<UntilOutcome>): UntilOutcome | undefined {
  let outcome: UntilOutcome | undefined;
  run.go('waiter', function* () {
    outcome = yield* body;
  });
  run.pass(seconds(30));
  return outcome;
}

const is =
  (type: string): ConditionFunc =>
  (each) =>
    ok(each.type === type);
const broken: ConditionFunc = () => fail({ message: 'something bad' });

describe('untilWithoutRetry', () => {
  test.each([
    {
      id: 'UT1',
      upstream: 'TestUntil',
      events: ['ADDED'],
      conditions: [is('ADDED')],
      last: 'ADDED',
    },
    {
      id: 'UT2',
      upstream: 'TestUntilMultipleConditions',
      events: ['ADDED'],
      conditions: [is('ADDED'), is('ADDED')],
      last: 'ADDED',
    },
    {
      id: 'UT3',
      upstream: 'TestUntilMultipleConditionsFail',
      events: ['ADDED'],
      conditions: [is('ADDED'), is('ADDED'), is('DELETED')],
      last: 'ADDED',
      error: 'timed out waiting for the condition',
    },
    {
      id: 'UT4',
      upstream: 'TestUntilTimeout',
      events: [],
      conditions: [is('ADDED')],
      last: undefined,
      error: 'timed out waiting for the condition',
    },
    {
      id: 'UT5',
      upstream: 'TestUntilErrorCondition',
      events: ['ADDED'],
      conditions: [broken],
      last: 'ADDED',
      error: 'something bad',
    },
    {
      id: 'UT6',
      upstream: 'TestUntilErrorCondition',
      events: ['ADDED'],
      conditions: [is('ADDED'), broken],
      last: 'ADDED',
      error: 'something bad',
    },
    { id: 'UT7', upstream: 'none', events: ['ADDED'], conditions: [], last: undefined },
    {
      id: 'UT8',
      upstream: 'none',
      events: ['MODIFIED', 'closed'],
      conditions: [is('ADDED')],
      last: 'MODIFIED',
      error: 'watch closed before UntilWithoutRetry timeout',
    },
  ])('$id $events: last $last, error $error ($upstream)', ({ events, conditions, last, error }) => {
    const run = simulatedRun();
    const all: readonly string[] = events;
    const changes = all.filter((type) => type !== 'closed');
    const watcher = source(
      run,
      changes.map((type) => event(type as 'ADDED')),
    );
    if (all.includes('closed')) watcher.channel.close();
    const { ctx } = withTimeout(run.sim, background(run.sim), { timeout: seconds(10) });
    const outcome = outcomeOf(run, untilWithoutRetry(run.sim, ctx, { watcher, conditions }));
    expect(outcome?.event?.type).toBe(last);
    expect(outcome?.error?.message).toBe(error);
    expect(watcher.stops()).toBe(1);
  });
});

test('UT9 until goes on after its watch has ended (TestUntil)', () => {
  const run = simulatedRun();
  const watches = [source(run, [event('ADDED', '2')]), source(run, [event('DELETED', '3')])];
  watches[0]?.channel.close();
  let opened = 0;
  function* opening() {
    return ok(watches[opened++]);
  }
  const watcher = { watch: () => run.sim.call('watch', opening()) };
  const options = { name: 'w', initialResourceVersion: '1', watcher, conditions: [is('DELETED')] };
  const outcome = outcomeOf(run, until(run.sim, background(run.sim), options));
  expect(outcome?.event?.type).toBe('DELETED');
  expect([...run.sim.processes]).toEqual([]);
});

test('UT10 until needs a version to begin at (none)', () => {
  const run = simulatedRun();
  const watcher = { watch: () => run.sim.call('watch', never()) };
  const options = { name: 'w', initialResourceVersion: '0', watcher, conditions: [] };
  const outcome = outcomeOf(run, until(run.sim, background(run.sim), options));
  expect(outcome?.error?.message).toContain('initial RV "0" is not supported');
});

function* never() {
  return ok(undefined);
}

/** A server that has one pod, and then sends what is given. */
function cluster(run: SimulatedRun, changes: readonly Event[], lists = true): ListerWatcher {
  const pod = event('ADDED', '5').object;
  function* listing() {
    if (!lists) yield* run.sim.sleep(seconds(3600));
    const metadata = { resourceVersion: '5' };
    return ok({ apiVersion: 'v1', kind: 'PodList', metadata, items: [pod] as never[] });
  }
  function* watching() {
    return ok(source(run, changes));
  }
  return {
    list: () => run.sim.call('list', listing()),
    watch: () => run.sim.call('watch', watching()),
  };
}

describe('untilWithSync', () => {
  const passing = () => ok(true);
  const failing = () => ok(false);
  const erring = () => fail({ message: 'bad store' });
  test.each([
    {
      id: 'UT11',
      name: 'no precondition, the condition is met by the initial list',
      precondition: undefined,
      conditions: [is('ADDED')],
      changes: [],
      last: 'ADDED',
    },
    {
      id: 'UT12',
      name: 'a precondition that holds',
      precondition: passing,
      conditions: [is('DELETED')],
      changes: [],
      last: undefined,
    },
    {
      id: 'UT13',
      name: 'a precondition that does not, then a change',
      precondition: failing,
      conditions: [is('ADDED'), is('MODIFIED')],
      changes: [event('MODIFIED', '6')],
      last: 'MODIFIED',
    },
    {
      id: 'UT14',
      name: 'a precondition that fails',
      precondition: erring,
      conditions: [is('ADDED')],
      changes: [],
      last: undefined,
      error: 'bad store',
    },
    {
      id: 'UT15',
      name: 'no list in time',
      precondition: passing,
      conditions: [is('ADDED')],
      changes: [],
      lists: false,
      last: undefined,
      error: 'UntilWithSync: unable to sync caches: context deadline exceeded',
    },
    {
      id: 'UT16',
      name: 'a condition that is never met',
      precondition: undefined,
      conditions: [is('DELETED')],
      changes: [],
      last: 'ADDED',
      error: 'timed out waiting for the condition',
    },
  ])(
    '$id $name (TestUntilWithSync)',
    ({ precondition, conditions, changes, lists, last, error }) => {
      const run = simulatedRun();
      const environment = { sim: run.sim, profile: profiles.classic };
      const listerWatcher = cluster(run, changes, lists);
      const options = { name: 'test/pods', resource: 'pods', listerWatcher, conditions };
      const { ctx } = withTimeout(run.sim, background(run.sim), { timeout: seconds(10) });
      const asked = precondition === undefined ? options : { ...options, precondition };
      let outcome: UntilOutcome | undefined;
      run.go('waiter', function* () {
        outcome = yield* untilWithSync(environment, ctx, asked);
      });
      run.pass(seconds(lists === false ? 7200 : 30));
      expect(outcome?.event?.type).toBe(last);
      expect(outcome?.error?.message).toBe(error);
    },
  );
});

test('UT17 an informer as a watch: what is there comes as additions, then changes (TestNewInformerWatcher)', () => {
  const run = simulatedRun();
  const changes = [event('MODIFIED', '6'), event('DELETED', '7')];
  const informer = newIndexerInformerWatcher(
    { sim: run.sim, profile: profiles.modern },
    {
      name: 'test/pods',
      resource: 'pods',
      listerWatcher: { ...cluster(run, changes), isWatchListSemanticsUnSupported: () => true },
    },
  );
  const seen: string[] = [];
  run.go('reader', function* () {
    for (;;) {
      const each = yield* informer.watcher.resultChan().receive();
      if (each === undefined) return;
      seen.push(each.type);
    }
  });
  expect(seen).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
  informer.watcher.stop();
  run.settle();
  expect(informer.done.closed).toBe(true);
  expect(informer.watcher.resultChan().closed).toBe(false);
});

test('UT18 the processor keeps any number of events, in order (TestEventProcessorOrdersEvents)', () => {
  const run = simulatedRun();
  const out = new Channel<Event>(run.sim, { name: 'out' });
  const processor = new EventProcessor(run.sim, out);
  run.sim.spawn('processor', processor.run());
  run.go('producer', function* () {
    for (let index = 0; index < 1000; index++) yield* processor.push(event('ADDED', String(index)));
  });
  const seen: (string | undefined)[] = [];
  run.go('reader', function* () {
    while (seen.length < 1000) {
      const each = yield* out.receive();
      seen.push(each?.object.metadata.resourceVersion);
    }
  });
  expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => String(index)));
});

test('UT19 the processor ends though nobody reads (TestEventProcessorExit)', () => {
  const run = simulatedRun();
  const processor = new EventProcessor(run.sim, new Channel<Event>(run.sim, { name: 'out' }));
  run.sim.spawn('processor', processor.run());
  run.go('producer', () => processor.push(event('ADDED')));
  processor.stop();
  run.settle();
  expect([...run.sim.processes]).toEqual([]);
});

test.each([
  { id: 'UT20', timeout: 0, ends: false },
  { id: 'UT21', timeout: -1, ends: false },
  { id: 'UT22', timeout: 5, ends: true },
])('$id a timeout of $timeout s ends: $ends (none)', ({ timeout, ends }) => {
  const run = simulatedRun();
  const { ctx } = contextWithOptionalTimeout(run.sim, background(run.sim), seconds(timeout));
  run.pass(seconds(10));
  expect(ctx.error !== undefined).toBe(ends);
});
