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

test('what is decoded is handed over, and the end closes the channel (TestStreamWatcher)', () => {
  const { frames, run, send, seen, startConsumer, stops } = watching();
  startConsumer();
  send(1);
  frames.close();
  run();
  expect(seen).toEqual(['ADDED {"metadata":{"name":"p-1"}}', 'closed']);
  expect(stops()).toBe(1);
});

test('it looks at no frame before the one before was taken', () => {
  const { frames, run, send } = watching();
  send(1);
  send(2);
  send(3);
  run();
  expect(frames.length).toBe(2);
});

test('an event that nobody took vanishes when the watch is stopped (TestStreamWatcherRace)', () => {
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

test('stopping wakes it when no frame comes', () => {
  const { run, seen, watcher, startConsumer } = watching();
  startConsumer();
  run();
  watcher.stop();
  run();
  expect(seen).toEqual(['closed']);
});
