/**
 * One learner's way through one lesson at a time: opens its runs, follows the lesson machine, and keeps
 * the goals folded as far as the learner has seen the run. The picture's own state stays in the playground.
 */

import { type ActorRefFrom, createActor } from 'xstate';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Instant, instant } from '#base/time.ts';
import type { LocaleTag } from '#messages/locales.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion } from '#trace/event.ts';
import { GoalProgress, type GoalState } from '#tutor/goal_progress.ts';
import type { Lesson, LessonText, Step } from '#tutor/lesson.ts';
import { lessonMachine } from '#tutor/lesson_machine.ts';
import { StripSearch } from '#tutor/strip_search.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { problemText } from '#ui/playground/playground_store.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { LessonEntry } from './lesson_catalogue.ts';
import { performAll } from './perform_all.ts';

/** What the run says of a cell that the learner had wrong. */
export interface CellMark {
  readonly held: boolean;
  readonly found: string;
}

/** A moment of one of the runs. */
export interface Moment {
  readonly run: number;
  readonly seq: number;
}

/** What the lesson panel shows. */
export interface CourseState {
  readonly entry: LessonEntry | undefined;
  readonly lesson: Lesson | undefined;
  readonly text: LessonText | undefined;
  /** The language of the text. */
  readonly tag: LocaleTag;
  readonly phase: 'betting' | 'doing' | 'explaining';
  readonly bet: string | undefined;
  /** Whether the run has settled the bet yet, and how. */
  readonly settled: 'right' | 'wrong' | undefined;
  /** Where the run refuted a wrong bet. */
  readonly refutedAt: Moment | undefined;
  readonly stepsDone: number;
  readonly goals: readonly GoalState[];
  /** How many rungs of the hint ladder are shown. */
  readonly hints: number;
  /** The learner asked whether the step is done, and it is not yet. */
  readonly notYet: boolean;
  /** The solution, or chosen code, is being run. */
  readonly busy: boolean;
  /** Cells of the grid that the learner has ticked: `row column`. */
  readonly ticked: readonly string[];
  /** What the run said of the cells when they were last checked. */
  readonly marks: Readonly<Record<string, CellMark>>;
  /** A run is in view that has nothing to do with the step. */
  readonly away: boolean;
}

const closed: CourseState = {
  entry: undefined,
  lesson: undefined,
  text: undefined,
  tag: 'en',
  phase: 'betting',
  bet: undefined,
  settled: undefined,
  refutedAt: undefined,
  stepsDone: 0,
  goals: [],
  hints: 0,
  notYet: false,
  busy: false,
  ticked: [],
  marks: {},
  away: false,
};

/** What whoever keeps a learner's progress is told. */
export type CourseNews =
  | { readonly kind: 'opened'; readonly address: string }
  | {
      readonly kind: 'bet';
      readonly address: string;
      readonly option: string;
      readonly right: boolean;
    }
  | {
      readonly kind: 'step';
      readonly address: string;
      readonly step: string;
      readonly hints: number;
    }
  | { readonly kind: 'finished'; readonly address: string };

export interface CourseOptions {
  /** Where the learner is: the address of the lesson with its step. */
  readonly arrived?: (address: string) => void;
  readonly tell?: (news: CourseNews) => void;
}

export class Course {
  readonly store: StoreApi<CourseState> = createStore(() => closed);
  readonly #playground: PlaygroundHandle;
  readonly #options: CourseOptions;
  #actor: ActorRefFrom<typeof lessonMachine> | undefined;
  #progress: GoalProgress | undefined;
  #refutation = new StripSearch([]);
  /** The run that is folded; its record's script tells which runs belong to the step. */
  #run = 0;
  #record: RunRecord | undefined;
  #folded = 0;

  constructor(playground: PlaygroundHandle, options: CourseOptions = {}) {
    this.#playground = playground;
    this.#options = options;
    playground.store.subscribe((state, before) => {
      const { run, cursor, booked } = state;
      if (run !== before.run || cursor !== before.cursor || booked !== before.booked) this.follow();
    });
  }

