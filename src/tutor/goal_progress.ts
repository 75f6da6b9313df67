/** Which goals of a lesson hold, folded from the trace event by event. */

import { assert } from '#base/assert.ts';
import type { JsonObject } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { type Evaluation, evaluate } from '#script/evaluate.ts';
import { parsePredicate } from '#script/parse.ts';
import { World } from '#script/world.ts';
import type { Predicate } from '#trace/command_predicate.ts';
import type { ObjectRef, TraceEvent } from '#trace/event.ts';
import type { Goal, Step } from './lesson.ts';

/** What has steps with goals: a lesson, or less. */
export interface Stepped {
  readonly steps: readonly Step[];
}

/** Where one goal stands. */
export interface GoalState {
  readonly goal: Goal;
  /** It counts as reached: it holds now, or it is latched and held once. */
  readonly reached: boolean;
  /** What the run has now, for "not yet: …". */
  readonly found: string;
}

/** Folds a run for one lesson. Steps are worked on in order; a step's goals latch only in its turn. */
export class GoalProgress {
  readonly world: World;
  readonly #lesson: Stepped;
  readonly #predicates = new Map<Goal, Predicate>();
  readonly #latched = new Set<Goal>();
  #stepIndex: number;
  /** The present step began after this event: what held before does not latch. */
  #stepBegan: number;
  #lastSeq = 0;

  /** The lesson has come as far as `done`; without it, to the beginning of its first step. */
  constructor(
    lesson: Stepped,
    objects: (ref: ObjectRef) => JsonObject | undefined,
    done: { readonly steps: number; readonly seq: number } = { steps: 0, seq: 0 },
  ) {
    this.#lesson = lesson;
    this.#stepIndex = done.steps;
    this.#stepBegan = done.seq;
    this.world = new World(objects);
    for (const step of lesson.steps) {
      for (const goal of step.goals) this.#predicates.set(goal, predicateOf(goal.predicate));
    }
  }

  /** The step being worked on; `undefined` once all are done. */
  get step(): Step | undefined {
    return this.#lesson.steps[this.#stepIndex];
  }

  /** How many steps are done. */
  get stepsDone(): number {
    return this.#stepIndex;
  }

  /** The present step began after this event. */
  get stepBegan(): number {
    return this.#stepBegan;
  }

  apply(event: TraceEvent): void {
    this.world.apply(event);
    this.#lastSeq = event.seq;
    if (event.seq > this.#stepBegan) this.#latch(event.at);
  }

  /** Nothing has happened since the last event until `now`: goals that only need time may latch. */
  passTo(now: Instant): void {
    if (now <= this.world.now) return;
    this.world.now = now;
    this.#latch(now);
  }

  /** Where the goals of a step stand at `now`. */
  goals(step: Step, now: Instant = this.world.now): readonly GoalState[] {
    return step.goals.map((goal) => {
      const { held, found } = this.#evaluate(goal, now);
      return { goal, reached: held || this.#latched.has(goal), found };
    });
  }

  /** Ends the present step if all its goals are reached, and says whether they were. */
  finishStep(now: Instant = this.world.now): boolean {
    const { step } = this;
    if (step === undefined || !this.goals(step, now).every((state) => state.reached)) return false;
    this.#stepIndex++;
    this.#stepBegan = this.#lastSeq;
    return true;
  }

  /** Whether any predicate, such as a bet's, holds at `now`. */
  holds(predicate: string, now: Instant = this.world.now): Evaluation {
    return evaluate(predicateOf(predicate), this.world, now);
  }

  #latch(now: Instant): void {
    for (const goal of this.step?.goals ?? []) {
      if (goal.mode !== 'latched' || this.#latched.has(goal)) continue;
      if (this.#evaluate(goal, now).held) this.#latched.add(goal);
    }
  }

  #evaluate(goal: Goal, now: Instant): Evaluation {
    const predicate = this.#predicates.get(goal);
    assert(predicate !== undefined, `the goal ${goal.id} must be one of the lesson's`);
    return evaluate(predicate, this.world, now);
  }
}

function predicateOf(text: string): Predicate {
  const parsed = parsePredicate(text);
  assert(parsed.ok, `a lesson's predicate must parse: ${text}`);
  return parsed.value;
}
