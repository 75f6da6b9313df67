/**
 * The packages that our site is built from, with their licences: those that its sources name and what
 * these need, so that the notices can neither forget one nor keep one that has gone. `package.json` cannot
 * tell: to whoever installs ours from npm none of them is a dependency, since our bundles hold them.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly author: string;
  readonly texts: readonly string[];
}

interface LockEntry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

type Lock = Readonly<Record<string, LockEntry>>;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

/** Licences whose terms allow distribution inside an Apache-2.0 work. */
const compatible = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
];

/** Whether an SPDX expression lets us choose only compatible licences. */
export function isCompatible(expression: string): boolean {
  const bare = expression.replace(/[()]/g, '');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isCompatible);
  return bare.split(' AND ').every((one) => compatible.includes(one.trim()));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

function licenceTexts(folder: string): readonly string[] {
  const wanted = /^(licen[sc]e|copying|unlicense|ofl|notice|thirdpartynotices)(\b|[._-])/i;
  return readdirSync(folder)
    .filter((name) => wanted.test(name) && !/\.(js|ts|json)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/\r\n/g, '\n').trim());
}

function describe(folder: string): ThirdParty {
  const { name, version, license, author } = readJson<Manifest>(join(folder, 'package.json'));
  return {
    name,
    version,
    licence: license ?? 'none stated',
    author: (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`,
    texts: licenceTexts(folder),
  };
}

/** Everything that the site's sources name, and everything that this needs in turn. */
export function thirdParties(repository: string): readonly ThirdParty[] {
  const { packages } = readJson<{ packages: Lock }>(join(repository, 'package-lock.json'));
  const declared = Object.keys(packages['']?.devDependencies ?? {});
  const sources = ['lessons', ...siteFolders(repository)].flatMap((folder) =>
    sourceTexts(join(repository, folder)),
  );
  sources.push(readFileSync(join(repository, namesMore), 'utf8'));
  const wanted = declared
    .filter((name) => sources.some((text) => names(text, name)))
    .map((name) => `node_modules/${name}`);
  const found = new Set<string>();
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const need of Object.keys(packages[path]?.dependencies ?? {})) {
      wanted.push(placeOf(packages, path, need));
    }
  }
  return [...found]
    .map((path) => describe(join(repository, path)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names what the embed page is built with in the place of what its sources name. */
const namesMore = 'src/cli/site/light_react.ts';

/** What runs on Node only is no part of the site. */
function siteFolders(repository: string): readonly string[] {
  return readdirSync(join(repository, 'src'))
    .filter((name) => name !== 'cli')
    .map((name) => join('src', name));
}

function sourceTexts(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|css|html)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Whether a source imports a package, or a file of it, or fetches one from a style sheet. */
function names(text: string, packageName: string): boolean {
  return ["'", '"'].some(
    (quote) =>
      text.includes(`${quote}${packageName}${quote}`) || text.includes(`${quote}${packageName}/`),
  );
}

/** Where the lock file has what a package needs: in its own folder, or in one further up. */
function placeOf(packages: Lock, path: string, need: string): string {
  for (
    let folder = path;
    folder !== '';
    folder = folder.replace(/\/?node_modules\/(?!.*node_modules\/).*$/, '')
  ) {
    const inside = `${folder}/node_modules/${need}`;
    if (inside in packages) return inside;
  }
  return `node_modules/${need}`;
}

/** Those packages, described. */
export function thirdPartiesNamed(
  repository: string,
  names: readonly string[],
): readonly ThirdParty[] {
  return [...names].sort().map((name) => describe(join(repository, 'node_modules', name)));
}

function heading({ name, version, licence, texts, author }: ThirdParty): string {
  const owner = texts.length === 0 ? `, by ${author}` : '';
  return `${name} ${version} (${licence}${owner})`;
}

/** The notices file: packages that share a text stand together above it. */
export function notices(packages: readonly ThirdParty[]): string {
  const byText = new Map<string, string[]>();
  for (const one of packages) {
    const text = one.texts.join('\n\n') || 'The package holds no licence text of its own.';
    byText.set(text, [...(byText.get(text) ?? []), heading(one)]);
  }
  const rule = '-'.repeat(80);
  const sections = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  const opening = `Informer Lab is built from the packages below. Their licences follow each list of names.\n`;
  return [opening, ...sections].join(`\n${rule}\n\n`);
}
