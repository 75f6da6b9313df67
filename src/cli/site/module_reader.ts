/**
 * Loads modules of this repository while the site is built, one after the other: each in a runner that is
 * closed by the time it has been read, so that what it exports must not import any more.
 */

import { join } from 'node:path';
import { runnerImport } from 'vite';

/** The top of this repository. */
export const repository = join(import.meta.dirname, '../../..');

export function moduleReader(): <Module>(file: string) => Promise<Module> {
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
