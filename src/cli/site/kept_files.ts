/**
 * When each file of the built site is kept for use without a network. First what the app needs to open, to
 * teach and to run in either language; then the editor and the pages that the app does without; fonts for Chinese
 * only where Chinese is read, because they are as large as all the rest together.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './crawl.ts';

/** Before the worker takes over, after that, or once a page speaks Chinese. */
type Kept = 'first' | 'later' | 'chinese';

/** As the service worker reads it: its own `SiteBuild`, on this side of the build. */
export interface BuiltFiles {
  readonly version: string;
  readonly files: Readonly<Record<Kept, readonly string[]>>;
}

/** The first rule that fits a file decides. */
const rules: readonly (readonly [RegExp, Kept | 'never'])[] = [
  // For hosts and search engines, or the worker itself.
  [/^(sw\.js|_headers|robots\.txt|sitemap\.xml|CNAME|\.nojekyll)$/, 'never'],
  // Whatever is published later beside this list is asked for on the network, and kept when it was used.
  [/^engine\/versions\.json$/, 'first'],
  [/^assets\/noto-sans-sc-.*\.woff2$/, 'chinese'],
  [/^assets\/(monaco_yaml|editor\.worker|codicon)-/, 'later'],
  [/^(gallery|configure)\.html$|^assets\/(gallery|configure)-/, 'later'],
  // The first page plays it before its engine has started.
  [/^recordings\/opening-/, 'first'],
  // Pages, pictures and recordings lie in folders of their own.
  [/^(?!assets\/|engine\/)[^/]+\//, 'later'],
  [/^third-party-notices\.txt$/, 'later'],
  [/^/, 'first'],
];

export function keptWhen(path: string): Kept | 'never' {
  return rules.find(([pattern]) => pattern.test(path))?.[1] ?? 'never';
}

/** What the service worker is told of the site in this folder. */
export function siteBuild(folder: string): BuiltFiles {
  const files: Record<Kept, string[]> = {
    first: [],
    later: [],
    chinese: [],
  };
  const version = createHash('sha256');
  for (const path of filesOf(folder)) {
    const kept = keptWhen(path);
    if (kept === 'never') continue;
    files[kept].push(path);
    version.update(`${path}\n`).update(readFileSync(join(folder, path)));
  }
  return { version: version.digest('hex').slice(0, 16), files };
}
