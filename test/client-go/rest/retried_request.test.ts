/** A whole request with its retries: how often it is sent, when, in which order, and what it ends with. */

import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import { type Duration, minutes, seconds } from '#base/time.ts';
import { type Config, restClientFor } from '#client-go/rest/config.ts';
import type { Request } from '#client-go/rest/request.ts';
import type { RateLimiter } from '#client-go/util/flowcontrol/throttle.ts';
import { background, type CancellableContext, withCancel } from '#sim/context.ts';
import { type ScriptedAnswer, scriptedTransport } from '#test/client-go/rest/scripted_transport.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const again: ScriptedAnswer = { status: 500, headers: { 'retry-after': '1' } };
const done: ScriptedAnswer = { status: 200 };
const stream: ScriptedAnswer = { frames: [] };
const eof: ScriptedAnswer = { error: 'EOF' };
const reset: ScriptedAnswer = { error: 'connection reset' };
const refused: ScriptedAnswer = { error: 'connection refused' };
const canceled: ScriptedAnswer = { error: 'canceled' };

interface Asked {
  readonly answers: readonly ScriptedAnswer[];
  readonly maxRetries?: number;
  readonly config?: Partial<Config>;
  readonly via?: 'do' | 'watch';
  readonly build?: (request: Request) => Request;
  readonly ctx?: (ctx: CancellableContext) => void;
}

function ask({ answers, maxRetries = 10, config = {}, via = 'do', ...rest }: Asked) {
  const run = simulatedRun();
  const transport = scriptedTransport(run.sim, answers);
  const client = restClientFor(run.sim, { transport, client: 'test', ...config }, '/apis/apps/v1');
  const ctx = withCancel(run.sim, background(run.sim));
  rest.ctx?.(ctx);
  const request = client.get().resource('pods').maxRetries(maxRetries);
  let ended = 'still waiting';
  let endedAt = 0;
  run.go('client', function* () {
    const result = yield* (rest.build?.(request) ?? request)[via](ctx.ctx);
    ended = result.ok ? 'done' : result.error.message;
    endedAt = run.sim.now / seconds(1);
  });
  run.pass(minutes(2));
  const at = transport.sent.map((sent) => sent.at / seconds(1));
  return { ended, endedAt, at, attempts: at.length, sent: transport.sent };
}

describe('retries', () => {
  test.each([
    { name: 'none', maxRetries: 0, ended: false, attempts: 1 },
    { name: 'just enough', maxRetries: 1, ended: true, attempts: 2 },
    { name: 'more than needed', maxRetries: 5, ended: true, attempts: 2 },
  ])(
    'RR17 as many as were allowed: $name (TestRequestMaxRetries)',
    ({ maxRetries, ended, attempts }) => {
      const asked = ask({ answers: [again, done], maxRetries });
      expect([asked.ended === 'done', asked.attempts]).toEqual([ended, attempts]);
    },
  );

  test('RR18 a connection that is reset twice is retried twice, a second apart (TestConnectionResetByPeerIsRetried)', () => {
    expect(ask({ answers: [reset, reset, done] })).toMatchObject({ ended: 'done', at: [0, 1, 2] });
  });

  test('RR19 the whole body is sent again on 429 and every 5xx (TestCheckRetryHandles429And5xx)', () => {
    const codes = [429, 500, 501, 504];
    const answers = codes.map((status) => ({ status, headers: { 'retry-after': '0' } }));
    const run = simulatedRun();
    const transport = scriptedTransport(run.sim, [...answers, done]);
    const client = restClientFor(run.sim, { transport, client: 'test' }, '/api/v1');
    const body = { data: 'abcd'.repeat(1000) };
    run.go('client', function* () {
      yield* client.post().resource('pods').body(body).do(background(run.sim));
    });
    expect(transport.sent.map((sent) => sent.body)).toEqual(Array(5).fill(body));
  });

  test.each<{ name: string; answers: readonly ScriptedAnswer[]; attempts: number; at: number[] }>([
    { name: 'answers that ask for it', answers: [again, again, again], attempts: 3, at: [0, 1, 2] },
    { name: 'broken connections', answers: [eof, eof, eof], attempts: 3, at: [0, 1, 2] },
    { name: 'one of each', answers: [again, eof, done], attempts: 3, at: [0, 1, 2] },
  ])(
    'RR20 $name: two retries at most (TestRequestDoWithRetry, TestRequestWatchWithRetry)',
    ({ answers, attempts, at }) => {
      const watched = answers.map((answer) => (answer === done ? stream : answer));
      expect(ask({ answers, maxRetries: 2 })).toMatchObject({ attempts, at });
      expect(ask({ answers: watched, maxRetries: 2, via: 'watch' })).toMatchObject({
        attempts,
        at,
      });
    },
  );
});

