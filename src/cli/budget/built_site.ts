/** The built site, if it is as new as what it is built from; otherwise it is built now. */

import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a build reads. */
const sources = ['src', 'lessons', 'public', 'test/scripts', 'package-lock.json', 'vite.config.ts'];

/** True if no source was changed since the site was built. */
export function isFresh(repository: string): boolean {
  const built = statSync(join(repository, 'dist/index.html'), { throwIfNoEntry: false });
  if (built === undefined) return false;
  return sources.every((source) => newest(join(repository, source)) <= built.mtimeMs);
}

export function buildSite(repository: string): void {
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: repository,
    stdio: ['ignore', 2, 2],
  });
}

function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path)
    .map((name) => newest(join(path, name)))
    .reduce((left, right) => Math.max(left, right), 0);
}
