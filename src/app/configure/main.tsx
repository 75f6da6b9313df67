/** The configurator's composition root: what can be embedded, the languages, and the script of the preview. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { lessonCatalogue } from '#app/lesson_catalogue.ts';
import { ConfiguratorPage } from '#embed/configurator/configurator_page.tsx';
import type { ScenarioNames } from '#embed/configurator/scenario_names.ts';
import type { Locale } from '#messages/locale.ts';
import type { LocaleTag } from '#messages/locales.ts';
import { loadLocale, openingLocale, rememberLanguage, showLanguage } from '#ui/language/choice.ts';
import { siteAddress } from '#ui/site_root.ts';
import { followPageLanguage } from '#ui/theme/chinese_font.ts';
import { openingTheme, showTheme } from '#ui/theme/theme.ts';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';

const { presets, exhibits, lessons } = lessonCatalogue;

/** Everything that can be embedded, by its title. */
async function scenarioNames(tag: LocaleTag): Promise<ScenarioNames> {
  const titles = await lessonCatalogue.titles(tag);
  return {
    groups: [
      {
        kind: 'presets',
        scenarios: presets.map((each) => [`preset/${each.address}`, titles.presetOf(each.address)]),
      },
      {
        kind: 'exhibits',
        scenarios: exhibits.map((each) => [`exhibit/${each.address}`, titles.of(each.address)]),
      },
      {
        kind: 'lessons',
        scenarios: lessons.map((each) => [`lesson/${each.address}`, titles.of(each.address)]),
      },
    ],
  };
}

/** The same script that other pages load, so that the preview is what they will have. */
function loadEmbedScript(): void {
  const script = document.createElement('script');
  script.src = siteAddress('embed.js');
  document.head.append(script);
}

async function show(place: HTMLElement): Promise<void> {
  const root = createRoot(place);
  const theme = openingTheme();
  showTheme(theme);
  const render = async (locale: Locale): Promise<void> => {
    const [en, chinese] = await Promise.all([scenarioNames('en'), scenarioNames('zh-CN')]);
    const names = { en, 'zh-CN': chinese };
    document.title = locale.words.configurator.pageTitle;
    root.render(
      <StrictMode>
        <ConfiguratorPage
          site={siteAddress('')}
          locale={locale}
          theme={theme}
          names={names}
          chooseLanguage={(tag) => void choose(tag)}
        />
      </StrictMode>,
    );
  };
  const choose = async (tag: LocaleTag): Promise<void> => {
    const locale = await loadLocale(tag).catch(() => undefined);
    if (locale === undefined) return;
    rememberLanguage(tag);
    showLanguage(locale);
    await render(locale);
  };
  await render(await openingLocale());
}

loadEmbedScript();
followPageLanguage(document.documentElement);

const place = document.getElementById('configure');
if (place !== null) void show(place);
