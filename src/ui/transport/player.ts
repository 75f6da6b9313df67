/**
 * Moves the playhead: on its own while playing, along one step's animation, or at once. It owns the
 * display time between two hops; the store only learns which hop has happened.
 */

import type { Grain, PlaygroundStore } from '#ui/playground/playground_store.ts';
import type { RunBook } from '#ui/playground/run_book.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { HopToken } from '#view-model/stage_view.ts';
import { readTokens } from '#view-model/tokens.ts';
import { FrameLoop } from './frame_loop.ts';

/** Ask for more when less than this is left to show, at speed 1. */
const aheadMs = 5_000;
/** What happens in programs that are not on the stage passes this much faster. */
const offStageRate = 4;
/** A stepping reader who has fewer events than this before them needs more. */
const fewEvents = 60;
/** A step's animation never takes longer, whatever it skips. */
const longestStepMs = 1_400;
/** What a jump passes over takes no longer. */
const longestHurryMs = 1_800;
/** So many stretches of half a minute in which nothing happens are passed over at once. */
const mostStretches = 20;

/** What a player needs of the book of runs. */
export type PlayedBook = Pick<RunBook, 'view' | 'see' | 'advance' | 'isAdvancing' | 'isActing'>;

/** Hops between which the playhead stays. */
export interface ShownPart {
  readonly start: number;
  readonly end: number;
}

export class Player {
  readonly #store: PlaygroundStore;
  readonly #book: PlayedBook;
  readonly #loop = new FrameLoop();
  readonly #frameListeners = new Set<() => void>();
  #displayMs = 0;
  /** Where the animation of a step ends. */
  #target: { readonly displayMs: number; readonly rate: number } | undefined;
  #stop: (() => void) | undefined;
  /** Nothing moves before the run has come to where it opens. */
  #waiting = true;
  /** Where playing stops by itself. */
  #until: number | undefined;
  /** What lies before is passed over at this rate, in no more than a moment. */
  #hurry: { readonly displayMs: number; readonly rate: number } | undefined;
  /** How often more may be simulated until something happens that can be shown. */
  #stretchesLeft = 0;
  /** The part that is shown, if that is not everything. */
  #part: ShownPart | undefined;

  constructor(store: PlaygroundStore, book: PlayedBook) {
    this.#store = store;
    this.#book = book;
  }

  /** Starts the frames; the returned function ends them. */
  run(): () => void {
    this.#stop = this.#loop.listen((elapsedMs) => this.#frame(elapsedMs));
    const hidden = (): void => {
      if (document.hidden) this.pause();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      this.#stop?.();
    };
  }

  /** Display milliseconds since the run's start. */
  get displayMs(): number {
    return this.#displayMs;
  }

