/**
 * `posters/preset/tombstone.svg` and `posters/preset/tombstone.zh-CN.svg`: one moment of every scenario as a
 * drawing, under names that do not change, because they stand in other people's pages.
 */

import { join } from 'node:path';
import type { Plugin } from 'vite';
import { type ReadModule, repository } from './module_reader.ts';
import type { StripsOf } from './strips.ts';

interface PosterModule {
  readonly addresses: () => readonly string[];
  readonly postersAt: (
    address: string,
    panels: readonly unknown[],
  ) => Readonly<Record<string, string>>;
}

export function posters(read: ReadModule, strips: StripsOf): Plugin {
  const modules = (): Promise<PosterModule> =>
    read<PosterModule>(join(repository, 'src/cli/site/scenario_files.ts'));
  const drawn = async (address: string): Promise<Readonly<Record<string, string>>> => {
    const file = fileOf(address);
    const panels = file === undefined ? [] : ((await strips(file)) as readonly unknown[]);
    return (await modules()).postersAt(address, panels);
  };
  return {
    name: 'posters',
    async generateBundle() {
      for (const address of (await modules()).addresses()) {
        for (const [tag, source] of Object.entries(await drawn(address))) {
          this.emitFile({ type: 'asset', fileName: posterFile(address, tag), source });
        }
      }
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const [, address, tag = 'en'] =
          request.url?.match(/^\/posters\/([\w/-]+?)(?:\.(zh-CN))?\.svg(?:\?|$)/) ?? [];
        if (address === undefined) {
          next();
          return;
        }
        drawn(address).then((svgs) => {
          response.setHeader('content-type', 'image/svg+xml');
          response.end(svgs[tag]);
        }, next);
      });
    },
  };
}

function posterFile(address: string, tag: string): string {
  return `posters/${address}${tag === 'en' ? '' : `.${tag}`}.svg`;
}

/** Where the scenario is written; the opening scene has no strip. */
function fileOf(address: string): string | undefined {
  const [kind, folder] = address.split('/');
  if (folder === undefined) return undefined;
  const shelf = kind === 'lesson' ? '' : `${kind}s`;
  return join(repository, 'lessons', shelf, folder, `${kind}.ts`);
}
