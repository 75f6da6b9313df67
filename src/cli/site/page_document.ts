/**
 * Puts a page into the app's own built page: its head, scripts and styles come along, with the way to the
 * site's root before every relative address, and the text stands where the app will draw itself.
 */

import type { LocaleTag } from '#messages/locale.ts';
import type { RenderedPage } from './render_site.tsx';
import { rootFrom } from './site_paths.ts';

export interface DocumentOptions {
  /** The built page that the app is on, or the fidelity page. */
  readonly shell: string;
  /** The id of the element that the app draws itself in. */
  readonly place: string;
  /** The address of the site, with a slash at its end; `undefined` while nobody knows it. */
  readonly site: string | undefined;
  /** Style sheets by their paths from the site's root. */
  readonly styles: readonly string[];
}

type Page = Omit<RenderedPage, 'name'>;

export function pageDocument(page: Page, options: DocumentOptions): string {
  const shell = options.shell
    .replace(/\b(href|src|content)="\.\//g, `$1="${rootFrom(page.path)}`)
    .replace(/<noscript>[\s\S]*?<\/noscript>\s*/g, '')
    .replace('</head>', () => `${styleLinks(page, options.styles).join('\n    ')}\n  </head>`);
  return withHead(filled(shell, options.place, page.body), page, options.site);
}

function styleLinks({ path }: Page, styles: readonly string[]): readonly string[] {
  return styles.map((file) => {
    const address = file.startsWith('@fs') ? `/${file}` : `${rootFrom(path)}${file}`;
    return `<link rel="stylesheet" href="${escaped(address)}" />`;
  });
}

/** A page of the app itself, with the same lines in its head. */
export function withHead(document: string, page: Page, site: string | undefined): string {
  return withoutHeadLines(document)
    .replace(/<html lang="[^"]*"/, `<html lang="${page.tag}"`)
    .replace(/<title>[\s\S]*?<\/title>/, () => `<title>${escaped(page.title)}</title>`)
    .replace(
      /<meta\s+name="description"\s+content="[^"]*"\s*\/?>/,
      () => `<meta name="description" content="${escaped(page.description)}" />`,
    )
    .replace('</head>', () => `${headLines(page, site).join('\n    ')}\n  </head>`);
}

/** Without what another page has put there. */
function withoutHeadLines(document: string): string {
  return document.replace(
    /\s*<(?:link rel="(?:alternate|canonical)"|meta property="og:|meta name="informer-lab:)[^>]*>|\s*<script type="application\/ld\+json">[\s\S]*?<\/script>/g,
    '',
  );
}

function headLines(page: Page, site: string | undefined): readonly string[] {
  const root = rootFrom(page.path);
  const address = (path: string): string => escaped(`${site ?? root}${path}`);
  const languages = page.alternates.map(
    ([tag, path]) => `<link rel="alternate" hreflang="${tag}" href="${address(path)}" />`,
  );
  const [[, first = ''] = []] = page.alternates;
  const graph: readonly (readonly [property: string, content: string])[] = [
    ['og:site_name', 'Informer Lab'],
    ['og:type', page.opens === '' ? 'website' : 'article'],
    ['og:title', page.title],
    ['og:description', page.description],
    ['og:locale', page.tag.replace('-', '_')],
    ...(site === undefined ? [] : [['og:url', `${site}${page.path}`] as const]),
  ];
  return [
    ...(root === './' ? [] : [`<meta name="informer-lab:root" content="${root}" />`]),
    ...(page.opens === ''
      ? []
      : [`<meta name="informer-lab:opens" content="${escaped(page.opens)}" />`]),
    ...(site === undefined ? [] : [`<link rel="canonical" href="${address(page.path)}" />`]),
    ...languages,
    `<link rel="alternate" hreflang="x-default" href="${address(first)}" />`,
    ...graph.map(
      ([property, content]) => `<meta property="${property}" content="${escaped(content)}" />`,
    ),
    ...learningResource(page, site),
  ];
}

const resourceTypes: Readonly<Record<string, string>> = {
  lesson: 'lesson',
  exhibit: 'case study',
  preset: 'demonstration',
};

/** What the page is to a machine that collects things to learn from: data, which no script policy is asked about. */
function learningResource(page: Page, site: string | undefined): readonly string[] {
  const [kind = ''] = page.opens.split('=');
  const type = resourceTypes[kind];
  if (type === undefined) return [];
  const resource = {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    name: page.title.replace(/ · Informer Lab$/, ''),
    description: page.description,
    inLanguage: page.tag satisfies LocaleTag,
    learningResourceType: type,
    isAccessibleForFree: true,
    isPartOf: { '@type': 'WebSite', name: 'Informer Lab' },
    ...(site === undefined ? {} : { url: `${site}${page.path}` }),
  };
  const json = JSON.stringify(resource).replaceAll('<', '\\u003c');
  return [`<script type="application/ld+json">${json}</script>`];
}

/** With `body` in the element, instead of whatever stands there. */
function filled(document: string, id: string, body: string): string {
  const opening = new RegExp(`<div\\b[^>]*\\bid="${id}"[^>]*>`).exec(document);
  if (opening === null) throw new Error(`expected an element of the id "${id}" in the built page`);
  const start = opening.index + opening[0].length;
  const tags = /<(\/?)div\b[^>]*>/g;
  tags.lastIndex = start;
  let depth = 1;
  for (let tag = tags.exec(document); tag !== null; tag = tags.exec(document)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return document.slice(0, start) + body + document.slice(tag.index);
  }
  throw new Error(`expected the element "${id}" to be closed in the built page`);
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
