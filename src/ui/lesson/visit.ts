/**
 * A visit to one exhibit at a time: opens the broken run and, for each repair that is chosen, a run with
 * that repair under the same faults; keeps the oracle's lamp folded over whichever run is in view.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Instant, startOfRun } from '#base/time.ts';
import type { LocaleTag } from '#messages/locales.ts';
import { formatVersion } from '#trace/event.ts';
import { type Exhibit, type ExhibitText, scriptWith } from '#tutor/exhibit.ts';
import { PredicateWatch, type WatchedState } from '#tutor/predicate_watch.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { problemText } from '#ui/playground/playground_store.ts';
import type { ExhibitEntry } from './lesson_catalogue.ts';

/** What became of a run by the end of its script. */
export interface Verdict {
  readonly fired: boolean;
  /** What the oracle found. */
  readonly found: string;
  /** What the program is there for is done. */
  readonly works: boolean;
  /** The event after which the oracle fired and went on to. */
  readonly firedAt: number | undefined;
}

/** A run of the exhibit; `verdict` once it has been simulated to the end of its script. */
export interface PlayedRun {
  readonly run: number;
  readonly end: number;
  readonly verdict: Verdict | undefined;
}

/** The run of the broken code goes by this name among the repairs. */
export const broken = 'broken';

export interface VisitState {
  readonly entry: ExhibitEntry | undefined;
  readonly exhibit: Exhibit | undefined;
  readonly text: ExhibitText | undefined;
  /** The language of the text. */
  readonly tag: LocaleTag;
  /** By the id of the repair, or `broken`. */
  readonly played: Readonly<Record<string, PlayedRun>>;
  /** The one opened last. */
  readonly shown: string;
  /** The oracle at the cursor of the run in view. */
  readonly lamp: WatchedState;
}

const closed: VisitState = {
  entry: undefined,
  exhibit: undefined,
  text: undefined,
  tag: 'en',
  played: {},
  shown: broken,
  lamp: { held: false, found: '' },
};

type Watch = PredicateWatch<'oracle' | 'works'>;

export interface VisitOptions {
  readonly arrived?: (address: string) => void;
  /** A repair has been tried; `right` says whether it was the right one. */
  readonly tell?: (news: {
    readonly address: string;
    readonly repair: string;
    readonly right: boolean;
  }) => void;
}

export class Visit {
  readonly store: StoreApi<VisitState> = createStore(() => closed);
  readonly #playground: PlaygroundHandle;
  readonly #options: VisitOptions;
  #watches = new Map<number, { readonly watch: Watch; folded: number; now: Instant }>();

  constructor(playground: PlaygroundHandle, options: VisitOptions = {}) {
    this.#playground = playground;
    this.#options = options;
    playground.store.subscribe((state, before) => {
      const { run, cursor, booked } = state;
      if (run !== before.run || cursor !== before.cursor || booked !== before.booked) this.follow();
    });
  }

  /** Opens an exhibit with its broken run, standing at its beginning. */
  async open(entry: ExhibitEntry, tag: LocaleTag): Promise<void> {
    const [exhibit, worded] = await Promise.all([entry.item(), entry.words(tag)]);
    this.#watches = new Map();
    this.store.setState({ ...closed, entry, exhibit, ...worded });
    this.#options.arrived?.(entry.address);
    this.#open(broken);
  }

  async speak(tag: LocaleTag): Promise<void> {
    const { entry } = this.store.getState();
    const worded = await entry?.words(tag);
    if (worded !== undefined && this.store.getState().entry === entry) this.store.setState(worded);
  }

  close(): void {
    this.#watches = new Map();
    this.store.setState(closed);
  }

  /** Opens the run with a repair, under the same faults. */
  choose(repair: string): void {
    const { exhibit, entry } = this.store.getState();
    const chosen = exhibit?.repairs.find(({ id }) => id === repair);
    if (chosen === undefined || entry === undefined) return;
    this.#options.tell?.({ address: entry.address, repair, right: chosen.right });
    this.#open(repair);
  }

  /** Plays a run from its beginning. */
  play(name: string): void {
    this.#show(name, (found) => this.#beginning(found.run));
    this.#playground.player.play();
  }

  /** Goes to where the oracle fired, or else to where the script has ended. */
  toVerdict(name: string): void {
    this.#show(name, ({ verdict, end }) => verdict?.firedAt ?? end);
  }

