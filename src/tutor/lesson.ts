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

/** A run of its own in which a step begins, instead of where the step before ended. */
export interface Scene {
  /** Instead of the lesson's. */
  readonly script?: string;
  readonly profile?: ProfileName;
  readonly focus?: string;
}

/** An open place in a program's code, where the learner chooses, or puts in order, prepared pieces. */
export interface Workbench {
  readonly program: string;
  /** One of the program's slots (see `#trace/program_code.ts`). */
  readonly slot: string;
}

/** A table whose cells the learner ticks: what is true of the run once the step is done. */
export interface Grid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By `row column`: what makes the cell true. */
  readonly cells: Readonly<Record<string, Predicate>>;
  /** The cells that are true; the solved run must agree. */
  readonly holds: readonly string[];
}

/** One thing for the learner to do. */
export interface Step {
  readonly id: string;
  readonly scene?: Scene;
  readonly workbench?: Workbench;
  readonly grid?: Grid;
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

/** What a sentence of the explanation rests on. */
export type ClaimTie =
  /** A goal of this lesson, `step/goal`. */
  | { readonly goal: string }
  /** What settles the bet: `proved`, or the wrong answer whose refutation shows it. */
  | { readonly bet: string }
  /** A cell of a step's grid, `step/row column`. */
  | { readonly cell: string }
  /** Holds in the run once the solution of the step `after` is done. */
  | { readonly predicate: Predicate; readonly after: string }
  /** A row of the catalogue of upstream's behaviours: `component behaviour`. */
  | { readonly catalogue: string }
  /** A request to the real API server with its answer: `topic: name of the case`. */
  | { readonly transcript: string }
  /** A committed script whose every `expect` holds: its name in `test/scripts`. */
  | { readonly script: string };

/** What each claim rests on, by the id that stands behind its sentence. */
export type Claims = Readonly<Record<string, ClaimTie>>;

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
  readonly claims: Claims;
  /** Error messages that it explains, as people paste them into a search: `too old resource version`. */
  readonly errors: readonly string[];
  /** Five moments of the solved run for its static strip, each the first at which the predicate holds. */
  readonly strip: readonly Predicate[];
}

/** The words of a lesson in one language. */
export interface LessonText {
  readonly title: string;
  readonly objective: string;
  readonly tell: string;
  readonly bet: { readonly question: string; readonly options: Readonly<Record<string, string>> };
  readonly steps: Readonly<Record<string, StepText>>;
  /** Paragraphs of sentences. */
  readonly explain: readonly (readonly ClaimedSentence[])[];
  readonly principle: readonly (readonly ClaimedSentence[])[];
  /** A line under each panel of the strip. */
  readonly strip: readonly string[];
}

/** A sentence and the claim that it makes. */
export interface ClaimedSentence {
  readonly text: string;
  readonly claim: string;
}

export interface StepText {
  readonly title: string;
  readonly text: string;
  /** What the rows and columns of its grid are called. */
  readonly grid: Readonly<Record<string, string>>;
  /** What each goal says of itself while it does not hold. */
  readonly goals: Readonly<Record<string, string>>;
  /** A nudge, where to look, the next action. Running it is the fourth rung, and needs no words. */
  readonly hints: readonly string[];
}
