import { expect, test } from 'vitest';
import { newStreamWatcher } from '#apimachinery/pkg/watch/streamwatcher.ts';
import { Channel } from '#sim/channel.ts';
import type { ClientFrame } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import { ObjectTable } from '#trace/object_table.ts';

function watching() {
  const trace = { level: 'full' as const, objects: new ObjectTable(), append: () => undefined };
  const sim = new Sim({ seed: 'test', policy: 'arrival', trace });
  const frames = new Channel<ClientFrame>(sim, { name: 'frames', capacity: 10 });
  let stops = 0;
  const stop = () => {
    stops++;
    if (!frames.closed) frames.close();
  };
  const source = { id: 'req-1', frames, ending: () => 'open' as const, stop };
  const watcher = newStreamWatcher(sim, source, 'test/watch');
  const run = () => {
    while (sim.step() === 'stepped');
  };
  const send = (frame: number) =>
    frames.trySend({ frame, type: 'ADDED', object: { metadata: { name: `p-${frame}` } }, ref: '' });
  const seen: string[] = [];
  function* consume(): Proc {
    for (;;) {
      const event = yield* watcher.resultChan().receive();
      if (event === undefined) break;
      seen.push(`${event.type} ${JSON.stringify(event.object)}`);
    }
    seen.push('closed');
  }
  const startConsumer = () => sim.spawn('consumer', consume());
  return { sim, frames, watcher, run, send, seen, startConsumer, stops: () => stops };
}

test('SW1 what is decoded is handed over, and the end closes the channel (TestStreamWatcher)', () => {
  const { frames, run, send, seen, startConsumer, stops } = watching();
  startConsumer();
  send(1);
  frames.close();
  run();
  expect(seen).toEqual(['ADDED {"metadata":{"name":"p-1"}}', 'closed']);
  expect(stops()).toBe(1);
});

test('SW2 it looks at no frame before the one before was taken', () => {
  const { frames, run, send } = watching();
  send(1);
  send(2);
  send(3);
  run();
  expect(frames.length).toBe(2);
});

test('SW3 an event that nobody took vanishes when the watch is stopped (TestStreamWatcherRace)', () => {
  const { run, send, seen, watcher, startConsumer, stops } = watching();
  send(1);
  run();
  watcher.stop();
  watcher.stop();
  run();
  startConsumer();
  run();
  expect(seen).toEqual(['closed']);
  expect(stops()).toBe(1);
});

test('SW4 stopping wakes it when no frame comes', () => {
  const { run, seen, watcher, startConsumer } = watching();
  startConsumer();
  run();
  watcher.stop();
  run();
  expect(seen).toEqual(['closed']);
});

test.each([
  {
    name: 'of unknown type',
    type: 'CHANGED',
    object: {},
    why: 'got invalid watch event type: CHANGED',
  },
  { name: 'without an object', type: 'ADDED', object: 'nonsense', why: 'no object in it' },
])(
  'SW5 a frame $name is one error, then the end; stopping then does nothing (TestStreamWatcherError)',
  ({ type, object, why }) => {
    const { frames, run, seen, watcher, startConsumer, stops } = watching();
    startConsumer();
    frames.trySend({ frame: 1, type, object, ref: '' } as unknown as ClientFrame);
    run();
    expect(seen).toHaveLength(2);
    const message = `unable to decode an event from the watch stream: ${why}`;
    expect(seen[0]).toMatch(/^ERROR /);
    expect(JSON.parse(seen[0]?.slice('ERROR '.length) ?? '')).toMatchObject({
      code: 500,
      reason: 'InternalError',
      details: { causes: [{}, { reason: 'ClientWatchDecoding', message }] },
    });
    expect(seen[1]).toBe('closed');
    watcher.stop();
    run();
    expect(stops()).toBe(1);
  },
);
