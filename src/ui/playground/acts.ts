/** Everything a person can do in a playground, by mouse, key or menu: one function each. */

import type { Words } from '#messages/en/ui/words.ts';
import type { BoxName } from '#messages/locale.ts';
import type { LocaleTag } from '#messages/locales.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { SharedPlace } from '#trace/link/shared_link.ts';
import { applyStatement, sizeProblem, usualLine } from '#ui/apply/manifest_limits.ts';
import type { Brushed } from '#ui/brushing/use_brushing.ts';
import { type CompareActs, compareActs } from '#ui/compare/compare_acts.ts';
import { type ExportActs, exportActs } from '#ui/export/export_acts.ts';
import { loadLocale, rememberLanguage, showLanguage } from '#ui/language/choice.ts';
import type { LibraryAsked } from '#ui/library/library_pages.ts';
import { type LinkActs, linkActs } from '#ui/share/link_acts.ts';
import { type PresentActs, presentActs } from '#ui/stage_mode/present_acts.ts';
import { rememberTheme, showTheme } from '#ui/theme/theme.ts';
import type { Player } from '#ui/transport/player.ts';
import { nextSpeed, rememberSpeed } from '#ui/transport/speed.ts';
import { stepOf, undoAct, withStep } from '#ui/undo/undo.ts';
import { partsOf } from '#ui/verbs/object_verbs.ts';
import type { Question } from '#ui/why/question.ts';
import { arrive } from './arrive.ts';
import { objectAt } from './object_at.ts';
import { type OpenedRun, openRun } from './open_run.ts';
import type { PlaygroundHandle } from './playground_context.ts';
import {
  type ApplyDialog,
  type DialogName,
  type Focus,
  type Grain,
  type Notice,
  type OpenVerbs,
  type PlaygroundStore,
  problemText,
  type Selection,
} from './playground_store.ts';
import { readOnlyText } from './read_only.ts';
import type { Outcome, RunBook } from './run_book.ts';

export interface Acts extends CompareActs, ExportActs, LinkActs, PresentActs {
  readonly perform: (statement: string) => void;
  readonly applyManifest: (
    text: string,
    done: (problems: readonly ScriptProblem[]) => void,
  ) => void;
  readonly openApply: (text?: string, note?: string) => void;
  readonly closeApply: () => void;
  /** An editor for what a line of the console takes. */
  readonly openEditor: (editor: Pick<ApplyDialog, 'title' | 'text' | 'line'>) => void;
  /** Does what a line says, and goes on to where it has ended if time stands still. */
  readonly runLine: (statement: string, done: (problems: readonly ScriptProblem[]) => void) => void;
  readonly openConsole: () => void;
  /** Takes back the last act: to the run and the hop before it. */
  readonly undo: () => void;
  readonly openDialog: (dialog: DialogName) => void;
  readonly closeDialog: () => void;
  /** Opens a page of the library, or goes to another one. */
  readonly openLibrary: (asked: LibraryAsked) => void;
  /** Tells what a box is, what is simplified in it, and what it mirrors. */
  readonly openBox: (box: BoxName) => void;
  /** Starts a run of its own and shows it; `done` hears what is wrong with its script. */
  readonly openRun: (opened: OpenedRun, done: (problems: readonly ScriptProblem[]) => void) => void;
  /** Opens a lesson (`L05-list-and-watch/gone`) or an exhibit by its address. */
  readonly openLesson: (address: string | undefined) => void;
  /** Opens a scene for talks by its address, or closes the one that is open. */
  readonly openPreset: (address: string | undefined) => void;
  readonly editObject: (key: string) => void;
  readonly openVerbs: (verbs: OpenVerbs) => void;
  readonly closeVerbs: () => void;
  readonly select: (selection: Selection | undefined) => void;
  /** Opens the answer to a question; without one, that about the current hop. */
  readonly ask: (question: Question | undefined) => void;
  readonly focusOn: (focus: Focus) => void;
  /** Lights an object and a hop wherever they are shown. */
  readonly brush: (brushed: Brushed) => void;
  readonly setGrain: (grain: Grain) => void;
  readonly setSpeed: (speed: number) => void;
  readonly changeSpeed: (direction: 1 | -1) => void;
  readonly toggleTheme: () => void;
  readonly setLanguage: (tag: LocaleTag) => void;
  readonly toggleHelp: () => void;
  readonly toggleSide: () => void;
  readonly showTab: (tab: string) => void;
  /** Shows a tab, also where the panel is a drawer. */
  readonly openTab: (tab: string) => void;
  readonly showView: (view: string) => void;
  readonly showRun: (run: number) => void;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly dismiss: (id: number) => void;
  /** A newer version of the site is ready to be opened. */
  readonly announceNewVersion: () => void;
  /** `copied` is what the notice says when that is done. */
  readonly copy: (text: string, copied: string) => void;
}

