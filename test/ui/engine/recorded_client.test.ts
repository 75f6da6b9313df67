import { describe, expect, test } from 'vitest';
import { recordingOf } from '#cli/site/record_scenario.ts';
import { allScenarios, type Scenario } from '#cli/site/scenarios.ts';
import { EngineHost } from '#session/engine_host.ts';
import { playedScenario } from '#test/cli/site/played_scenarios.ts';
import type { EngineReply, EngineRequest, RunRecord } from '#trace/engine_port.ts';
import { engineVersion } from '#trace/engine_version.ts';
import type { MentionedObject, TraceEvent } from '#trace/event.ts';
import type { Recording } from '#trace/recording/recording_file.ts';
import { type EngineClient, localClient } from '#ui/engine/engine_client.ts';
import { type RecordedClientOptions, recordedClient } from '#ui/engine/recorded_client.ts';

const opening = scenarioOf('opening');
const tombstone = scenarioOf('preset/tombstone');

function scenarioOf(address: string): Scenario {
  const found = allScenarios().find((each) => each.address === address);
  if (found === undefined) throw new Error(`expected a scenario ${address}`);
  return found;
}

function recorded(scenario: Scenario): Recording {
  return recordingOf(scenario, playedScenario(scenario));
}

/** An engine on this thread. */
function engine(): EngineClient {
  const host = new EngineHost();
  return localClient((request, reply) =>
    host.answer(request, (said) => reply(JSON.parse(JSON.stringify(said)) as EngineReply)),
  );
}

/** What a page is told of each run, and how each request ended. */
function pageOf(client: EngineClient) {
  const replies: EngineReply[] = [];
  const broken: string[] = [];
  const events = new Map<number, readonly TraceEvent[]>();
  const objects = new Map<number, readonly MentionedObject[]>();
  let waiting: (() => void) | undefined;
  client.listen({
    replied: (reply) => {
      replies.push(reply);
      if (reply.kind === 'forked') {
        events.set(reply.run, (events.get(reply.from) ?? []).slice(0, reply.shared));
      } else if (reply.kind === 'events') {
        events.set(reply.run, [...(events.get(reply.run) ?? []), ...reply.events]);
        objects.set(reply.run, [...(objects.get(reply.run) ?? []), ...reply.objects]);
      } else waiting?.();
    },
    broke: (message) => {
      broken.push(message);
      waiting?.();
    },
  });
  const ask = (request: EngineRequest): Promise<EngineReply | undefined> => {
    const ended = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    client.send(request);
    return ended.then(() => replies.at(-1));
  };
  return { ask, replies, broken, events, objects };
}

/** A client of one recording, which counts the engines that are started. */
function clientOf(recording: Recording, options: Partial<RecordedClientOptions> = {}) {
  const started: EngineClient[] = [];
  const start = (): EngineClient => {
    const made = options.start?.() ?? engine();
    started.push(made);
    return made;
  };
  const client = recordedClient({ find: () => recording, ...options, start });
  return { client, started, ...pageOf(client) };
}

function opened(record: RunRecord): EngineRequest {
  return { kind: 'open', run: 1, record };
}

const statement = 'watch rs-controller/pods cut';
const ahead = 5_000_000_000 as never;

describe('a recorded run', () => {
  test('is answered without an engine, in chunks, objects before their events', async () => {
    const recording = recorded(opening);
    const { ask, replies, started, events, objects } = clientOf(recording);
    const reply = await ask(opened(recording.record));
    expect(reply).toEqual({
      kind: 'ready',
      run: 1,
      now: recording.now,
      idle: false,
      record: recording.record,
      hash: recording.hash,
    });
    expect(started).toEqual([]);
    expect(events.get(1)).toEqual(recording.events);
    expect(objects.get(1)).toEqual(recording.mentions);
    const known = new Set<unknown>();
    for (const chunk of replies.filter((each) => each.kind === 'events')) {
      expect(chunk.events.length).toBeLessThanOrEqual(500);
      for (const [ref] of chunk.objects) known.add(ref);
      for (const { data } of chunk.events) {
        if (!('object' in data) || data.object === undefined || data.object === '') continue;
        expect(known).toContain(data.object);
      }
    }
    expect(known.size).toBe(recording.mentions.length);
  });

  test.each(allScenarios())(
    'of $address goes on in the engine as if that had played it, at its end and in its past',
    async (scenario) => {
      const recording = recorded(scenario);
      const { seq } = recording.events.at(-1) as TraceEvent;
      const { actor } = recording.events.findLast(({ kind }) => kind === 'reflector.started') ?? {};
      const noun = actor?.replace(/\/reflector$/, '') ?? scenario.focus;
      const requests: EngineRequest[] = [
        opened(recording.record),
        { kind: 'act', from: 1, run: 2, seq, statement: `watch ${noun} cut`, ahead },
        {
          kind: 'act',
          from: 1,
          run: 3,
          seq: Math.floor((seq * 2) / 3),
          statement: 'latency 40ms',
          ahead,
        },
        {
          kind: 'advance',
          run: 1,
          until: (recording.now + 9_000_000_000) as never,
          mostEvents: 300,
        },
      ];
      const [own, alone] = [clientOf(recording), pageOf(engine())];
      for (const request of requests) {
        expect(await own.ask(request)).toEqual(await alone.ask(request));
      }
      expect(own.events).toEqual(alone.events);
      expect(own.objects).toEqual(alone.objects);
      expect(own.started).toHaveLength(1);
    },
  );
});

