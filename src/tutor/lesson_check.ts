/**
 * Proves a lesson: its start does not satisfy its goals, each step's solution does, every wrong bet is
 * refuted by the solved run, every claim holds, and all that survives other schedules.
 */

import { type CheckedRun, type OpenRun, shuffledSeeds } from './checked_run.ts';
import { GoalProgress } from './goal_progress.ts';
import type { Lesson, Predicate, Step } from './lesson.ts';
import { stripPanels } from './lesson_text.ts';
import { type StripMoment, StripSearch } from './strip_search.ts';

/** Everything that is not as the lesson says; empty for a good lesson. */
export function checkLesson(
  lesson: Lesson,
  open: OpenRun,
  seeds: readonly string[] = shuffledSeeds,
): readonly string[] {
  const problems = [...new SolutionCheck(lesson, open, undefined).problems()];
  for (const seed of seeds) {
    if (problems.length > 0) break;
    problems.push(...new SolutionCheck(lesson, open, seed).problems());
  }
  return problems;
}

/** The moments of a lesson's strip, in the usual schedule; fewer than five if its solution fails. */
export function stripOf(lesson: Lesson, open: OpenRun): readonly StripMoment[] {
  const check = new SolutionCheck(lesson, open, undefined);
  check.problems();
  return check.strip.moments;
}

/** One playing of a lesson's solution. */
class SolutionCheck {
  readonly strip: StripSearch;
  readonly #lesson: Lesson;
  readonly #open: OpenRun;
  readonly #seed: string | undefined;
  readonly #name: string;
  readonly #problems: string[] = [];
  /** Predicates of the bet and of claims that held at the end of a step. */
  readonly #held = new Set<string>();
  #run: CheckedRun | undefined;
  #runs = 0;
  #progress: GoalProgress | undefined;

  constructor(lesson: Lesson, open: OpenRun, shuffled: string | undefined) {
    this.#lesson = lesson;
    this.#open = open;
    this.#seed = shuffled;
    this.#name = shuffled === undefined ? lesson.id : `${lesson.id} (${shuffled})`;
    this.strip = new StripSearch(lesson.strip);
  }

  problems(): readonly string[] {
    for (const [index, step] of this.#lesson.steps.entries()) {
      if (!this.#playStep(step, index)) return this.#problems;
    }
    this.#checkBet();
    this.#checkStrip();
    return this.#problems;
  }

  /** False if there is no going on. */
  #playStep(step: Step, index: number): boolean {
    if ((index === 0 || step.scene !== undefined) && !this.#openRun(step, index)) return false;
    const run = this.#run;
    const progress = this.#progress;
    if (run === undefined || progress === undefined) return false;
    this.#checkStart(step, progress);
    for (const statement of step.solution) {
      const refused = run.act(statement);
      if (refused !== undefined) this.#report(`step ${step.id}: ${statement}: ${refused}`);
      this.#catchUp();
    }
    for (const { goal, reached, found } of progress.goals(step)) {
      if (!reached)
        this.#report(`step ${step.id}: the goal ${goal.id} is not reached, found ${found}`);
    }
    this.#checkGrid(step, progress);
    this.#note(step, progress);
    return progress.finishStep();
  }

  #openRun(step: Step, index: number): boolean {
    const { script, profile, seed } = this.#lesson;
    const run = this.#open({
      name: `${this.#lesson.id}, step ${step.id}`,
      script: step.scene?.script ?? script,
      profile: step.scene?.profile ?? profile,
      seed: this.#seed ?? seed,
      shuffled: this.#seed !== undefined,
    });
    if (typeof run === 'string') {
      this.#report(`step ${step.id}: the script is at fault: ${run}`);
      return false;
    }
    for (const failure of run.failures()) this.#report(`step ${step.id}, script: ${failure}`);
    this.#run = run;
    this.#runs++;
    this.#progress = new GoalProgress(this.#lesson, run.object, { steps: index, seq: 0 });
    this.#catchUp();
    return true;
  }

  #catchUp(): void {
    const progress = this.#progress;
    for (const event of this.#run?.takeEvents() ?? []) {
      progress?.apply(event);
      if (progress !== undefined && this.#seed === undefined) {
        this.strip.apply(event, progress.world, this.#runs - 1);
      }
    }
    if (this.#run !== undefined) progress?.passTo(this.#run.now());
  }

  #checkStart(step: Step, progress: GoalProgress): void {
    const before = progress.goals(step);
    if (step.goals.length === 0) this.#report(`step ${step.id}: a step needs a goal`);
    else if (before.every((state) => state.reached)) {
      this.#report(`step ${step.id}: the goals hold before anything was done`);
    }
    for (const { goal, reached } of before) {
      if (goal.mode === 'latched' && reached) {
        this.#report(`step ${step.id}: the goal ${goal.id} holds before its step`);
      }
    }
  }

  #checkGrid({ id, grid }: Step, progress: GoalProgress): void {
    if (grid === undefined) return;
    for (const row of grid.rows) {
      for (const column of grid.columns) {
        const cell = `${row} ${column}`;
        const predicate = grid.cells[cell];
        if (predicate === undefined) {
          this.#report(`step ${id}: the cell "${cell}" has no predicate`);
          continue;
        }
        const { held, found } = progress.holds(predicate);
        if (held !== grid.holds.includes(cell)) {
          this.#report(`step ${id}: the cell "${cell}" is ${held}, found ${found}`);
        }
      }
    }
  }

  /** Remembers what held at this step's end: the bet and the claims are settled by it. */
  #note(step: Step, progress: GoalProgress): void {
    const { bet, claims } = this.#lesson;
    for (const predicate of [bet.provedBy, ...refutations(this.#lesson)]) {
      if (progress.holds(predicate).held) this.#held.add(predicate);
    }
    for (const [id, tie] of Object.entries(claims)) {
      if (!('predicate' in tie) || tie.after !== step.id) continue;
      const { held, found } = progress.holds(tie.predicate);
      if (!held) this.#report(`the claim ${id} does not hold after ${step.id}, found ${found}`);
    }
  }

  #checkBet(): void {
    const { bet } = this.#lesson;
    const right = bet.options.filter((option) => option.right);
    if (right.length !== 1) this.#report(`expected one right answer, got ${right.length}`);
    if (!this.#held.has(bet.provedBy)) {
      this.#report(`the right answer is not proved by ${bet.provedBy}`);
    }
    for (const option of bet.options) {
      if (option.right || this.#held.has(option.refutedBy)) continue;
      this.#report(`the answer ${option.id} is not refuted by ${option.refutedBy}`);
    }
  }

  #checkStrip(): void {
    if (this.#seed !== undefined) return;
    const { strip } = this.#lesson;
    const { length } = this.strip.moments;
    if (strip.length !== stripPanels) this.#report(`a strip has ${stripPanels} moments`);
    else if (length < strip.length) this.#report(`the strip never comes to ${strip[length]}`);
  }

  #report(what: string): void {
    this.#problems.push(`${this.#name}: ${what}`);
  }
}

function refutations({ bet }: Lesson): readonly Predicate[] {
  return bet.options.flatMap((option) => (option.right ? [] : [option.refutedBy]));
}
