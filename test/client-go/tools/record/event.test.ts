/** From a recorder's call to the sink's answer: what is written, retried, given up and lost. */

import { describe, expect, test } from 'vitest';
import {
  newInternalError,
  newNotFound,
  newTooManyRequests,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import type { JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { milliseconds, nanosecond, seconds } from '#base/time.ts';
import type { CoreEvent } from '#client-go/kubernetes/typed/core/v1/event.ts';
import {
  type EventBroadcaster,
  type EventBroadcasterOptions,
  type EventRecorder,
  type EventSink,
  maxTriesPerEvent,
  newBroadcaster,
  type SinkError,
  sprintf,
} from '#client-go/tools/record/event.ts';
import { getPartialReference } from '#client-go/tools/reference/ref.ts';
import { background, withCancel } from '#sim/context.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { profiles } from '#trace/profile.ts';

interface Call {
  readonly verb: 'create' | 'patch';
  readonly event: CoreEvent;
  readonly patch?: JsonObject;
  readonly atSeconds: number;
}

type Answer = (call: Call, tries: number) => SinkError | undefined;

interface Bench extends SimulatedRun {
  readonly broadcaster: EventBroadcaster;
  readonly recorder: EventRecorder;
  readonly calls: Call[];
  readonly sink: EventSink;
  readonly report: (object: Unstructured | undefined, type?: string, message?: string) => void;
}

/** A sink that writes down each call and answers as it is told. */
function sinkOf(run: SimulatedRun, calls: Call[], answer: Answer): EventSink {
  function* written(call: Call): Generator<never, Result<CoreEvent, SinkError>> {
    calls.push(call);
    const error = answer(call, calls.length);
    const metadata = { ...call.event.metadata, resourceVersion: String(calls.length) };
    return error === undefined ? ok({ ...call.event, metadata }) : fail(error);
  }
  const atSeconds = () => run.sim.now / 1e9;
  return {
    create: (event) =>
      run.sim.call('create', written({ verb: 'create', event, atSeconds: atSeconds() })),
    update: () => run.sim.call('update', written(undefined as never)),
    patch: (event, patch) =>
      run.sim.call('patch', written({ verb: 'patch', event, patch, atSeconds: atSeconds() })),
  };
}

const pod: Unstructured = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', uid: 'u1', resourceVersion: '42' },
};
const node: Unstructured = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' } };

function bench(
  answer: Answer = () => undefined,
  options: Partial<EventBroadcasterOptions> = {},
  run = simulatedRun(),
): Bench {
  const broadcaster = newBroadcaster(
    { sim: run.sim, profile: profiles.modern },
    { name: 'c/events', ...options },
  );
  const recorder = broadcaster.newRecorder({ component: 'c', host: 'node-a' });
  const calls: Call[] = [];
  const sink = sinkOf(run, calls, answer);
  run.go('start', function* () {
    yield* broadcaster.startRecordingToSink(sink);
  });
  const report = (object: Unstructured | undefined, type = 'Normal', message = 'started') =>
    run.go('worker', function* () {
      yield* recorder.event(object, { type: type as 'Normal', reason: 'Started', message });
    });
  return { ...run, broadcaster, recorder, calls, sink, report };
}

describe('what is written', () => {
  test('ER1 an event about a pod (TestEventf)', () => {
    const b = bench();
    b.report(pod);
    expect(b.calls.map(({ event }) => event)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'web-1.18867251edfa0000', namespace: 'shop' },
        involvedObject: {
          kind: 'Pod',
          namespace: 'shop',
          name: 'web-1',
          uid: 'u1',
          apiVersion: 'v1',
          resourceVersion: '42',
        },
        reason: 'Started',
        message: 'started',
        source: { component: 'c', host: 'node-a' },
        firstTimestamp: '2026-01-01T00:00:00Z',
        lastTimestamp: '2026-01-01T00:00:00Z',
        count: 1,
        type: 'Normal',
        reportingComponent: 'c',
        reportingInstance: 'node-a',
      },
    ]);
  });

  test('ER2 repeats patch the first one, others are created (TestEventf)', () => {
    const b = bench();
    for (const message of ['a', 'b', 'a', 'a', 'b']) {
      b.report(pod, 'Normal', message);
      b.pass(seconds(1));
    }
    expect(
      b.calls.map(({ verb, event, patch }) => `${verb} ${event.message} ${patch?.['count'] ?? 1}`),
    ).toEqual(['create a 1', 'create b 1', 'patch a 2', 'patch a 3', 'patch b 2']);
    expect(new Set(b.calls.map(({ event }) => event.metadata.name)).size).toBe(2);
    expect(b.calls.at(-1)?.patch).toEqual({
      count: 2,
      lastTimestamp: '2026-01-01T00:00:04Z',
      message: 'b',
    });
  });

  test('ER3 an event about a cluster-scoped object goes to default (TestEventfNoNamespace)', () => {
    const b = bench();
    b.report(node);
    expect(b.calls[0]?.event.metadata.namespace).toBe('default');
    expect(b.calls[0]?.event.involvedObject.namespace).toBeUndefined();
    expect(b.of('event.written')[0]?.subject).toBe('nodes/node-a');
  });

  test('ER4 a reference is used as it is, with its field path; annotations are kept (TestEventf)', () => {
    const b = bench();
    const reference = getPartialReference(pod, 'spec.containers[2]');
    b.go('worker', function* () {
      if (!reference.ok) return;
      yield* b.recorder.annotatedEventf(
        reference.value,
        { team: 'a' },
        { type: 'Warning', reason: 'Failed', messageFmt: 'exit %v of %q', args: [1, 'web'] },
      );
    });
    expect(b.calls[0]?.event).toMatchObject({
      metadata: { annotations: { team: 'a' } },
      involvedObject: { fieldPath: 'spec.containers[2]' },
      message: 'exit 1 of "web"',
    });
  });

  test('ER5 a second recording counts for itself (TestMultiSinkCache)', () => {
    const b = bench();
    b.report(pod);
    b.pass(nanosecond);
    const later: Call[] = [];
    b.go('start', function* () {
      yield* b.broadcaster.startRecordingToSink(sinkOf(b, later, () => undefined));
    });
    b.report(pod);
    expect(b.calls.map(({ verb }) => verb)).toEqual(['create', 'patch']);
    expect(later.map(({ verb }) => verb)).toEqual(['create']);
  });

  test('ER6 an expired event is created again with the count it had (TestUpdateExpiredEvent)', () => {
    const gone = newNotFound({ group: '', resource: 'events' }, 'x');
    const b = bench(({ verb }) => (verb === 'patch' ? gone : undefined));
    b.report(pod);
    b.pass(nanosecond);
    b.report(pod);
    expect(b.calls.map(({ verb, event }) => [verb, event.count])).toEqual([
      ['create', 1],
      ['patch', 2],
      ['create', 2],
    ]);
    expect(b.calls[1]?.event.metadata.resourceVersion).toBe('1');
    expect(b.calls[2]?.event.metadata.resourceVersion).toBeUndefined();
  });

  test('ER7 lines for people and for machines (TestEventf)', () => {
    const b = bench();
    const lines: string[] = [];
    b.go('start', function* () {
      yield* b.broadcaster.startLogging((line) => lines.push(line));
      yield* b.broadcaster.startStructuredLogging((line) => lines.push(line));
    });
    b.report(pod);
    expect(lines).toEqual([
      'Event(v1.ObjectReference{Kind:"Pod", Namespace:"shop", Name:"web-1", UID:"u1", APIVersion:"v1", ResourceVersion:"42", FieldPath:""}): type: \'Normal\' reason: \'Started\' started',
      '"Event occurred" object="shop/web-1" fieldPath="" kind="Pod" apiVersion="v1" type="Normal" reason="Started" message="started"',
    ]);
  });
});

