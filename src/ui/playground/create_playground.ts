/** Puts a playground together: store, runs, player and acts, and opens its first run. */

import type { Locale } from '#messages/locale.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { EngineClient } from '#ui/engine/engine_client.ts';
import type { SayProblem } from '#ui/share/link.ts';
import { openingTheme, showTheme } from '#ui/theme/theme.ts';
import { Player } from '#ui/transport/player.ts';
import { openingSpeed } from '#ui/transport/speed.ts';
import { createActs, placeNow } from './acts.ts';
import type { PlaygroundHandle } from './playground_context.ts';
import { createPlaygroundStore, type Focus, problemText } from './playground_store.ts';
import { RunBook } from './run_book.ts';

/** What to open with. */
export interface Opening {
  readonly record: RunRecord;
  /** Where to stand; the run is then paused. Without it the run plays from `start`. */
  readonly seq: number | undefined;
  /** The hop from which a run that plays is interesting, once there is one. */
  readonly startAt: (events: readonly TraceEvent[]) => number | undefined;
  readonly focus: Focus;
  /** To be seen beside the opening run, under this profile. */
  readonly beside?: ProfileName | undefined;
  /** Something to tell the reader first: a link that could not be read. */
  readonly problem: SayProblem | undefined;
}

export function createPlayground(
  client: EngineClient,
  opening: Opening,
  locale: Locale,
): PlaygroundHandle {
  const theme = openingTheme();
  showTheme(theme);
  const store = createPlaygroundStore({ locale, theme, speed: openingSpeed() });
  store.setState({ focus: opening.focus });
  let scheduled = false;
  let arrived = false;
  /** Goes where the opening wants to stand, as soon as that has been simulated. */
  const arrive = (complete: boolean): void => {
    const view = book.view(run);
    if (arrived || view === undefined) return;
    const seq = opening.seq ?? opening.startAt(view.events);
    if (!complete && (seq === undefined || seq > view.lastSeq)) return;
    arrived = true;
    player.seek(Math.min(seq ?? 0, view.lastSeq));
  };
  const book: RunBook = new RunBook(client, {
    changed: () => {
      if (scheduled) return;
      scheduled = true;
      queueMicrotask(() => {
        scheduled = false;
        arrive(false);
        rests.wake();
        store.setState(({ booked }) => ({ booked: booked + 1 }));
      });
    },
    crashed: (message) =>
      store.setState({ playing: false, crash: { message, place: placeNow(store, book) } }),
  });
  const rests = idly(() => book.rest(store.getState().run));
  const player = new Player(store, book);
  const acts = createActs(store, book, player);
  const run = book.open(opening.record, (outcome) => {
    if (outcome.kind === 'refused') {
      const text = problemText(outcome.problems);
      const title = store.getState().locale.words.notices.scriptRefused;
      acts.notify({ tone: 'problem', title, text });
      return;
    }
    arrive(true);
    if (opening.beside !== undefined) acts.compareUnder(opening.beside, opening.seq);
  });
  store.setState({ run, playing: opening.seq === undefined });
  if (opening.problem !== undefined) {
    const title = locale.words.notices.linkRefused;
    acts.notify({ tone: 'problem', title, text: opening.problem(locale.words.link) });
  }
  return { store, book, player, acts };
}

/** Calls `work` in the browser's idle moments for as long as it has more to do. */
function idly(work: () => boolean): { readonly wake: () => void } {
  let waiting = false;
  const wake = (): void => {
    if (waiting || typeof requestIdleCallback === 'undefined') return;
    waiting = true;
    requestIdleCallback(() => {
      waiting = false;
      if (work()) wake();
    });
  };
  return { wake };
}