export function createActs(store: PlaygroundStore, book: RunBook, player: Player): Acts {
  const notify = noticeBoard(store);
  const words = (): Words => store.getState().locale.words;
  const copy = (text: string, copied: string): void => {
    navigator.clipboard.writeText(text).then(
      () => notify({ tone: 'done', title: copied, text: '' }),
      () => notify({ tone: 'problem', title: words().notices.clipboardClosed, text }),
    );
  };
  return {
    ...runActs(store, book, player, notify),
    ...viewActs(store, player),
    ...compareActs({ store, book, player, notify }),
    ...exportActs({ store, book, player, notify }),
    ...linkActs({ store, book, notify, copy }),
    ...presentActs({ store, book, player, notify }),
    openRun: (opened, done) => openRun({ store, book, player, notify }, opened, done),
    setLanguage: (tag) => {
      loadLocale(tag).then(
        (locale) => {
          rememberLanguage(tag);
          showLanguage(locale);
          store.setState({ locale });
        },
        () => {
          const { unavailable: title, unavailableText: text } = words().language;
          notify({ tone: 'problem', title, text });
        },
      );
    },
    undo: () => undoAct({ store, book, player, notify }),
    notify,
    dismiss: (id) =>
      store.setState(({ notices }) => ({ notices: notices.filter((each) => each.id !== id) })),
    announceNewVersion: () => {
      const { newVersion: title, newVersionText: text } = words().notices;
      const isKnown = store.getState().notices.some(({ newVersion }) => newVersion === true);
      if (!isKnown) notify({ tone: 'done', title, text, newVersion: true });
    },
    copy,
  };
}

/** What is running and where its reader stands. */
export function placeNow(store: PlaygroundStore, book: RunBook): SharedPlace | undefined {
  const { run, cursor } = store.getState();
  const found = book.find(run);
  return found === undefined ? undefined : { record: found.record, seq: cursor };
}

type Notify = Acts['notify'];

function noticeBoard(store: PlaygroundStore): Notify {
  let last = 0;
  return (notice) => {
    const id = ++last;
    store.setState(({ notices }) => ({ notices: [...notices.slice(-2), { ...notice, id }] }));
  };
}

