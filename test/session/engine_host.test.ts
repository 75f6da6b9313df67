import { describe, expect, test } from 'vitest';
import { type Duration, instant, seconds } from '#base/time.ts';
import { EngineHost } from '#session/engine_host.ts';
import type { EngineReply, EngineRequest } from '#trace/engine_port.ts';
import type { TraceEvent } from '#trace/event.ts';
import { played, recordFor, rolledOut } from './runs.ts';

/** A page with one engine, keeping what it was told. */
function page() {
  const host = new EngineHost();
  const replies: EngineReply[] = [];
  const events = new Map<number, TraceEvent[]>();
  const ask = (request: EngineRequest): readonly EngineReply[] => {
    const start = replies.length;
    host.answer(request, (reply) => {
      const plain = JSON.parse(JSON.stringify(reply)) as EngineReply;
      replies.push(plain);
      if (plain.kind === 'forked') {
        events.set(plain.run, (events.get(plain.from) ?? []).slice(0, plain.shared));
      } else if (plain.kind === 'events') {
        events.set(plain.run, [...(events.get(plain.run) ?? []), ...plain.events]);
      }
    });
    return replies.slice(start);
  };
  return { ask, events, replies, host };
}

const second: Duration = seconds(1);

/** A Deployment that grows and shrinks: over 20,000 events. */
const grown = `${rolledOut}${[25, 5, 25, 5, 25]
  .map(
    (replicas) =>
      `kubectl scale deployment/nginx --replicas=${replicas}\nuntil pods running == ${replicas} within 120s\nrun 10s\n`,
  )
  .join('')}`;

