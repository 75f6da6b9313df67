/**
 * The package's JavaScript: one ES module for each entry and what they share, with everything that our
 * code needs inside, so that installing the package installs nothing else.
 */

import { relative } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { entries, entryFile, libraryFolder, repository } from './entries.ts';

/** Writes the modules and returns the names of the packages whose code is in them. */
export async function bundleLibrary(): Promise<readonly string[]> {
  const built = await build({
    configFile: false,
    root: repository,
    publicDir: false,
    logLevel: 'warn',
    plugins: [silentYaml()],
    // yaml reads !!binary where it finds these; scripts and manifests have none.
    define: { atob: 'undefined', btoa: 'undefined' },
    build: {
      outDir: libraryFolder,
      emptyOutDir: true,
      // For readers: whoever bundles the package makes it small, and stacks of errors stay legible.
      minify: false,
      target: 'es2022',
      lib: {
        entry: Object.fromEntries(
          Object.entries(entries).map(([name, module]) => [name, entryFile(module)]),
        ),
        formats: ['es'],
      },
      rolldownOptions: {
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as readonly Rolldown.RolldownOutput[];
  const modules = outputs.flatMap(({ output }) =>
    output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])),
  );
  return packagesOf(modules);
}

/** yaml tells the console of odd keys. A library does not write where nobody asked it to. */
function silentYaml(): Plugin {
  return {
    name: 'silent-yaml',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/yaml/browser/dist/log.js')) return undefined;
      return 'export const debug = () => undefined;\nexport const warn = () => undefined;\n';
    },
  };
}

function packagesOf(modules: readonly string[]): readonly string[] {
  const names = modules.flatMap((module) => {
    const inside = relative(repository, module).match(
      /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/,
    );
    return inside?.[1] === undefined ? [] : [inside[1]];
  });
  return [...new Set(names)].sort();
}
