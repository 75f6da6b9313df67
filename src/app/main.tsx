/** The app's composition root: the engine in its worker, the panels, and the run to open with. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepOffline } from '#app/service_worker/keep_offline.ts';
import { consolePanel } from '#ui/console/index.ts';
import { inspectPanel } from '#ui/inspect/index.ts';
import { openingLocale, openingTag } from '#ui/language/choice.ts';
import { hashOf, learningOf } from '#ui/lesson/addresses.ts';
import { lessonPanel } from '#ui/lesson/index.ts';
import { libraryAskedBy } from '#ui/library/library_pages.ts';
import { createProgressKeeper, usableStorage } from '#ui/library/progress_keeper.ts';
import { logPanel } from '#ui/log/index.ts';
import { metricsView } from '#ui/metrics/index.ts';
import { createPlayground, type Opening } from '#ui/playground/create_playground.ts';
import { Playground } from '#ui/playground/playground.tsx';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { PlaygroundStore } from '#ui/playground/playground_store.ts';
import { queueHistoryView } from '#ui/queue_history/index.ts';
import { requestsView } from '#ui/requests/index.ts';
import { runDetailsPanel } from '#ui/run_details/index.ts';
import { sequenceView } from '#ui/sequence/index.ts';
import { keepAddress } from '#ui/share/address_bar.ts';
import { type PageQuery, type QueryProblem, readPageQuery } from '#ui/share/page_query.ts';
import {
  leavePage,
  openingHash,
  openingPlace,
  pageOpens,
  showHash,
} from '#ui/site/page_address.ts';
import { showPageTitle } from '#ui/site/page_title.ts';
import { stageView } from '#ui/stage/index.ts';
import { isStageAddress } from '#ui/stage_mode/stage_address.ts';
import { statesView } from '#ui/states/index.ts';
import { followPageLanguage } from '#ui/theme/chinese_font.ts';
import { whyPanel } from '#ui/why/index.ts';
import { engineOf, wakeAfterFirstPicture } from './engine.ts';
import { fetchOpened } from './fetch_opened.ts';
import { lessonCatalogue } from './lesson_catalogue.ts';
import { createLibrarySource } from './library_source.ts';
import { openingOf } from './opening.ts';
import { scenes } from './scene_catalogue.ts';
import { simplifications } from './simplifications.ts';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';

const views = [stageView, sequenceView, statesView, requestsView, queueHistoryView, metricsView];

const hash = openingHash();
const place = openingPlace();
// The text in which it was a place is about to go.
if (place !== '') history.replaceState(null, '', location.pathname + location.search);
const asked = learningOf(hash);

const panels = [
  lessonPanel(lessonCatalogue, asked),
  whyPanel,
  inspectPanel,
  logPanel,
  consolePanel,
  runDetailsPanel,
];

const site = {
  views,
  panels,
  catalogue: lessonCatalogue,
  library: createLibrarySource(),
  progress: createProgressKeeper(usableStorage(), () => new Date().toISOString()),
  scenes,
  simplifications,
  manifestHelp: async () => (await import('./manifest_help.ts')).manifestHelp,
};

function reopen(): void {
  leavePage('');
  location.reload();
}

// Another tab may have kept something, or begun anew.
addEventListener('storage', site.progress.refresh);

followPageLanguage(document.documentElement);

async function open(element: HTMLElement): Promise<void> {
  // A page's own text stays until what it is about is there.
  const about = pageOpens() === '' ? undefined : fetchOpened(hash, site, openingTag());
  const first = await openingOf(hash, {
    lesson: addressesOf(lessonCatalogue.lessons),
    exhibit: addressesOf(lessonCatalogue.exhibits),
    preset: addressesOf(lessonCatalogue.presets),
  });
  const read = readPageQuery(location.search, {
    views: views.map(({ id }) => id),
    panels: panels.map(({ id }) => id),
  });
  const { query } = read;
  const opening = { ...withProfile(first, query), query };
  const engine = await engineOf(opening);
  const handle = createPlayground(engine, opening, await openingLocale());
  tellProblems(handle, read.problems);
  if (asked?.kind === 'preset') handle.acts.openPreset(asked.address);
  else if (asked !== undefined) handle.acts.openTab('lesson');
  if (isStageAddress(location.href)) handle.acts.present();
  const library = libraryAskedBy({ hash, search: location.search });
  if (library !== undefined) handle.acts.openLibrary({ ...library, query: place || library.query });
  follow(handle.store);
  await about;
  createRoot(element).render(
    <StrictMode>
      <Playground handle={handle} site={site} reopen={reopen} />
    </StrictMode>,
  );
  wakeAfterFirstPicture(engine, handle.store);
  keepAddress(handle);
  addEventListener('hashchange', () => location.reload());
  keepOffline(handle.acts.announceNewVersion);
}

/** The first scene runs under the profile that the address names; a link's runs have their own. */
function withProfile(opening: Opening, { profile }: PageQuery): Opening {
  if (profile === undefined || opening.link !== undefined || opening.seq !== undefined)
    return opening;
  return { ...opening, record: { ...opening.record, profile } };
}

/** What of the address's query cannot be read. */
function tellProblems({ acts, store }: PlaygroundHandle, problems: readonly QueryProblem[]): void {
  if (problems.length === 0) return;
  const { link } = store.getState().locale.words;
  const lines = problems.map(({ name, expected, got }) =>
    link.query(name, expected.join(' | '), got.length > 60 ? `${got.slice(0, 60)}…` : got),
  );
  acts.notify({ tone: 'problem', title: link.queryRefused, text: lines.join('\n') });
}

function addressesOf(entries: readonly { readonly address: string }[]): readonly string[] {
  return entries.map(({ address }) => address);
}

/** Keeps the page's title, and its address while that names a scene for talks, in step with what is open. */
function follow(store: PlaygroundStore): void {
  // A page about something has its title already.
  if (pageOpens() === '') showPageTitle(undefined, store.getState().locale.words.language);
  store.subscribe((state, before) => {
    const closed = state.preset === undefined && before.preset !== undefined;
    if (closed || state.locale !== before.locale) {
      showPageTitle(undefined, state.locale.words.language);
    }
    if (state.preset !== before.preset && pageOpens().startsWith(hashOf('preset', ''))) {
      showHash(state.preset === undefined ? '' : hashOf('preset', state.preset));
    }
  });
}

const playground = document.getElementById('playground');
if (playground !== null) void open(playground);