function runActs(store: PlaygroundStore, book: RunBook, player: Player, notify: Notify) {
  const words = (): Words => store.getState().locale.words;
  const act = (statement: string, ended: (outcome: Outcome) => void): void => {
    const { run, cursor } = store.getState();
    const before = stepOf(book, { run, cursor, statement });
    if (before === undefined || book.isAsked) return;
    const closed = readOnlyText(book.find(run), words());
    if (closed !== undefined) {
      ended({ kind: 'refused', problems: [notChangeable(closed)] });
      return;
    }
    book.act(run, cursor, statement, (outcome) => {
      if (outcome.kind === 'done') {
        const undoable = withStep(store.getState().undoable, before, outcome);
        store.setState({ undoable });
        arrive({ store, book, player }, outcome);
      }
      ended(outcome);
    });
  };
  const perform = (statement: string): void =>
    act(statement, (outcome) => told(statement, outcome));
  const told = (statement: string, outcome: Outcome): void => {
    const undo = outcome.kind === 'done' ? store.getState().undoable.at(-1)?.id : undefined;
    notify({ ...noticeOf(statement, outcome, words()), undo });
  };
  const interruption = interruptions(store, player);
  const openApply = (text = '', note?: string): void => {
    interruption.begin();
    store.setState({ apply: { title: words().notices.applyTitle, text, note }, verbs: undefined });
  };
  const closeApply = (): void => {
    store.setState({ apply: undefined });
    interruption.end();
  };
  return {
    perform,
    openApply,
    closeApply,
    applyManifest: (text: string, done: (problems: readonly ScriptProblem[]) => void): void => {
      const tooMuch = sizeProblem(text, words().apply);
      if (tooMuch !== undefined) {
        done([tooMuch]);
        return;
      }
      const { apply } = store.getState();
      const line = apply?.line ?? usualLine;
      act(applyStatement(text, line), (outcome) => {
        done(outcome.kind === 'refused' ? outcome.problems : []);
        if (outcome.kind === 'refused') return;
        closeApply();
        showEnd({ store, book, player }, outcome);
        if (apply?.line === undefined) told('kubectl apply', outcome);
      });
    },
    openEditor: (editor: Pick<ApplyDialog, 'title' | 'text' | 'line'>): void => {
      interruption.begin();
      store.setState({ apply: { ...editor, note: undefined }, verbs: undefined });
    },
    runLine: (statement: string, done: (problems: readonly ScriptProblem[]) => void): void => {
      if (book.isAsked) {
        done([busy(words())]);
        return;
      }
      act(statement, (outcome) => {
        done(outcome.kind === 'refused' ? outcome.problems : []);
        if (outcome.kind === 'refused') return;
        showEnd({ store, book, player }, outcome, /^interrupt (\S+)/.exec(statement)?.[1]);
        if (outcome.forked) told(statement, outcome);
      });
    },
    editObject: (key: string): void => {
      editedText(store, book, key).then(
        (text) => {
          interruption.begin();
          store.setState({
            apply: { title: words().notices.editTitle(key), text, note: undefined },
          });
        },
        () => notify({ tone: 'problem', title: words().notices.notEditable(key), text: '' }),
      );
    },
    showRun: (run: number): void => {
      const view = book.view(run);
      if (view === undefined) return;
      const { cursor } = store.getState();
      store.setState({ run, playing: false });
      player.seek(Math.min(cursor, view.lastSeq));
    },
  };
}

function notChangeable(message: string): ScriptProblem {
  return { file: 'console', line: 1, column: 1, expected: '', message };
}

function busy({ notices }: Words): ScriptProblem {
  const { busyExpected: expected, busy: message } = notices;
  return { file: 'console', line: 1, column: 1, expected, message };
}

/**
 * A paused reader who has given a command sees what it printed: time goes on to where kubectl's run has ended,
 * which is the one that was `interrupted`, or else the next that starts.
 */
function showEnd(
  { store, book, player }: Pick<PlaygroundHandle, 'store' | 'book' | 'player'>,
  outcome: Extract<Outcome, { kind: 'done' }>,
  interrupted?: string,
): void {
  const { cursor, playing, resumes } = store.getState();
  const view = book.view(outcome.run);
  if (view === undefined || playing || resumes) return;
  let run = interrupted;
  let last: TraceEvent | undefined;
  for (const event of view.events.slice(Math.max(0, view.indexOf(cursor)))) {
    if (event.kind === 'kubectl.started') run ??= event.subject;
    if (run === undefined || event.subject !== run) continue;
    last = event;
    if (event.kind === 'kubectl.ended') break;
  }
  if (last !== undefined && last.seq > cursor) player.seek(last.seq);
}

function noticeOf(statement: string, outcome: Outcome, { notices }: Words): Omit<Notice, 'id'> {
  if (outcome.kind === 'refused') {
    return { tone: 'problem', title: notices.notDone, text: problemText(outcome.problems) };
  }
  return outcome.forked
    ? {
        tone: 'branch',
        title: notices.newBranch,
        text: notices.newBranchText(statement),
      }
    : { tone: 'done', title: notices.done, text: statement };
}

