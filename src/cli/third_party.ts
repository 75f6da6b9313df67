/**
 * The packages that our site is built from, with their licences: read from the lock file and from
 * node_modules, so that the notices can neither forget one nor keep one that has gone.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly author: string;
  readonly texts: readonly string[];
}

interface LockEntry {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

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

/** Everything that `dependencies` brings in. Optional packages are other platforms' tools. */
export function thirdParties(repository: string): readonly ThirdParty[] {
  const lock = readJson<{ packages: Readonly<Record<string, LockEntry>> }>(
    join(repository, 'package-lock.json'),
  );
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional, optional }]) => path && !dev && !devOptional && !optional)
    .map(([path]) => join(repository, path))
    .filter((folder) => existsSync(folder))
    .map(describe)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
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
