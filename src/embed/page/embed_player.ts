/**
 * The player of an embed page: a playground of its own, without the app around it, and the one controller
 * through which its buttons, its keys and the page around the frame move it.
 */

import { startOfRun } from '#base/time.ts';
import {
  type EmbedActOutcome,
  type EmbedController,
  type EmbedEvent,
  type EmbedRange,
  type EmbedState,
  type EmbedTheme,
  mostMarksAtOnce,
} from '#embed/embed_controller.ts';
import type { EmbedParameters } from '#embed/parameters.ts';
import type { Locale, LocaleTag } from '#messages/locale.ts';
import { sentence } from '#messages/sentence.ts';
import type { EngineClient } from '#ui/engine/engine_client.ts';
import { type RecordedClient, recordedClient } from '#ui/engine/recorded_client.ts';
import { arrive } from '#ui/playground/arrive.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { createPlaygroundStore, type Focus, problemText } from '#ui/playground/playground_store.ts';
import { type Outcome, RunBook } from '#ui/playground/run_book.ts';
import { simulate } from '#ui/playground/simulate.ts';
import { stageAt } from '#ui/stage/use_stage_view.ts';
import { lastTold } from '#ui/transport/caption.tsx';
import { Player } from '#ui/transport/player.ts';
import { speeds } from '#ui/transport/speed.ts';
import type { RunView } from '#view-model/run_view.ts';
import { createEmbedActs } from './embed_acts.ts';
import type { EmbedOpening } from './embed_opening.ts';
import { createEmbedSettings, type EmbedSettingsStore, type SayEmbed } from './embed_settings.ts';
import { fractionOf, hopOf, rangeOf } from './places.ts';

/** What the player needs of the page that it is in. */
export interface EmbedSurroundings {
  readonly start: () => EngineClient;
  /** The words that are shown at once. */
  readonly loadLocale: (tag: LocaleTag) => Promise<Locale>;
  /** Every word, for the app's own menus and cards. */
  readonly wholeLocale: (tag: LocaleTag) => Promise<Locale>;
  /** Shows a theme; `auto` as the system says, whenever that changes. */
  readonly showTheme: (theme: EmbedTheme) => void;
  readonly darkNow: (theme: EmbedTheme) => boolean;
  /** Opens the app at the place that is shown. */
  readonly openApp: () => void;
  /** Calls back at the next frame, or soon if nothing is drawn. */
  readonly soon: (work: () => void) => void;
}

export interface EmbedParts {
  readonly parameters: EmbedParameters;
  readonly problems: readonly SayEmbed[];
  readonly locale: Locale;
}

export class EmbedPlayer implements EmbedController {
  readonly handle: PlaygroundHandle;
  readonly settings: EmbedSettingsStore;
  readonly #parameters: EmbedParameters;
  readonly #around: EmbedSurroundings;
  readonly #listeners = new Set<(event: EmbedEvent) => void>();
  #opening: EmbedOpening | undefined;
  #client: RecordedClient | undefined;
  #run = 0;
  #state: EmbedState | undefined;
  #told: EmbedState | undefined;
  #telling = false;
  #touched = false;
  #seen = false;
  /** It has been acted in, so that there is more to come than was recorded. */
  #beyond = false;
  #speaksAll = false;