async function editedText(store: PlaygroundStore, book: RunBook, key: string): Promise<string> {
  const { run, cursor } = store.getState();
  const view = book.view(run);
  const object = view === undefined ? undefined : objectAt(view, cursor, key);
  if (object === undefined) throw new Error(`${partsOf(key).name} is not on the server`);
  const { editableYaml } = await import('#ui/editor/object_yaml.ts');
  return editableYaml(object);
}

/** Time stands still while a menu or dialog is open, and then goes on as it did. */
function interruptions(store: PlaygroundStore, player: Player) {
  return {
    begin: (): void => {
      const { playing, resumes } = store.getState();
      player.pause();
      store.setState({ resumes: playing || resumes });
    },
    end: (): void => {
      const { resumes, apply, verbs, dialog } = store.getState();
      if (apply !== undefined || verbs !== undefined || dialog !== undefined) return;
      store.setState({ resumes: false });
      if (resumes) player.play();
    },
  };
}

function viewActs(store: PlaygroundStore, player: Player) {
  const interruption = interruptions(store, player);
  const setSpeed = (speed: number): void => {
    rememberSpeed(speed);
    store.setState({ speed });
  };
  return {
    openVerbs: (verbs: OpenVerbs) => {
      interruption.begin();
      store.setState({ verbs });
    },
    closeVerbs: () => {
      store.setState({ verbs: undefined });
      interruption.end();
    },
    openBox: (boxAsked: BoxName) => {
      interruption.begin();
      store.setState({ dialog: 'box', boxAsked, verbs: undefined });
    },
    openDialog: (dialog: DialogName) => {
      interruption.begin();
      store.setState({ dialog, verbs: undefined });
    },
    openLibrary: (libraryAsked: LibraryAsked) => {
      interruption.begin();
      store.setState({ dialog: 'library', libraryAsked, verbs: undefined });
    },
    closeDialog: () => {
      store.setState({ dialog: undefined });
      interruption.end();
    },
    openLesson: (lessonAsked: string | undefined) =>
      store.setState(
        lessonAsked === undefined
          ? { lessonAsked }
          : { lessonAsked, tab: 'lesson', sideOpen: true, resumes: false },
      ),
    openPreset: (preset: string | undefined) =>
      store.setState(
        preset === undefined ? { preset } : { preset, sideOpen: false, resumes: false },
      ),
    select: (selection: Selection | undefined) => {
      if (selection === undefined) return store.setState({ selection });
      player.pause();
      store.setState({ selection, tab: 'inspect', sideOpen: true, resumes: false });
    },
    ask: (question: Question | undefined) => {
      player.pause();
      store.setState({ question, tab: 'why', sideOpen: true, resumes: false });
    },
    focusOn: (focus: Focus) => store.setState({ focus }),
    brush: ({ object: hovered, hop: hoveredHop }: Brushed) => {
      const now = store.getState();
      if (now.hovered === hovered && now.hoveredHop === hoveredHop) return;
      store.setState({ hovered, hoveredHop });
    },
    setGrain: (grain: Grain) => store.setState({ grain }),
    setSpeed,
    changeSpeed: (direction: 1 | -1) => setSpeed(nextSpeed(store.getState().speed, direction)),
    toggleTheme: () => {
      const theme = store.getState().theme === 'dark' ? 'light' : 'dark';
      rememberTheme(theme);
      showTheme(theme);
      store.setState({ theme });
    },
    toggleHelp: () => store.setState(({ help }) => ({ help: !help })),
    toggleSide: () => store.setState(({ sideOpen }) => ({ sideOpen: !sideOpen })),
    showTab: (tab: string) => store.setState({ tab }),
    openTab: (tab: string) => store.setState({ tab, sideOpen: true }),
    showView: (view: string) => store.setState({ view }),
    openConsole: () => store.setState({ tab: 'console', sideOpen: true, consoleAsked: true }),
  };
}
