/** What only some readers open is fetched when they do, or a moment after the page has come to rest. */

import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import type { View } from '#ui/views/view.ts';
import { fetchedComponent } from '#ui/widgets/fetched_component.tsx';
import { fetchParts, load } from './on_demand_parts.ts';
import { usePlaygroundState } from './playground_context.ts';
import { restMs } from './rest.ts';
import type { Site } from './site.ts';

const VerbMenu = lazy(async () => ({ default: (await load.verbs()).VerbMenu }));
const ApplyDialog = lazy(async () => ({ default: (await load.apply()).ApplyDialog }));
const ProfileMenu = lazy(async () => ({ default: (await load.profiles()).ProfileMenu }));
const CompareView = lazy(async () => ({ default: (await load.comparison()).CompareView }));
const Palette = lazy(async () => ({ default: (await load.palette()).Palette }));
const SettingsDialog = lazy(async () => ({ default: (await load.settings()).SettingsDialog }));
const ScriptDialog = lazy(async () => ({ default: (await load.script()).ScriptDialog }));
const { Fetched: LibraryDialog, fetch: fetchLibraryDialog } = fetchedComponent(
  async () => (await load.library()).LibraryDialog,
);

export { fetchLibraryDialog };

const ExportDialog = lazy(async () => ({ default: (await load.exporting()).ExportDialog }));
const ShareDialog = lazy(async () => ({ default: (await load.sharing()).ShareDialog }));
const SceneGallery = lazy(async () => ({ default: (await load.scenes()).SceneGallery }));
const BoxCard = lazy(async () => ({ default: (await load.box()).BoxCard }));
const KeyHelp = lazy(async () => ({ default: (await load.help()).KeyHelp }));

/** What there can be a picture of: every view, and the log. */
function picturedViews({ views, panels }: Site): readonly View[] {
  const logs = panels.filter(({ id }) => id === 'log');
  return [...views, ...logs.map((panel) => ({ ...panel, about: panel.title }))];
}

export function OnDemand({ site }: { readonly site: Site }): ReactElement {
  const dialog = usePlaygroundState((state) => state.dialog);
  const boxAsked = usePlaygroundState((state) => state.boxAsked);
  const verbs = usePlaygroundState((state) => state.verbs);
  const apply = usePlaygroundState((state) => state.apply);
  const help = usePlaygroundState((state) => state.help);
  const profileMenu = usePlaygroundState((state) => state.profileMenu);
  const comparison = usePlaygroundState((state) => state.comparison);
  useEffect(() => {
    const timer = setTimeout(() => void fetchParts(), restMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {verbs !== undefined && <VerbMenu open={verbs} />}
      {apply !== undefined && <ApplyDialog opened={apply} help={site.manifestHelp} />}
      {dialog === 'palette' && <Palette site={site} />}
      {dialog === 'settings' && <SettingsDialog />}
      {dialog === 'scenes' && <SceneGallery scenes={site.scenes} />}
      {dialog === 'script' && <ScriptDialog />}
      {dialog === 'library' && <LibraryDialog keeper={site.progress} />}
      {dialog === 'export' && comparison === undefined && (
        <ExportDialog views={picturedViews(site)} />
      )}
      {dialog === 'share' && <ShareDialog />}
      {dialog === 'box' && <BoxCard box={boxAsked} simplifications={site.simplifications} />}
      {help && <KeyHelp />}
      {profileMenu !== undefined && <ProfileMenu open={profileMenu} />}
      {comparison !== undefined && <CompareView comparison={comparison} />}
    </Suspense>
  );
}
