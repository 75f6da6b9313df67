/** Puts a playground together: store, runs, player and acts, and opens its first run. */

import type { Locale } from '#messages/locale.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { engineVersion } from '#trace/engine_version.ts';
import type { TraceEvent } from '#trace/event.ts';
import type { SharedLink } from '#trace/link/shared_link.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { EngineClient } from '#ui/engine/engine_client.ts';
import type { openLink } from '#ui/share/open_link.ts';
import type { PageQuery } from '#ui/share/page_query.ts';
import type { SayProblem } from '#ui/share/say_problem.ts';
import { openingTheme, showTheme } from '#ui/theme/theme.ts';
import { Player } from '#ui/transport/player.ts';
import { openingSpeed } from '#ui/transport/speed.ts';
import { createActs, placeNow } from './acts.ts';
import { focusIn } from './open_run.ts';
import type { PlaygroundHandle } from './playground_context.ts';
import { createPlaygroundStore, type Focus, problemText } from './playground_store.ts';
import { type Outcome, RunBook } from './run_book.ts';

/** What to open with. */
export interface Opening {
  readonly record: RunRecord;
  /** Where to stand; the run is then paused. Without it the run plays from `start`. */
  readonly seq: number | undefined;
  /** The hop from which a run that plays is interesting, once there is one. */
  readonly startAt: (events: readonly TraceEvent[]) => number | undefined;
  readonly focus: Focus;
  /** The runs of a link, which are opened instead of `record`. */
  readonly link?: OpeningLink | undefined;
  /** To be seen beside the opening run: another profile, or another run of the link. */
  readonly beside?: { readonly profile: ProfileName } | { readonly run: number } | undefined;
  /** What the address says of the page. */
  readonly query?: PageQuery | undefined;
  /** Something to tell the reader first: a link that could not be read. */
  readonly problem: SayProblem | undefined;
}

/** A link, and what opens its runs: that is fetched with the first link. */
export interface OpeningLink {
  readonly shared: SharedLink;
  readonly open: typeof openLink;
}

export function createPlayground(
  client: EngineClient,
  opening: Opening,
  locale: Locale,
): PlaygroundHandle {
  const { query = {} } = opening;
  const theme = query.theme ?? openingTheme();
  showTheme(theme);
  const store = createPlaygroundStore({ locale, theme, speed: query.speed ?? openingSpeed() });
  const { informer, view: viewAsked, panel } = query;
  store.setState({
    focus: informer === undefined ? opening.focus : focusOf(informer),
    ...(viewAsked === undefined ? {} : { view: viewAsked }),
    ...(panel === undefined ? {} : { tab: panel }),
  });
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
  const handle = { store, book, player, acts };
  const { link, beside } = opening;
  let run = 0;
  if (link === undefined) run = book.open(opening.record, begun);
  else openShared(handle, link, beside);
  function begun(outcome: Outcome): void {
    if (outcome.kind === 'refused') {
      const text = problemText(outcome.problems);
      const title = store.getState().locale.words.notices.scriptRefused;
      acts.notify({ tone: 'problem', title, text });
      return;
    }
    arrive(true);
    if (beside !== undefined && 'profile' in beside) acts.compareUnder(beside.profile, opening.seq);
  }
  if (link === undefined) store.setState({ run, playing: opening.seq === undefined });
  if (opening.problem !== undefined) {
    const title = locale.words.notices.linkRefused;
    acts.notify({ tone: 'problem', title, text: opening.problem(locale.words.link) });
  }
  return handle;
}

/** `rs-controller/pods` of `rs-controller`. */
function focusOf(informer: string): Focus {
  return { program: informer.split('/')[0] ?? '', informer };
}

/** Opens the runs of a link, and says so if they come out otherwise here. */
function openShared(
  handle: PlaygroundHandle,
  { shared, open }: OpeningLink,
  beside: Opening['beside'],
): void {
  const { store, book, player, acts } = handle;
  let standing = 0;
  const run = open({ store, book }, shared, {
    arrived: (arrivedIn, seq) => {
      standing = seq;
      const view = book.view(arrivedIn);
      const { focus } = store.getState();
      store.setState({
        run: arrivedIn,
        focus: view === undefined ? focus : focusIn(view, focus),
      });
      player.seek(seq);
    },
    refused: (problems) => {
      const title = store.getState().locale.words.notices.scriptRefused;
      acts.notify({ tone: 'problem', title, text: problemText(problems) });
    },
    opened: (runs, stale) => {
      if (stale) {
        const { link } = store.getState().locale.words;
        const isOther = shared.engine !== book.engine;
        const text = isOther ? link.staleText(shared.engine, book.engine) : link.staleSame;
        acts.notify({ tone: 'problem', title: link.stale, text });
      } else if (book.engine !== engineVersion) {
        const { link } = store.getState().locale.words;
        const title = link.kept(book.engine);
        acts.notify({ tone: 'done', title, text: link.keptText(engineVersion) });
      }
      if (beside === undefined) return;
      if ('profile' in beside) acts.compareUnder(beside.profile, standing);
      else {
        const [left, right] = [runs[shared.current], runs[beside.run]];
        if (left !== undefined && right !== undefined) acts.compareRuns(left, right, standing);
      }
    },
  });
  store.setState({ run, playing: false });
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
