/**
 * What a mounted playground remembers of its reader: where the cursor is, what is looked at, what is
 * open. Runs themselves live outside (see run_book.ts); only their version counts are in here.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BoxName, Locale } from '#messages/locale.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { Crash } from '#ui/crash/crash_page.tsx';
import type { LibraryAsked } from '#ui/library/library_pages.ts';
import type { PresetShow } from '#ui/preset/preset_show.ts';
import type { Theme } from '#ui/theme/theme.ts';
import type { UndoStep } from '#ui/undo/undo_step.ts';
import type { Noun } from '#ui/verbs/noun.ts';
import { openingChoices, type ViewChoices } from '#ui/views/view_choices.ts';
import type { Question } from '#ui/why/question.ts';

/** How far one step goes. */
export type Grain = 'hop' | 'event' | 'reconcile';

/** What the Inspect tab is about. */
export type Selection = { readonly kind: 'object'; readonly key: string };

/** The informer whose pipeline is on the stage. */
export interface Focus {
  readonly program: string;
  /** `rs-controller/pods`. */
  readonly informer: string;
}

/** The open menu of verbs. */
export interface OpenVerbs {
  readonly noun: Noun;
  /** The box whose menu it is, to say what it leaves out. */
  readonly box?: BoxName | undefined;
  readonly x: number;
  readonly y: number;
  /** Gets the focus back. */
  readonly opener: HTMLElement | undefined;
}

/** The open menu of profiles. */
export interface OpenProfiles {
  readonly x: number;
  readonly y: number;
  /** Gets the focus back. */
  readonly opener: HTMLElement | undefined;
}

/** Two runs side by side. */
export interface Comparison {
  readonly left: number;
  /** 0 while it is not known yet. */
  readonly right: number;
  /** Both have been simulated as far as they are to be compared. */
  readonly ready: boolean;
  /** Where in the left run to stand first, if not where the two part. */
  readonly seq: number | undefined;
}

/** The manifest dialog. */
export interface ApplyDialog {
  readonly title: string;
  readonly text: string;
  /** Where the text came from, when it did not fit or could not be read. */
  readonly note: string | undefined;
  /** The command that takes the text, ending in `-f -`; `kubectl apply` if left out. */
  readonly line?: string | undefined;
}

/** A dialog that belongs to the whole page; at most one is open. */
export type DialogName =
  | 'palette'
  | 'settings'
  | 'scenes'
  | 'script'
  | 'box'
  | 'library'
  | 'export'
  | 'share';

/** A short message that goes away by itself, unless it reports something refused. */
export interface Notice {
  readonly id: number;
  readonly tone: 'done' | 'problem' | 'branch';
  readonly title: string;
  readonly text: string;
  /** The act that it tells of, while that can be undone. */
  readonly undo?: number | undefined;
  /** A newer version of the site is ready, and stays announced until it is opened or put off. */
  readonly newVersion?: boolean | undefined;
}

export interface PlaygroundState {
  /** The language of the page. */
  readonly locale: Locale;
  readonly theme: Theme;
  readonly speed: number;
  readonly playing: boolean;
  readonly grain: Grain;
  /** The run in view; 0 before the first has opened. */
  readonly run: number;
  /** The event that has just happened. */
  readonly cursor: number;
  /** Counts changes of the run book: runs, their events, their ends. */
  readonly booked: number;
  readonly focus: Focus | undefined;
  readonly selection: Selection | undefined;
  /** What "Why?" is about; `undefined` for the current hop. */
  readonly question: Question | undefined;
  readonly tab: string;
  /** The stage, or another view of the run in its place. */
  readonly view: string;
  readonly choices: ViewChoices;
  /** On narrow screens the side panel is a drawer. */
  readonly sideOpen: boolean;
  readonly verbs: OpenVerbs | undefined;
  /** It was playing when a menu or dialog opened, and goes on when that closes. */
  readonly resumes: boolean;
  readonly apply: ApplyDialog | undefined;
  readonly dialog: DialogName | undefined;
  /** What the dialog `library` shows. */
  readonly libraryAsked: LibraryAsked;
  /** What the dialog `box` is about. */
  readonly boxAsked: BoxName;
  /** A lesson, with its step, or an exhibit that somebody asked for; the Lesson tab opens it. */
  readonly lessonAsked: string | undefined;
  /** The scene for talks whose cues are shown. */
  readonly preset: string | undefined;
  /** Its run and words, once they are there. */
  readonly show: PresetShow | undefined;
  /** The run is presented: the stage alone, for a room. */
  readonly presenting: boolean;
  /** What has been done, latest last. */
  readonly undoable: readonly UndoStep[];
  readonly profileMenu: OpenProfiles | undefined;
  readonly comparison: Comparison | undefined;
  readonly help: boolean;
  /** The console was opened to be written in. */
  readonly consoleAsked: boolean;
  /** `pods/default/web-1`: every copy of it glows. */
  readonly hovered: string | undefined;
  /** The hop that is lit in every view. */
  readonly hoveredHop: number | undefined;
  readonly notices: readonly Notice[];
  readonly crash: Crash | undefined;
}

export type PlaygroundStore = StoreApi<PlaygroundState>;

export function createPlaygroundStore(opening: {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly speed: number;
}): PlaygroundStore {
  return createStore<PlaygroundState>(() => ({
    ...opening,
    playing: true,
    grain: 'hop',
    run: 0,
    cursor: 0,
    booked: 0,
    focus: undefined,
    selection: undefined,
    question: undefined,
    tab: 'lesson',
    view: 'stage',
    choices: openingChoices,
    sideOpen: false,
    verbs: undefined,
    resumes: false,
    apply: undefined,
    dialog: undefined,
    libraryAsked: { page: 'search', query: '' },
    boxAsked: 'apiserver',
    lessonAsked: undefined,
    preset: undefined,
    show: undefined,
    presenting: false,
    undoable: [],
    profileMenu: undefined,
    comparison: undefined,
    help: false,
    consoleAsked: false,
    hovered: undefined,
    hoveredHop: undefined,
    notices: [],
    crash: undefined,
  }));
}

/** The problems of a refused statement as lines for a person. */
export function problemText(problems: readonly ScriptProblem[]): string {
  return problems
    .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)
    .join('\n');
}
