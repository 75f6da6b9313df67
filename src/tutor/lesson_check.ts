/**
 * Proves a lesson: its start does not satisfy its goals, each step's solution does, every wrong bet is
 * refuted by the solved run, and the solution holds up under other schedules.
 */

import type { JsonObject } from '#base/json.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import { GoalProgress } from './goal_progress.ts';
import type { Lesson } from './lesson.ts';

/** A run of a lesson's script that takes more statements. Whoever has an engine provides it. */
export interface LessonRun {
  /** What has happened since the last call. */
  readonly takeEvents: () => readonly TraceEvent[];
  readonly object: (ref: ObjectRef) => JsonObject | undefined;
  /** Does one statement, or says why it was refused. */
  readonly act: (statement: string) => string | undefined;
}

/** Opens a lesson's script, `shuffled` by a seed or in the usual order. Explains a script at fault. */
export type OpenLesson = (lesson: Lesson, shuffled: string | undefined) => LessonRun | string;

/** How many shuffled schedules the solution must survive. */
const shuffles = 10;

/** Everything that is not as the lesson says; empty for a good lesson. */
export function checkLesson(lesson: Lesson, open: OpenLesson): readonly string[] {
  const problems = checkSolution(lesson, open, undefined);
  for (let round = 1; round <= shuffles && problems.length === 0; round++) {
    problems.push(...checkSolution(lesson, open, `shuffle-${round}`));
  }
  return problems;
}

function checkSolution(lesson: Lesson, open: OpenLesson, shuffled: string | undefined): string[] {
  const where = shuffled === undefined ? lesson.id : `${lesson.id} (${shuffled})`;
  const run = open(lesson, shuffled);
  if (typeof run === 'string') return [`${where}: the script is at fault: ${run}`];
  const progress = new GoalProgress(lesson, run.object);
  const catchUp = (): void => {
    for (const event of run.takeEvents()) progress.apply(event);
  };
  catchUp();
  const problems: string[] = [];
  for (const step of lesson.steps) {
    const before = progress.goals(step);
    if (before.every((state) => state.reached)) {
      problems.push(`${where}, step ${step.id}: the goals hold before anything was done`);
    }
    for (const { goal, reached } of before) {
      if (goal.mode === 'latched' && reached) {
        problems.push(`${where}, step ${step.id}: the goal ${goal.id} holds before its step`);
      }
    }
    for (const statement of step.solution) {
      const refused = run.act(statement);
      if (refused !== undefined)
        problems.push(`${where}, step ${step.id}: ${statement}: ${refused}`);
      catchUp();
    }
    for (const { goal, reached, found } of progress.goals(step)) {
      if (!reached) {
        problems.push(
          `${where}, step ${step.id}: the goal ${goal.id} is not reached, found ${found}`,
        );
      }
    }
    if (!progress.finishStep()) return problems;
  }
  return [...problems, ...checkBet(lesson, progress, where)];
}

function checkBet(lesson: Lesson, progress: GoalProgress, where: string): string[] {
  const problems: string[] = [];
  const right = lesson.bet.options.filter((option) => option.right);
  if (right.length !== 1) problems.push(`${where}: expected one right answer, got ${right.length}`);
  if (!progress.holds(lesson.bet.provedBy).held) {
    problems.push(`${where}: the right answer is not proved by ${lesson.bet.provedBy}`);
  }
  for (const option of lesson.bet.options) {
    if (option.right || progress.holds(option.refutedBy).held) continue;
    problems.push(`${where}: the answer ${option.id} is not refuted by ${option.refutedBy}`);
  }
  return problems;
}