  constructor({ parameters, problems, locale }: EmbedParts, around: EmbedSurroundings) {
    const { panels, controls, theme } = parameters;
    this.#parameters = parameters;
    this.#around = around;
    this.settings = createEmbedSettings({ panels, controls, theme, problems });
    const store = createPlaygroundStore({
      locale,
      theme: around.darkNow(theme) ? 'dark' : 'light',
      speed: nearestSpeed(parameters.speed),
    });
    store.setState({ playing: false });
    const book = new RunBook(this.#engine(), {
      changed: () => store.setState(({ booked }) => ({ booked: booked + 1 })),
      crashed: (message) => this.fail((words) => words.crashed(message)),
    });
    const player = new Player(store, book);
    const acts = createEmbedActs({
      store,
      book,
      player,
      perform: (statement) => void this.act(statement),
      wake: () => void this.touch(),
      speakAll: () => this.speakAll(),
      openApp: around.openApp,
      failed: () => this.#notify((words) => words.partMissing),
    });
    this.handle = { store, book, player, acts };
    store.subscribe((now, before) => {
      if (now.playing || now.cursor !== before.cursor) this.#uncover();
      if (before.playing && !now.playing) this.#stopped();
      if (this.#beyond) this.#grow();
      this.#changed();
    });
    this.settings.subscribe(() => this.#changed());
  }

  /** Shows a run. Once. */
  open(opening: EmbedOpening): void {
    const { store, book } = this.handle;
    this.#opening = opening;
    store.setState({ focus: opening.focus });
    const done = (outcome: Outcome): void => {
      if (outcome.kind === 'refused') {
        this.fail((words) => words.refused(problemText(outcome.problems)));
      } else this.#simulated(opening);
    };
    const { record, linked } = opening;
    this.#run =
      linked?.loosely === true ? book.replay(record, 'main', done) : book.open(record, done);
    store.setState({ run: this.#run });
  }

  /** A link may lead further than its script. */
  #simulated(opening: EmbedOpening): void {
    const until = opening.linked?.until;
    const opened = (): void => this.#opened(opening);
    if (until === undefined) opened();
    else simulate(this.handle, { run: this.#run, until }, opened);
  }

  /** Nothing can be shown. */
  fail(failure: SayEmbed): void {
    const { embedPage } = this.handle.store.getState().locale.words;
    this.handle.player.pause();
    this.settings.setState({ phase: 'failed', failure, waiting: false, waking: false });
    this.#tell({ kind: 'error', message: failure(embedPage), fatal: true });
  }

  /** It is seen, or not any more: nothing moves that nobody sees. */
  see(seen: boolean): void {
    this.#seen = seen;
    const { phase, waiting } = this.settings.getState();
    if (phase !== 'ready') return;
    if (!seen && this.handle.store.getState().playing) {
      this.settings.setState({ waiting: true });
      this.handle.player.pause();
    } else if (seen && waiting) this.play();
  }

  readonly state = (): EmbedState => {
    const next = this.#stateNow();
    if (this.#state === undefined || !isSame(this.#state, next)) this.#state = next;
    return this.#state;
  };

  readonly subscribe = (listener: (event: EmbedEvent) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly play = (): void => {
    const { phase } = this.settings.getState();
    if (phase === 'failed') return;
    if (phase === 'loading' || !this.#seen) {
      this.settings.setState({ waiting: true });
      return;
    }
    this.settings.setState({ waiting: false });
    this.handle.player.play();
  };

  readonly pause = (): void => {
    this.settings.setState({ waiting: false });
    this.handle.player.pause();
  };

  readonly toggle = (): void => {
    const { waiting } = this.settings.getState();
    if (waiting || this.handle.store.getState().playing) this.pause();
    else this.play();
  };

  readonly seek: EmbedController['seek'] = (place) => {
    const { view } = this;
    const { phase, range } = this.settings.getState();
    if (view === undefined || phase !== 'ready') return;
    this.#uncover();
    const { playing } = this.handle.store.getState();
    this.handle.player.seek(hopOf(view, place, range));
    if (playing) this.handle.player.play();
  };

  readonly step: EmbedController['step'] = (grain, direction) => {
    if (this.settings.getState().phase !== 'ready') return;
    this.#uncover();
    this.settings.setState({ waiting: false });
    this.handle.player.step(grain, direction === 'back');
  };

  readonly setSpeed = (speed: number): void => {
    this.handle.store.setState({ speed: nearestSpeed(speed) });
  };

  readonly setTheme = (theme: EmbedTheme): void => {
    this.settings.setState({ theme });
    this.#around.showTheme(theme);
    this.followSystem();
  };

  /** Takes over what the system says, where the theme is left to it. */
  followSystem(): void {
    const { theme } = this.settings.getState();
    this.handle.store.setState({ theme: this.#around.darkNow(theme) ? 'dark' : 'light' });
  }

  readonly setLanguage = async (language: LocaleTag): Promise<void> => {
    try {
      const locale = await this.#around.loadLocale(language);
      this.#speaksAll = false;
      this.handle.store.setState({ locale });
    } catch {
      this.#notify((words) => words.noWords);
    }
  };

  /** Before anything of the app is opened that has words of its own. */
  readonly speakAll = async (): Promise<void> => {
    if (this.#speaksAll) return;
    const { tag } = this.handle.store.getState().locale;
    const locale = await this.#around.wholeLocale(tag);
    if (this.handle.store.getState().locale.tag !== tag) return this.speakAll();
    this.#speaksAll = true;
    this.handle.store.setState({ locale });
  };

  readonly setPanels: EmbedController['setPanels'] = (panels) => this.settings.setState({ panels });

  readonly setControls: EmbedController['setControls'] = (controls) =>
    this.settings.setState({ controls });

  readonly touch = async (): Promise<boolean> => {
    const { phase, source } = this.settings.getState();
    if (source === 'engine') return true;
    if (phase !== 'ready' || this.#client === undefined) return false;
    this.settings.setState({ waking: true });
    const caughtUp = await this.#client.wake();
    if (caughtUp) this.#nowTouched();
    this.settings.setState({ waking: false });
    return caughtUp;
  };

  readonly act = async (statement: string): Promise<EmbedActOutcome> => {
    const { store, book, player } = this.handle;
    const { embedPage } = store.getState().locale.words;
    const { playing, run, cursor } = store.getState();
    this.#uncover();
    player.pause();
    if (!(await this.touch())) return refused(embedPage.noEngine);
    if (book.isAsked) return refused(embedPage.busy);
    return new Promise((resolve) => {
      book.act(run, cursor, statement, (outcome) => {
        if (outcome.kind === 'refused') {
          this.#notify(() => problemText(outcome.problems));
          resolve(outcome);
        } else {
          this.#goBeyond();
          arrive(this.handle, outcome);
          this.#notify((words) => words.done(statement), 'done');
          resolve({ kind: 'done', forked: outcome.forked, hop: store.getState().cursor });
        }
        if (playing && this.#seen) player.play();
      });
    });
  };

  /** The run in view, once there is something of it. */
  get view(): RunView | undefined {
    return this.handle.book.view(this.handle.store.getState().run);
  }

  get title(): string {
    const { locale } = this.handle.store.getState();
    return this.#opening?.titles?.[locale.tag] ?? locale.words.embedPage.ownRun;
  }

  get opening(): EmbedOpening | undefined {
    return this.#opening;
  }

  /** An engine that is there when it is needed. What it may be answered from is known by then. */
  #engine(): EngineClient {
    this.#client = recordedClient({
      find: () => this.#opening?.recording,
      start: this.#around.start,
      endsThere: true,
    });
    return this.#client;
  }

  #opened({ start, recording, linked }: EmbedOpening): void {
    const { store, player } = this.handle;
    const { view } = this;
    if (view === undefined) return;
    if (linked?.isSame(view) === false) this.#addProblem((words) => words.otherRun);
    const range = this.#askedRange(view, start(view));
    if (store.getState().focus === undefined) store.setState({ focus: firstFocus(view) });
    player.confine(range);
    player.seek(range.start);
    const source = recording === undefined ? 'engine' : 'recording';
    this.settings.setState({ phase: 'ready', range, source });
    this.#tell({ kind: 'ready', state: this.state() });
    if (recording === undefined) this.#nowTouched();
    if (this.#parameters.autoplay || this.settings.getState().waiting) this.play();
  }

  /** What is shown of a run: as asked for, or with a word about it the whole. */
  #askedRange(view: RunView, usual: number): EmbedRange {
    const { start, end } = this.#parameters;
    // Whoever says where it ends, but not where it begins, may mean a part before its usual beginning.
    const asked = rangeOf(view, start ?? usual, end) ?? (start ? undefined : rangeOf(view, 0, end));
    if (asked !== undefined) return asked;
    if (end !== undefined || start !== undefined) this.#addProblem((words) => words.emptyRange);
    return rangeOf(view, usual, undefined) ?? { start: 0, end: view.lastSeq };
  }

  #nowTouched(): void {
    this.settings.setState({ source: 'engine' });
    if (this.#touched) return;
    this.#touched = true;
    this.#tell({ kind: 'touched' });
  }

  #goBeyond(): void {
    this.#beyond = true;
    this.handle.player.confine(undefined);
    this.#grow();
  }

  /** Whatever is asked for takes the poster away. */
  #uncover(): void {
    const { phase, covered } = this.settings.getState();
    if (phase === 'ready' && covered) this.settings.setState({ covered: false });
  }

  /** What has been simulated further belongs to what is shown. */
  #grow(): void {
    const { range } = this.settings.getState();
    const end = this.view?.lastSeq ?? range.end;
    const start = Math.min(range.start, end);
    if (end !== range.end || start !== range.start)
      this.settings.setState({ range: { start, end } });
  }

  #stopped(): void {
    const { range, waiting } = this.settings.getState();
    const { cursor } = this.handle.store.getState();
    if (!waiting && cursor >= range.end) this.#tell({ kind: 'ended', hop: cursor });
  }

  #addProblem(problem: SayEmbed): void {
    this.settings.setState(({ problems }) => ({ problems: [...problems, problem] }));
  }

  #notify(say: SayEmbed, tone: 'done' | 'problem' = 'problem'): void {
    const message = say(this.handle.store.getState().locale.words.embedPage);
    this.handle.acts.notify({ tone, title: message, text: '' });
    if (tone === 'problem') this.#tell({ kind: 'error', message, fatal: false });
  }

  #stateNow(): EmbedState {
    const { playing, cursor, speed, locale, run } = this.handle.store.getState();
    const { phase, waiting, range, theme, panels, controls, source } = this.settings.getState();
    const { view } = this;
    const booked = this.handle.book.find(run);
    const isReady = phase === 'ready' && view !== undefined;
    const told = isReady ? lastTold(view, cursor) : undefined;
    const at = isReady ? view.at(cursor) : startOfRun;
    const profile = booked?.record.profile ?? this.#parameters.profile ?? 'classic';
    return {
      phase,
      playing: playing || waiting,
      waiting,
      hop: cursor,
      at,
      fraction: isReady ? fractionOf(view, view.pace.shownAt(cursor), range) : 0,
      ended: isReady && !playing && cursor >= range.end,
      range,
      speed,
      theme,
      language: locale.tag,
      panels,
      controls,
      profile,
      scenario: this.#opening?.scenario ?? this.#parameters.scenario,
      title: this.title,
      caption: told === undefined ? '' : sentence(told, locale),
      source,
      hash: booked?.hash ?? '',
    };
  }

