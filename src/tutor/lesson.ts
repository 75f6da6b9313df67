/**
 * What a lesson is: a script that sets the scene, a bet made before the reveal, steps that the learner
 * takes, and goals that are predicates over the run. Its words live beside it, one file a language.
 */

import type { ProfileName } from '#trace/profile.ts';

/** When a goal counts: as soon as it held once, or only if it holds when the step is judged. */
export type GoalMode = 'latched' | 'must hold at the end';

/** A condition in the script language, the same text that `expect` takes. */
export type Predicate = string;

/** One thing that a step wants to become true. */
export interface Goal {
  /** Names the goal in the lesson's text. */
  readonly id: string;
  readonly mode: GoalMode;
  readonly predicate: Predicate;
}

/** One thing for the learner to do. */
export interface Step {
  readonly id: string;
  readonly goals: readonly Goal[];
  /** Statements that reach the goals from where the step before ended; `run DURATION` lets time pass. */
  readonly solution: readonly string[];
}

/** An answer that may be bet on. */
export type BetOption =
  | { readonly id: string; readonly right: true }
  /** `refutedBy` holds in the solved run, and could not if this answer were right. */
  | { readonly id: string; readonly right: false; readonly refutedBy: Predicate };

/** The question asked before anything is shown. */
export interface Bet {
  readonly options: readonly BetOption[];
  /** Holds in the solved run: what makes the right answer right. */
  readonly provedBy: Predicate;
}

/** Where the Go is. */
export interface Reading {
  readonly repository: string;
  readonly file: string;
  readonly functions: readonly string[];
}

/** A lesson without its words. */
export interface Lesson {
  /** `L05`, as the curriculum numbers it. */
  readonly id: string;
  /** `list-and-watch`: its folder is `L05-list-and-watch`, its address the same. */
  readonly slug: string;
  /** The profile under which it was checked and opens. */
  readonly profile: ProfileName;
  readonly seed: string;
  /** The scene: cluster, objects, and time until the learner takes over. */
  readonly script: string;
  /** The informer that the stage shows. */
  readonly focus: string;
  readonly bet: Bet;
  readonly steps: readonly Step[];
  readonly reading: readonly Reading[];
}

/** The words of a lesson in one language. */
export interface LessonText {
  readonly title: string;
  readonly objective: string;
  readonly tell: string;
  readonly bet: { readonly question: string; readonly options: Readonly<Record<string, string>> };
  readonly steps: Readonly<Record<string, StepText>>;
  readonly explain: string;
  readonly principle: string;
}

export interface StepText {
  readonly title: string;
  readonly text: string;
  /** What each goal says of itself while it does not hold. */
  readonly goals: Readonly<Record<string, string>>;
  /** A nudge, where to look, the next action. Running it is the fourth rung, and needs no words. */
  readonly hints: readonly string[];
}

/** A mistake in a lesson, for its author. */
export interface LessonProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}
