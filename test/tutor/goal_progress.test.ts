/** Goals of a lesson, folded from a run. */

import { expect, test } from 'vitest';
import { instant } from '#base/time.ts';
import { GoalProgress } from '#tutor/goal_progress.ts';
import type { Step } from '#tutor/lesson.ts';

const seconds = (count: number) => instant(count * 1_000_000_000);

function stepWith(predicate: string): Step {
  return { id: 'wait', goals: [{ id: 'goal', mode: 'latched', predicate }], solution: [] };
}

test.each([
  ['quiet 3s', 2, false],
  ['quiet 3s', 4, true],
  ['time >= 4s', 4, true],
])('%s after %d s in which nothing happens: %s', (predicate, after, reached) => {
  const step = stepWith(predicate);
  const progress = new GoalProgress({ steps: [step] }, () => undefined);
  progress.passTo(seconds(after));
  expect(progress.goals(step).map((state) => state.reached)).toEqual([reached]);
});

test('time does not go back', () => {
  const progress = new GoalProgress({ steps: [] }, () => undefined);
  progress.passTo(seconds(5));
  progress.passTo(seconds(1));
  expect(progress.world.now).toBe(seconds(5));
});