  #changed(): void {
    if (this.#telling) return;
    this.#telling = true;
    this.#around.soon(() => {
      this.#telling = false;
      const state = this.state();
      const before = this.#told;
      if (state === before) return;
      this.#told = state;
      this.#tell({ kind: 'changed', state });
      if (state.caption !== (before?.caption ?? '')) {
        this.#tell({ kind: 'caption', caption: state.caption, hop: state.hop });
      }
      if (before?.phase === 'ready') this.#tellMarks(before.hop, state.hop);
    });
  }

  /** Of what the timeline marks, what lies on the way forward. */
  #tellMarks(from: number, to: number): void {
    const passed: EmbedEvent[] = [];
    const { flags } = this.view?.marks ?? { flags: [] };
    for (let index = flags.length - 1; index >= 0; index--) {
      const flag = flags[index];
      if (flag === undefined || flag.seq <= from || passed.length === mostMarksAtOnce) break;
      const { seq: hop, kind: mark, label } = flag;
      if (hop <= to) passed.unshift({ kind: 'mark', mark, label, hop });
    }
    for (const event of passed) this.#tell(event);
  }

  #tell(event: EmbedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** The first informer of a run, if it has one. */
function firstFocus(view: RunView): Focus | undefined {
  const [first] = stageAt(view, view.lastSeq).programs.flatMap(({ program, informers }) =>
    informers.map(({ informer }): Focus => ({ program, informer })),
  );
  return first;
}

/** The nearest by how many times it is faster. */
function nearestSpeed(wanted: number): number {
  const distance = (speed: number): number => Math.max(speed / wanted, wanted / speed);
  return speeds.reduce((best, speed) => (distance(speed) < distance(best) ? speed : best));
}

function isSame(left: EmbedState, right: EmbedState): boolean {
  return (Object.keys(left) as (keyof EmbedState)[]).every((name) => {
    const [one, other] = [left[name], right[name]];
    return one === other || JSON.stringify(one) === JSON.stringify(other);
  });
}

function refused(message: string): EmbedActOutcome {
  const problem = { file: 'statement', line: 1, column: 1, expected: 'an engine', message };
  return { kind: 'refused', problems: [problem] };
}
