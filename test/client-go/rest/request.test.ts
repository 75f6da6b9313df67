/** One request: its address, its limit, its retries and its errors. */

import { describe, expect, test } from 'vitest';
import { newNotFound, reasonForError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Result } from '#base/result.ts';
import { minutes, seconds } from '#base/time.ts';
import type { RESTClient } from '#client-go/rest/client.ts';
import { type Config, restClientFor } from '#client-go/rest/config.ts';
import type { Answer, ClientError, HTTPMethod } from '#client-go/rest/request.ts';
import { background, withCancel } from '#sim/context.ts';
import { type ScriptedAnswer, scriptedTransport } from '#test/client-go/rest/scripted_transport.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

function bench(answers: readonly ScriptedAnswer[], config: Partial<Config> = {}) {
  const run = simulatedRun();
  const transport = scriptedTransport(run.sim, answers);
  const client = restClientFor(run.sim, { transport, client: 'test', ...config }, '/apis/apps/v1');
  return { ...run, transport, client, ctx: background(run.sim) };
}

/** Sends one request and returns its outcome, letting up to a minute pass. */
function send(answers: readonly ScriptedAnswer[], method: HTTPMethod = 'GET') {
  const b = bench(answers);
  let result: Result<Answer, ClientError> | undefined;
  b.go('client', function* () {
    result = yield* b.client.verb(method).resource('deployments').name('web').do(b.ctx);
  });
  b.pass(minutes(1));
  return { ...b, result, attempts: b.transport.sent.length };
}

describe('the address', () => {
  test.each<{ id: string; upstream: string; build: (client: RESTClient) => string; url: string }>([
    {
      id: 'RQ1',
      upstream: 'TestRequestOrdersNamespaceInPath',
      build: (c) => c.get().name('web').namespace('default').resource('deployments').url(),
      url: '/apis/apps/v1/namespaces/default/deployments/web',
    },
    {
      id: 'RQ2',
      upstream: 'TestRequestOrdersSubResource',
      build: (c) =>
        c
          .put()
          .name('web')
          .namespace('default')
          .resource('deployments')
          .subResource('status')
          .url(),
      url: '/apis/apps/v1/namespaces/default/deployments/web/status',
    },
    {
      id: 'RQ3',
      upstream: 'TestRequestSetsNamespace',
      build: (c) => c.get().resource('deployments').url(),
      url: '/apis/apps/v1/deployments',
    },
    {
      id: 'RQ4',
      upstream: 'TestRequestAbsPathJoins',
      build: (c) => c.get().absPath('api', 'v1', 'pods').url(),
      url: '/api/v1/pods',
    },
  ])('$id is put together in its own order ($upstream)', ({ build, url }) => {
    expect(build(bench([]).client)).toBe(url);
  });

  test.each([
    {
      id: 'RQ5',
      upstream: 'TestInvalidSegments',
      segment: 'a/b',
      message: `invalid path segment "a/b": may not contain '/'`,
    },
    {
      id: 'RQ6',
      upstream: 'TestInvalidSegments',
      segment: '..',
      message: `invalid path segment "..": may not be '..'`,
    },
    {
      id: 'RQ7',
      upstream: 'TestRequestError',
      segment: '',
      message: 'resource name may not be empty',
    },
  ])('$id a wrong name fails the request, not the call ($upstream)', ({ segment, message }) => {
    const b = bench([]);
    let result: unknown;
    b.go('client', function* () {
      result = yield* b.client.get().resource('deployments').name(segment).do(b.ctx);
    });
    expect(result).toEqual({ ok: false, error: { kind: 'RequestError', message } });
    expect(b.transport.sent).toEqual([]);
  });
});

describe('the answer', () => {
  const status = newNotFound({ group: 'apps', resource: 'deployments' }, 'web').errStatus;

  test('RQ8 is the body of a success (TestDoRequestSuccess)', () => {
    expect(send([{ status: 201, body: { kind: 'Deployment' } }], 'POST').result).toEqual({
      ok: true,
      value: { status: 201, body: { kind: 'Deployment' } },
    });
  });

  test('RQ9 is the Status that the server sent (TestTransformResponse)', () => {
    const { result } = send([{ status: 404, body: status as never }]);
    expect(result).toMatchObject({ error: { message: 'deployments.apps "web" not found' } });
  });

  test('RQ10 is a failure even with a good code, if it is a Status of one (TestTransformResponse)', () => {
    expect(send([{ status: 200, body: status as never }]).result?.ok).toBe(false);
  });

  test.each([
    { code: 409, method: 'POST', reason: 'AlreadyExists' },
    { code: 409, method: 'PUT', reason: 'Conflict' },
    { code: 404, method: 'GET', reason: 'NotFound' },
    { code: 429, method: 'GET', reason: 'TooManyRequests' },
    { code: 500, method: 'GET', reason: 'InternalError' },
    { code: 503, method: 'GET', reason: 'ServiceUnavailable' },
  ] as const)(
    'RQ11 of code $code to a $method without a Status means $reason (TestTransformUnstructuredError)',
    ({ code, method, reason }) => {
      const { result } = send([{ status: code, body: 'text' }], method);
      expect(result?.ok === false && reasonForError(result.error)).toBe(reason);
    },
  );
});

