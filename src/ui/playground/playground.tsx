/** A whole playground, mounted once or several times on a page: each has its own store and its own runs. */

import { lazy, type ReactElement, Suspense, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useIncomingText } from '#ui/apply/incoming_text.ts';
import { Glow } from '#ui/brushing/glow.tsx';
import { brushing } from '#ui/brushing/use_brushing.ts';
import { CrashBoundary } from '#ui/crash/crash_boundary.tsx';
import { CrashPage } from '#ui/crash/crash_page.tsx';
import { Header } from '#ui/header/header.tsx';
import { LanguageContext } from '#ui/language/language.ts';
import { ProgressContext } from '#ui/lesson/progress.ts';
import { LibraryContext } from '#ui/library/library_source.ts';
import { LateNotices } from '#ui/notices/late_notices.tsx';
import { SidePanel } from '#ui/panels/side_panel.tsx';
import { TransportBar } from '#ui/transport/transport_bar.tsx';
import { useKeys } from '#ui/transport/use_keys.ts';
import { ViewSwitch } from '#ui/views/view_switch.tsx';
import { fetchedComponent } from '#ui/widgets/fetched_component.tsx';
import { placeNow } from './acts.ts';
import { OnDemand } from './on_demand.tsx';
import {
  PlaygroundContext,
  type PlaygroundHandle,
  usePlayground,
  usePlaygroundState,
} from './playground_context.ts';
import type { Site } from './site.ts';
import './playground.css';

export function Playground(props: {
  readonly handle: PlaygroundHandle;
  readonly site: Site;
  readonly reopen: () => void;
}): ReactElement {
  const { handle, site, reopen } = props;
  const { store, book, player } = handle;
  const crash = useStore(store, (state) => state.crash);
  const locale = useStore(store, (state) => state.locale);
  const comparing = useStore(store, (state) => state.comparison !== undefined);
  const place = useMemo(() => () => placeNow(store, book), [store, book]);
  // A comparison has a playhead of its own, and there is one loop of frames.
  useEffect(() => (comparing ? undefined : player.run()), [player, comparing]);
  return (
    <LanguageContext value={locale}>
      {crash !== undefined ? (
        <CrashPage crash={crash} reopen={reopen} />
      ) : (
        <CrashBoundary place={place} reopen={reopen}>
          <PlaygroundContext value={handle}>
            <LibraryContext value={site.library}>
              <ProgressContext value={site.progress}>
                <Layout site={site} />
              </ProgressContext>
            </LibraryContext>
          </PlaygroundContext>
        </CrashBoundary>
      )}
    </LanguageContext>
  );
}

const { Fetched: PresetBar, fetch: fetchPresetBar } = fetchedComponent(
  async () => (await import('#ui/preset/preset_bar.tsx')).PresetBar,
);

export { fetchPresetBar };

/** The cues of a scene for talks, while one is shown. */
function Cues({ site }: { readonly site: Site }): ReactElement | null {
  const preset = usePlaygroundState((state) => state.preset);
  if (preset === undefined) return null;
  return (
    <Suspense>
      <PresetBar key={preset} catalogue={site.catalogue} address={preset} />
    </Suspense>
  );
}

const StageMode = lazy(async () => ({
  default: (await import('#ui/stage_mode/stage_mode.tsx')).StageMode,
}));

function Layout({ site }: { readonly site: Site }): ReactElement {
  const { panels, views } = site;
  const handle = usePlayground();
  const comparing = usePlaygroundState((state) => state.comparison !== undefined);
  const presenting = usePlaygroundState((state) => state.presenting);
  // What stands still behind a talk need not be drawn as the run goes on.
  const drawn = usePlaygroundState(({ presenting: hidden, view }) => !hidden || view !== 'stage');
  const behind = comparing || presenting ? ' behind' : '';
  const showing = usePlaygroundState((state) => (state.preset === undefined ? '' : ' showing'));
  useKeys(handle, views);
  const brush = useMemo(() => brushing(handle.acts), [handle]);
  useIncomingText(handle.acts);
  return (
    <>
      <div className={`playground${behind}${showing}`} inert={comparing || presenting} {...brush}>
        <Header />
        {drawn && <ViewSwitch views={views} />}
        <SidePanel panels={panels} />
        <Cues site={site} />
        <TransportBar />
      </div>
      {presenting && (
        <Suspense>
          <StageMode catalogue={site.catalogue} />
        </Suspense>
      )}
      <Glow />
      <OnDemand site={site} />
      <LateNotices />
    </>
  );
}
