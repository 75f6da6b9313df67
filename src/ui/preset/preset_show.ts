/** A scene for talks while it is shown: its run, its words, and the way through its cues. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LocaleTag } from '#messages/locales.ts';
import { formatVersion } from '#trace/event.ts';
import type { Preset, PresetText } from '#tutor/preset.ts';
import type { PresetEntry } from '#ui/lesson/lesson_catalogue.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { problemText } from '#ui/playground/playground_store.ts';
import { CueWalk } from '#ui/stage_mode/cue_walk.ts';

export interface ShowState {
  readonly entry: PresetEntry | undefined;
  readonly text: PresetText | undefined;
  /** The language of the text. */
  readonly tag: LocaleTag;
  /** Once the run has been simulated. */
  readonly walk: CueWalk | undefined;
}

const closed: ShowState = { entry: undefined, text: undefined, tag: 'en', walk: undefined };

export class PresetShow {
  readonly store: StoreApi<ShowState> = createStore(() => closed);
  readonly #playground: PlaygroundHandle;

  constructor(playground: PlaygroundHandle) {
    this.#playground = playground;
  }

  async open(entry: PresetEntry, tag: LocaleTag): Promise<void> {
    const [preset, worded] = await Promise.all([entry.item(), entry.words(tag)]);
    this.store.setState({ ...closed, entry, ...worded });
    this.#open(preset, worded.text.title);
  }

  async speak(tag: LocaleTag): Promise<void> {
    const { entry } = this.store.getState();
    const worded = await entry?.words(tag);
    if (worded !== undefined && this.store.getState().entry === entry) this.store.setState(worded);
  }

  #open(preset: Preset, title: string): void {
    const { book, store, player, acts } = this.#playground;
    const { seed, script } = preset;
    const [profile] = preset.profiles;
    const policy = 'arrival' as const;
    const run = book.open(
      { version: formatVersion, profile, seed, policy, script, acts: [] },
      (outcome) => {
        if (outcome.kind === 'done' && book.view(run) !== undefined) {
          const walk = new CueWalk(this.#playground, run);
          this.store.setState({ walk });
          if (store.getState().run === run) player.seek(walk.endOf(0));
        } else if (outcome.kind === 'refused') {
          const { scriptRefused } = store.getState().locale.words.notices;
          const text = problemText(outcome.problems);
          acts.notify({ tone: 'problem', title: scriptRefused, text });
        }
      },
      { name: title },
    );
    player.pause();
    store.setState({ run, playing: false, cursor: 0, selection: undefined });
    const [program = ''] = preset.focus.split('/');
    acts.focusOn({ program, informer: preset.focus });
  }
}
