/** Writes `_headers` beside the built site, for the hosts that read it. */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { headerRules, headersFile } from './host_headers.ts';

export function hostHeaders(): Plugin {
  let folder = '';
  return {
    name: 'host-headers',
    apply: 'build',
    enforce: 'post',
    configResolved: ({ build: { outDir } }) => {
      folder = outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => {
        // Nothing was written when the build has failed.
        if (!existsSync(join(folder, 'index.html'))) return;
        writeFileSync(join(folder, '_headers'), headersFile(headerRules(folder)));
      },
    },
  };
}
