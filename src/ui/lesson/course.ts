/**
 * One learner's way through one lesson at a time: opens its run, follows the lesson machine, and keeps
 * the goals folded as far as the learner has seen the run. The picture's own state stays in the playground.
 */

import { type ActorRefFrom, createActor } from 'xstate';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Duration, Instant } from '#base/time.ts';
import { after } from '#base/time.ts';
import { parseStatement } from '#script/parse.ts';
import { formatVersion } from '#trace/event.ts';
import { GoalProgress, type GoalState } from '#tutor/goal_progress.ts';
import type { Lesson, LessonText } from '#tutor/lesson.ts';
import { lessonMachine } from '#tutor/lesson_machine.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { LessonEntry } from './lesson_catalogue.ts';

/** What the lesson panel shows. */
export interface CourseState {
  readonly entry: LessonEntry | undefined;
  readonly lesson: Lesson | undefined;
  readonly text: LessonText | undefined;
  readonly phase: 'betting' | 'doing' | 'explaining';
  readonly bet: string | undefined;
  /** Whether the run has settled the bet yet, and how. */
  readonly settled: 'right' | 'wrong' | undefined;
  readonly stepsDone: number;
  readonly goals: readonly GoalState[];
  /** How many rungs of the hint ladder are shown. */
  readonly hints: number;
  /** The learner asked whether the step is done, and it is not yet. */
  readonly notYet: boolean;
  /** The solution is being run. */
  readonly solving: boolean;
}

const closed: CourseState = {
  entry: undefined,
  lesson: undefined,
  text: undefined,
  phase: 'betting',
  bet: undefined,
  settled: undefined,
  stepsDone: 0,
  goals: [],
  hints: 0,
  notYet: false,
  solving: false,
};

export class Course {
  readonly store: StoreApi<CourseState> = createStore(() => closed);
  readonly #playground: PlaygroundHandle;
  #actor: ActorRefFrom<typeof lessonMachine> | undefined;
  #progress: GoalProgress | undefined;
  #run = 0;
  #folded = 0;

  constructor(playground: PlaygroundHandle) {
    this.#playground = playground;
  }

