/**
 * `.ci/run`: `npm test`, then the oracle where Go is installed, then one line for the whole run.
 * The last line of the output is always `N passed, N failed`.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { show } from './command.mjs';
import { installed, repository, say, summaryFile } from './place.mjs';

/** Building four releases of client-go from nothing takes most of it. */
const oracleMs = 12 * 60_000;

/** What `npm test` counted; a run that left no summary counts as one failure. */
function testSummary() {
  try {
    const { passed, failed } = JSON.parse(readFileSync(summaryFile, 'utf8'));
    return { passed: Number(passed), failed: Number(failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Why the recordings cannot be made anew here; `undefined` where Go is new enough. */
function missingGo() {
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8', timeout: 30_000 });
  if (status !== 0) return 'Go is not installed';
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(stdout) ?? [];
  const isNewEnough = Number(major) * 1000 + Number(minor) >= 1026;
  return isNewEnough ? undefined : `Go ${major}.${minor} is older than 1.26`;
}

/** Re-makes the recordings with the real client-go, where Go is installed; each is one more check. */
async function oracle() {
  if (!existsSync(join(repository, 'test/oracle'))) return { passed: 0, failed: 0 };
  const missing = missingGo();
  if (missing !== undefined) {
    say(`${missing}: the recordings are taken as they are.`);
    return { passed: 0, failed: 0 };
  }
  console.log();
  say('oracle: the real client-go makes the same recordings');
  let heard = '';
  const code = await show({
    program: process.execPath,
    words: [join(installed, 'tsx/dist/cli.mjs'), 'src/cli/oracle.ts'],
    limitMs: oracleMs,
    hear: (text) => {
      heard = `${heard}${text}`.slice(-1_000);
    },
  });
  if (code === 124) say(`The oracle was ended: it may take ${oracleMs / 60_000} minutes.`);
  const [, passed = '0', failed = '0'] = /(\d+) passed, (\d+) failed\s*$/.exec(heard) ?? [];
  const isCounted = code === 0 || Number(failed) > 0;
  return { passed: Number(passed), failed: isCounted ? Number(failed) : 1 };
}

rmSync(summaryFile, { force: true });
const code = await show({ program: 'npm', words: ['test'] });
const tests = testSummary();
const recordings = await oracle();
const passed = tests.passed + recordings.passed;
const counted = tests.failed + recordings.failed;
const failed = counted === 0 && code !== 0 ? 1 : counted;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
