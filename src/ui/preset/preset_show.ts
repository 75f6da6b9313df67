/** A scene for talks while it is shown: its run, and how far the speaker has come with its cues. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LocaleTag } from '#messages/locales.ts';
import { formatVersion } from '#trace/event.ts';
import { cueMarks } from '#tutor/cue_marks.ts';
import type { Preset, PresetText } from '#tutor/preset.ts';
import type { PresetEntry } from '#ui/lesson/lesson_catalogue.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { problemText } from '#ui/playground/playground_store.ts';

export interface ShowState {
  readonly entry: PresetEntry | undefined;
  readonly preset: Preset | undefined;
  readonly text: PresetText | undefined;
  /** The language of the text. */
  readonly tag: LocaleTag;
  /** The cue that is spoken, from 1; 0 while the question is asked. */
  readonly cue: number;
  /** The run has been simulated. */
  readonly ready: boolean;
}

const closed: ShowState = {
  entry: undefined,
  preset: undefined,
  text: undefined,
  tag: 'en',
  cue: 0,
  ready: false,
};

export class PresetShow {
  readonly store: StoreApi<ShowState> = createStore(() => closed);
  readonly #playground: PlaygroundHandle;
  #run = 0;
  /** Where each cue begins, and where the last one ends. */
  #marks: readonly number[] = [];

  constructor(playground: PlaygroundHandle) {
    this.#playground = playground;
  }

  async open(entry: PresetEntry, tag: LocaleTag): Promise<void> {
    const [preset, worded] = await Promise.all([entry.item(), entry.words(tag)]);
    this.store.setState({ ...closed, entry, preset, ...worded });
    this.#open(preset, worded.text.title);
  }

  async speak(tag: LocaleTag): Promise<void> {
    const { entry } = this.store.getState();
    const worded = await entry?.words(tag);
    if (worded !== undefined && this.store.getState().entry === entry) this.store.setState(worded);
  }

  /** How many cues there are. */
  get cues(): number {
    return Math.max(0, this.#marks.length - 1);
  }

  /** Speaks the next cue and plays to where it ends; what still plays is completed first. */
  next(): void {
    const { cue, ready } = this.store.getState();
    if (!ready) return;
    this.#comeBack();
    const { store, player } = this.#playground;
    const end = this.#marks[cue];
    if (end !== undefined && store.getState().cursor < end) player.seek(end);
    const until = this.#marks[cue + 1];
    if (until === undefined) return;
    this.store.setState({ cue: cue + 1 });
    player.play(until);
  }

  /** Speaks the cue before once more; from the first, back to the question. */
  previous(): void {
    const { cue, ready } = this.store.getState();
    if (cue === 0 || !ready) return;
    this.#comeBack();
    const { player } = this.#playground;
    player.pause();
    player.seek(this.#marks[Math.max(0, cue - 2)] ?? 0);
    this.store.setState({ cue: cue - 1 });
    if (cue > 1) player.play(this.#marks[cue - 1]);
  }

  #comeBack(): void {
    const { store, book } = this.#playground;
    if (store.getState().run !== this.#run && book.view(this.#run) !== undefined) {
      store.setState({ run: this.#run, playing: false });
    }
  }

  #open(preset: Preset, title: string): void {
    const { book, store, player, acts } = this.#playground;
    const { seed, script } = preset;
    const [profile] = preset.profiles;
    const policy = 'arrival' as const;
    const run = book.open(
      { version: formatVersion, profile, seed, policy, script, acts: [] },
      (outcome) => {
        const view = book.view(run);
        if (outcome.kind === 'done' && view !== undefined) {
          this.#marks = [...cueMarks(script, view.events), view.lastSeq];
          this.store.setState({ ready: true });
          if (store.getState().run === run) player.seek(this.#marks[0] ?? 0);
        } else if (outcome.kind === 'refused') {
          const { scriptRefused } = store.getState().locale.words.notices;
          const text = problemText(outcome.problems);
          acts.notify({ tone: 'problem', title: scriptRefused, text });
        }
      },
      title,
    );
    this.#run = run;
    player.pause();
    store.setState({ run, playing: false, cursor: 0, selection: undefined });
    const [program = ''] = preset.focus.split('/');
    acts.focusOn({ program, informer: preset.focus });
  }
}