describe('the engine behind a recorded run', () => {
  test('is started once, by the first request that needs it', async () => {
    const recording = recorded(tombstone);
    const { ask, client, started } = clientOf(recording);
    await ask(opened(recording.record));
    expect(client.awake()).toBe(false);
    const seq = recording.events.length;
    await ask({ kind: 'act', from: 1, run: 2, seq, statement, ahead });
    await ask({ kind: 'act', from: 1, run: 3, seq: 100, statement: 'latency 9ms', ahead });
    expect(client.awake()).toBe(true);
    expect(started).toHaveLength(1);
  });

  test('keeps the order of what is asked while it catches up', async () => {
    const recording = recorded(tombstone);
    const { client, replies } = clientOf(recording);
    client.send(opened(recording.record));
    const seq = recording.events.length;
    client.send({ kind: 'act', from: 1, run: 2, seq, statement, ahead });
    client.send({ kind: 'open', run: 3, record: { ...recording.record, seed: 'other' } });
    client.send({ kind: 'advance', run: 1, until: recording.now, mostEvents: 1 });
    await client.wake();
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const ends = replies.filter(({ kind }) => kind === 'ready').map(({ run }) => run);
    expect(ends).toEqual([1, 1, 3, 1]);
  });

  test('plays a run that was not recorded', async () => {
    const recording = recorded(tombstone);
    const { ask, started } = clientOf(recording, { find: () => undefined });
    expect(await ask(opened(recording.record))).toMatchObject({ hash: recording.hash });
    expect(started).toHaveLength(1);
  });

  test('plays a run with other acts than the recorded one', async () => {
    const recording = recorded(tombstone);
    const { ask, started } = clientOf(recording);
    const record = { ...recording.record, seed: 'another' };
    expect(await ask(opened(record))).toMatchObject({ kind: 'ready', record });
    expect(started).toHaveLength(1);
  });

  test('plays a run whose recording cannot be fetched, and waits for one that can', async () => {
    const recording = recorded(tombstone);
    const lost = clientOf(recording, { find: () => Promise.reject(new Error('404')) });
    expect(await lost.ask(opened(recording.record))).toMatchObject({ hash: recording.hash });
    expect(lost.started).toHaveLength(1);
    const late = clientOf(recording, { find: () => Promise.resolve(recording) });
    expect(await late.ask(opened(recording.record))).toMatchObject({ hash: recording.hash });
    expect(late.started).toEqual([]);
  });

  test('is told of by a page that ends where its recording does', async () => {
    const recording = recorded(opening);
    const { ask, client, replies } = clientOf(recording, { endsThere: true });
    expect(await ask(opened(recording.record))).toMatchObject({ kind: 'ready', idle: true });
    expect(await client.wake()).toBe(true);
    expect(replies.at(-1)).toMatchObject({ kind: 'ready', run: 1, idle: false });
    expect(await client.wake()).toBe(true);
  });
});

describe('an engine that plays a recorded run otherwise', () => {
  /** A recording of which one hash is wrong. */
  const wrong: Recording = { ...recorded(tombstone), hash: '0123456789abcdef' };

  test('ends the run with what is wrong, and does nothing that was asked', async () => {
    const { ask, client, replies, events } = clientOf(wrong);
    await ask(opened(wrong.record));
    const before = events.get(1);
    const seq = wrong.events.length;
    client.send({ kind: 'act', from: 1, run: 2, seq, statement, ahead });
    expect(await client.wake()).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
    const crash = replies.find(({ kind }) => kind === 'crashed');
    expect(crash).toMatchObject({ run: 1, record: wrong.record });
    expect(crash?.kind === 'crashed' && crash.message).toContain('0123456789abcdef');
    expect(replies).toContainEqual(expect.objectContaining({ kind: 'refused', run: 2 }));
    expect(events.get(1)).toEqual(before);
    expect(events.has(2)).toBe(false);
  });

  test('is not asked anything later', async () => {
    const { ask, client, started } = clientOf(wrong);
    await ask(opened(wrong.record));
    expect(await client.wake()).toBe(false);
    const reply = await ask({ kind: 'act', from: 1, run: 2, seq: 10, statement, ahead });
    expect(reply).toMatchObject({ kind: 'refused', run: 2 });
    expect(await client.wake()).toBe(false);
    expect(started).toHaveLength(1);
  });

  test('or that does not start is told of', async () => {
    let breaks: ((message: string) => void) | undefined;
    const dead: EngineClient = {
      version: engineVersion,
      send: () => undefined,
      listen: ({ broke }) => {
        breaks = broke;
        return () => undefined;
      },
      close: () => undefined,
    };
    const recording = recorded(tombstone);
    const { ask, client, broken, replies } = clientOf(recording, { start: () => dead });
    await ask(opened(recording.record));
    client.send({ kind: 'act', from: 1, run: 2, seq: 10, statement, ahead });
    breaks?.('the engine did not start');
    await new Promise((resolve) => setImmediate(resolve));
    expect(broken).toEqual(['the engine did not start']);
    expect(replies.at(-1)).toMatchObject({ kind: 'refused', run: 2 });
  });
});
