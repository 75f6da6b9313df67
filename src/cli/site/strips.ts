/** The panels of every strip, computed once whoever asks: they are read out of whole runs, which takes a while. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { type ReadModule, repository } from './module_reader.ts';

interface StripPanels {
  readonly stripPanels: (module: object) => unknown;
}

/** The panels of what a file exports: a lesson, an exhibit or a preset. */
export type StripsOf = (file: string) => Promise<unknown>;

export function stripsOf(read: ReadModule): StripsOf {
  const known = new Map<string, Promise<unknown>>();
  const compute = async (file: string): Promise<unknown> => {
    const { stripPanels } = await read<StripPanels>(join(repository, 'src/cli/strip_panels.ts'));
    return stripPanels(await read<object>(file));
  };
  return (file) => {
    const version = `${file} ${statSync(file).mtimeMs}`;
    const there = known.get(version) ?? compute(file);
    known.set(version, there);
    return there;
  };
}

/** `lesson.ts?strip` is what its five panels show, read out of its solved run while the site is built. */
export function lessonStrips(strips: StripsOf): Plugin {
  const suffix = '.ts?strip';
  return {
    name: 'lesson-strips',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return undefined;
      const panels = await strips(id.slice(0, -'?strip'.length));
      return `export default ${JSON.stringify(panels)};`;
    },
  };
}
