/**
 * `npm run -s budget`: how heavy the engine's core, the pages and the engine's worker are, and what they may
 * weigh. Exits 1 if something is too heavy, or if a file that should be there is missing.
 */

import { join } from 'node:path';
import { budgets } from '#cli/budget/budgets.ts';
import { buildSite, isFresh } from '#cli/budget/built_site.ts';
import { bundleWeight } from '#cli/budget/bundle_weight.ts';
import { MissingFile } from '#cli/budget/first_load.ts';
import { siteLoads } from '#cli/budget/site_loads.ts';
import { judged, type Load } from '#cli/budget/weigh.ts';

const repository = join(import.meta.dirname, '../..');

async function main(): Promise<number> {
  const fresh = isFresh(repository);
  if (!fresh) buildSite(repository);
  process.stdout.write(`The site in dist ${fresh ? 'is up to date' : 'was built now'}.\n\n`);
  const core: Load = {
    name: 'engine core',
    what: 'sim, trace, apimachinery, informer and work queue, one bundle',
    parts: await bundleWeight(repository, join(repository, 'src/cli/budget/engine_core_entry.ts')),
  };
  const loads = [core, ...siteLoads(join(repository, 'dist'))];
  const { text, exitCode } = judged(loads, budgets);
  process.stdout.write(text);
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof MissingFile)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
