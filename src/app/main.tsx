/** The app's composition root: the engine in its worker, the panels, and the run to open with. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { consolePanel } from '#ui/console/index.ts';
import { workerClient } from '#ui/engine/engine_client.ts';
import { inspectPanel } from '#ui/inspect/index.ts';
import { openingLocale } from '#ui/language/choice.ts';
import { learningOf } from '#ui/lesson/addresses.ts';
import { lessonPanel } from '#ui/lesson/index.ts';
import { libraryAskedBy } from '#ui/library/library_pages.ts';
import { createProgressKeeper, usableStorage } from '#ui/library/progress_keeper.ts';
import { logPanel } from '#ui/log/index.ts';
import { metricsView } from '#ui/metrics/index.ts';
import { createPlayground } from '#ui/playground/create_playground.ts';
import { Playground } from '#ui/playground/playground.tsx';
import type { PlaygroundState } from '#ui/playground/playground_store.ts';
import { queueHistoryView } from '#ui/queue_history/index.ts';
import { requestsView } from '#ui/requests/index.ts';
import { runDetailsPanel } from '#ui/run_details/index.ts';
import { sequenceView } from '#ui/sequence/index.ts';
import { stageView } from '#ui/stage/index.ts';
import { isStageAddress } from '#ui/stage_mode/stage_address.ts';
import { statesView } from '#ui/states/index.ts';
import { followPageLanguage } from '#ui/theme/chinese_font.ts';
import { whyPanel } from '#ui/why/index.ts';
import EngineWorker from './engine_worker.ts?worker';
import { lessonCatalogue } from './lesson_catalogue.ts';
import { createLibrarySource } from './library_source.ts';
import { openingOf } from './opening.ts';
import { scenes } from './scene_catalogue.ts';
import { simplifications } from './simplifications.ts';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';

const views = [stageView, sequenceView, statesView, requestsView, queueHistoryView, metricsView];

const asked = learningOf(location.hash);

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
  location.hash = '';
  location.reload();
}

// Another tab may have kept something, or begun anew.
addEventListener('storage', site.progress.refresh);

followPageLanguage(document.documentElement);

async function open(place: HTMLElement): Promise<void> {
  const client = workerClient(new EngineWorker({ name: 'engine' }));
  const handle = createPlayground(
    client,
    await openingOf(location.hash, {
      lesson: addressesOf(lessonCatalogue.lessons),
      exhibit: addressesOf(lessonCatalogue.exhibits),
      preset: addressesOf(lessonCatalogue.presets),
    }),
    await openingLocale(),
  );
  if (asked?.kind === 'preset') handle.acts.openPreset(asked.address);
  else if (asked !== undefined) handle.acts.openTab('lesson');
  if (isStageAddress(location.href)) handle.acts.present();
  const library = libraryAskedBy(location);
  if (library !== undefined) handle.acts.openLibrary(library);
  showTitle(handle.store.getState());
  handle.store.subscribe((state, before) => {
    if (state.locale !== before.locale) showTitle(state);
  });
  createRoot(place).render(
    <StrictMode>
      <Playground handle={handle} site={site} reopen={reopen} />
    </StrictMode>,
  );
  addEventListener('hashchange', () => location.reload());
}

function addressesOf(entries: readonly { readonly address: string }[]): readonly string[] {
  return entries.map(({ address }) => address);
}

function showTitle({ locale }: PlaygroundState): void {
  document.title = locale.words.language.pageTitle;
}

const place = document.getElementById('playground');
if (place !== null) void open(place);
