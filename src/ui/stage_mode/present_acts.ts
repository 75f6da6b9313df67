/** Entering stage mode and leaving it: the page around is found again as it was. */

import { encodePlainLink } from '#trace/link/plain_link.ts';
import { hashOf } from '#ui/lesson/addresses.ts';
import type { Focus, Notice, PlaygroundStore } from '#ui/playground/playground_store.ts';
import type { RunBook } from '#ui/playground/run_book.ts';
import type { Player } from '#ui/transport/player.ts';
import type { CueWalk } from './cue_walk.ts';
import { withoutStage, withStage } from './stage_address.ts';
import { rememberTalk } from './talk_memory.ts';

export interface PresentActs {
  /** Shows the run in view, or the open scene for talks, in stage mode. */
  readonly present: () => void;
  /** Leaves stage mode: back to where it was entered, or `here` at the hop in view. */
  readonly stopPresenting: (left: Left) => void;
}

interface Left {
  readonly here: boolean;
  readonly walk: CueWalk | undefined;
}

/** Where the page stood when stage mode was entered. */
interface Before {
  readonly run: number;
  readonly cursor: number;
  readonly focus: Focus | undefined;
  /** Of the scene for talks, if its run was there already. */
  readonly cue: number | undefined;
  readonly address: string;
  readonly opener: Element | null;
}

/** No hop of any run. */
const elsewhere = -1;

interface Place {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
  readonly player: Player;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

export function presentActs(place: Place): PresentActs {
  const { store, player } = place;
  let before: Before | undefined;
  return {
    present: () => {
      if (store.getState().presenting) return;
      before = placeBefore(place);
      player.pause();
      showAddress(withStage(before.address, hashOfTalk(place)));
      store.setState({
        ...{ presenting: true, dialog: undefined, verbs: undefined, profileMenu: undefined },
        ...{ help: false, resumes: false },
      });
      enterFullScreen();
      const { run } = before;
      onceSimulated(place, run, () => {
        const { cursor, presenting } = store.getState();
        if (before?.run === run && presenting) before = { ...before, cursor };
      });
    },
    stopPresenting: ({ here, walk }) => {
      const { presenting, preset, locale } = store.getState();
      if (before === undefined || !presenting) return;
      const { address, opener } = before;
      player.pause();
      store.setState({ presenting: false });
      if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
      showAddress(address);
      if (!here) {
        if (walk !== undefined && walk.cue > 0) {
          const { left, leftText } = locale.words.stageMode;
          const title = left(walk.cue, walk.cues.length);
          place.notify({ tone: 'done', title, text: leftText });
        }
        if (preset !== undefined && before.cue === undefined) walk?.rewind(0);
        else comeBack(place, before, walk);
      }
      // Who stays at the hop of the talk goes on from there, wherever in a cue that is.
      rememberTalk({ page: here ? elsewhere : store.getState().cursor });
      // The page can be reached again once it has been drawn.
      setTimeout(() => opener instanceof HTMLElement && opener.focus());
      before = undefined;
    },
  };
}

function comeBack({ store, book, player }: Place, before: Before, walk: CueWalk | undefined): void {
  const { run, cursor, focus, cue } = before;
  store.setState({ focus });
  if (book.view(run) === undefined) return;
  store.setState({ run });
  player.seek(cursor);
  if (cue !== undefined) walk?.store.setState({ cue });
}

function placeBefore({ store }: Place): Before {
  const { run, cursor, focus, show } = store.getState();
  const cue = show?.store.getState().walk?.cue;
  const address = withoutStage(location.href);
  return { run, cursor, focus, cue, address, opener: document.activeElement };
}

/** Calls `then` when the script of a run that is still on its way has been played. */
function onceSimulated({ store, book }: Place, run: number, then: () => void): void {
  const isReady = (): boolean => book.find(run)?.hash !== '';
  if (isReady()) return;
  const stop = store.subscribe(() => {
    if (!isReady()) return;
    stop();
    then();
  });
}

/** So that a reload opens the same. */
function hashOfTalk({ store, book }: Place): string | undefined {
  const { run, cursor, preset } = store.getState();
  if (preset !== undefined) return hashOf('preset', preset);
  const found = book.find(run);
  if (found === undefined || found.readOnly || found.hash === '') return undefined;
  return encodePlainLink({ record: found.record, seq: cursor });
}

function showAddress(address: string): void {
  if (address !== location.href) history.replaceState(history.state, '', address);
}

/** Browsers allow it after a click or a key only, and some never; stage mode does without. */
function enterFullScreen(): void {
  if (document.fullscreenElement !== null || !navigator.userActivation.isActive) return;
  document.documentElement.requestFullscreen?.().catch(() => undefined);
}