  /** Opens a lesson in a run of its own, at its bet or at a step; what was in view stays among the runs. */
  async open(entry: LessonEntry, tag: LocaleTag, step?: string): Promise<void> {
    const [lesson, worded] = await Promise.all([entry.item(), entry.words(tag)]);
    this.#actor?.stop();
    this.#progress = undefined;
    const actor = createActor(lessonMachine, { input: { steps: lesson.steps.length } });
    this.#actor = actor;
    actor.subscribe(({ value, context }) =>
      this.store.setState({ phase: value, bet: context.bet, stepsDone: context.stepsDone }),
    );
    this.store.setState({ ...closed, entry, lesson, ...worded });
    actor.start();
    this.#options.tell?.({ kind: 'opened', address: entry.address });
    const index = step === undefined ? 0 : lesson.steps.findIndex(({ id }) => id === step);
    if (step !== undefined && index >= 0) this.enter(index);
    else this.#begin(0);
    if (index < 0) this.#tellLost(`${entry.address}/${step}`);
  }

  /** Goes to a step; what the steps before it do is done quietly first. */
  enter(index: number): void {
    const { lesson } = this.store.getState();
    if (lesson?.steps[index] === undefined) return;
    this.#actor?.send({ type: 'enter', stepsDone: index });
    this.#begin(index);
  }

  /** From the beginning, bet and all. */
  again(): void {
    this.#actor?.send({ type: 'again' });
    this.store.setState({ settled: undefined, refutedAt: undefined });
    this.#begin(0);
  }

  /** The same words in another language. */
  async speak(tag: LocaleTag): Promise<void> {
    const { entry } = this.store.getState();
    const worded = await entry?.words(tag);
    if (worded !== undefined && this.store.getState().entry === entry) this.store.setState(worded);
  }

  close(): void {
    this.#actor?.stop();
    this.#actor = undefined;
    this.#progress = undefined;
    this.store.setState(closed);
  }

  /** Bets; only then does anything move. */
  bet(option: string): void {
    const { lesson, entry } = this.store.getState();
    const chosen = lesson?.bet.options.find(({ id }) => id === option);
    if (chosen === undefined || entry === undefined) return;
    this.#actor?.send({ type: 'bet', option });
    this.#refutation = new StripSearch(chosen.right ? [] : [chosen.refutedBy]);
    this.#startFold(this.#run, this.#progress?.stepBegan ?? 0);
    this.#options.tell?.({ kind: 'bet', address: entry.address, option, right: chosen.right });
    this.#arrive();
    this.follow();
    this.#playground.player.play();
  }

