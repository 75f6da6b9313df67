import { expect, test } from 'vitest';
import { milliseconds, seconds } from '#base/time.ts';
import { background, type Context, withTimeout } from '#sim/context.ts';
import { InMemoryNetwork, type NetworkOptions } from '#sim/in_memory_network.ts';
import type { HTTPRequest, ServerRequest } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import { ObjectTable } from '#trace/object_table.ts';

const get: HTTPRequest = {
  method: 'GET',
  path: '/api/v1/namespaces/default/pods/web-1',
  query: {},
  headers: {},
};
const post: HTTPRequest = {
  method: 'POST',
  path: '/api/v1/namespaces/default/pods',
  query: {},
  headers: {},
  body: { metadata: { name: 'web-1' } },
};

/** Two servers that take 10 ms and say their name. */
function network(options: NetworkOptions = {}) {
  const events: TraceEvent[] = [];
  const append = (event: TraceEvent) => events.push(event);
  const trace = { level: 'full' as const, objects: new ObjectTable(), append };
  const sim = new Sim({ seed: 'test', policy: 'arrival', trace });
  const made = new InMemoryNetwork(sim, options);
  const handled: ServerRequest[] = [];
  for (const name of ['a', 'b']) {
    made.listen(name, {
      name: `apiserver-${name}`,
      *handle(request) {
        yield* sim.sleep(milliseconds(10));
        handled.push(request);
        return { kind: 'body', status: 200, headers: {}, body: { server: name } };
      },
    });
  }
  const ask = (request: HTTPRequest, ctx: Context = background(sim)) => {
    const outcome: string[] = [];
    const origin = { client: 'kubectl', noun: 'kubectl' };
    function* client(): Proc {
      const answer = yield* made.roundTrip(ctx, request, origin);
      const at = `at ${sim.now / milliseconds(1)}`;
      if (!answer.ok) outcome.push(`${answer.error.kind} ${at}`);
      else if (answer.value.kind === 'body') {
        outcome.push(`${answer.value.status} ${JSON.stringify(answer.value.body)} ${at}`);
      }
    }
    sim.spawn('kubectl', client());
    return outcome;
  };
  const run = () => {
    while (sim.step() === 'stepped');
  };
  const kinds = () => events.map(({ kind }) => kind).filter((kind) => kind.startsWith('request.'));
  return { sim, made, handled, ask, run, kinds, events };
}

test('a request takes its way there, its work and its way back', () => {
  const { ask, run, events, kinds } = network();
  const outcome = ask(get);
  run();
  expect(outcome).toEqual(['200 {"server":"a"} at 20']);
  expect(kinds()).toEqual([
    'request.sent',
    'request.received',
    'request.answered',
    'request.completed',
  ]);
  const sent = events.find(({ kind }) => kind === 'request.sent');
  expect(sent).toMatchObject({
    subject: 'req-1',
    actor: 'kubectl',
    data: {
      client: 'kubectl',
      replica: 'a',
      verb: 'get',
      resource: 'pods',
      key: 'pods/default/web-1',
    },
  });
});

test('a client’s replica can be chosen', () => {
  const { ask, run, made } = network();
  made.route('kubectl', 'b');
  const outcome = ask(get);
  run();
  expect(outcome).toEqual(['200 {"server":"b"} at 20']);
});

test('latencies can be changed', () => {
  const { ask, run, made } = network();
  made.setLatencies({ request: seconds(1) });
  const outcome = ask(get);
  run();
  expect(outcome).toEqual(['200 {"server":"a"} at 1015']);
});

test('the server gets a frozen copy of the body', () => {
  const { ask, run, handled } = network();
  ask(post);
  run();
  expect(handled[0]?.body).toEqual(post.body);
  expect(handled[0]?.body).not.toBe(post.body);
  expect(Object.isFrozen(handled[0]?.body)).toBe(true);
});

test('where nobody listens the connection is refused', () => {
  const { ask, run, made } = network();
  made.close('a');
  const outcome = ask(get);
  run();
  expect(outcome).toEqual(['connection refused at 5']);
});

test('a client can be refused until it is accepted again', () => {
  const { ask, run, made } = network();
  made.refuse({ client: 'kubectl', replica: 'a' });
  const first = ask(get);
  run();
  expect(first).toEqual(['connection refused at 5']);
  expect(made.accept({ client: 'kubectl', replica: 'b' }).ok).toBe(false);
  expect(made.accept({ client: 'kubectl', replica: 'a' }).ok).toBe(true);
  const second = ask(get);
  run();
  expect(second).toEqual(['200 {"server":"a"} at 25']);
});

test('a server that closes in the middle breaks the connection', () => {
  const { ask, run, made, sim, handled } = network();
  const outcome = ask(get);
  sim.schedule((sim.now + milliseconds(8)) as typeof sim.now, () => made.close('a'));
  run();
  expect(outcome).toEqual(['EOF at 13']);
  expect(handled).toEqual([]);
});

test('a request that arrives after the server has closed is reset', () => {
  const { ask, run, made, sim } = network();
  const outcome = ask(get);
  sim.schedule((sim.now + milliseconds(2)) as typeof sim.now, () => made.close('a'));
  run();
  expect(outcome).toEqual(['connection reset at 10']);
});

test('an answer can be given in the server’s place, once, to the request that is meant', () => {
  const { ask, run, made, handled } = network();
  made.answerNext({ client: 'kubectl', verb: 'write' }, () => ({
    kind: 'body',
    status: 409,
    headers: {},
    body: 'no',
  }));
  const outcomes = [ask(get), ask(post), ask(post)];
  run();
  expect(outcomes.map(([outcome]) => outcome?.slice(0, 3))).toEqual(['200', '409', '200']);
  expect(handled.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test.each([
  { part: 'response' as const, handles: 1 },
  { part: 'request' as const, handles: 0 },
])(
  'a lost $part leaves the client waiting; the server did its part $handles times',
  ({ part, handles }) => {
    const { ask, run, made, handled, kinds } = network({ unansweredAfter: seconds(2) });
    made.loseNext({ verb: 'create' }, part);
    const outcome = ask(post);
    run();
    expect(outcome).toEqual(['timeout at 2000']);
    expect(handled).toHaveLength(handles);
    expect(kinds().at(-2)).toBe('request.lost');
    expect(kinds().at(-1)).toBe('request.failed');
  },
);

test('a client that gives up does not hear the answer', () => {
  const { ask, run, sim, kinds } = network();
  const { ctx } = withTimeout(sim, background(sim), { timeout: milliseconds(7) });
  const outcome = ask(get, ctx);
  run();
  expect(outcome).toEqual(['timeout at 7']);
  expect(kinds()).toEqual([
    'request.sent',
    'request.received',
    'request.failed',
    'request.answered',
    'request.lost',
  ]);
});
