/** The entries of the package that `npm pack` makes, by the name after `informer-lab/`. */

import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../../..');

/** Where the package's files are made; git ignores it. */
export const libraryFolder = join(repository, 'lib');

/** By the name of its files: an entry's module in src/library. */
export const entries: Readonly<Record<string, string>> = {
  'informer-lab': 'informer_lab',
  observer: 'observer',
  'client-go': 'client_go',
};

/** The file that stands for an entry. */
export function entryFile(module: string): string {
  return join(repository, 'src/library', `${module}.ts`);
}
