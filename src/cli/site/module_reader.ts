/** Loads modules of this repository while the site is built or served. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

export const repository = join(import.meta.dirname, '../../..');

export type ReadModule = <Module>(file: string) => Promise<Module>;

/**
 * One after the other: each in a runner that is closed by the time it has been read, so that what it
 * exports must not import any more.
 */
export function moduleReader(): ReadModule {
  let last: Promise<unknown> = Promise.resolve();
  return <Module>(file: string) => {
    const next = last.then(async () => {
      const { module } = await runnerImport<Module>(file, { root: repository });
      return module;
    });
    // The next one is loaded all the same; whoever asked for this one is told.
    last = next.catch(() => undefined);
    return next;
  };
}

/** The same, but a file that has not changed is read once, whoever asks for it. */
export function rememberingReader(read: ReadModule): ReadModule {
  const known = new Map<string, Promise<unknown>>();
  return <Module>(file: string) => {
    const version = `${file} ${statSync(file).mtimeMs}`;
    const there = known.get(version) ?? read<Module>(file);
    known.set(version, there);
    return there as Promise<Module>;
  };
}
