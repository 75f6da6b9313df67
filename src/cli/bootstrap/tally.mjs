/** Reads from a part's report how many tests passed and failed. */

import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * @param {string} file
 * @returns {any}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A file that could not be loaded holds no failed test, and is counted as one.
 * @param {any} report
 * @returns {Tally}
 */
function fromVitest(report) {
  const files = /** @type {any[]} */ (report.testResults ?? []);
  const unloadable = files.filter(
    (file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ one) => one.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length };
}

/**
 * @param {any} report
 * @returns {Tally}
 */
function fromPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

/**
 * A part that ended badly has at least one failure, whatever its report says.
 * @param {{ counts: 'exit code' | 'vitest' | 'playwright', report: string, code: number }} ended
 * @returns {Tally}
 */
export function tally({ counts, report, code }) {
  const read = counts === 'exit code' ? undefined : readReport(report);
  if (read === undefined) return code === 0 && counts === 'exit code' ? one(true) : one(false);
  const counted = counts === 'vitest' ? fromVitest(read) : fromPlaywright(read);
  return code === 0 || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

/**
 * @param {boolean} passed
 * @returns {Tally}
 */
function one(passed) {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