describe('the engine', () => {
  test('answers an opening with the whole run in chunks, objects before their events', () => {
    const { ask, events } = page();
    const record = recordFor(rolledOut);
    const replies = ask({ kind: 'open', run: 1, record });
    const chunks = replies.filter((reply) => reply.kind === 'events');
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(chunk.events.length).toBeLessThanOrEqual(500);
    const whole = played(rolledOut);
    expect(replies.at(-1)).toMatchObject({
      kind: 'ready',
      run: 1,
      now: whole.now,
      idle: false,
      record,
      hash: whole.hash,
    });
    expect(events.get(1)).toEqual(JSON.parse(JSON.stringify(whole.store.events)));
    const known = new Set<string>();
    for (const chunk of chunks) {
      for (const [ref] of chunk.objects) known.add(ref);
      for (const event of chunk.events) {
        if (
          'object' in event.data &&
          typeof event.data.object === 'string' &&
          event.data.object !== ''
        ) {
          expect(known.has(event.data.object)).toBe(true);
        }
      }
    }
  });

  test('advances by time or by events', () => {
    const { ask, events } = page();
    ask({ kind: 'open', run: 1, record: recordFor(rolledOut) });
    const before = events.get(1)?.length ?? 0;
    ask({
      kind: 'act',
      from: 1,
      run: 2,
      seq: before,
      statement: 'kubectl delete pod/nginx-*',
      ahead: 0 as Duration,
    });
    const more = ask({ kind: 'advance', run: 1, until: instant(60_000_000_000), mostEvents: 50 });
    expect(more.at(-1)).toMatchObject({ kind: 'ready', run: 1 });
    const grown = (events.get(1)?.length ?? 0) - before;
    expect(grown).toBeGreaterThanOrEqual(50);
    expect(grown).toBeLessThan(100);
    const rest = ask({
      kind: 'advance',
      run: 1,
      until: instant(60_000_000_000),
      mostEvents: 1_000_000,
    });
    expect(rest.at(-1)).toMatchObject({ kind: 'ready', now: 60_000_000_000 });
  });

  test('forks for an act in the past, and both futures live on', () => {
    const { ask, events } = page();
    ask({ kind: 'open', run: 1, record: recordFor(rolledOut) });
    const replies = ask({
      kind: 'act',
      from: 1,
      run: 2,
      seq: 400,
      statement: 'program gc crash',
      ahead: second,
    });
    const forked = replies.find((reply) => reply.kind === 'forked');
    expect(forked).toMatchObject({ run: 2, from: 1 });
    expect(forked?.shared).toBeGreaterThanOrEqual(400);
    expect(events.get(2)?.slice(0, 400)).toEqual(events.get(1)?.slice(0, 400));
    expect(events.get(2)?.map((event) => event.seq)).toEqual(
      events.get(2)?.map((_, index) => index + 1),
    );
    ask({ kind: 'advance', run: 1, until: instant(30_000_000_000), mostEvents: 1_000_000 });
    expect(events.get(1)?.some((event) => event.kind === 'program.crashed')).toBe(false);
    const again = page();
    const ready = replies.at(-1);
    if (ready?.kind !== 'ready') throw new Error('not ready');
    again.ask({ kind: 'open', run: 9, record: ready.record });
    const replayed = again.ask({
      kind: 'advance',
      run: 9,
      until: ready.now,
      mostEvents: 1_000_000,
    });
    expect(replayed.at(-1)).toMatchObject({ hash: ready.hash });
  });

  test('acts in the past of a long run from the nearest parked session as from the start', () => {
    const { ask, events, host } = page();
    ask({ kind: 'open', run: 1, record: recordFor(grown) });
    const cut = { kind: 'act', from: 1, run: 2, statement: 'watch gc/pods cut' } as const;
    ask({ ...cut, seq: 1_000_000, ahead: second });
    ask({ kind: 'advance', run: 1, until: instant(200_000_000_000), mostEvents: 2_000 });
    expect(events.get(1)?.length).toBeGreaterThan(22_000);
    while (host.rest());
    const crash = { kind: 'act', from: 1, statement: 'program gc crash', ahead: second } as const;
    for (const [index, seq] of [1, 10_500, 22_000].entries()) {
      const run = 3 + index;
      const acted = ask({ ...crash, run, seq }).at(-1);
      const again = page();
      if (acted?.kind !== 'ready') throw new Error(`expected an answer, got ${acted?.kind}`);
      again.ask({ kind: 'open', run: 1, record: acted.record });
      const on = { kind: 'advance', run: 1, until: acted.now, mostEvents: 1_000_000 } as const;
      expect(again.ask(on).at(-1)).toMatchObject({ hash: acted.hash, record: acted.record });
      expect(events.get(run)).toEqual(again.events.get(1));
    }
  });

  test('goes on with a run that it had let go', () => {
    const { ask, events } = page();
    ask({ kind: 'open', run: 1, record: recordFor(rolledOut) });
    ask({ kind: 'advance', run: 1, until: instant(20_000_000_000), mostEvents: 1_000_000 });
    const length = events.get(1)?.length ?? 0;
    for (let run = 2; run < 8; run++) ask({ kind: 'open', run, record: recordFor('run 1s') });
    ask({
      kind: 'act',
      from: 1,
      run: 8,
      seq: length,
      statement: 'watch gc/pods cut',
      ahead: second,
    });
    const grown = events.get(1) ?? [];
    expect(grown.length).toBeGreaterThan(length);
    expect(grown.map((event) => event.seq)).toEqual(grown.map((_, index) => index + 1));
  });

  test.each([
    ['an unreadable act', 'fly away', /expected/],
    ['a manifest that does not parse', 'kubectl apply -f - <<X\n{\nX', /YAML/],
    ['an act that cannot be done', 'watch rs-controller/pods release', /not held/],
  ])('refuses %s and leaves the run untouched', (_, statement, message) => {
    const { ask, events } = page();
    const opened = ask({ kind: 'open', run: 1, record: recordFor(rolledOut) }).at(-1);
    const length = events.get(1)?.length ?? 0;
    for (const seq of [length, 100]) {
      const [reply, ...others] = ask({
        kind: 'act',
        from: 1,
        run: 2,
        seq,
        statement,
        ahead: second,
      });
      expect(others).toEqual([]);
      expect(reply).toMatchObject({ kind: 'refused', run: 2 });
      expect(reply?.kind === 'refused' && reply.problems[0]?.message).toMatch(message);
    }
    const { hash } = opened as Extract<EngineReply, { kind: 'ready' }>;
    const still = ask({ kind: 'advance', run: 1, until: instant(0), mostEvents: 0 });
    expect(still.at(-1)).toMatchObject({ kind: 'ready', hash });
  });

  test('refuses a script that cannot be read, and a run that it does not know', () => {
    const { ask } = page();
    const record = { ...recordFor('run 1s'), script: 'run\n' };
    expect(ask({ kind: 'open', run: 1, record })).toMatchObject([
      { kind: 'refused', run: 1, problems: [{ line: 1, column: 4 }] },
    ]);
    expect(ask({ kind: 'advance', run: 5, until: instant(1), mostEvents: 1 })).toMatchObject([
      { kind: 'refused', run: 5 },
    ]);
  });

  test('tells of a broken assertion with the run attached', () => {
    const { ask } = page();
    const record = {
      ...recordFor(rolledOut),
      acts: [{ position: { at: instant(1), step: 77 }, statement: 'program gc crash' }],
    };
    const replies = ask({ kind: 'open', run: 1, record });
    expect(replies.at(-1)).toMatchObject({
      kind: 'crashed',
      run: 1,
      message: expect.stringContaining('the run must come by (1, 77)'),
      record,
    });
  });
});
