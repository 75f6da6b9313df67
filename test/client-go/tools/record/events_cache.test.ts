/** How repeats are counted, similar events combined, and a chatty source cut short. */

import { describe, expect, test } from 'vitest';
import { formatTime } from '#base/epoch.ts';
import { after, type Instant, minutes, seconds, startOfRun } from '#base/time.ts';
import type { CoreEvent } from '#client-go/kubernetes/typed/core/v1/event.ts';
import {
  type CorrelatorOptions,
  type EventCorrelateResult,
  EventCorrelator,
  eventAggregatorByReasonFunc,
  eventAggregatorByReasonMessageFunc,
  getSpamKey,
} from '#client-go/tools/record/events_cache.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';

interface Changes {
  readonly reason?: string;
  readonly message?: string;
  readonly type?: string;
  readonly fieldPath?: string;
  readonly pod?: string;
}

function event(changes: Changes = {}): CoreEvent {
  const { reason = 'similar', message = 'message', type = 'Normal', pod = 'my-pod' } = changes;
  const { fieldPath } = changes;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${pod}.1`, namespace: 'my-ns', annotations: { a: 'b' } },
    involvedObject: { kind: 'Pod', namespace: 'my-ns', name: pod, apiVersion: 'v1', fieldPath },
    reason,
    message,
    source: { component: 'kubelet', host: 'node1' },
    count: 1,
    type,
    reportingComponent: 'kubelet',
    reportingInstance: 'node1',
  };
}

function numbered(count: number, changes: Changes = {}): readonly CoreEvent[] {
  return Array.from({ length: count }, (_, index) => event({ ...changes, message: `m${index}` }));
}

function repeated(count: number, changes: Changes = {}): readonly CoreEvent[] {
  return Array.from({ length: count }, () => event(changes));
}

/** Goes on by `step` each time it is read, as the clock of upstream's tests does. */
function intervalClock(stepSeconds: number) {
  let at: Instant = startOfRun;
  return {
    now: () => {
      at = after(at, seconds(stepSeconds));
      return at;
    },
  };
}

interface Bench extends SimulatedRun {
  /** Correlates, and takes the event over as the server's if it was not skipped. */
  readonly play: (events: readonly CoreEvent[], gapSeconds: number) => readonly string[];
}

/** `count message`, `skip`. */
function shown(result: EventCorrelateResult): string {
  return result.skip ? 'skip' : `${result.event.count} ${result.event.message}`;
}

function bench(options: CorrelatorOptions = {}): Bench {
  const run = simulatedRun();
  const correlator = new EventCorrelator(run.sim, options);
  const play = (events: readonly CoreEvent[], gapSeconds: number) =>
    events.map((each) => {
      run.pass(seconds(gapSeconds));
      const now = formatTime(run.sim.now);
      const result = correlator.eventCorrelate({
        ...each,
        firstTimestamp: now,
        lastTimestamp: now,
      });
      if (!result.skip) correlator.updateState(result.event);
      return shown(result);
    });
  return { ...run, play };
}

const combined = '(combined from similar events): ';

describe('keys', () => {
  test('EC1 events that differ in the message have one aggregate key (TestEventAggregatorByReasonFunc)', () => {
    const first = eventAggregatorByReasonFunc(event({ message: 'it was fun' }));
    const second = eventAggregatorByReasonFunc(event({ message: 'it was awful' }));
    const third = eventAggregatorByReasonFunc(event({ reason: 'nevermind' }));
    expect(first.aggregateKey).toBe(second.aggregateKey);
    expect(first.localKey).not.toBe(second.localKey);
    expect(first.aggregateKey).not.toBe(third.aggregateKey);
  });

  test('EC2 the combined message begins with a fixed text (TestEventAggregatorByReasonMessageFunc)', () => {
    expect(eventAggregatorByReasonMessageFunc(event({ message: 'x' }))).toBe(`${combined}x`);
  });

  test('EC3 the type is part of the spam key, the reason is not (none)', () => {
    expect(getSpamKey(event({ reason: 'a' }))).toBe(getSpamKey(event({ reason: 'b' })));
    expect(getSpamKey(event())).not.toBe(getSpamKey(event({ type: 'Warning' })));
  });
});

const containers = [event({ fieldPath: 'spec.containers{b}' })];

describe('upstream’s scenarios, on a clock that goes on each time it is read', () => {
  test.each([
    { id: 'EC4', before: [], next: event(), step: 5, shows: '1 message' },
    { id: 'EC5', before: repeated(1), next: event(), step: 5, shows: '2 message' },
    { id: 'EC6', before: repeated(10), next: event(), step: 30, shows: '11 message' },
    { id: 'EC7', before: repeated(26), next: event(), step: 1, shows: 'skip' },
    {
      id: 'EC8',
      before: numbered(30).map((_, index) => event({ pod: `pod-${index}` })),
      next: event(),
      step: 5,
      shows: '1 message',
    },
    { id: 'EC9', before: numbered(9), next: event(), step: 5, shows: `1 ${combined}message` },
    { id: 'EC10', before: numbered(10), next: event(), step: 5, shows: `2 ${combined}message` },
    {
      id: 'EC11',
      before: containers,
      next: event({ fieldPath: 'spec.containers{a}' }),
      step: 5,
      shows: '1 message',
    },
    { id: 'EC12', before: numbered(9), next: event(), step: 600, shows: '1 message' },
  ])(
    '$id after $before.length events: $shows (TestEventCorrelator)',
    ({ before, next, step, shows }) => {
      const run = simulatedRun();
      const clock = intervalClock(step);
      const correlator = new EventCorrelator(run.sim, { clock });
      for (const each of before) {
        clock.now();
        const result = correlator.eventCorrelate(each);
        if (!result.skip) correlator.updateState(result.event);
      }
      clock.now();
      expect(shown(correlator.eventCorrelate(next))).toBe(shows);
    },
  );
});

describe('combining', () => {
  test('EC13 the tenth different message is the first combined one, later ones patch it (none)', () => {
    const b = bench();
    expect(b.play(numbered(13), 1).slice(8)).toEqual([
      '1 m8',
      `1 ${combined}m9`,
      `2 ${combined}m10`,
      `3 ${combined}m11`,
      `4 ${combined}m12`,
    ]);
    expect(b.of('event.aggregated').map(({ data }) => data.similar)).toEqual([10, 10, 10, 10]);
    expect(new Set(b.of('event.aggregated').map(({ data }) => data.into)).size).toBe(1);
  });

  test('EC14 identical messages are never combined (none)', () => {
    expect(bench().play(repeated(12), 1).at(-1)).toBe('12 message');
  });

  test.each([
    { id: 'EC15', gap: 540, shows: `1 ${combined}m9`, why: 'the window moves with each event' },
    { id: 'EC16', gap: 600, shows: `1 ${combined}m9`, why: 'exactly ten minutes still count' },
    { id: 'EC17', gap: 601, shows: '1 m9', why: 'more than ten minutes begin anew' },
  ])('$id ten messages $gap s apart: $why (none)', ({ gap, shows }) => {
    expect(bench().play(numbered(10), gap).at(-1)).toBe(shows);
  });

  test.each([
    { id: 'EC18', forgotten: 0, old: 'm0', shows: `2 ${combined}m0` },
    { id: 'EC19', forgotten: 5, old: 'm0', shows: '2 m0' },
    { id: 'EC20', forgotten: 5, old: 'm5', shows: `2 ${combined}m5` },
  ])(
    '$id once message $forgotten is forgotten, $old is $shows (none)',
    ({ forgotten, old, shows }) => {
      const b = bench();
      b.sim.chooser.decideNext('record.popAny', forgotten);
      b.play(numbered(10), 1);
      expect(b.play([event({ message: old })], 1)).toEqual([shows]);
    },
  );

  test('EC21 a combined event has no annotations and no reporting controller (none)', () => {
    const { sim } = simulatedRun();
    const correlator = new EventCorrelator(sim);
    const results = numbered(10).map((each) => correlator.eventCorrelate(each));
    expect(results.at(-1)).toEqual({
      skip: false,
      patch: undefined,
      event: {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'my-pod.18867251edfa0000', namespace: 'my-ns' },
        involvedObject: event().involvedObject,
        reason: 'similar',
        message: `${combined}m9`,
        source: event().source,
        firstTimestamp: '2026-01-01T00:00:00Z',
        lastTimestamp: '2026-01-01T00:00:00Z',
        count: 1,
        type: 'Normal',
      },
    });
  });
});

describe('counting', () => {
  test('EC22 a repeat keeps name and first time, and patches three members (none)', () => {
    const run = simulatedRun();
    const correlator = new EventCorrelator(run.sim);
    const [first, second] = [1, 2].map((at) => ({
      ...event(),
      metadata: { name: `my-pod.${at}`, namespace: 'my-ns' },
      firstTimestamp: `t${at}`,
      lastTimestamp: `t${at}`,
    }));
    correlator.eventCorrelate(first as CoreEvent);
    correlator.updateState({
      ...(first as CoreEvent),
      metadata: { name: 'my-pod.1', namespace: 'my-ns', resourceVersion: '7' },
    });
    const result = correlator.eventCorrelate(second as CoreEvent);
    expect(result).toMatchObject({
      patch: { count: 2, lastTimestamp: 't2', message: 'message' },
      event: {
        metadata: { name: 'my-pod.1', resourceVersion: '7' },
        firstTimestamp: 't1',
        count: 2,
      },
    });
  });

  test('EC23 an empty message is no part of the patch (none)', () => {
    const correlator = new EventCorrelator(simulatedRun().sim);
    const silent = { ...event({ message: '' }), lastTimestamp: 't' };
    correlator.eventCorrelate(silent);
    expect(correlator.eventCorrelate(silent)).toMatchObject({
      patch: { count: 2, lastTimestamp: 't' },
    });
  });

  test('EC24 what was not used for longest is forgotten first (none)', () => {
    const b = bench({ lruCacheSize: 2 });
    const about = (pod: string) => event({ pod });
    b.play([about('a'), about('b'), about('a'), about('c')], 1);
    expect(b.play([about('a'), about('b')], 1)).toEqual(['3 message', '1 message']);
  });
});

describe('the spam filter', () => {
  test('EC25 the 26th event of a burst is skipped, and the count goes on (none)', () => {
    const b = bench();
    const shows = b.play(repeated(40), 0.001);
    expect(shows[24]).toBe('25 message');
    expect(shows.slice(25)).toEqual(Array.from({ length: 15 }, () => 'skip'));
    expect(b.of('event.skipped').at(-1)?.data).toMatchObject({ count: 40, reason: 'rate limited' });
    b.pass(minutes(5));
    expect(b.play(repeated(1), 0)).toEqual(['41 message']);
  });

  test.each([
    { id: 'EC26', wait: 299, shows: 'skip' },
    { id: 'EC27', wait: 300, shows: '26 message' },
  ])('$id after $wait s a new event is: $shows (none)', ({ wait, shows }) => {
    const b = bench();
    b.play(repeated(25), 0);
    expect(b.play(repeated(1), wait)).toEqual([shows]);
  });

  test('EC28 warnings have a bucket of their own (none)', () => {
    const b = bench();
    b.play(repeated(26), 0);
    expect(b.play([event({ reason: 'other' }), event({ type: 'Warning' })], 0)).toEqual([
      'skip',
      '1 message',
    ]);
  });

  const byReason = (each: CoreEvent) => `${each.involvedObject.name}${each.reason}`;
  test.each([
    { id: 'EC29', spamKeyFunc: getSpamKey, next: event({ reason: 'other' }), shows: 'skip' },
    { id: 'EC30', spamKeyFunc: byReason, next: event({ reason: 'other' }), shows: '1 message' },
    { id: 'EC31', spamKeyFunc: byReason, next: event({ message: 'other' }), shows: 'skip' },
  ])(
    '$id a burst of one, by its key: $shows (TestEventSpamFilter)',
    ({ spamKeyFunc, next, shows }) => {
      const b = bench({ spamKeyFunc, burstSize: 1 });
      b.play([event()], 1);
      expect(b.play([next], 1)).toEqual([shows]);
    },
  );
});
