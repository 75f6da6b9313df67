import { expect, test } from 'vitest';
import { milliseconds, seconds } from '#base/time.ts';
import { Channel } from '#sim/channel.ts';
import { background, withCancel } from '#sim/context.ts';
import { InMemoryNetwork } from '#sim/in_memory_network.ts';
import type { ClientStream, Frame, HTTPRequest } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import { ObjectTable } from '#trace/object_table.ts';

const noun = 'controller/pods';

/** A server that says nothing by itself, one client with a watch open, and what the client received. */
function opened() {
  const events: TraceEvent[] = [];
  const append = (event: TraceEvent) => events.push(event);
  const trace = { level: 'full' as const, objects: new ObjectTable(), append };
  const sim = new Sim({ seed: 'test', policy: 'arrival', trace });
  const network = new InMemoryNetwork(sim);
  const frames = new Channel<Frame>(sim, { name: 'frames', capacity: 100 });
  const server = { stopped: 0 };
  network.listen('a', {
    name: 'apiserver-a',
    *handle() {
      return { kind: 'stream' as const, stream: { frames, stop: () => server.stopped++ } };
    },
  });
  const program = sim.startProgram('controller');
  const { ctx, cancel } = withCancel(sim, background(sim));
  const received: string[] = [];
  let stream: ClientStream | undefined;
  const request: HTTPRequest = {
    method: 'GET',
    path: '/api/v1/pods',
    query: { watch: 'true' },
    headers: {},
  };
  function* client(): Proc {
    const answer = yield* network.roundTrip(ctx, request, { client: 'controller', noun });
    if (!answer.ok || answer.value.kind === 'body') throw new Error('expected a stream');
    stream = answer.value.stream;
    for (;;) {
      const frame = yield* stream.frames.receive();
      if (frame === undefined) break;
      const { name } = frame.object['metadata'] as { name: string };
      received.push(`${frame.frame} ${name} at ${sim.now / milliseconds(1)}`);
    }
    received.push(`end at ${sim.now / milliseconds(1)}: ${stream.ending()}`);
  }
  sim.spawn('controller/pods', client(), { program });
  const runTo = (ms: number) => {
    const limit = milliseconds(ms) as unknown as typeof sim.now;
    while (sim.step(limit) === 'stepped');
    if (sim.now < limit) sim.advanceTo(limit);
  };
  const send = (...names: readonly string[]) => {
    for (const name of names) frames.trySend(frameOf(name));
  };
  const kinds = (prefix: string) =>
    events.filter(({ kind }) => kind.startsWith(prefix)).map(({ kind }) => kind);
  runTo(100);
  return { sim, network, frames, server, program, cancel, events, received, runTo, send, kinds };
}

function frameOf(name: string): Frame {
  const metadata = { name, namespace: 'default', resourceVersion: '7' };
  return { type: 'ADDED', object: Object.freeze({ metadata: Object.freeze(metadata) }) };
}

test('frames arrive in order, each after its latency', () => {
  const { runTo, send, received } = opened();
  send('a', 'b');
  runTo(105);
  send('c');
  runTo(200);
  expect(received).toEqual(['1 a at 110', '2 b at 110', '3 c at 115']);
});

test('no frame overtakes another when the network becomes faster', () => {
  const { runTo, send, received, network } = opened();
  send('a');
  runTo(101);
  network.setLatencies({ frame: milliseconds(1) });
  send('b');
  runTo(200);
  expect(received).toEqual(['1 a at 110', '2 b at 110']);
});

test('while a stream is held its frames pile up, and arrive at once at its release', () => {
  const { runTo, send, received, network, kinds } = opened();
  send('a');
  runTo(101);
  expect(network.hold(noun).ok).toBe(true);
  send('b');
  runTo(500);
  expect(received).toEqual([]);
  const [view] = network.streams();
  expect(view).toMatchObject({ noun, held: true, replica: 'a', resource: 'pods', delivered: 0 });
  expect(view?.queued.map(({ frame, key }) => `${frame} ${key}`)).toEqual([
    '1 pods/default/a',
    '2 pods/default/b',
  ]);
  network.release(noun);
  runTo(600);
  expect(received).toEqual(['1 a at 500', '2 b at 500']);
  expect(kinds('watch.').filter((kind) => kind !== 'watch.event.sent')).toEqual([
    'watch.held',
    'watch.event.held',
    'watch.event.held',
    'watch.released',
    'watch.event.delivered',
    'watch.event.delivered',
  ]);
});

test('two frames can be exchanged', () => {
  const { runTo, send, received, network, events } = opened();
  send('a', 'b', 'c');
  runTo(101);
  expect(network.swap(noun, 1).ok).toBe(true);
  runTo(200);
  expect(received).toEqual(['1 a at 110', '3 c at 110', '2 b at 110']);
  const swapped = events.find(({ kind }) => kind === 'watch.event.swapped');
  expect(swapped).toMatchObject({ subject: 'pods/default/b', data: { frame: 2, with: 3 } });
});