  /** Folds what the learner has newly seen. Cheap to call often. */
  follow(): void {
    const { store, book } = this.#playground;
    const { run, cursor } = store.getState();
    const { lesson, stepsDone, away } = this.store.getState();
    if (lesson === undefined || this.#progress === undefined) return;
    const view = book.view(run);
    if (view === undefined || !this.#belongs(run)) {
      if (!away) this.store.setState({ away: true });
      return;
    }
    if (away) this.store.setState({ away: false });
    if (run !== this.#run) this.#startFold(run, this.#begunIn(run));
    const seen = Math.max(cursor, book.seen(run));
    const progress = this.#progress;
    const now = lastInstant(view, seen) ?? book.find(run)?.now;
    if (seen <= this.#folded && (now ?? 0) <= progress.world.now) return;
    for (const event of view.events.slice(view.indexOf(this.#folded) + 1)) {
      if (event.seq > seen) break;
      progress.apply(event);
      this.#refutation.apply(event, progress.world, run);
      this.#folded = event.seq;
    }
    if (now !== undefined) progress.passTo(now);
    this.#settle(lesson);
    this.store.setState({ goals: goalsOf(progress, lesson.steps[stepsDone]) });
  }

  /** Ends the step if its goals are reached and its table is right; otherwise says what is missing. */
  check(): void {
    this.follow();
    const { lesson, goals, stepsDone, ticked, entry, away, hints } = this.store.getState();
    const step = lesson?.steps[stepsDone];
    if (lesson === undefined || step === undefined || this.#progress === undefined) return;
    if (away || !goals.every((state) => state.reached)) {
      this.store.setState({ notYet: true, marks: {} });
      return;
    }
    const marks = this.#cells(step);
    if (Object.entries(marks).some(([cell, { held }]) => held !== ticked.includes(cell))) {
      this.store.setState({ notYet: true, marks });
      return;
    }
    this.#progress.finishStep();
    this.#actor?.send({ type: 'stepDone' });
    const address = entry?.address ?? '';
    this.#options.tell?.({ kind: 'step', address, step: step.id, hints });
    const next = lesson.steps[stepsDone + 1];
    if (next === undefined) this.#options.tell?.({ kind: 'finished', address });
    if (next?.scene !== undefined) this.#begin(stepsDone + 1);
    else {
      this.store.setState({ ...fresh, goals: goalsOf(this.#progress, next) });
      this.#arrive();
    }
  }

  hint(): void {
    this.store.setState(({ hints }) => ({ hints: hints + 1 }));
  }

  /** Ticks a cell of the grid, or takes the tick away. */
  tick(cell: string): void {
    this.store.setState(({ ticked }) => ({
      ticked: ticked.includes(cell) ? ticked.filter((each) => each !== cell) : [...ticked, cell],
    }));
  }

  /** Puts pieces into the step's workbench, and starts the program anew with them. */
  async build(pieces: readonly string[]): Promise<void> {
    const step = this.#step();
    if (step?.workbench === undefined) return;
    const { program, slot } = step.workbench;
    await this.#doAll(() => {
      const { store, book } = this.#playground;
      const { run, cursor } = store.getState();
      const state = book.view(run)?.timelines.programs.at(program, cursor)?.state.at(cursor);
      const alive = state === 'running' || state === 'paused';
      return [
        `program ${program} code ${slot} ${pieces.join(',')}`,
        `program ${program} ${alive ? 'restart' : 'start'}`,
      ];
    });
  }

  /** Runs the step's solution, statement by statement, from where the learner stands. */
  async solve(): Promise<void> {
    const step = this.#step();
    if (step === undefined) return;
    await this.#doAll(() => step.solution);
    if (step !== this.#step()) return;
    const marks = this.#cells(step);
    const ticked = Object.keys(marks).filter((cell) => marks[cell]?.held === true);
    this.store.setState({ ticked, marks: {} });
  }

  /** Shows the moment at which the run went another way than was bet. */
  watchRefutation(): void {
    const { refutedAt } = this.store.getState();
    const { store, book, player } = this.#playground;
    if (refutedAt === undefined || book.view(refutedAt.run) === undefined) return;
    store.setState({ run: refutedAt.run, playing: false });
    player.seek(refutedAt.seq);
  }

  /** Back to the run of the step. */
  comeBack(): void {
    this.#playground.acts.showRun(this.#run);
  }

  async #doAll(statements: () => readonly string[]): Promise<void> {
    if (this.store.getState().busy) return;
    this.store.setState({ busy: true });
    if (this.store.getState().away) this.comeBack();
    this.#playground.player.pause();
    await performAll(this.#playground, statements());
    this.store.setState({ busy: false });
    this.follow();
  }

  #step(): Step | undefined {
    const { lesson, stepsDone } = this.store.getState();
    return lesson?.steps[stepsDone];
  }

  /** Opens the run in which a step begins. */
  #begin(index: number): void {
    const { lesson, text } = this.store.getState();
    const step = lesson?.steps[index];
    if (lesson === undefined || step === undefined) return;
    const { book, store, player, acts } = this.#playground;
    const opening = openingOf(lesson, index);
    const record = {
      version: formatVersion,
      profile: opening.profile,
      seed: lesson.seed,
      policy: 'arrival',
      script: opening.script,
      acts: [],
    } as const;
    this.#progress = undefined;
    this.#refutation = new StripSearch([]);
    const goals = step.goals.map((goal) => ({ goal, reached: false, found: '' }));
    this.store.setState({ ...fresh, goals });
    const name = opening.named === undefined ? text?.title : text?.steps[opening.named]?.title;
    const opened = (): void => {
      const seq = book.view(run)?.lastSeq ?? 0;
      if (this.#run !== run) return;
      player.seek(seq);
      this.#startFold(run, seq);
      this.follow();
    };
    const run = book.open(
      record,
      (outcome) => {
        if (outcome.kind === 'done') return opened();
        const { scriptRefused: title } = store.getState().locale.words.notices;
        acts.notify({ tone: 'problem', title, text: problemText(outcome.problems) });
      },
      name === undefined ? {} : { name },
    );
    this.#run = run;
    this.#record = record;
    store.setState({ run, playing: false, cursor: 0 });
    const [program = ''] = opening.focus.split('/');
    acts.focusOn({ program, informer: opening.focus });
    this.#arrive();
  }

  /** An address names a step that the lesson does not have: it has been opened at its bet. */
  #tellLost(address: string): void {
    const { acts, store } = this.#playground;
    const title = store.getState().locale.words.lesson.noSuch(address);
    acts.notify({ tone: 'problem', title, text: '' });
  }

  /** Tells where the learner is. */
  #arrive(): void {
    const { entry, lesson, phase, stepsDone } = this.store.getState();
    if (entry === undefined) return;
    const step = phase === 'doing' ? lesson?.steps[stepsDone] : undefined;
    this.#options.arrived?.(step === undefined ? entry.address : `${entry.address}/${step.id}`);
  }

  /** A run of the step: the one that it opened, or what was forked from it. */
  #belongs(run: number): boolean {
    const record = this.#playground.book.find(run)?.record;
    const own = this.#record;
    return record?.script === own?.script && record?.profile === own?.profile;
  }

  /** Where the step began in a run that was forked from the one folded before. */
  #begunIn(run: number): number {
    const found = this.#playground.book.find(run);
    const began = this.#progress?.stepBegan ?? 0;
    return found?.parent === this.#run ? Math.min(began, found.shared) : began;
  }

  /** A fork is another history: what held in the other future does not count in this one. */
  #startFold(run: number, began: number): void {
    const { lesson, stepsDone } = this.store.getState();
    const view = this.#playground.book.view(run);
    if (lesson === undefined) return;
    this.#run = run;
    this.#folded = 0;
    const done = { steps: stepsDone, seq: began };
    this.#progress = new GoalProgress(lesson, (ref) => view?.object(ref), done);
    this.#refutation = this.#refutation.again();
  }

  #settle(lesson: Lesson): void {
    const { bet, settled, refutedAt } = this.store.getState();
    const [moment] = this.#refutation.moments;
    if (moment !== undefined && refutedAt?.run !== moment.run) {
      this.store.setState({ settled: 'wrong', refutedAt: moment });
    }
    const right = lesson.bet.options.find(({ id }) => id === bet)?.right === true;
    if (right && settled === undefined && this.#progress?.holds(lesson.bet.provedBy).held) {
      this.store.setState({ settled: 'right' });
    }
  }

  /** What the run says of each cell of a step's grid. */
  #cells({ grid }: Step): Readonly<Record<string, CellMark>> {
    const marks: Record<string, CellMark> = {};
    for (const [cell, predicate] of Object.entries(grid?.cells ?? {})) {
      const said = this.#progress?.holds(predicate);
      if (said !== undefined) marks[cell] = said;
    }
    return marks;
  }
}

