/** Expectations: when a controller may trust its cache again. */

import { expect, test } from 'vitest';
import { minutes, seconds } from '#base/time.ts';
import { ControllerExpectations } from '#controllers/expectations.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const key = 'default/web';

test('EX1 nothing expected is satisfied (TestControllerExpectations)', () => {
  expect(new ControllerExpectations(simulatedRun().sim).satisfied(key)).toBe(true);
});

test('EX2 creations are satisfied when all were seen (TestControllerExpectations)', () => {
  const expectations = new ControllerExpectations(simulatedRun().sim);
  expectations.expectCreations(key, 2);
  expectations.creationObserved(key);
  expect(expectations.satisfied(key)).toBe(false);
  expectations.creationObserved(key);
  expect(expectations.satisfied(key)).toBe(true);
});

test('EX3 more creations than expected do no harm (TestControllerExpectations)', () => {
  const expectations = new ControllerExpectations(simulatedRun().sim);
  expectations.expectCreations(key, 1);
  for (let count = 0; count < 3; count++) expectations.creationObserved(key);
  expect(expectations.pending(key)).toEqual({ creations: 0, deletions: 0 });
});

test('EX4 a deletion that is seen twice counts once (TestUIDExpectations)', () => {
  const expectations = new ControllerExpectations(simulatedRun().sim);
  expectations.expectDeletions(key, ['default/a', 'default/b']);
  expectations.deletionObserved(key, 'default/a');
  expectations.deletionObserved(key, 'default/a');
  expect(expectations.satisfied(key)).toBe(false);
  expectations.deletionObserved(key, 'default/b');
  expect(expectations.satisfied(key)).toBe(true);
});

test('EX5 expectations are given up after five minutes (TestControllerExpectations)', () => {
  const { sim, pass } = simulatedRun();
  const expectations = new ControllerExpectations(sim);
  expectations.expectCreations(key, 1);
  pass(minutes(5));
  expect(expectations.satisfied(key)).toBe(false);
  pass(seconds(1));
  expect(expectations.satisfied(key)).toBe(true);
});

test('EX6 each key has its own (TestControllerExpectations)', () => {
  const expectations = new ControllerExpectations(simulatedRun().sim);
  expectations.expectCreations(key, 1);
  expect(expectations.satisfied('default/other')).toBe(true);
});