test('a frame can be copied; the copy has a number of its own', () => {
  const { runTo, send, received, network } = opened();
  send('a', 'b');
  runTo(101);
  network.duplicate(noun);
  runTo(200);
  expect(received).toEqual(['1 a at 110', '3 a at 110', '2 b at 110']);
});

test('a frame can be dropped', () => {
  const { runTo, send, received, network, events } = opened();
  send('a', 'b');
  runTo(101);
  network.drop(noun);
  runTo(200);
  expect(received).toEqual(['2 b at 110']);
  expect(events.find(({ kind }) => kind === 'watch.event.dropped')?.data).toMatchObject({
    frame: 1,
    reason: 'injected fault',
  });
});

test('a frame can be made up', () => {
  const { runTo, received, network } = opened();
  network.inject(noun, frameOf('x'));
  runTo(200);
  expect(received).toEqual(['1 x at 110']);
});

test.each([
  { how: 'close' as const, received: ['1 a at 110', 'end at 111: EOF'] },
  { how: 'EOF' as const, received: ['end at 111: unexpected EOF'] },
  { how: 'reset' as const, received: ['end at 111: connection reset'] },
])('a stream cut by $how: $received', ({ how, received: expected }) => {
  const { runTo, send, received, network, server, events } = opened();
  send('a');
  runTo(101);
  expect(network.cut(noun, how).ok).toBe(true);
  runTo(200);
  expect(received).toEqual(expected);
  expect(server.stopped).toBe(1);
  expect(network.streams()).toEqual([]);
  const closed = events.find(({ kind }) => kind === 'watch.closed');
  expect(closed?.data).toMatchObject({ noun, events: expected.length - 1 });
});

test('a held stream that is cut loses what was held', () => {
  const { runTo, send, received, network, kinds } = opened();
  network.hold(noun);
  send('a');
  runTo(200);
  network.cut(noun, 'close');
  runTo(300);
  expect(received).toEqual(['end at 210: EOF']);
  expect(kinds('watch.event.dropped')).toHaveLength(1);
});

test('the server’s clean end arrives behind its last frame, even if that is held', () => {
  const { runTo, send, received, network, frames } = opened();
  network.hold(noun);
  send('a');
  frames.close();
  runTo(200);
  expect(received).toEqual([]);
  network.release(noun);
  runTo(300);
  expect(received).toEqual(['1 a at 200', 'end at 200: EOF']);
});

test('a server that is gone breaks the stream behind what it sent', () => {
  const { runTo, send, received, network } = opened();
  send('a');
  runTo(101);
  network.close('a');
  runTo(200);
  expect(received).toEqual(['1 a at 110', 'end at 111: unexpected EOF']);
});

test('a client whose context ends gives its stream up, and the server hears of it later', () => {
  const { runTo, received, cancel, server } = opened();
  cancel();
  runTo(101);
  expect(received).toEqual(['end at 100: EOF']);
  expect(server.stopped).toBe(0);
  runTo(105);
  expect(server.stopped).toBe(1);
});

test('a killed program’s connections are reset', () => {
  const { sim, runTo, program, server, events, network } = opened();
  sim.endProgram(program, 'stopped');
  runTo(200);
  expect(server.stopped).toBe(1);
  expect(network.streams()).toEqual([]);
  const closed = events.find(({ kind }) => kind === 'watch.closed');
  expect(closed?.data).toMatchObject({ reason: 'program gone' });
});

test.each([
  ['swap', `the watch ${noun} (req-1) has 1 frame on the wire, swapping needs two in a row`],
  ['drop', `the watch ${noun} (req-1) has only 1 frame on the wire, none at position 3`],
] as const)('%s without enough frames says why not', (verb, message) => {
  const { network, runTo, send } = opened();
  send('a');
  runTo(101);
  expect(network[verb](noun, verb === 'swap' ? 0 : 3)).toEqual({ ok: false, error: { message } });
});

test('what cannot be done is refused with a reason', () => {
  const { network } = opened();
  const refusals = [
    network.drop(noun),
    network.duplicate(noun),
    network.release(noun),
    network.cut('nobody/pods', 'reset'),
  ];
  expect(refusals.map((refusal) => (refusal.ok ? '' : refusal.error.message))).toEqual([
    `the watch ${noun} (req-1) has no frame on the wire`,
    `the watch ${noun} (req-1) has no frame on the wire`,
    `the watch ${noun} (req-1) is not held`,
    'no watch of nobody/pods is open',
  ]);
});

test('a slow client does not slow the wire: frames wait in its receive buffer', () => {
  const { sim, network, frames, runTo, program } = opened();
  sim.pauseProgram(program);
  for (let index = 0; index < 50; index++) frames.trySend(frameOf(`p-${index}`));
  runTo(1000);
  expect(network.streams()[0]).toMatchObject({ delivered: 50, queued: [] });
  expect(seconds(1)).toBe(sim.now);
});
