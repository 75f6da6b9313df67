/**
 * Follows every address that stands in the pages and style sheets of a built site, as files: whatever they
 * load must be beside them, by a relative address; whatever they lead to on this site must be there.
 */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Crawl {
  readonly pages: number;
  readonly addresses: number;
  /** One sentence each. */
  readonly problems: readonly string[];
}

interface Reference {
  readonly address: string;
  /** Whether the browser fetches it by itself, or a reader follows it. */
  readonly loads: boolean;
}

export function crawl(folder: string): Crawl {
  const files = filesOf(folder);
  const pages = files.filter((file) => file.endsWith('.html'));
  const sheets = files.filter((file) => file.endsWith('.css'));
  const asked = [
    ...pages.map((file) => ({ file, references: inPage(read(folder, file)) })),
    ...sheets.map((file) => ({ file, references: inStyleSheet(read(folder, file)) })),
  ];
  const problems = asked.flatMap(({ file, references }) =>
    references.flatMap((reference) => problemOf(folder, file, reference)),
  );
  const addresses = asked.reduce((sum, { references }) => sum + references.length, 0);
  return { pages: pages.length, addresses, problems: [...problems, ...sitemapProblems(folder)] };
}

/** Every file of a folder, by its path from there, with slashes. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function inPage(html: string): readonly Reference[] {
  // Text in scripts and comments is no element.
  const elements = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/gi, '$1$3');
  // An element may have several of them, so each is looked for anew.
  return [...elements.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) =>
    ['href', 'src', 'poster', 'srcset'].flatMap((name) => {
      const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag);
      if (found === null) return [];
      const value = unescaped(found[1] ?? found[2] ?? '');
      const leads = /^<(a|area)\b/i.test(tag) || /\srel="(canonical|alternate|author)"/i.test(tag);
      const parts =
        name === 'srcset' ? value.split(',').map((each) => each.trim().split(' ')[0]) : [value];
      return parts.map((address = '') => ({ address, loads: !leads }));
    }),
  );
}

function inStyleSheet(css: string): readonly Reference[] {
  return [...css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)/g)].map(
    ([, double, single, bare]) => ({ address: double ?? single ?? bare ?? '', loads: true }),
  );
}

function unescaped(value: string): string {
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

function problemOf(folder: string, file: string, reference: Reference): readonly string[] {
  const { address, loads } = reference;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'data' || scheme === 'blob') return [];
  if (scheme !== undefined || address.startsWith('//')) {
    return loads ? [`${file} loads ${address}, which is another origin's`] : [];
  }
  if (address.startsWith('/'))
    return [`${file} names ${address}, which leaves the site's own path`];
  // A made-up root of one folder: what climbs out of it climbs out of the site.
  const url = new URL(address, `http://site/root/${file}`);
  if (!url.pathname.startsWith('/root/'))
    return [`${file} names ${address}, above the site's root`];
  const path = decodeURIComponent(url.pathname.slice('/root/'.length));
  return isServed(folder, path) ? [] : [`${file} names ${address}, and there is no such file`];
}

/** A folder is served by its index.html. */
function isServed(folder: string, path: string): boolean {
  const place = join(folder, path);
  const status = statSync(place, { throwIfNoEntry: false });
  if (status?.isFile()) return true;
  return status?.isDirectory() === true && existsSync(join(place, 'index.html'));
}

/** Every page that the site map names lies in the folder; addresses in it are whole, so they are known by their ends. */
function sitemapProblems(folder: string): readonly string[] {
  const file = join(folder, 'sitemap.xml');
  if (!existsSync(file)) return [];
  const locations = [...readFileSync(file, 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)];
  const paths = locations.map(([, location = '']) => new URL(location).pathname);
  const root = paths.reduce((shortest, path) => (path.length < shortest.length ? path : shortest));
  return paths.flatMap((path) => {
    if (!path.startsWith(root)) return [`sitemap.xml names ${path}, which is not under ${root}`];
    const rest = decodeURIComponent(path.slice(root.length));
    return isServed(folder, rest) ? [] : [`sitemap.xml names ${path}, and there is no such page`];
  });
}
