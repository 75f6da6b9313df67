/**
 * Builds `embed.html` by itself, with Preact in the place of React: pages of other people wait for it, and
 * React alone would be half of what an embed may weigh. It shares no chunk with the site.
 */

import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy } from './csp_plugin.ts';
import { engineFileNames } from './engine_versions_plugin.ts';
import { lightReact } from './light_react.ts';
import { repository } from './module_reader.ts';
import { recordings } from './recordings_plugin.ts';

/** The page, which the site's own build leaves out. */
export const embedPageFile = 'embed.html';

const pages = join(repository, 'src/app');

export function embedPage(): Plugin {
  return {
    name: 'embed-page',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const built = await build(pageBuild());
      const [output] = [built].flat();
      if (output === undefined || !('output' in output)) throw new Error('expected an embed page');
      for (const file of output.output) {
        // The engine and recordings are those of the site.
        if (file.fileName in bundle) continue;
        const source = file.type === 'chunk' ? file.code : file.source;
        this.emitFile({ type: 'asset', fileName: file.fileName, source });
      }
    },
  };
}

function pageBuild(): InlineConfig {
  const names = (folder: string): string => `${folder}embed_[name]-[hash]`;
  return {
    configFile: false,
    root: pages,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    resolve: {
      alias: lightReact.map(([find, replacement]) => ({ find: exactly(find), replacement })),
    },
    plugins: [recordings(), react(), contentSecurityPolicy()],
    worker: { format: 'es', rolldownOptions: { output: engineFileNames } },
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: (file) => (/\.(woff2?|ttf)$/.test(file) ? false : undefined),
      chunkSizeWarningLimit: 8000,
      rolldownOptions: {
        input: join(pages, embedPageFile),
        output: {
          entryFileNames: `${names('assets/')}.js`,
          chunkFileNames: `${names('assets/')}.js`,
        },
      },
    },
  };
}

function exactly(name: string): RegExp {
  return new RegExp(`^${name}$`);
}
