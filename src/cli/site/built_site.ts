/** The built site in dist/, built anew if it is missing or older than what it is made of. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { show } from '#cli/bootstrap/command.mjs';
import { installed, repository } from '#cli/bootstrap/place.mjs';

export const dist = join(repository, 'dist');

const sources = ['src', 'lessons', 'public', 'vite.config.ts', 'package.json', 'package-lock.json'];

/** Whether dist/ is there and newer than everything that it is made of. */
export function isFresh(): boolean {
  const page = statSync(join(dist, 'index.html'), { throwIfNoEntry: false });
  return (
    page !== undefined && sources.every((each) => newest(join(repository, each)) <= page.mtimeMs)
  );
}

/** Whether it could be built. */
export async function ensureBuilt(): Promise<boolean> {
  if (isFresh()) return true;
  const vite = join(installed, 'vite/bin/vite.js');
  const words = [vite, 'build', '--logLevel', 'warn'];
  return (await show({ program: process.execPath, words })) === 0;
}

/** When the newest file below a path was written; folders tell of files that are gone. */
function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    status.mtimeMs,
  );
}
