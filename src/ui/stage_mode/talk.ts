/**
 * A talk while it is given: the way through its cues, the dark screen, what is typed, the speaker's clock.
 * Keys, the list of cues and the speaker's window all come here, so that they agree.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { CueWalk } from './cue_walk.ts';
import { newClock, paused, reset, started, type TalkClock } from './talk_clock.ts';
import { recallTalk, rememberTalk } from './talk_memory.ts';

/** The colour of a screen on which nothing is shown. */
export type Dark = 'black' | 'white';

export interface TalkState {
  readonly dark: Dark | undefined;
  /** The list of cues is open. */
  readonly list: boolean;
  /** The number of a cue, as far as it has been typed. */
  readonly typed: string;
  readonly clock: TalkClock;
}

export class Talk {
  readonly store: StoreApi<TalkState>;
  readonly walk: CueWalk;
  readonly #playground: PlaygroundHandle;
  readonly #now: () => number;
  /** It was playing when the screen went dark. */
  #playsOn = false;

  /** `name` tells this talk from others; `now` is the time of the wall. */
  constructor(
    playground: PlaygroundHandle,
    walk: CueWalk,
    options: { readonly name: string; readonly now: () => number },
  ) {
    this.#playground = playground;
    this.walk = walk;
    this.#now = options.now;
    const memory = recallTalk();
    const goesOn = memory.talk === options.name;
    const stays = memory.page === undefined || memory.page === playground.store.getState().cursor;
    if (goesOn && stays && memory.cue <= walk.cues.length) walk.rewind(memory.cue);
    const clock = goesOn ? memory.clock : newClock;
    rememberTalk({ talk: options.name, cue: walk.cue, clock, page: undefined });
    this.store = createStore(() => ({ dark: undefined, list: false, typed: '', clock }));
  }

  readonly next = (): void => this.#move(() => this.walk.next());

  readonly previous = (): void => this.#move(() => this.walk.previous());

  jump(cue: number): void {
    this.#move(() => this.walk.jump(cue));
  }

  /** Before the first cue. */
  readonly first = (): void => this.#move(() => this.walk.rewind(0));

  readonly last = (): void => this.jump(this.walk.cues.length);

  readonly again = (): void => this.#move(() => this.walk.again());

  readonly toggle = (): void => this.#move(() => this.walk.toggle());

  /** One hop by hand. */
  hop(back: boolean): void {
    this.#move(() => this.#playground.player.step('hop', back));
  }

  /** Nothing is to be seen and nothing moves, until the same or anything else is asked for. */
  darken(dark: Dark): void {
    const { store, player } = this.#playground;
    const before = this.store.getState().dark;
    if (before === dark) {
      this.lighten();
      return;
    }
    if (before === undefined) this.#playsOn = store.getState().playing;
    player.pause();
    this.store.setState({ dark, typed: '' });
  }

  lighten(): void {
    if (this.store.getState().dark === undefined) return;
    this.store.setState({ dark: undefined });
    if (this.#playsOn) this.walk.goOn();
    this.#playsOn = false;
  }

  readonly toggleList = (): void => this.store.setState(({ list }) => ({ list: !list }));

  type(digit: string): void {
    this.store.setState(({ typed }) => ({ typed: (typed + digit).slice(-3) }));
  }

  /** To the cue whose number was typed; a number that is none is forgotten. */
  enter(): void {
    const { typed } = this.store.getState();
    this.forgetTyped();
    const cue = Number(typed);
    if (typed !== '' && cue <= this.walk.cues.length) this.jump(cue);
  }

  forgetTyped(): void {
    if (this.store.getState().typed !== '') this.store.setState({ typed: '' });
  }

  readonly startClock = (): void => this.#setClock(started);

  readonly pauseClock = (): void => this.#setClock(paused);

  readonly resetClock = (): void => this.#setClock(reset);

  #setClock(changed: (clock: TalkClock, now: number) => TalkClock): void {
    const clock = changed(this.store.getState().clock, this.#now());
    this.store.setState({ clock });
    rememberTalk({ clock });
  }

  /** On a dark screen the first thing that is asked for is light. */
  #move(move: () => void): void {
    if (this.store.getState().dark !== undefined) {
      this.lighten();
      return;
    }
    const before = this.walk.cue;
    this.forgetTyped();
    move();
    const { clock } = this.store.getState();
    const isFresh = clock.since === undefined && clock.passedMs === 0;
    if (before === 0 && this.walk.cue > 0 && isFresh) this.startClock();
    rememberTalk({ cue: this.walk.cue });
  }
}