describe('a retry', () => {
  const after1s = { headers: { 'retry-after': '1' } };
  const ok200 = { status: 200 };
  test.each<{
    id: string;
    name: string;
    method: HTTPMethod;
    answers: readonly ScriptedAnswer[];
    attempts: number;
  }>([
    {
      id: 'RR1',
      name: 'follows 429 with Retry-After, even for a POST',
      method: 'POST',
      answers: [{ status: 429, ...after1s }, ok200],
      attempts: 2,
    },
    {
      id: 'RR2',
      name: 'follows 503 with Retry-After',
      method: 'PUT',
      answers: [{ status: 503, ...after1s }, ok200],
      attempts: 2,
    },
    {
      id: 'RR3',
      name: 'does not follow 429 without Retry-After',
      method: 'GET',
      answers: [{ status: 429 }, ok200],
      attempts: 1,
    },
    {
      id: 'RR4',
      name: 'does not follow a date in Retry-After',
      method: 'GET',
      answers: [
        { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } },
        ok200,
      ],
      attempts: 1,
    },
    {
      id: 'RR5',
      name: 'does not follow 409, whatever it says',
      method: 'PUT',
      answers: [{ status: 409, ...after1s }, ok200],
      attempts: 1,
    },
    {
      id: 'RR6',
      name: 'follows a broken connection of a GET',
      method: 'GET',
      answers: [{ error: 'connection reset' }, { error: 'EOF' }, ok200],
      attempts: 3,
    },
    {
      id: 'RR7',
      name: 'does not follow a broken connection of a POST',
      method: 'POST',
      answers: [{ error: 'connection reset' }, ok200],
      attempts: 1,
    },
    {
      id: 'RR8',
      name: 'does not follow a refused connection',
      method: 'GET',
      answers: [{ error: 'connection refused' }, ok200],
      attempts: 1,
    },
    {
      id: 'RR9',
      name: 'comes at most ten times',
      method: 'GET',
      answers: [{ status: 500, ...after1s }],
      attempts: 11,
    },
  ])('$id $name (TestRetryableConditions)', ({ method, answers, attempts }) => {
    expect(send(answers, method).attempts).toBe(attempts);
  });

  test('RR10 waits as long as it was asked to (TestCheckRetryClosesBody)', () => {
    const { transport } = send([{ status: 429, ...after1s }, { status: 429, ...after1s }, ok200]);
    expect(transport.sent.map(({ at }) => at / 1e9)).toEqual([0, 1, 2]);
  });

  test('RR11 ends with its context (TestRequestWithRetry)', () => {
    const b = bench([{ status: 429, ...after1s }]);
    const { ctx, cancel } = withCancel(b.sim, b.ctx);
    let result: unknown;
    b.go('client', function* () {
      result = yield* b.client.get().resource('deployments').do(ctx);
    });
    cancel();
    b.settle();
    expect(result).toMatchObject({ error: { kind: 'canceled', message: 'context canceled' } });
  });
});

describe('the limit', () => {
  /** When each of twelve requests was sent, in milliseconds. */
  function timesOf(config: Partial<Config>) {
    const b = bench([{ status: 200 }], config);
    b.go('client', function* () {
      for (let count = 0; count < 12; count++)
        yield* b.client.get().resource('deployments').do(b.ctx);
    });
    b.pass(seconds(10));
    return { ...b, times: b.transport.sent.map(({ at }) => at / 1e6) };
  }

  test('RT1 is ten at once and five a second by default, and says when it makes wait (TestRESTClientLimiter)', () => {
    const { times, of } = timesOf({});
    expect(times.slice(0, 10)).toEqual(Array(10).fill(0));
    expect(times.slice(10)).toEqual([200, 400]);
    expect(of('client.throttled').map(({ data }) => data)).toEqual([
      { client: 'test', wait: 200e6 },
      { client: 'test', wait: 200e6 },
    ]);
  });

  test('RT2 is off for a negative rate (TestRESTClientLimiter)', () => {
    expect(timesOf({ qps: -1 }).times).toEqual(Array(12).fill(0));
  });

  test('RT3 does not hold back a watch (no upstream test)', () => {
    const b = bench([{ frames: [] }], { qps: 0.001, burst: 1 });
    b.go('client', function* () {
      for (let count = 0; count < 3; count++)
        yield* b.client.get().resource('deployments').watch(b.ctx);
    });
    expect(b.transport.sent).toHaveLength(3);
  });
});

describe('a watch', () => {
  function watch(answers: readonly ScriptedAnswer[]) {
    const b = bench(answers);
    const received: unknown[] = [];
    b.go('client', function* () {
      const opened = yield* b.client.get().resource('deployments').watch(b.ctx);
      if (!opened.ok) {
        received.push(opened.error.kind);
        return;
      }
      for (;;) {
        const event = yield* opened.value.resultChan().receive();
        if (event === undefined) break;
        received.push(event.type);
      }
      received.push('closed');
    });
    b.pass(minutes(1));
    return { received, attempts: b.transport.sent.length };
  }

  test('RW1 gives its events, then is closed (TestWatch)', () => {
    const object = { metadata: { name: 'web' } };
    const frames = [{ frame: 1, type: 'ADDED', object, ref: '' } as const];
    expect(watch([{ frames }]).received).toEqual(['ADDED', 'closed']);
  });

  test.each([
    {
      id: 'RW2',
      name: 'that is forbidden fails',
      answers: [{ status: 403 }],
      received: ['StatusError'],
      attempts: 1,
    },
    {
      id: 'RW3',
      name: 'whose connection breaks every time is a closed one',
      answers: [{ error: 'EOF' }],
      received: ['closed'],
      attempts: 11,
    },
    {
      id: 'RW4',
      name: 'whose connection is refused fails',
      answers: [{ error: 'connection refused' }],
      received: ['connection refused'],
      attempts: 1,
    },
  ] as const)('$id $name (TestRequestWatch)', ({ answers, received, attempts }) => {
    expect(watch(answers)).toEqual({ received, attempts });
  });
});
