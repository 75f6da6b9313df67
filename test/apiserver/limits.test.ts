import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { background } from '#sim/context.ts';
import type { HTTPRequest } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import {
  type Answer,
  type Cluster,
  cluster,
  configMap,
  configMaps,
  namesOf,
  statusOf,
} from './cluster.ts';

/** Sends them all before the first is answered. */
function together(
  made: Cluster,
  requests: readonly Pick<HTTPRequest, 'method' | 'path' | 'body'>[],
): Answer[] {
  const answers: Answer[] = [];
  const origin = { client: 'test', noun: 'test' };
  for (const request of requests) {
    const headers = { 'content-type': 'application/json' };
    made.sim.spawn('test', send({ query: {}, headers, ...request }));
  }
  made.runFor(seconds(1));
  return answers;

  function* send(request: HTTPRequest): Proc {
    const answer = yield* made.network.roundTrip(background(made.sim), request, origin);
    if (answer.ok && answer.value.kind === 'body') answers.push(answer.value);
  }
}

const reads = [1, 2, 3].map(() => ({ method: 'GET' as const, path: configMaps }));
const creates = ['a', 'b', 'c'].map((name) => ({
  method: 'POST' as const,
  path: configMaps,
  body: configMap(name),
}));

test.each([
  { limits: { readonly: 2 }, reads: [200, 200, 429], writes: [201, 201, 201] },
  { limits: { mutating: 1 }, reads: [200, 200, 200], writes: [201, 429, 429] },
  { limits: { readonly: 0, mutating: 0 }, reads: [200, 200, 200], writes: [201, 201, 201] },
])(
  'of three at once, $limits answers reads $reads and writes $writes',
  ({ limits, ...expected }) => {
    const made = cluster({ server: { maxInFlight: limits } });
    const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort();
    expect(statuses(together(made, reads))).toEqual(expected.reads);
    expect(statuses(together(made, creates))).toEqual(expected.writes);
  },
);

test('what is turned away is told in plain text, with how long to wait', () => {
  const made = cluster({ server: { maxInFlight: { readonly: 1 } } });
  const refused = together(made, reads).find(({ status }) => status === 429);
  expect(refused?.body).toBe('Too many requests, please try again later.\n');
  expect(refused?.headers).toEqual({
    'content-type': 'text/plain; charset=utf-8',
    'retry-after': '1',
  });
});

test('watches do not count, and a request that has ended makes room', () => {
  const made = cluster({ server: { maxInFlight: { readonly: 1 } } });
  for (let n = 0; n < 5; n++) made.watch(configMaps);
  expect(made.ask('GET', configMaps).status).toBe(200);
  expect(made.ask('GET', configMaps).status).toBe(200);
});

test('what was at work when the server died does not count after its restart', () => {
  const made = cluster({ server: { maxInFlight: { mutating: 1 } } });
  made.sim.schedule((made.sim.now + 6_000_000) as typeof made.sim.now, () =>
    made.servers['a']?.stop(),
  );
  expect(together(made, creates.slice(0, 1))).toEqual([]);
  made.servers['a']?.start();
  expect(made.ask('DELETE', `${configMaps}/none`).status).toBe(404);
});

const notReady = [
  ['a consistent list', ''],
  ['a list of any version', 'resourceVersion=0'],
  ['a list not older than', 'resourceVersion=2'],
  ['a selected page', 'limit=1&labelSelector=app%3Dweb'],
  ['a watch', 'watch=true&resourceVersion=2'],
] as const;

test.each(notReady)('%s is refused with 429 while the caches fill', (_, query) => {
  const { ask, runFor } = cluster({ server: { cacheFill: seconds(30) } });
  const refused = ask('GET', `${configMaps}?${query}`);
  expect(refused.headers['retry-after']).toBe('1');
  expect(statusOf(refused)).toMatchObject({
    code: 429,
    reason: 'TooManyRequests',
    message: 'storage is (re)initializing',
    details: { retryAfterSeconds: 1 },
  });
  runFor(seconds(20));
  expect(ask('GET', `${configMaps}?${query}`).headers['retry-after']).toBe('3');
});

test('while the caches fill, etcd answers gets, writes and pages', () => {
  const { ask, runFor } = cluster({ server: { cacheFill: seconds(30) } });
  expect(ask('POST', configMaps, configMap('a')).status).toBe(201);
  expect(ask('GET', `${configMaps}/a?resourceVersion=0`).status).toBe(200);
  expect(namesOf(ask('GET', `${configMaps}?limit=5`))).toEqual(['a']);
  runFor(seconds(30));
  expect(namesOf(ask('GET', `${configMaps}?resourceVersion=0`))).toEqual(['a']);
});