/** What a step begins with. */
const fresh = { hints: 0, notYet: false, ticked: [], marks: {}, busy: false } as const;

function goalsOf(progress: GoalProgress, step: Step | undefined): readonly GoalState[] {
  return step === undefined ? [] : progress.goals(step);
}

/** The last instant before something else happens; `undefined` at the run's end so far. */
function lastInstant(view: RunView, seq: number): Instant | undefined {
  const next = view.events[view.indexOf(seq) + 1];
  return next === undefined ? undefined : instant(Math.max(0, next.at - 1));
}

interface StepOpening {
  readonly script: string;
  readonly profile: Lesson['profile'];
  readonly focus: string;
  /** The step whose scene it is; `undefined` for the lesson's own. */
  readonly named: string | undefined;
}

/** The run in which a step begins: the last scene before it, and what the steps since then have done. */
function openingOf(lesson: Lesson, index: number): StepOpening {
  const last = lesson.steps.findLastIndex(
    ({ scene }, place) => place <= index && scene !== undefined,
  );
  const step = lesson.steps[last];
  const done = lesson.steps.slice(Math.max(0, last), index).flatMap(({ solution }) => solution);
  const { script, profile, focus } = { ...lesson, ...step?.scene };
  return {
    script: done.length === 0 ? script : `${script.trimEnd()}\n${done.join('\n')}\n`,
    profile,
    focus,
    named: step?.id,
  };
}
