/** The judge of retries alone: what it says after each attempt, why, and what it remembers of errors. */

import { describe, expect, test } from 'vitest';
import { fail, ok, type Result } from '#base/result.ts';
import { WithRetry } from '#client-go/rest/with_retry.ts';
import { background, withCancel } from '#sim/context.ts';
import type { ClientResponse, NetworkError } from '#sim/network.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

type Answered = Result<ClientResponse, NetworkError>;

function answer(status: number, headers: Readonly<Record<string, string>> = {}): Answered {
  return ok({ kind: 'body', id: 'req-1', status, headers, body: {} });
}

const broken = (message: string): Answered => fail({ kind: 'EOF', message });
const retryAfter = (seconds: string) => ({ 'retry-after': seconds });

function judge(maxRetries: number, retriable = true) {
  const { sim } = simulatedRun();
  return new WithRetry(sim, { maxRetries, condition: { error: () => retriable } });
}

describe('after an attempt', () => {
  const prefix = 'retries: 1, retry-after:';
  test.each<{
    name: string;
    maxRetries: number;
    answered: Answered;
    again: boolean;
    wait: number;
    reason: string;
  }>([
    {
      name: 'no retries are allowed',
      maxRetries: 0,
      answered: answer(500, retryAfter('1')),
      again: false,
      wait: 0,
      reason: '',
    },
    {
      name: 'an error that may be retried waits a second',
      maxRetries: 3,
      answered: broken('fake error'),
      again: true,
      wait: 1,
      reason: `${prefix} 1s - retry-reason: due to retryable error, error: fake error`,
    },
    {
      name: '429 waits as long as it says',
      maxRetries: 3,
      answered: answer(429, { ...retryAfter('2'), 'x-kubernetes-pf-flowschema-uid': 'fs-1' }),
      again: true,
      wait: 2,
      reason: `${prefix} 2s - retry-reason: due to server-side throttling, FlowSchema UID: "fs-1"`,
    },
    {
      name: '503 waits as long as it says',
      maxRetries: 3,
      answered: answer(503, retryAfter('3')),
      again: true,
      wait: 3,
      reason: `${prefix} 3s - retry-reason: 503`,
    },
    {
      name: '429 that does not say how long is final',
      maxRetries: 1,
      answered: answer(429),
      again: false,
      wait: 0,
      reason: '',
    },
  ])('RR12 $name (TestIsNextRetry)', ({ maxRetries, answered, again, wait, reason }) => {
    const retry = judge(maxRetries);
    expect(retry.isNextRetry(answered)).toBe(again);
    expect(retry.retryAfter).toEqual({ attempt: 1, wait: wait * 1e9, reason });
  });

  test('RR13 three retries are three, and the attempts are counted (TestIsNextRetry)', () => {
    const retry = judge(3);
    const said = [1, 2, 3, 4].map(() => retry.isNextRetry(broken('fake error')));
    expect(said).toEqual([true, true, true, false]);
    expect(retry.retryAfter).toEqual({ attempt: 4, wait: 0, reason: '' });
  });

  test('RR14 an error that may not be retried is final (TestIsNextRetry)', () => {
    expect(judge(3, false).isNextRetry(broken('fake error'))).toBe(false);
  });
});

describe('the final error', () => {
  const where = 'Get "https://10.96.0.1:443/foo": ';

  test.each<{ name: string; attempts: readonly Answered[]; message: string; says: string }>([
    {
      name: 'alone',
      attempts: [broken('EOF')],
      message: `${where}EOF`,
      says: `${where}EOF`,
    },
    {
      name: 'after the same one',
      attempts: [broken('EOF'), broken('EOF')],
      message: `${where}EOF`,
      says: `${where}EOF`,
    },
    {
      name: 'after another one',
      attempts: [broken('unexpected EOF'), broken('EOF')],
      message: `${where}EOF`,
      says: `${where}EOF - error from a previous attempt: unexpected EOF`,
    },
    {
      name: 'of the context',
      attempts: [broken('EOF'), answer(500, retryAfter('1'))],
      message: 'context canceled',
      says: 'context canceled - error from a previous attempt: EOF',
    },
    {
      name: 'of the context inside the transport',
      attempts: [broken('EOF'), answer(500, retryAfter('1'))],
      message: `${where}context deadline exceeded`,
      says: `${where}context deadline exceeded - error from a previous attempt: EOF`,
    },
    {
      name: 'after answers only',
      attempts: [answer(500, retryAfter('1')), answer(500, retryAfter('1'))],
      message: 'context canceled',
      says: 'context canceled',
    },
  ])('RR15 $name (TestWrapPreviousError)', ({ attempts, message, says }) => {
    const retry = judge(9);
    for (const each of attempts) retry.isNextRetry(each);
    expect(retry.wrapPreviousError(message, where)).toBe(says);
  });

  test('RR16 of a context that ended between two attempts remembers the first (TestWrapPreviousError)', () => {
    const run = simulatedRun();
    const retry = new WithRetry(run.sim, { maxRetries: 2, condition: { error: () => true } });
    const { ctx, cancel } = withCancel(run.sim, background(run.sim));
    retry.isNextRetry(broken('EOF'));
    cancel();
    let before: unknown;
    run.go('client', function* () {
      before = yield* retry.before(ctx, function* () {
        return ok(undefined);
      });
    });
    expect(before).toEqual(fail({ kind: 'canceled', message: 'context canceled' }));
    expect(retry.wrapPreviousError('context canceled')).toBe(
      'context canceled - error from a previous attempt: EOF',
    );
  });
});
