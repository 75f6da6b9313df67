/**
 * Puts the engine's worker, with all that it imports, under `engine/<version>/`, and writes
 * `engine/versions.json`, which says so. Other builds of the site may be kept beside it: see `lab keep-engines`.
 */

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { canonicalJson } from '#base/json.ts';
import { type EngineListing, engineFolder, engineListingFile } from '#trace/engine_listing.ts';
import { portVersion } from '#trace/engine_port.ts';
import { engineVersion } from '#trace/engine_version.ts';
import { formatVersion } from '#trace/event.ts';

const folder = engineFolder(engineVersion);
/** The module that the page starts as its engine. */
const workerModule = 'engine_worker';

/** Where the parts of workers go; Monaco's own is no engine. */
export const engineFileNames = {
  entryFileNames: ({ name }: { readonly name: string }): string =>
    `${name === workerModule ? folder : 'assets/'}[name]-[hash].js`,
  chunkFileNames: `${folder}[name]-[hash].js`,
};

export function engineVersions(): Plugin {
  return {
    name: 'engine-versions',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) return;
      const names = filesIn(join(dir, folder));
      if (names.length === 0) return;
      writeFileSync(join(dir, engineListingFile), `${canonicalJson(listingOf(names))}\n`);
    },
    configureServer(server) {
      // While the site is written its only engine is the page's own.
      server.middlewares.use((request, response, next) => {
        if (request.url !== `/${engineListingFile}`) return next();
        response.setHeader('content-type', 'application/json');
        const worker = `${folder}${workerModule}.js`;
        response.end(canonicalJson(listing(worker, [worker])));
      });
    },
  };
}

/** What is listed of an engine of these files. */
function listingOf(names: readonly string[]): EngineListing {
  const workers = names.filter((name) => name.startsWith(`${workerModule}-`));
  const [worker] = workers;
  if (worker === undefined || workers.length > 1) {
    throw new Error(`expected one ${workerModule} in ${folder}, found ${workers.length}`);
  }
  return listing(
    `${folder}${worker}`,
    names.map((name) => `${folder}${name}`),
  );
}

function listing(worker: string, files: readonly string[]): EngineListing {
  const engine = { port: portVersion, format: formatVersion, worker, files };
  return { current: engineVersion, engines: { [engineVersion]: engine } };
}

function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}
