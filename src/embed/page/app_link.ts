/** Where the app shows what an embed shows: its scenario, and once it is known the very hop. */

import type { EmbedParameters } from '#embed/parameters.ts';
import { siteAddress } from '#ui/site_root.ts';
import type { EmbedPlayer } from './embed_player.ts';

type MakeHash = typeof import('./linked_run.ts')['placeHash'];

export interface EmbedAppLink {
  readonly href: () => string;
  /** To the place that is shown now, as far as that can be said without waiting. */
  readonly now: () => string;
  /** Has `href` lead to the place that is shown now, and tells when it does. */
  readonly renew: (changed: () => void) => void;
}

export function appLink(player: EmbedPlayer, parameters: EmbedParameters): EmbedAppLink {
  let make: MakeHash | undefined;
  let href = scenarioAddress(parameters);
  const fetching = async (): Promise<void> => {
    make ??= (await import('./linked_run.ts')).placeHash;
  };
  const now = (): string => {
    const { store, book } = player.handle;
    const { run, cursor } = store.getState();
    const isUntouched = player.settings.getState().covered;
    const hash = isUntouched ? undefined : make?.(book, { run, cursor });
    return hash === undefined ? href : `${siteAddress('index.html')}${hash}`;
  };
  player.settings.subscribe(({ covered }, before) => {
    // From the first thing that is asked for, the place is worth keeping.
    if (!covered && before.covered) fetching().catch(() => undefined);
  });
  return {
    href: () => href,
    now,
    renew: (changed) => {
      const lead = (): void => {
        const next = now();
        if (next === href) return;
        href = next;
        changed();
      };
      lead();
      fetching().then(lead, () => undefined);
    },
  };
}

/** Lessons, exhibits and presets open as such. */
function scenarioAddress({ scenario, run }: EmbedParameters): string {
  const app = siteAddress('index.html');
  if (run !== undefined) return `${app}#run=${run}`;
  const [kind, folder] = scenario.split('/');
  return folder === undefined ? app : `${app}#${kind}=${folder}`;
}