  /** Opens a lesson in a run of its own; what was in view before stays among the runs. */
  async open(entry: LessonEntry): Promise<void> {
    const [lesson, text] = await Promise.all([entry.lesson(), entry.words()]);
    this.#actor = createActor(lessonMachine, { input: { steps: lesson.steps.length } });
    this.#actor.subscribe(({ value, context }) =>
      this.store.setState({ phase: value, bet: context.bet, stepsDone: context.stepsDone }),
    );
    this.store.setState({ ...closed, entry, lesson, text });
    this.#actor.start();
    this.#openRun(lesson);
  }

  close(): void {
    this.#actor?.stop();
    this.#actor = undefined;
    this.#progress = undefined;
    this.store.setState(closed);
  }

  /** Bets; only then does anything move. */
  bet(option: string): void {
    this.#actor?.send({ type: 'bet', option });
    this.#playground.player.play();
  }

  /** Folds what the learner has newly seen. Cheap to call often. */
  follow(): void {
    const { store, book } = this.#playground;
    const { run, cursor } = store.getState();
    const { lesson, stepsDone, settled } = this.store.getState();
    const view = book.view(run);
    if (lesson === undefined || view === undefined || this.#progress === undefined) return;
    if (run !== this.#run) this.#startFold(lesson, run);
    const seen = Math.max(cursor, book.seen(run));
    const progress = this.#progress;
    const found = book.find(run);
    // At the run's end so far, time has come as far as the run has, though nothing more has happened.
    const now = seen >= (view.events.at(-1)?.seq ?? 0) ? found?.now : undefined;
    if (seen === this.#folded && (now ?? 0) <= progress.world.now) return;
    for (const event of view.events.slice(this.#folded)) {
      if (event.seq > seen) break;
      progress.apply(event);
      this.#folded = event.seq;
    }
    if (now !== undefined) progress.passTo(now);
    const step = lesson.steps[stepsDone];
    this.store.setState({
      goals: step === undefined ? [] : progress.goals(step),
      settled: settled ?? this.#settle(lesson),
    });
  }

  /** Ends the step if its goals are reached; otherwise says what is missing. */
  check(): void {
    this.follow();
    const { lesson, goals, stepsDone } = this.store.getState();
    if (lesson === undefined || this.#progress === undefined) return;
    if (goals.length === 0 || !goals.every((state) => state.reached)) {
      this.store.setState({ notYet: true });
      return;
    }
    this.#progress.finishStep();
    this.#actor?.send({ type: 'stepDone' });
    const next = lesson.steps[stepsDone + 1];
    this.store.setState({
      goals: next === undefined ? [] : this.#progress.goals(next),
      hints: 0,
      notYet: false,
    });
  }

  hint(): void {
    this.store.setState(({ hints }) => ({ hints: hints + 1 }));
  }

  /** Runs the step's solution, statement by statement, from where the learner stands. */
  async solve(): Promise<void> {
    const { lesson, stepsDone, solving } = this.store.getState();
    const step = lesson?.steps[stepsDone];
    if (step === undefined || solving) return;
    this.store.setState({ solving: true });
    this.#playground.player.pause();
    for (const statement of step.solution) {
      const parsed = parseStatement(statement);
      if (!parsed.ok) break;
      const { command } = parsed.value;
      if (command.kind === 'run') await this.#letPass(command.lasting as Duration);
      else await this.#act(statement);
    }
    this.store.setState({ solving: false });
    this.follow();
  }

  #openRun(lesson: Lesson): void {
    const { book, store, player, acts } = this.#playground;
    const { profile, seed, script } = lesson;
    const record = {
      version: formatVersion,
      profile,
      seed,
      policy: 'arrival',
      script,
      acts: [],
    } as const;
    const run = book.open(record, (outcome) => {
      if (outcome.kind === 'refused') return;
      const started = book.view(run)?.events.findLast((event) => event.kind === 'command.applied');
      player.seek(started?.seq ?? 0);
      this.follow();
    });
    const [program = ''] = lesson.focus.split('/');
    store.setState({ run, playing: false, cursor: 0 });
    acts.focusOn({ program, informer: lesson.focus });
    this.#startFold(lesson, run);
  }

  /** A fork is another history: what held in the other future does not count in this one. */
  #startFold(lesson: Lesson, run: number): void {
    const { stepsDone } = this.store.getState();
    const view = this.#playground.book.view(run);
    this.#run = run;
    this.#folded = 0;
    this.#progress = new GoalProgress(lesson, (ref) => view?.object(ref), stepsDone);
  }

  #settle(lesson: Lesson): CourseState['settled'] {
    const { bet } = this.store.getState();
    const option = lesson.bet.options.find((each) => each.id === bet);
    if (option === undefined || this.#progress === undefined) return undefined;
    if (option.right) return this.#progress.holds(lesson.bet.provedBy).held ? 'right' : undefined;
    return this.#progress.holds(option.refutedBy).held ? 'wrong' : undefined;
  }

  async #act(statement: string): Promise<void> {
    const { book, store, acts } = this.#playground;
    await this.#until(() => !book.isAsked);
    const before = store.getState().booked;
    acts.perform(statement);
    await this.#until(() => !book.isAsked && store.getState().booked !== before);
  }

  /** Goes to the last thing that happens within `lasting` from here. */
  async #letPass(lasting: Duration): Promise<void> {
    const { book, store, player } = this.#playground;
    const view = () => book.view(store.getState().run);
    const here = view()?.event(store.getState().cursor)?.at ?? (0 as Instant);
    const end = after(here, lasting);
    await this.#until(() => {
      const { run } = store.getState();
      const found = book.find(run);
      if (found === undefined || found.idle || found.now >= end) return true;
      book.advance(run);
      return false;
    });
    const last = view()?.events.findLast((event) => event.at <= end);
    if (last !== undefined) player.seek(Math.max(last.seq, store.getState().cursor));
  }

  /** Waits for the run book to say so; it tells the store whenever it changes. */
  #until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (condition()) {
        resolve();
        return;
      }
      const stop = this.#playground.store.subscribe(() => {
        if (!condition()) return;
        stop();
        resolve();
      });
    });
  }
}
