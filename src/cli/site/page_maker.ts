/** Makes every page of the site out of the app's own pages, one at a time, for the build and for the server of pages being written. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Load, readLibrary } from '#cli/lesson_library.ts';
import type { Locale, LocaleTag } from '#messages/locale.ts';
import type { StripPanel } from '#view-model/strip_panel.ts';
import { pageDocument, withHead } from './page_document.ts';
import type { PageSite } from './page_site.ts';
import { headOf, pageNames, type RenderedPage, renderPage } from './render_site.tsx';
import { readContents, type SiteContent } from './site_content.ts';
import { fileOf, opensOf, otherThan, type PageName, pathOf, rootFrom } from './site_paths.ts';
import { robots, sitemap } from './sitemap.ts';

const repository = join(import.meta.dirname, '../../..');

/** The fidelity page's own component, drawn once. */
export type FidelityMarkup = (options: {
  readonly fidelity: unknown;
  readonly locale: Locale;
  /** The way to the site's root. */
  readonly root: string;
  readonly other: { readonly href: string; readonly tag: LocaleTag };
}) => string;

export interface MakerOptions {
  readonly load: Load;
  /** The panels of a lesson's, an exhibit's or a preset's file. */
  readonly strips: (file: string) => Promise<unknown>;
  readonly site: string | undefined;
  readonly fidelityMarkup: FidelityMarkup;
}

export interface PageMaker {
  /** Every page that is written beside the app's own, and which of those it is made of. */
  readonly pages: readonly { readonly path: string; readonly shellFile: string }[];
  /** Which of the app's pages a page is made of; `undefined` if there is no such page. */
  readonly shellOf: (path: string) => string | undefined;
  readonly fileOf: (path: string) => string;
  /** `styles` are style sheets by their paths from the site's root. */
  readonly page: (path: string, shell: string, styles: readonly string[]) => Promise<string>;
  /** One of the app's own pages with what can be read of it without JavaScript. */
  readonly ownPage: (file: string, html: string, styles: readonly string[]) => string;
  /** Other files by their paths. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Planned {
  readonly name: PageName;
  readonly content: SiteContent;
  readonly path: string;
  readonly shellFile: string;
}

export async function pageMaker(options: MakerOptions): Promise<PageMaker> {
  const { load, strips, site, fidelityMarkup } = options;
  const library = await readLibrary(load);
  const contents = readContents(library);
  const names: readonly PageName[] = [...pageNames(library), { kind: 'fidelity' }];
  const all = contents.flatMap((content) => names.map((name) => planned(name, content)));
  // These two are the app's own: they get their words where they are built.
  const [own, pages] = [all.filter(isOwn), all.filter((plan) => !isOwn(plan))];
  const bare = ({ name, content, path }: Planned): RenderedPage => ({
    ...headOf(name, content),
    name,
    path,
    tag: content.locale.tag,
    opens: opensOf(name),
    body: '',
  });
  const drawn = async (plan: Planned): Promise<RenderedPage> => {
    const { name, content } = plan;
    if (name.kind === 'fidelity') return { ...bare(plan), body: fidelityBody(plan) };
    const panels =
      'address' in name
        ? ((await strips(fileOfItem(name.kind, name.address))) as readonly StripPanel[])
        : [];
    const page: PageSite = { name, content, panelsOf: () => panels };
    return renderPage(page);
  };
  const fidelityBody = ({ name, content: { locale }, path }: Planned): string => {
    const root = rootFrom(path);
    const tag = otherThan(locale.tag);
    const other = { href: `${root}${pathOf(name, tag)}`, tag };
    return fidelityMarkup({ fidelity: readFidelity(), locale, root, other });
  };
  return {
    pages,
    shellOf: (path) => pages.find((each) => each.path === path)?.shellFile,
    fileOf,
    page: async (path, shell, styles) => {
      const plan = pages.find((each) => each.path === path);
      if (plan === undefined) throw new Error(`expected a page at "${path}"`);
      const place = plan.name.kind === 'fidelity' ? 'fidelity' : 'playground';
      return pageDocument(await drawn(plan), { shell, place, site, styles });
    },
    ownPage: (file, html, styles) => {
      const plan = own.find(({ path }) => fileOf(path) === file);
      if (plan === undefined) return html;
      const page = bare(plan);
      if (plan.name.kind === 'fidelity') {
        const body = fidelityBody(plan);
        return pageDocument(
          { ...page, body },
          { shell: html, place: 'fidelity', site, styles: [] },
        );
      }
      const { body } = renderPage({ name: plan.name, content: plan.content, panelsOf: () => [] });
      const readable = html.replace(
        /<noscript>([\s\S]*?)<\/noscript>/,
        (_, words: string) =>
          `<noscript><p class="page-note">${words.trim()}</p>${body}</noscript>`,
      );
      // Only who has no script sees these words.
      const links = styles.map((file) => `<link rel="stylesheet" href="./${file}" />`).join('');
      const styled = readable.replace('</head>', () => `<noscript>${links}</noscript>\n  </head>`);
      return withHead(styled, page, site);
    },
    texts: new Map([
      ['robots.txt', robots(site)],
      ...(site === undefined ? [] : [['sitemap.xml', sitemap(all.map(bare), site)] as const]),
    ]),
  };
}

function planned(name: PageName, content: SiteContent): Planned {
  const shellFile = name.kind === 'fidelity' ? 'fidelity.html' : 'index.html';
  return { name, content, path: pathOf(name, content.locale.tag), shellFile };
}

function isOwn({ name, content }: Planned): boolean {
  return content.locale.tag === 'en' && (name.kind === 'home' || name.kind === 'fidelity');
}

function fileOfItem(kind: 'lesson' | 'exhibit' | 'preset', address: string): string {
  const shelf = kind === 'lesson' ? '' : `${kind}s`;
  return join(repository, 'lessons', shelf, address, `${kind}.ts`);
}

function readFidelity(): unknown {
  return JSON.parse(readFileSync(join(repository, 'public/fidelity.json'), 'utf8'));
}
