/** The files of the repository as git sees them: tracked, and new ones that it does not ignore. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');

export interface TextFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export function repositoryPaths(): readonly string[] {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', words, { cwd: repository, encoding: 'utf8' });
  const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '');
  return paths.filter((path) => existsSync(join(repository, path))).sort();
}

export function readFile(path: string): TextFile {
  return { path, text: readFileSync(join(repository, path), 'utf8') };
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|mjs)$/.test(path);
}

/** Every code file below one of the folders. */
export function codeBelow(...folders: readonly string[]): readonly TextFile[] {
  const inside = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`));
  return repositoryPaths()
    .filter((path) => isCode(path) && inside(path))
    .map(readFile);
}
