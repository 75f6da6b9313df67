/**
 * A speaker's way through the cues of one run. Wherever somebody has wandered meanwhile, in this run or in
 * a fork of it, the next cue goes on in this run from exactly where the cue begins.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Cue, cueAt, cueList } from '#tutor/cue_list.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';

export class CueWalk {
  /** The cue that is spoken, from 1; 0 before the first. */
  readonly store: StoreApi<{ readonly cue: number }> = createStore(() => ({ cue: 0 }));
  readonly run: number;
  readonly cues: readonly Cue[];
  readonly #playground: PlaygroundHandle;

  /** The run must have been simulated as far as its script goes. */
  constructor(playground: PlaygroundHandle, run: number) {
    const found = playground.book.find(run);
    if (found === undefined) throw new Error(`expected run ${run} in the book`);
    this.#playground = playground;
    this.run = run;
    this.cues = cueList({ script: found.record.script, events: found.view.events });
    // Whatever the speaker does by hand, there is always a way back.
    playground.book.pin(run);
  }

  get cue(): number {
    return this.store.getState().cue;
  }

  /** Where a cue ends; for 0, where the first begins. */
  endOf(cue: number): number {
    return cue === 0 ? (this.cues[0]?.begins ?? 0) : (this.cues[cue - 1]?.ends ?? 0);
  }

  /** Stands where the run stands. */
  settleAt(seq: number): void {
    this.store.setState({ cue: cueAt(this.cues, seq) });
  }

  /** Speaks the next cue and plays to where it ends; what still plays is completed first. */
  next(): void {
    if (this.cue < this.cues.length) this.#play(this.cue + 1);
  }

  /** Back to where the cue before had ended, at once. */
  previous(): void {
    if (this.cue > 0) this.rewind(this.cue - 1);
  }

  /** Forward through everything up to that cue, which is then played; back at once. */
  jump(cue: number): void {
    const bounded = Math.max(0, Math.min(this.cues.length, Math.trunc(cue)));
    if (bounded <= this.cue) this.rewind(bounded);
    else if (bounded === this.cue + 1) this.#play(bounded);
    else this.#hurry(bounded);
  }

  /** Where a cue has ended. */
  rewind(cue: number): void {
    this.#comeBack();
    this.#playground.player.pause();
    this.#playground.player.seek(this.endOf(cue));
    this.store.setState({ cue });
  }

  /** The cue that is spoken, once more from its beginning. */
  again(): void {
    if (this.cue > 0) this.#play(this.cue);
  }

  /** Pauses, or plays on to where the cue ends; at its end, on to the next. In a fork, plays freely. */
  toggle(): void {
    const { store, player } = this.#playground;
    const { playing, run, cursor } = store.getState();
    if (playing) player.pause();
    else if (run !== this.run) player.play();
    else if (cursor < this.endOf(this.cue)) player.play(this.endOf(this.cue));
    else this.next();
  }

  /** Plays on to where the cue ends. */
  goOn(): void {
    const { store, player } = this.#playground;
    if (store.getState().run === this.run) player.play(this.endOf(this.cue));
    else player.play();
  }

  #play(cue: number): void {
    const { store, player } = this.#playground;
    const begins = this.endOf(cue - 1);
    const came = this.#comeBack();
    if (came || store.getState().cursor !== begins) player.seek(begins);
    this.store.setState({ cue });
    player.play(this.endOf(cue));
  }

  #hurry(cue: number): void {
    const came = this.#comeBack();
    if (came) this.#playground.player.seek(this.endOf(this.cue));
    this.store.setState({ cue });
    this.#playground.player.playFrom(this.endOf(cue - 1), this.endOf(cue));
  }

  /** Puts the talk's own run into view. */
  #comeBack(): boolean {
    const { store } = this.#playground;
    if (store.getState().run === this.run) return false;
    store.setState({ run: this.run, playing: false });
    return true;
  }
}
