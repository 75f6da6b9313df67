/**
 * The files that a browser fetches of a built page before anybody does anything: what the page names, what
 * its modules import, and what they are known to fetch at once. A browser test holds that to a real browser.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { parseAst } from 'vite';

/** A page of the site. */
export interface PageLoad {
  /** Its file in the built site. */
  readonly page: string;
  /**
   * What it fetches at once besides, by the name without the hash: `assets/stage.js`. What such a module
   * imports is found by itself.
   */
  readonly atOnce: readonly string[];
}

/** A file that should be there and is not. */
export class MissingFile extends Error {
  constructor(folder: string, name: string, wanted: string) {
    super(`expected ${name} in ${folder}, for ${wanted}`);
  }
}

/** The page itself and every file, as addresses from the site's folder on. */
export function firstLoad(site: string, { page, atOnce }: PageLoad): readonly string[] {
  const found = new Set<string>();
  const wanted = [{ file: page, by: 'the page' }];
  for (const name of atOnce) wanted.push({ file: hashed(site, name, page), by: page });
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const { file, by } = next;
    if (found.has(file)) continue;
    if (!existsSync(join(site, file))) throw new MissingFile(site, file, by);
    found.add(file);
    for (const other of namedBy(site, file)) wanted.push({ file: other, by: file });
  }
  return [...found].sort();
}

/** The one file of that name, whatever its hash. */
export function hashed(site: string, name: string, by: string): string {
  const folder = dirname(name);
  const [stem = '', extension = ''] = splitName(basename(name));
  const files = existsSync(join(site, folder)) ? readdirSync(join(site, folder)) : [];
  const fitting = files.filter((file) => {
    const [found = '', end] = splitName(file);
    return end === extension && found.replace(/-[\w-]{8}$/, '') === stem;
  });
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) throw new MissingFile(site, name, by);
  return posix.join(folder, only);
}

function splitName(file: string): readonly string[] {
  const dot = file.lastIndexOf('.');
  return [file.slice(0, dot), file.slice(dot + 1)];
}

function namedBy(site: string, file: string): readonly string[] {
  const text = (): string => readFileSync(join(site, file), 'utf8');
  const named = file.endsWith('.html') ? pageNames(text()) : undefined;
  const own = named ?? (file.endsWith('.js') ? imports(text()) : []);
  return own.map((address) => posix.join(posix.dirname(file), address));
}

/** Scripts, style sheets and what is fetched ahead for them. */
function pageNames(html: string): readonly string[] {
  // A browser with scripts does not look at what is there for those without.
  const seen = html.replace(/<noscript>.*?<\/noscript>/gs, '');
  const tags = [...seen.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
  return tags.flatMap((tag) => {
    const address = /\b(?:src|href)="([^":]+)"/.exec(tag)?.[1];
    const rel = /\brel="([^"]+)"/.exec(tag)?.[1];
    const fetched = rel === undefined || ['stylesheet', 'modulepreload', 'preload'].includes(rel);
    return address !== undefined && fetched && !/\.(?:woff2?|svg|png)$/.test(address)
      ? [address]
      : [];
  });
}

/** What a module imports before it runs. */
function imports(code: string): readonly string[] {
  return parseAst(code).body.flatMap((statement) =>
    'source' in statement && statement.source ? [String(statement.source.value)] : [],
  );
}
