/**
 * Moves two runs on one simulated time: whatever is played, stepped or sought, both stand at the same
 * instant. It owns the display time; its store only learns which hop has happened in each.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Focus, Grain } from '#ui/playground/playground_store.ts';
import { FrameLoop } from '#ui/transport/frame_loop.ts';
import type { Playhead } from '#ui/transport/playhead.ts';
import type { CommonAxis, SideName } from '#view-model/common_axis.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { HopToken, PlaceId } from '#view-model/stage_view.ts';
import { readTokens } from '#view-model/tokens.ts';

export const sideNames: readonly SideName[] = ['left', 'right'];

export interface TwinState {
  readonly left: number;
  readonly right: number;
  readonly playing: boolean;
}

export interface TwinOptions {
  readonly axis: CommonAxis;
  readonly views: Readonly<Record<SideName, RunView>>;
  readonly speed: () => number;
  readonly focus: () => Focus;
}

/** What happens in programs that are not on the stage passes this much faster. */
const offStageRate = 4;
/** A step's animation never takes longer, whatever it skips. */
const longestStepMs = 1_400;

export class TwinPlayer {
  readonly store: StoreApi<TwinState>;
  readonly heads: Readonly<Record<SideName, Playhead>>;
  readonly #options: TwinOptions;
  readonly #loop = new FrameLoop();
  readonly #frameListeners = new Set<() => void>();
  #displayMs = 0;
  /** Where the animation of a step ends. */
  #target: { readonly displayMs: number; readonly rate: number } | undefined;

  constructor(options: TwinOptions) {
    this.#options = options;
    this.store = createStore<TwinState>(() => ({ left: 0, right: 0, playing: false }));
    this.heads = { left: this.#head('left'), right: this.#head('right') };
  }

  /** Starts the frames; the returned function ends them. */
  run(): () => void {
    const stop = this.#loop.listen((elapsedMs) => this.#frame(elapsedMs));
    const hidden = (): void => {
      if (document.hidden) this.pause();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      stop();
    };
  }

  get displayMs(): number {
    return this.#displayMs;
  }

  onFrame(listener: () => void): () => void {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  }

  readonly toggle = (): void => {
    if (this.store.getState().playing) {
      this.pause();
      return;
    }
    this.#target = undefined;
    if (this.#displayMs >= this.#options.axis.length) this.#moveTo(0);
    this.store.setState({ playing: true });
  };

  pause(): void {
    this.#target = undefined;
    this.store.setState({ playing: false });
  }

  /** To the next or previous hop of either run: forward along its animation, back at once. */
  step(grain: Grain, back: boolean): void {
    if (this.#target !== undefined) this.#moveTo(this.#target.displayMs);
    this.pause();
    const here = this.#displayMs;
    const stops = sideNames
      .map((side) => this.#nextStop(side, grain, back))
      .filter((stop) => stop !== undefined);
    if (stops.length === 0) return;
    const stop = back ? Math.max(...stops) : Math.min(...stops);
    if (back || motionless()) this.#moveTo(stop);
    else this.#target = { displayMs: stop, rate: Math.max(1, (stop - here) / longestStepMs) };
  }

  /** Goes to a place at once. */
  seek(displayMs: number): void {
    this.pause();
    this.#moveTo(Math.min(this.#options.axis.length, Math.max(0, displayMs)));
  }

  readonly toStart = (): void => this.seek(0);
  readonly toEnd = (): void => this.seek(this.#options.axis.length);

  #nextStop(side: SideName, grain: Grain, back: boolean): number | undefined {
    const { axis, views } = this.#options;
    const { steps } = views[side];
    const cursor = this.store.getState()[side];
    const here = this.#displayMs;
    if (!back) {
      const next = steps.next(grain, cursor);
      const shown = next === undefined ? here : axis.shownAt(side, next);
      return shown > here ? shown : undefined;
    }
    // The other run's hop may have come later than this one's: then this one's is a stop too.
    const from = axis.shownAt(side, cursor) < here ? cursor + 1 : cursor;
    const previous = steps.previous(grain, from);
    if (previous === undefined) return here > 0 ? 0 : undefined;
    return previous === 0 ? 0 : axis.shownAt(side, previous);
  }

  #frame(elapsedMs: number): void {
    const { axis, speed } = this.#options;
    const target = this.#target;
    if (target !== undefined) {
      const next = Math.min(target.displayMs, this.#displayMs + elapsedMs * speed() * target.rate);
      if (next >= target.displayMs) this.#target = undefined;
      this.#moveTo(next);
    } else if (this.store.getState().playing) {
      const rate = speed() * (sideNames.every((side) => this.#isOffStage(side)) ? offStageRate : 1);
      const next = Math.min(axis.length, this.#displayMs + elapsedMs * rate);
      this.#moveTo(next);
      if (next >= axis.length) this.pause();
    }
    for (const listener of this.#frameListeners) listener();
  }

  /** True unless what comes next in a run happens in the program on the stage. */
  #isOffStage(side: SideName): boolean {
    const view = this.#options.views[side];
    const next = view.events[view.indexOf(this.store.getState()[side]) + 1];
    return next === undefined || programOf(next.actor) !== this.#options.focus().program;
  }

  #moveTo(displayMs: number): void {
    const { axis } = this.#options;
    this.#displayMs = displayMs;
    const left = axis.cursorAt('left', displayMs);
    const right = axis.cursorAt('right', displayMs);
    const before = this.store.getState();
    if (before.left !== left || before.right !== right) this.store.setState({ left, right });
  }

  #head(side: SideName): Playhead {
    const own = (): number => this.#options.axis.ownAt(side, this.#displayMs);
    const tokens = (): readonly HopToken[] => {
      const { program, informer } = this.#options.focus();
      const all = readTokens(this.#options.views[side], own(), program);
      return all.filter(({ from, to }) => isHere(from, informer) && isHere(to, informer));
    };
    return {
      get displayMs() {
        return own();
      },
      tokens,
      onFrame: (listener) => this.onFrame(listener),
    };
  }
}

/** The boxes of the program's other informers are not on this stage; their handlers' keys arrive on it. */
function isHere(place: PlaceId, informer: string): boolean {
  const owner = /^(?:reflector|queue|indexer):(.*)$/.exec(place)?.[1];
  return owner === undefined || owner === informer;
}

function motionless(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