describe('the order', () => {
  /** What was done, in order, with a limiter that takes three seconds. */
  function orderOf(via: 'do' | 'watch') {
    const run = simulatedRun();
    const order: string[] = [];
    const note = (what: string) => order.push(`${run.sim.now / seconds(1)} ${what}`);
    const inner = scriptedTransport(run.sim, [again, via === 'do' ? done : stream]);
    const transport: typeof inner = {
      ...inner,
      roundTrip: (...request) => {
        note('send');
        return inner.roundTrip(...request);
      },
    };
    const rateLimiter: RateLimiter = {
      tryAccept: () => true,
      accept: function* () {
        yield* run.sim.sleep(seconds(3));
      },
      stop: () => undefined,
      qps: () => 1,
      wait: function* () {
        note('limiter');
        yield* run.sim.sleep(seconds(3));
        return ok(seconds(3) as Duration);
      },
    };
    const client = restClientFor(run.sim, { transport, client: 'test', rateLimiter }, '/api/v1');
    run.go('client', function* () {
      yield* client.get().resource('pods')[via](background(run.sim));
      note('end');
    });
    run.pass(minutes(1));
    return order;
  }

  test('RT4 the limit, the attempt, the wait that was asked for, the limit, the next attempt (TestRequestDoRetryWithRateLimiterBackoffAndMetrics, TestRequestDoWithRetryInvokeOrder)', () => {
    expect(orderOf('do')).toEqual(['0 limiter', '3 send', '4 limiter', '7 send', '7 end']);
  });

  test('RT5 a watch has no limit before its first attempt, but before its retry (TestRequestWatchRetryWithRateLimiterBackoffAndMetrics, TestRequestWatchWithRetryInvokeOrder)', () => {
    expect(orderOf('watch')).toEqual(['0 send', '1 limiter', '4 send', '4 end']);
  });

  test('RT6 waiting for the limit ends with the context, and says no more than that (TestTryThrottleWithInfoContextDeadline)', () => {
    const asked = ask({ answers: [done], ctx: ({ cancel }) => cancel() });
    expect(asked).toMatchObject({ ended: 'context canceled', attempts: 0 });
  });
});

describe('the final error', () => {
  const where = 'Get "https://10.96.0.1:443/apis/apps/v1/pods": ';
  const earlier = ' - error from a previous attempt: ';
  const rows: readonly {
    name: string;
    maxRetries: number;
    answers: readonly ScriptedAnswer[];
    attempts: number;
    ended: string;
  }[] = [
    { name: 'no error', maxRetries: 2, answers: [done], attempts: 1, ended: 'done' },
    {
      name: 'none after retried answers',
      maxRetries: 2,
      answers: [again, again, done],
      attempts: 3,
      ended: 'done',
    },
    {
      name: 'none after retried errors',
      maxRetries: 2,
      answers: [eof, eof, done],
      attempts: 3,
      ended: 'done',
    },
    {
      name: 'one that is not retried',
      maxRetries: 2,
      answers: [refused],
      attempts: 1,
      ended: `${where}connection refused`,
    },
    {
      name: 'after answers only',
      maxRetries: 2,
      answers: [again, again, canceled],
      attempts: 3,
      ended: `${where}canceled`,
    },
    {
      name: 'after an error and answers',
      maxRetries: 3,
      answers: [eof, again, again, canceled],
      attempts: 4,
      ended: `${where}canceled${earlier}EOF`,
    },
    {
      name: 'after errors among answers: the latest',
      maxRetries: 8,
      answers: [again, again, reset, again, again, eof, again, again, canceled],
      attempts: 9,
      ended: `${where}canceled${earlier}EOF`,
    },
    {
      name: 'one that is not retried after one that was',
      maxRetries: 3,
      answers: [eof, refused],
      attempts: 2,
      ended: `${where}connection refused${earlier}EOF`,
    },
    {
      name: 'after two others: the latest',
      maxRetries: 2,
      answers: [reset, eof, canceled],
      attempts: 3,
      ended: `${where}canceled${earlier}EOF`,
    },
  ];

  test.each(rows)(
    'RR21 of a request, $name (TestRequestDoWithWrapPreviousError)',
    ({ answers, maxRetries, ...row }) => {
      const { attempts, ended } = ask({ answers, maxRetries });
      expect({ attempts, ended }).toEqual({ attempts: row.attempts, ended: row.ended });
    },
  );

  test.each(rows)(
    'RR22 of a watch, $name (TestRequestWatchWithWrapPreviousError)',
    ({ answers, maxRetries, ...row }) => {
      const watched = answers.map((answer) => (answer === done ? stream : answer));
      const { attempts, ended } = ask({ answers: watched, maxRetries, via: 'watch' });
      expect({ attempts, ended }).toEqual({ attempts: row.attempts, ended: row.ended });
    },
  );
});
