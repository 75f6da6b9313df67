/** Trying again after a conflict: how often, how long apart, and what is returned in the end. */

import { expect, test } from 'vitest';
import { newConflict, newNotFound, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import { errWaitCanceled } from '#apimachinery/pkg/util/wait/wait.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import { defaultBackoff, defaultRetry, retryOnConflict } from '#client-go/util/retry/util.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const pods = { group: '', resource: 'pods' };
const conflict = newConflict(pods, 'a', 'modified');
const notFound = newNotFound(pods, 'a');

/** Plays the answers in turn (the last one again and again) and says what came out. */
function play(answers: readonly (StatusError | 'ok')[], backoff = defaultRetry) {
  const run = simulatedRun();
  let calls = 0;
  let result: unknown;
  run.go('client', function* () {
    result = yield* retryOnConflict(run.sim, backoff, function* (): Generator<
      never,
      Result<string, StatusError>
    > {
      const answer = answers[Math.min(calls++, answers.length - 1)] ?? 'ok';
      return answer === 'ok' ? ok('done') : fail(answer);
    });
  });
  run.pass(seconds(5));
  const delays = run.of('retry.conflict').map(({ data }) => data.delay / 1e6);
  return { calls, result, delays };
}

test.each([
  { id: 'RC1', name: 'success is one call', answers: ['ok'], calls: 1, result: ok('done') },
  {
    id: 'RC2',
    name: 'another failure is returned at once',
    answers: [notFound],
    calls: 1,
    result: fail(notFound),
  },
  {
    id: 'RC3',
    name: 'a conflict that passes is success',
    answers: [conflict, conflict, 'ok'],
    calls: 3,
    result: ok('done'),
  },
  {
    id: 'RC4',
    name: 'a conflict that stays is returned, not a timeout',
    answers: [conflict],
    calls: 5,
    result: fail(conflict),
  },
] as const)('$id $name (TestRetryOnConflict)', ({ answers, calls, result }) => {
  expect(play(answers)).toMatchObject({ calls, result });
});

test('RC5 the default waits 10ms each time, the back-off 10, 50 and 250ms (no upstream test)', () => {
  expect(play([conflict]).delays).toEqual([10, 10, 10, 10]);
  expect(play([conflict], defaultBackoff).delays).toEqual([10, 50, 250]);
});

test('RC6 a context that ended inside the call is the result, and it is not tried again (TestRetryOnConflictPreservesContextErrorWithoutLastError)', () => {
  const run = simulatedRun();
  let calls = 0;
  let result: unknown;
  run.go('client', function* () {
    result = yield* retryOnConflict(run.sim, defaultBackoff, function* () {
      calls++;
      return fail(errWaitCanceled);
    });
  });
  run.pass(seconds(5));
  expect({ calls, result }).toEqual({ calls: 1, result: fail(errWaitCanceled) });
});
