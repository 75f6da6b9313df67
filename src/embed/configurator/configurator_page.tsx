/** The page that writes the lines by which another page embeds a scene, with the embed itself beside them. */

import { ArrowLeft, Moon, Sun } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { withParameters } from '#embed/parameters.ts';
import type { SnippetAsked } from '#embed/snippets.ts';
import type { Locale, LocaleTag } from '#messages/locale.ts';
import { localeNames, localeTags } from '#messages/locale_tags.ts';
import { LanguageContext, useWords } from '#ui/language/language.ts';
import { rememberTheme, showTheme, type Theme } from '#ui/theme/theme.ts';
import { ApiTables } from './api_tables.tsx';
import { ConfiguratorForm } from './configurator_form.tsx';
import { type Draft, drafted, draftOf, ownRun, usualHeightPx } from './draft.ts';
import { Preview } from './preview.tsx';
import type { ScenarioNames } from './scenario_names.ts';
import { Snippets } from './snippets.tsx';
import './configurator.css';

export interface ConfiguratorProps {
  /** The site's folder, absolute, with a slash at its end. */
  readonly site: string;
  readonly locale: Locale;
  readonly theme: Theme;
  /** In every language: an embed may have another one than this page. */
  readonly names: Readonly<Record<LocaleTag, ScenarioNames>>;
  readonly chooseLanguage: (tag: LocaleTag) => void;
}

export function ConfiguratorPage(props: ConfiguratorProps): ReactElement {
  const { site, locale, names } = props;
  const [opening] = useState(() => draftOf(location));
  const [draft, setDraft] = useState<Draft>(opening.draft);
  const { parameters, heightPx, wrong } = drafted(draft);
  useAddress(draft);
  const language = parameters.lang ?? locale.tag;
  const title = titleOf(draft, names[language], locale);
  const asked: SnippetAsked = { site, parameters, heightPx, language, title };
  const words = locale.words.configurator;
  return (
    <LanguageContext value={locale}>
      <TopLine {...props} />
      <main className="configure">
        <h1>{words.title}</h1>
        <p className="configure-lead">{words.lead}</p>
        {opening.refused.map(([name, value]) => (
          <p key={name} className="configure-refused" role="status">
            {words.refused(name, value)}
          </p>
        ))}
        <div className="configure-columns">
          <ConfiguratorForm
            draft={draft}
            wrong={wrong}
            names={names[locale.tag]}
            change={setDraft}
            reset={() => setDraft(opening.draft)}
          />
          <div className="configure-results">
            <Preview asked={asked} />
            <Snippets asked={asked} />
            <ApiTables />
          </div>
        </div>
      </main>
    </LanguageContext>
  );
}

function titleOf(draft: Draft, names: ScenarioNames, { words }: Locale): string {
  const { scenario } = draft;
  if (scenario === ownRun) return words.configurator.ownRun;
  if (scenario === 'opening') return words.configurator.opening;
  return (
    names.groups
      .flatMap(({ scenarios }) => scenarios)
      .find(([address]) => address === scenario)?.[1] ?? scenario
  );
}

/** The address of this page says what has been chosen, so that it can be kept; the page's own language stays in it. */
function useAddress(draft: Draft): void {
  useEffect(() => {
    const page = new URL(location.pathname, location.href).href;
    const { parameters, heightPx } = drafted(draft);
    const address = new URL(withParameters(page, { ...parameters, lang: undefined }));
    const own = new URLSearchParams(location.search).get('lang');
    const search = [
      ...(own === null ? [] : [`lang=${encodeURIComponent(own)}`]),
      ...(address.search === '' ? [] : [address.search.slice(1)]),
      ...(heightPx === usualHeightPx ? [] : [`height=${heightPx}`]),
    ];
    address.search = search.join('&');
    history.replaceState(null, '', address);
  }, [draft]);
}

function TopLine({
  site,
  locale,
  theme: opening,
  chooseLanguage,
}: ConfiguratorProps): ReactElement {
  const words = useWords();
  const [theme, setTheme] = useState<Theme>(opening);
  const toggle = (): void => {
    const next = theme === 'dark' ? 'light' : 'dark';
    rememberTheme(next);
    showTheme(next);
    setTheme(next);
  };
  const { configurator, language } = words;
  return (
    <header className="configure-top">
      <a className="button bare" href={`${site}index.html`}>
        <ArrowLeft size={16} aria-hidden="true" />
        {configurator.app}
      </a>
      <span className="push" />
      <select
        className="configure-language"
        aria-label={language.label}
        value={locale.tag}
        onChange={(event) => {
          const chosen = localeTags.find((each) => each === event.target.value);
          if (chosen !== undefined) chooseLanguage(chosen);
        }}
      >
        {localeTags.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {localeNames[tag]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button icon"
        aria-label={theme === 'dark' ? configurator.lightTheme : configurator.darkTheme}
        onClick={toggle}
      >
        {theme === 'dark' ? (
          <Sun size={16} aria-hidden="true" />
        ) : (
          <Moon size={16} aria-hidden="true" />
        )}
      </button>
    </header>
  );
}