  /** Folds what is new of the run in view, and says how the lamp is. */
  follow(): void {
    const { exhibit, lamp } = this.store.getState();
    if (exhibit === undefined) return;
    const { run, cursor } = this.#playground.store.getState();
    const now = this.#watched(exhibit, run)?.at('oracle', cursor) ?? closed.lamp;
    if (now.held !== lamp.held || now.found !== lamp.found) this.store.setState({ lamp: now });
  }

  #show(name: string, place: (found: PlayedRun) => number): void {
    const found = this.store.getState().played[name];
    const { store, player, book } = this.#playground;
    if (found === undefined || book.view(found.run) === undefined) {
      this.#open(name);
      return;
    }
    this.store.setState({ shown: name });
    store.setState({ run: found.run, playing: false });
    player.seek(place(found));
  }

  #open(name: string): void {
    const { exhibit, text } = this.store.getState();
    if (exhibit === undefined) return;
    const repair = exhibit.repairs.find(({ id }) => id === name);
    const { book, store, player, acts } = this.#playground;
    const record = {
      version: formatVersion,
      profile: repair?.profile ?? exhibit.profile,
      seed: exhibit.seed,
      policy: 'arrival',
      script: scriptWith(exhibit, repair?.statements ?? exhibit.broken),
      acts: [],
    } as const;
    const title = repair === undefined ? text?.title : text?.repairs[name]?.title;
    const run = book.open(
      record,
      (outcome) => {
        if (outcome.kind === 'done') return this.#opened(name, run);
        const { scriptRefused } = store.getState().locale.words.notices;
        acts.notify({
          tone: 'problem',
          title: scriptRefused,
          text: problemText(outcome.problems),
        });
      },
      title === undefined ? {} : { name: title },
    );
    const [program = ''] = exhibit.focus.split('/');
    acts.focusOn({ program, informer: exhibit.focus });
    player.pause();
    this.store.setState(({ played }) => ({
      shown: name,
      played: { ...played, [name]: { run, end: 0, verdict: undefined } },
    }));
    store.setState({ run, playing: false, cursor: 0 });
  }

  /** The script has been played to its end: the verdict is known, and the reader stands where it is seen. */
  #opened(name: string, run: number): void {
    const { exhibit, played } = this.store.getState();
    const view = this.#playground.book.view(run);
    if (exhibit === undefined || view === undefined || played[name]?.run !== run) return;
    const end = view.lastSeq;
    const watch = this.#watched(exhibit, run);
    const oracle = watch?.at('oracle', end);
    const verdict: Verdict = {
      fired: oracle?.held ?? false,
      found: oracle?.found ?? '',
      works: watch?.at('works', end).held ?? false,
      firedAt: oracle?.held === true ? watch?.since('oracle', end) : undefined,
    };
    this.store.setState({ played: { ...played, [name]: { run, end, verdict } } });
    if (this.#playground.store.getState().run !== run) return;
    this.#playground.player.seek(name === broken ? this.#beginning(run) : end);
    this.follow();
  }

  #watched(exhibit: Exhibit, run: number): Watch | undefined {
    const view = this.#playground.book.view(run);
    if (view === undefined) return undefined;
    let known = this.#watches.get(run);
    if (known === undefined) {
      const works = { predicate: exhibit.works, mode: 'must hold at the end' } as const;
      const watch: Watch = new PredicateWatch({ oracle: exhibit.oracle, works }, (ref) =>
        view.object(ref),
      );
      known = { watch, folded: 0, now: startOfRun };
      this.#watches.set(run, known);
    }
    const now = this.#playground.book.find(run)?.now ?? view.end;
    if (view.lastSeq > known.folded || now > known.now) {
      const events = view.events.slice(view.indexOf(known.folded) + 1);
      known.watch.apply(events, now > view.end ? now : view.end);
      known.folded = view.lastSeq;
      known.now = now;
    }
    return known.watch;
  }

  /** Where the informer that it is about has started: before that the stage is empty. */
  #beginning(run: number): number {
    const { exhibit } = this.store.getState();
    const events = this.#playground.book.view(run)?.events ?? [];
    const started = events.find(
      ({ kind, data }) =>
        kind === 'informer.started' && 'informer' in data && data.informer === exhibit?.focus,
    );
    return (started ?? events.find(({ kind }) => kind === 'command.applied'))?.seq ?? 0;
  }
}
