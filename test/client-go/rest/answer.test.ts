/** What a client makes of an answer's code and body, and of none. */

import { describe, expect, test } from 'vitest';
import { newNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import { restClientFor } from '#client-go/rest/config.ts';
import type { Answer, ClientError, HTTPMethod } from '#client-go/rest/request.ts';
import { select } from '#sim/channel.ts';
import { background, withCancel } from '#sim/context.ts';
import type { Transport } from '#sim/network.ts';
import { type ScriptedAnswer, scriptedTransport } from '#test/client-go/rest/scripted_transport.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

function ask(answer: ScriptedAnswer, method: HTTPMethod = 'GET') {
  const run = simulatedRun();
  const transport = scriptedTransport(run.sim, [answer]);
  const client = restClientFor(run.sim, { transport, client: 'test' }, '/api/v1');
  let result: Result<Answer, ClientError> | undefined;
  run.go('client', function* () {
    result = yield* client.verb(method).resource('pods').do(background(run.sim));
  });
  return { result, sent: transport.sent };
}

describe('a good answer', () => {
  test.each([
    { id: 'RQ12', upstream: 'TestDoRequestCreated, TestWasCreated', status: 201 },
    { id: 'RQ13', upstream: 'TestDoRequestNotCreated', status: 202 },
    { id: 'RQ14', upstream: 'TestDoRequestAcceptedNoContentReturned', status: 204 },
  ])(
    '$id with code $status is told with its code: 201 alone means created ($upstream)',
    ({ status }) => {
      const body = status === 204 ? {} : { kind: 'Pod' };
      const { result } = ask({ status, body }, 'PUT');
      expect(result).toEqual({ ok: true, value: { status, body } });
    },
  );
});

test('RQ15 a Status is the error, word for word (TestDoRequestFailed)', () => {
  const { errStatus } = newNotFound({ group: '', resource: 'pods' }, '');
  const { result } = ask({ status: 404, body: errStatus as never });
  expect(result).toMatchObject({ ok: false, error: { kind: 'StatusError', errStatus } });
});

test('RQ16 a bad request is an error, though its body is no Status (TestBadRequest)', () => {
  const { result } = ask({ status: 400, body: { kind: 'Pod' } });
  expect(result).toMatchObject({
    ok: false,
    error: { kind: 'StatusError', errStatus: { code: 400, reason: 'BadRequest' } },
  });
});

describe('no answer', () => {
  test('RQ17 is an error without a body, before or on the wire (TestRequestDo)', () => {
    const { result } = ask({ error: 'connection refused' });
    expect(result).toMatchObject({ ok: false, error: { kind: 'connection refused' } });
    expect(result).not.toHaveProperty('value');
  });

  test('RQ18 is what a request gets whose context ends while the server is at work (TestDoContext)', () => {
    const run = simulatedRun();
    const { ctx, cancel } = withCancel(run.sim, background(run.sim));
    const transport: Transport = {
      roundTrip: function* (given) {
        yield* select(run.sim, [given.done.receiving()]);
        return { ok: false, error: { kind: 'canceled', message: 'context canceled' } };
      },
    };
    const client = restClientFor(run.sim, { transport, client: 'test' }, '/api/v1');
    let result: Result<Answer, ClientError> | undefined;
    run.go('client', function* () {
      result = yield* client.get().resource('pods').do(ctx);
    });
    run.pass(seconds(1));
    expect(result).toBeUndefined();
    cancel();
    run.settle();
    expect(result).toMatchObject({ ok: false, error: { kind: 'canceled' } });
  });
});

test('RQ19 each verb is sent as itself (TestVerbs)', () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
  const sent = methods.map((method) => ask({ status: 200 }, method).sent[0]?.method);
  expect(sent).toEqual(methods);
});
