/**
 * `.ci/run`: `npm test`, then the oracle where Go is installed, then one line for the whole run.
 * The last line of the output is always `N passed, N failed`.
 */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { answers, show } from './command.mjs';
import { repository, say, summaryFile } from './place.mjs';

const oracleMs = 4 * 60_000;

/** What `npm test` counted; a run that left no summary counts as one failure. */
function testSummary() {
  try {
    const { passed, failed } = JSON.parse(readFileSync(summaryFile, 'utf8'));
    return { passed: Number(passed), failed: Number(failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Re-makes the recordings with the real client-go: one more check where Go is installed. */
async function oracle() {
  if (!existsSync(join(repository, 'test/oracle'))) return { passed: 0, failed: 0 };
  if (!answers('go', ['version'])) {
    say('Go is not installed: the recordings are taken as they are.');
    return { passed: 0, failed: 0 };
  }
  say('oracle: the real client-go makes the same recordings');
  const code = await show({ program: 'npm', words: ['run', 'oracle'], limitMs: oracleMs });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
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
