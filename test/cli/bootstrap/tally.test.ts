import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tally } from '#cli/bootstrap/tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tally-'));
const report = join(folder, 'report.json');

afterAll(() => rmSync(folder, { recursive: true }));

const vitest = (numPassedTests: number, numFailedTests: number, testResults: unknown[] = []) => ({
  numPassedTests,
  numFailedTests,
  testResults,
});
const failed = { status: 'failed', assertionResults: [{ status: 'failed' }] };
const unloadable = { status: 'failed', assertionResults: [] };
const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };

test.each([
  { name: 'exit code 0', counts: 'exit code', code: 0, content: {}, sum: [1, 0] },
  { name: 'exit code 1', counts: 'exit code', code: 1, content: {}, sum: [0, 1] },
  { name: 'a clean run', counts: 'vitest', code: 0, content: vitest(7, 0), sum: [7, 0] },
  { name: 'failed tests', counts: 'vitest', code: 1, content: vitest(7, 1, [failed]), sum: [7, 1] },
  {
    name: 'a file that cannot be loaded',
    counts: 'vitest',
    code: 1,
    content: vitest(7, 0, [unloadable]),
    sum: [7, 1],
  },
  { name: 'a bad end', counts: 'vitest', code: 1, content: vitest(7, 0), sum: [7, 1] },
  { name: 'journeys', counts: 'playwright', code: 1, content: { stats }, sum: [5, 2] },
] as const)('$counts: $name counts as $sum', ({ counts, code, content, sum }) => {
  writeFileSync(report, JSON.stringify(content));
  const [passed, failures] = sum;
  expect(tally({ counts, report, code })).toEqual({ passed, failed: failures });
});

test('a part that left no report counts as one failure', () => {
  const missing = join(folder, 'missing.json');
  expect(tally({ counts: 'vitest', report: missing, code: 0 })).toEqual({ passed: 0, failed: 1 });
});
