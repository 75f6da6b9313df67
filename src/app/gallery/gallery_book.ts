/**
 * The gallery's one engine and one book of runs. Each exhibit looks at a moment of one of them through a
 * playground of its own, so that every menu in it works and no exhibit disturbs another.
 */

import { defaultLocale } from '#messages/locales.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { EngineClient } from '#ui/engine/engine_client.ts';
import { createActs } from '#ui/playground/acts.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { createPlaygroundStore, type PlaygroundStore } from '#ui/playground/playground_store.ts';
import { type Outcome, RunBook } from '#ui/playground/run_book.ts';
import { openingTheme } from '#ui/theme/theme.ts';
import { Player } from '#ui/transport/player.ts';
import { type GalleryRun, galleryRuns } from './gallery_runs.ts';
import { findMoment, type Moment, usualInformer } from './moment.ts';

/** A script with three things wrong with it. */
const wrongScript = `run 2 parsecs
watch rs-controller/pods explode
kubectl apply -f nowhere.yaml
`;

export class GalleryBook {
  readonly #book: RunBook;
  readonly #stores: PlaygroundStore[] = [];
  readonly #runs = new Map<GalleryRun, number>();

  constructor(client: EngineClient) {
    this.#book = new RunBook(client, {
      changed: () => {
        for (const store of this.#stores) {
          store.setState(({ booked }) => ({ booked: booked + 1 }));
        }
      },
      crashed: (message) => {
        throw new Error(message);
      },
    });
  }

  /** Plays every run to its end. */
  async play(): Promise<void> {
    const names = Object.keys(galleryRuns) as readonly GalleryRun[];
    await Promise.all(names.map((name) => this.#play(name)));
  }

  /** What the engine finds wrong with a wrong script. */
  async problems(): Promise<readonly ScriptProblem[]> {
    const record = { ...galleryRuns.everyday, script: wrongScript };
    const outcome = await new Promise<Outcome>((done) => this.#book.open(record, done));
    return outcome.kind === 'refused' ? outcome.problems : [];
  }

  /** A playground that stands at a moment. */
  at(moment: Moment): PlaygroundHandle {
    const run = this.#runs.get(moment.run) ?? 0;
    const view = this.#book.view(run);
    const seq = view === undefined ? undefined : findMoment(view, moment);
    if (seq === undefined) throw new Error(`expected a moment "${moment.title}" in ${moment.run}`);
    const informer = moment.informer ?? usualInformer;
    const store = createPlaygroundStore({
      locale: defaultLocale,
      theme: openingTheme(),
      speed: 1,
    });
    const program = informer.slice(0, informer.indexOf('/'));
    store.setState({ run, playing: false, focus: { program, informer } });
    this.#stores.push(store);
    const player = new Player(store, this.#book);
    player.seek(seq);
    return { store, book: this.#book, player, acts: createActs(store, this.#book, player) };
  }

  async #play(name: GalleryRun): Promise<void> {
    const outcome = await new Promise<Outcome>((done) => {
      this.#runs.set(name, this.#book.open(galleryRuns[name], done, { name }));
    });
    if (outcome.kind === 'refused') throw new Error(`expected ${name} to be a script`);
    // Its future counts as seen: whoever acts in an exhibit forks, and the others keep their run.
    this.#book.see(outcome.run, this.#book.view(outcome.run)?.lastSeq ?? 0);
  }
}
