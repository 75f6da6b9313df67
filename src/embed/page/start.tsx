/** Starts an embed page: what its address asks for, the words, the recorded run, and the page around the frame. */

import { createRoot } from 'react-dom/client';
import EngineWorker from '#app/engine_worker.ts?worker';
import { listenToHost } from '#embed/frame_listener.ts';
import {
  type EmbedParameters,
  queryOf,
  readParameters,
  withParameters,
} from '#embed/parameters.ts';
import { bestTag } from '#messages/locale_tags.ts';
import { workerClient } from '#ui/engine/engine_client.ts';
import { siteAddress } from '#ui/site_root.ts';
import { followPageLanguage } from '#ui/theme/chinese_font.ts';
import { appLink } from './app_link.ts';
import { embedOpening } from './embed_opening.ts';
import { EmbedPage } from './embed_page.tsx';
import { EmbedPlayer } from './embed_player.ts';
import type { SayEmbed } from './embed_settings.ts';
import { watchNeededHeight } from './needed_height.ts';
import { onSight, onSystemTheme, surroundings } from './surroundings.ts';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';

export async function startEmbed(place: HTMLElement): Promise<void> {
  const query = queryOf(location);
  const { parameters, problems } = readParameters(query);
  followPageLanguage(document.documentElement);
  const opening = embedOpening(parameters);
  const tag = parameters.lang ?? bestTag(navigator.languages);
  const around = surroundings({
    start: () => workerClient(new EngineWorker({ name: 'engine' })),
    openApp: () => window.open(link.now(), '_blank', 'noopener'),
  });
  const locale = await around.loadLocale(tag);
  const player = new EmbedPlayer(
    {
      parameters: { ...parameters, autoplay: parameters.autoplay && !motionless() },
      locale,
      problems: problems.map(
        ({ name, value, expected }): SayEmbed =>
          (words) =>
            words.problem(name, value, expected),
      ),
    },
    around,
  );
  const link = appLink(player, parameters);
  player.setTheme(parameters.theme);
  onSystemTheme(() => player.setTheme(player.settings.getState().theme));
  const root = createRoot(place);
  const render = (): void => {
    document.title = player.handle.store.getState().locale.words.embedPage.frame(player.title);
    root.render(
      <EmbedPage
        player={player}
        link={{ href: link.href(), renew: () => link.renew(render) }}
        poster={posterOf(parameters, player.state().language)}
      />,
    );
  };
  render();
  player.settings.subscribe((now, before) => now.phase !== before.phase && render());
  player.handle.store.subscribe((now, before) => now.locale !== before.locale && render());
  onSight(document.documentElement, (seen) => player.see(seen));
  talk(player, parameters, query.get('origin'), () => link.now());
  const read = await opening;
  if (read.ok) player.open(read.value);
  else player.fail(read.error);
}

/** Obeys the page that holds the frame, if there is one. */
function talk(
  player: EmbedPlayer,
  parameters: EmbedParameters,
  origin: string | null,
  link: () => string,
): void {
  if (window.parent === window) return;
  listenToHost({
    window,
    origin: origin ?? undefined,
    controller: player,
    watchHeight: (changed) => watchNeededHeight(player, changed),
    page: {
      link: () => (player.state().phase === 'ready' ? link() : undefined),
      openProfile: (profile) => {
        const { theme, panels, controls, speed, language } = player.state();
        const kept = { ...parameters, theme, panels, controls, speed, lang: language };
        const next = new URL(withParameters(location.href, { ...kept, profile }));
        if (origin !== null) next.searchParams.set('origin', origin);
        location.replace(next);
      },
    },
  });
}

function motionless(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** The drawing of the scenario's telling moment; a run of a link has none. */
function posterOf({ scenario, run }: EmbedParameters, language: string): string | undefined {
  if (run !== undefined) return undefined;
  return siteAddress(`posters/${scenario}${language === 'zh-CN' ? '.zh-CN' : ''}.svg`);
}
