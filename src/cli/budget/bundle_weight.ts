/** A module with everything that it needs, bundled and minified as the site is, weighed. */

import { relative } from 'node:path';
import { build, type Rolldown } from 'vite';
import { gzipped, type Weighed } from './gzipped.ts';

/** The bundle's bytes, shared out among its modules by how much of it each is. */
export async function bundleWeight(repository: string, entry: string): Promise<readonly Weighed[]> {
  const built = (await build({
    configFile: false,
    root: repository,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  })) as Rolldown.RolldownOutput;
  return built.output.flatMap((chunk) => (chunk.type === 'chunk' ? shares(repository, chunk) : []));
}

function shares(repository: string, chunk: Rolldown.OutputChunk): readonly Weighed[] {
  const modules = Object.entries(chunk.modules);
  const length = modules.reduce((sum, [, { renderedLength }]) => sum + renderedLength, 0);
  const bytes = gzipped(chunk.code);
  return modules.map(([module, { renderedLength }]) => ({
    name: relative(repository, module),
    bytes: (bytes * renderedLength) / Math.max(1, length),
  }));
}
