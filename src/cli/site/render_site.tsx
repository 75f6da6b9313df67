/** Renders the static pages: every lesson, exhibit and preset, the lists around them, in every language. */

import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Library } from '#cli/lesson_library.ts';
import type { LocaleTag } from '#messages/locale.ts';
import { localeNames } from '#messages/locale_tags.ts';
import { ExhibitPage } from './exhibit_page.tsx';
import { LessonPage } from './lesson_page.tsx';
import { HomePage, ListOfPage } from './list_pages.tsx';
import type { PageSite, PanelsOf } from './page_site.ts';
import { PageSiteContext, useHref, usePageSite } from './page_site.ts';
import { PresetPage } from './preset_page.tsx';
import { plain } from './prose.tsx';
import type { SiteContent } from './site_content.ts';
import { listNames, opensOf, otherThan, type PageName, pathOf, rootFrom } from './site_paths.ts';

/** A page as it is put into the shell of the app's own page. */
export interface RenderedPage {
  readonly name: PageName;
  readonly tag: LocaleTag;
  readonly path: string;
  /** The page in every language, itself among them. */
  readonly alternates: readonly (readonly [tag: LocaleTag, path: string])[];
  readonly opens: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

/** Every page but the app's own home and the fidelity page, apart from their languages. */
export function pageNames(library: Library): readonly PageName[] {
  return [
    { kind: 'home' },
    ...listNames.map((list) => ({ kind: 'list', list }) as const),
    ...library.lessons.map(({ address }) => ({ kind: 'lesson', address }) as const),
    ...library.exhibits.map(({ address }) => ({ kind: 'exhibit', address }) as const),
    ...library.presets.map(({ address }) => ({ kind: 'preset', address }) as const),
  ];
}

export function renderPage(site: PageSite): RenderedPage {
  const { name, content } = site;
  const { tag } = content.locale;
  const body = renderToStaticMarkup(
    <PageSiteContext value={site}>
      <Frame>
        <Body name={name} />
      </Frame>
    </PageSiteContext>,
  );
  return {
    ...headOf(name, content),
    name,
    tag,
    path: pathOf(name, tag),
    opens: opensOf(name),
    body,
  };
}

/** All of them. The app itself is the English home. */
export function renderPages(
  library: Library,
  contents: readonly SiteContent[],
  panelsOf: PanelsOf,
): readonly RenderedPage[] {
  return contents.flatMap((content) =>
    pageNames(library)
      .filter(({ kind }) => kind !== 'home' || content.locale.tag !== 'en')
      .map((name) => renderPage({ name, content, panelsOf })),
  );
}

/** Title, description and languages of a page. */
export function headOf(
  name: PageName,
  content: SiteContent,
): Pick<RenderedPage, 'title' | 'description' | 'alternates'> {
  const alternates = (Object.keys(localeNames) as LocaleTag[]).map(
    (tag) => [tag, pathOf(name, tag)] as const,
  );
  const [title, description] = saidOf(name, content);
  const whole = name.kind === 'home' ? content.words.site : content.words.pageTitle(plain(title));
  return { title: whole, description: plain(description), alternates };
}

function saidOf(
  name: PageName,
  content: SiteContent,
): readonly [title: string, description: string] {
  const { words, locale, lists } = content;
  switch (name.kind) {
    case 'home':
      return [words.site, words.homeText];
    case 'fidelity':
      return [locale.words.fidelity.title, locale.words.fidelity.lead];
    case 'list': {
      const { list } = name;
      if (list === 'lessons' || list === 'exhibits' || list === 'presets') {
        return [words.lists[list], words.about[list]];
      }
      const { title, objective } = lists[list === 'notes' ? 'coverage' : list].text;
      return [title, objective];
    }
    case 'lesson': {
      const { text } = found(content.lessons, name.address);
      return [text.title, text.objective];
    }
    case 'exhibit': {
      const { text } = found(content.exhibits, name.address);
      return [text.title, text.objective];
    }
    case 'preset': {
      const { text } = found(content.presets, name.address);
      return [text.title, text.objective];
    }
  }
}

function Body({ name }: { readonly name: PageName }): ReactElement | null {
  const { content } = usePageSite();
  switch (name.kind) {
    case 'home':
      return <HomePage />;
    case 'list':
      return <ListOfPage list={name.list} />;
    case 'lesson':
      return <LessonPage told={found(content.lessons, name.address)} />;
    case 'exhibit':
      return <ExhibitPage told={found(content.exhibits, name.address)} />;
    case 'preset':
      return <PresetPage told={found(content.presets, name.address)} />;
    case 'fidelity':
      return null;
  }
}

function found<Item extends { readonly address: string }>(
  items: readonly Item[],
  address: string,
): Item {
  const item = items.find((each) => each.address === address);
  if (item === undefined) throw new Error(`expected something at "${address}"`);
  return item;
}

/** The way to the other pages above the text, and to the site's own below it. */
function Frame({ children }: { readonly children: ReactElement }): ReactElement {
  const { content, name } = usePageSite();
  const { words, locale } = content;
  const href = useHref();
  const root = rootFrom(pathOf(name, locale.tag));
  const other = otherThan(locale.tag);
  return (
    <div className="static-page" lang={locale.tag}>
      <a className="page-skip" href="#text">
        {words.skip}
      </a>
      <header className="page-top">
        <nav aria-label={words.navigation}>
          <a className="page-home" href={href({ kind: 'home' })}>
            {words.home}
          </a>
          {listNames.map((list) => (
            <a
              key={list}
              href={href({ kind: 'list', list })}
              aria-current={name.kind === 'list' && name.list === list ? 'page' : undefined}
            >
              {words.lists[list]}
            </a>
          ))}
          <a href={`${root}${pathOf(name, other)}`} hrefLang={other} lang={other}>
            {localeNames[other]}
          </a>
        </nav>
      </header>
      <main id="text" tabIndex={-1}>
        {children}
      </main>
      <footer className="page-foot">
        <p>
          {words.simulated} <a href={href({ kind: 'fidelity' })}>{words.lists.fidelity}</a>
        </p>
      </footer>
    </div>
  );
}