  /** What travels right now. */
  tokens(): readonly HopToken[] {
    const view = this.#book.view(this.#store.getState().run);
    return view === undefined ? [] : readTokens(view, this.#displayMs);
  }

  /** Called once a frame, after the playhead has moved. */
  onFrame(listener: () => void): () => void {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  }

  /** Keeps the playhead within a part of the run, beyond which nothing is simulated; `undefined` for no such part. */
  confine(part: ShownPart | undefined): void {
    this.#part = part;
    if (part === undefined) this.#until = undefined;
    else if (this.#until !== undefined) this.#until = Math.min(this.#until, part.end);
  }

  readonly toggle = (): void => {
    if (this.#store.getState().playing) this.pause();
    else this.play();
  };

  /** Plays; with `until`, to that hop and no further. What is at the end of its part begins it again. */
  play(until?: number): void {
    const part = this.#part;
    if (part !== undefined && this.#store.getState().cursor >= part.end) this.seek(part.start);
    this.#stretchesLeft = 0;
    this.#target = undefined;
    this.#hurry = undefined;
    this.#until = until ?? part?.end;
    this.#store.setState({ playing: true });
  }

  /** Plays to hop `until`; what lies before hop `from` passes in a moment, or at once with reduced motion. */
  playFrom(from: number, until: number): void {
    const view = this.#book.view(this.#store.getState().run);
    if (view === undefined) return;
    if (motionless()) this.seek(from);
    this.play(until);
    const displayMs = view.pace.shownAt(from);
    const rate = (displayMs - this.#displayMs) / longestHurryMs;
    if (rate > 1) this.#hurry = { displayMs, rate };
  }

  pause(): void {
    this.#stretchesLeft = 0;
    this.#target = undefined;
    this.#until = undefined;
    this.#hurry = undefined;
    this.#store.setState({ playing: false });
  }

  /** One step: forward along its animation, back at once. A key during an animation completes it. */
  step(grain: Grain, back: boolean): void {
    const { run } = this.#store.getState();
    const view = this.#book.view(run);
    if (view === undefined) return;
    this.#complete();
    this.#store.setState({ playing: false });
    const { cursor } = this.#store.getState();
    const { steps, pace } = view;
    const next = this.#within(back ? steps.previous(grain, cursor) : steps.next(grain, cursor));
    if (!back && this.#part === undefined && view.lastSeq - cursor < fewEvents)
      this.#book.advance(run);
    if (next === undefined || next === cursor) return;
    if (back || motionless()) {
      this.seek(next);
      return;
    }
    const displayMs = pace.shownAt(next);
    const whole = displayMs - this.#displayMs;
    this.#target = { displayMs, rate: Math.max(1, whole / longestStepMs) };
  }

  /** Shows a moment once, to whoever draws it: for pictures, which no loop of frames drives. */
  show(displayMs: number): void {
    this.#moveTo(displayMs);
    for (const listener of this.#frameListeners) listener();
  }

  /** Goes to a hop at once. */
  seek(seq: number): void {
    const { run } = this.#store.getState();
    const view = this.#book.view(run);
    if (view === undefined) return;
    this.#waiting = false;
    this.#stretchesLeft = 0;
    this.#target = undefined;
    this.#until = undefined;
    this.#hurry = undefined;
    const shown = this.#within(seq);
    this.#displayMs = view.pace.shownAt(shown);
    this.#arrive(run, Math.min(shown, view.lastSeq));
  }

  /** The nearest hop of the part that is shown. */
  #within<T extends number | undefined>(seq: T): T | number {
    const part = this.#part;
    if (part === undefined || seq === undefined) return seq;
    return Math.min(part.end, Math.max(part.start, seq));
  }

  readonly toStart = (): void => {
    this.#store.setState({ playing: false });
    this.seek(0);
  };

  /** The end of what has been simulated; from there on, to the end of the stretch in which more happens. */
  readonly toEnd = (): void => {
    const view = this.#book.view(this.#store.getState().run);
    this.#store.setState({ playing: false });
    if (view === undefined) return;
    const { cursor } = this.#store.getState();
    this.seek(view.lastSeq);
    if (cursor < view.lastSeq || this.#part !== undefined) return;
    this.#stretchesLeft = mostStretches;
  };

  /** Shows what has been simulated further, or has more simulated. */
  #goOn(run: number, view: RunView): void {
    if (this.#book.isAdvancing(run)) return;
    if (view.lastSeq > this.#store.getState().cursor) {
      this.seek(view.lastSeq);
      return;
    }
    this.#stretchesLeft--;
    this.#book.advance(run);
  }

  #complete(): void {
    const target = this.#target;
    if (target === undefined) return;
    this.#target = undefined;
    this.#moveTo(target.displayMs);
  }

  #frame(elapsedMs: number): void {
    const { playing, speed, run } = this.#store.getState();
    const view = this.#book.view(run);
    if (view !== undefined && this.#stretchesLeft > 0) this.#goOn(run, view);
    if (view !== undefined && !this.#waiting && !this.#book.isActing) {
      const target = this.#target;
      if (target !== undefined) {
        const next = Math.min(target.displayMs, this.#displayMs + elapsedMs * speed * target.rate);
        this.#moveTo(next);
        if (next >= target.displayMs) this.#target = undefined;
      } else if (playing) {
        this.#moveTo(this.#playedFor(view, elapsedMs));
        if (this.#until !== undefined && this.#displayMs >= this.#playsTo(view)) this.pause();
        const left = view.pace.length - this.#displayMs;
        const isNear = left < aheadMs * Math.max(1, speed);
        if (isNear && this.#part === undefined) this.#book.advance(run);
      }
    }
    for (const listener of this.#frameListeners) listener();
  }

  /** Where it stands after a frame's time. */
  #playedFor(view: RunView, elapsedMs: number): number {
    const hurry = this.#hurry;
    if (hurry !== undefined && this.#displayMs < hurry.displayMs) {
      return Math.min(hurry.displayMs, this.#displayMs + elapsedMs * hurry.rate);
    }
    this.#hurry = undefined;
    const rate = this.#store.getState().speed * (this.#isOffStage(view) ? offStageRate : 1);
    return Math.min(this.#playsTo(view), this.#displayMs + elapsedMs * rate);
  }

  /** How far it plays, in display milliseconds. */
  #playsTo({ pace }: RunView): number {
    return this.#until === undefined ? pace.length : pace.shownAt(this.#until);
  }

  /** True if what comes next happens inside a program that is not on the stage. */
  #isOffStage(view: RunView): boolean {
    const next = view.pace.nextAfter(this.#displayMs);
    const event = next === undefined ? undefined : view.event(next);
    if (event === undefined) return false;
    const { focus } = this.#store.getState();
    const program = view.timelines.programs.current(programOf(event.actor));
    return program !== undefined && focus !== undefined && program.program !== focus.program;
  }

  #moveTo(displayMs: number): void {
    const { run } = this.#store.getState();
    const view = this.#book.view(run);
    if (view === undefined) return;
    this.#displayMs = displayMs;
    this.#arrive(run, view.pace.cursorAt(displayMs));
  }

  #arrive(run: number, cursor: number): void {
    this.#book.see(run, cursor);
    if (this.#store.getState().cursor !== cursor) this.#store.setState({ cursor });
  }
}

function motionless(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
