/**
 * Builds sw.js once everything else of the site has been written, because it names every file of it.
 * With SERVICE_WORKER=off in the environment it is the worker that takes itself away, and pages ask for none.
 */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { siteBuild } from './kept_files.ts';

const off = process.env.SERVICE_WORKER === 'off';

export function serviceWorker(repository: string): Plugin {
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    config: () => ({
      define: { 'import.meta.env.SERVICE_WORKER': JSON.stringify(off ? 'off' : 'on') },
    }),
    configResolved: ({ build: { outDir } }) => {
      folder = outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        // Nothing was written when the build has failed.
        if (!existsSync(join(folder, 'index.html'))) return;
        await writeServiceWorker({ repository, folder, off });
      },
    },
  };
}

export interface WorkerPlace {
  readonly repository: string;
  /** The built site. */
  readonly folder: string;
  /** Whether the worker is the one that takes itself away. */
  readonly off: boolean;
}

/** Writes the sw.js that fits the files which lie in the folder now. */
export async function writeServiceWorker({ repository, folder, off }: WorkerPlace): Promise<void> {
  const entry = join(repository, 'src/app/service_worker', off ? 'retire.ts' : 'sw.ts');
  const built = await build({
    configFile: false,
    root: repository,
    logLevel: 'warn',
    define: off ? {} : { siteBuild: JSON.stringify(siteBuild(folder)) },
    build: {
      write: false,
      copyPublicDir: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('expected one file of the service worker');
  writeFileSync(join(folder, 'sw.js'), chunk.code);
}
