/**
 * `npm run -s smoke -- --base /some/deep/path/`: serves dist/ (built first if it is missing or old) under that
 * path on a plain static server and tries it in Chromium. Prints `N passed, M failed`; exits 1 when something
 * failed, 2 when the command line cannot be read.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { ensureChromium } from '#cli/bootstrap/chromium.mjs';
import { Unavailable } from '#cli/bootstrap/place.mjs';
import { dist, ensureBuilt } from '#cli/site/built_site.ts';
import { sitePolicy } from '#cli/site/host_headers.ts';
import { type SmokeCheck, smokeChecks } from '#cli/site/smoke_checks.ts';
import { serveFolder } from '#cli/site/static_server.ts';

const usage = `Usage:
  smoke [--base /some/deep/path/] [--folder DIST] [--only WORDS]`;

/** The command line cannot be read. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface CommandLine {
  readonly base: string;
  /** Another build than dist/, which is then never built here. */
  readonly folder: string | undefined;
  /** Only the checks with these words in their names. */
  readonly only: string;
}

function readOptions(): CommandLine {
  const { values } = parseArgs({
    options: {
      base: { type: 'string', default: '/' },
      folder: { type: 'string' },
      only: { type: 'string', default: '' },
    },
  });
  const { base, folder, only } = values;
  if (!/^\/([A-Za-z0-9_~-][A-Za-z0-9._~-]*\/)*$/.test(base)) {
    const said = JSON.stringify(base);
    throw new UsageError(`expected a path such as /some/deep/path/ after --base, got ${said}`);
  }
  return { base, folder, only };
}

async function folderToTry({ folder }: CommandLine): Promise<string> {
  if (folder === undefined) {
    if (!(await ensureBuilt())) throw new Unavailable('The site could not be built.');
    return dist;
  }
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new UsageError(`expected a built site after --folder, and ${folder} has no index.html`);
}

/** One after the other: on a small machine they would only slow each other. */
async function runAll(checks: readonly SmokeCheck[]): Promise<number> {
  let failed = 0;
  for (const { name, run } of checks) {
    const problems = await run().catch((error: unknown) => [String(error)]);
    if (problems.length > 0) failed += 1;
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
    for (const problem of problems.slice(0, 20)) console.log(`    ${problem}`);
    if (problems.length > 20) console.log(`    … and ${problems.length - 20} more`);
  }
  console.log(`\n${checks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const line = readOptions();
  const folder = await folderToTry(line);
  const executablePath = await ensureChromium();
  // As a host that follows our recipes says it; the pages say it as well.
  const headers = { 'content-security-policy': sitePolicy(folder) };
  const { address, close } = await serveFolder({ folder, base: line.base, headers });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    console.log(`${folder} at ${address}`);
    const checks = smokeChecks({ folder, address, browser });
    const chosen = checks.filter(({ name }) => name.includes(line.only));
    if (chosen.length === 0) throw new UsageError(`no check is called "${line.only}"`);
    return await runAll(chosen);
  } finally {
    await browser.close();
    await close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage =
    error instanceof UsageError ||
    (error instanceof TypeError &&
      'code' in error &&
      String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (!isUsage && !(error instanceof Unavailable)) throw error;
  process.stderr.write(`${error.message}\n${isUsage ? `${usage}\n` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}