const weird: SinkError = { kind: 'connection refused', message: 'A weird error' };

describe('errors', () => {
  test.each([
    { id: 'ER8', error: { kind: 'RequestConstructionError', message: '' }, times: 99, attempts: 1 },
    { id: 'ER9', error: newInternalError('x'), times: 99, attempts: 1 },
    { id: 'ER10', error: newTooManyRequests('x', 1), times: 99, attempts: 1 },
    { id: 'ER11', error: { kind: 'UnexpectedObjectError', message: '' }, times: 99, attempts: 12 },
    { id: 'ER12', error: weird, times: 99, attempts: 12 },
    { id: 'ER13', error: weird, times: 1, attempts: 2 },
  ])(
    '$id $error.kind $times times: $attempts attempts (TestWriteEventError)',
    ({ error, times, attempts }) => {
      const b = bench((_, tries) => (tries <= times ? error : undefined));
      b.report(pod);
      b.pass(seconds(200));
      expect(b.calls).toHaveLength(attempts);
      expect(b.of('event.abandoned')).toHaveLength(times > 1 ? 1 : 0);
    },
  );

  test('ER14 the first sleep is a part of ten seconds, the others are whole ones (none)', () => {
    const b = bench(() => weird);
    b.sim.chooser.decideNext('record.firstRetry', 0.25);
    b.report(pod);
    b.pass(seconds(200));
    expect(b.calls.map(({ atSeconds }) => atSeconds)).toEqual([
      0, 2.5, 12.5, 22.5, 32.5, 42.5, 52.5, 62.5, 72.5, 82.5, 92.5, 102.5,
    ]);
    expect(b.of('event.abandoned').map(({ data }) => [data.tries, data.message])).toEqual([
      [maxTriesPerEvent, 'Unable to write event (retry limit exceeded!)'],
    ]);
  });

  test('ER15 every later event waits behind one that fails (none)', () => {
    const b = bench((call) => (call.event.message === 'stuck' ? weird : undefined));
    b.report(pod, 'Normal', 'stuck');
    b.report(pod, 'Normal', 'next');
    b.pass(seconds(99));
    expect(b.calls.some(({ event }) => event.message === 'next')).toBe(false);
    b.pass(seconds(2));
    expect(b.calls.at(-1)?.event.message).toBe('next');
  });

  test('ER16 once the context ends, what fails is not tried again (TestCancelEvent)', () => {
    const run = simulatedRun();
    const { ctx, cancel } = withCancel(run.sim, background(run.sim));
    const b = bench(() => weird, { ctx }, run);
    b.report(pod);
    const before = b.calls.length;
    run.sim.chooser.decideNext('select', 0);
    cancel();
    b.pass(seconds(60));
    expect(b.calls.length).toBeLessThanOrEqual(before + 1);
    expect(b.of('event.abandoned').map(({ data }) => data.message)).toEqual([
      'Unable to write event (broadcaster is shut down)',
    ]);
  });

  test('ER17 a thousand events reach two sinks that fail four times each (TestLotsOfEvents)', () => {
    const tries = new Map<string, number>();
    const failFourTimes: Answer = ({ event }) => {
      const count = (tries.get(event.message ?? '') ?? 0) + 1;
      tries.set(event.message ?? '', count);
      return count < 5 ? weird : undefined;
    };
    const b = bench(failFourTimes, {
      sleepDuration: milliseconds(0),
      correlator: { burstSize: 2000, maxEvents: 2000 },
    });
    const seen: string[] = [];
    b.go('start', function* () {
      yield* b.broadcaster.startEventWatcher(function* (event) {
        seen.push(event.message ?? '');
      });
    });
    b.go('worker', function* () {
      for (let index = 0; index < 1000; index++) {
        const args = [index];
        yield* b.recorder.eventf(pod, { type: 'Normal', reason: 'R', messageFmt: 'm%d', args });
      }
    });
    b.pass(seconds(1));
    expect(seen).toHaveLength(1000);
    expect(b.calls).toHaveLength(5000);
    expect(new Set(tries.values())).toEqual(new Set([5]));
  });
});

describe('what is lost', () => {
  test.each([
    { id: 'ER18', object: undefined, type: 'Normal', reason: 'wrong type' },
    { id: 'ER19', object: { metadata: { name: 'x' } }, type: 'Normal', reason: 'wrong type' },
    { id: 'ER20', object: pod, type: 'Info', reason: 'unsupported event type' },
  ])('$id an event of type $type is dropped: $reason (none)', ({ object, type, reason }) => {
    const b = bench();
    b.report(object, type);
    expect(b.calls).toEqual([]);
    expect(b.of('event.dropped').map(({ data }) => data.reason)).toEqual([reason]);
  });

  test('ER21 beyond a thousand queued and a thousand per sink, events are dropped (none)', () => {
    const b = bench(() => weird);
    b.go('worker', function* () {
      for (let index = 0; index < 2500; index++) {
        yield* b.recorder.event(pod, { type: 'Normal', reason: 'R', message: 'm' });
      }
    });
    expect(b.of('event.dropped').every(({ data }) => data.reason === 'buffer full')).toBe(true);
    expect(b.of('event.dropped').length + b.of('broadcast.dropped').length).toBeGreaterThan(400);
  });

  test('ER22 after the shutdown, recording is refused and watching gives nothing (TestStartEventWatcherExitsOnDirectShutdown)', () => {
    const b = bench();
    b.report(pod);
    let late: Interface | undefined;
    let first: Event | undefined = { type: 'BOOKMARK', object: { metadata: {} } };
    b.go('shutdown', function* () {
      yield* b.broadcaster.shutdown();
      late = yield* b.broadcaster.startEventWatcher(function* () {
        yield* b.sim.pause();
      });
      first = yield* late.resultChan().receive();
    });
    b.report(pod);
    expect(b.of('event.dropped').map(({ data }) => data.reason)).toEqual(['stopped']);
    expect(first).toBeUndefined();
    expect(b.calls).toHaveLength(1);
    expect(b.sim.deadlock({ allMustEnd: true })).toEqual([]);
  });

  test('ER23 the context’s end shuts the broadcaster down and leaves nobody behind (TestBroadcasterShutdown)', () => {
    const run = simulatedRun();
    const { ctx, cancel } = withCancel(run.sim, background(run.sim));
    const b = bench(undefined, { ctx }, run);
    b.report(pod);
    cancel();
    b.settle();
    expect([...b.sim.processes].map((process) => process.describe())).toEqual([]);
  });

  test('ER24 many may record while it shuts down (TestNonRacyShutdown)', () => {
    const b = bench(undefined, {}, simulatedRun({ policy: 'shuffle', seed: 'shutdown' }));
    for (let index = 0; index < 100; index++) {
      b.sim.spawn('worker', reporting(b, index));
    }
    b.go('shutdown', function* () {
      yield* b.broadcaster.shutdown();
    });
    expect(b.of('event.recorded')).toHaveLength(100);
    expect(b.sim.deadlock({ allMustEnd: true })).toEqual([]);
  });
});

function* reporting(b: Bench, index: number) {
  const args = [index];
  yield* b.recorder.eventf(pod, { type: 'Normal', reason: 'R', messageFmt: '%d', args });
}

test('ER25 what an event was caused by is told by the trace (none)', () => {
  const b = bench();
  b.report(pod);
  const recorded = b.of('event.recorded')[0];
  expect(b.of('event.written')[0]?.causes).toEqual([recorded?.seq]);
});

test.each([
  { id: 'ER26', format: 'a %s %d %v %t %%', args: ['x', 1, 'y', true], text: 'a x 1 y true %' },
  { id: 'ER27', format: '%q', args: ['x'], text: '"x"' },
  { id: 'ER28', format: '%s %s', args: ['x'], text: 'x %!s(MISSING)' },
  { id: 'ER29', format: 'x', args: [1], text: 'x%!(EXTRA int=1)' },
  { id: 'ER30', format: '100%', args: [], text: '100%!(NOVERB)' },
  { id: 'ER31', format: '%z', args: ['x'], text: '%!z(string=x)' },
])('$id $format is formatted as Go does (none)', ({ format, args, text }) => {
  expect(sprintf(format, args)).toBe(text);
});
