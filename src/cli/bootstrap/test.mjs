/**
 * `npm test`: installs what is missing, runs every part (or those named on the command line), goes
 * on after a failure, and ends with a table and the line `N passed, N failed`.
 */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { show } from './command.mjs';
import { ensurePackages, requireNode } from './packages.mjs';
import { parts, reportOf } from './parts.mjs';
import { reports, runMain, say, summaryFile, Unavailable } from './place.mjs';
import { tally } from './tally.mjs';

const wholeRunMs = 27 * 60_000;

/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {{ name: string, passed: number, failed: number, seconds: number }} Row */

/** @param {readonly string[]} names */
function chosen(names) {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    const known = parts.map((part) => part.name).join(', ');
    throw new Unavailable(`There is no part "${unknown}"; the parts are ${known}.`);
  }
  return names.length === 0 ? parts : parts.filter((part) => names.includes(part.name));
}

/**
 * @param {Part} part
 * @param {{ environment: Record<string, string>, endMs: number }} context
 * @returns {Promise<Row>}
 */
async function runPart(part, { environment, endMs }) {
  console.log();
  say(`${part.name}: ${part.purpose}`);
  const begin = Date.now();
  const report = reportOf(part.name);
  rmSync(report, { force: true });
  let code = 0;
  for (const words of part.commands) {
    const limitMs = Math.max(1, endMs - Date.now());
    code = await show({
      program: process.execPath,
      words,
      limitMs,
      environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    if (code !== 0) break;
  }
  if (code === 124) say(`${part.name} was ended: the whole run may take 27 minutes.`);
  const counted = tally({ counts: part.counts, report, code });
  return { name: part.name, ...counted, seconds: (Date.now() - begin) / 1000 };
}

/** @param {readonly Row[]} rows */
function printTable(rows) {
  console.log('\npart        passed  failed  seconds');
  for (const { name, passed, failed, seconds } of rows) {
    const cells = [String(passed).padStart(6), String(failed).padStart(6)];
    console.log(`${name.padEnd(12)}${cells.join('  ')}  ${seconds.toFixed(1).padStart(7)}`);
  }
}

async function main() {
  const { positionals } = parseArgs({ allowPositionals: true });
  const selected = chosen(positionals);
  requireNode();
  await ensurePackages();
  mkdirSync(reports, { recursive: true });
  /** @type {Record<string, string>} */
  const environment = {};
  if (selected.some((part) => part.name === 'browser' || part.name === 'smoke')) {
    environment.CHROMIUM_PATH = await ensureChromium();
    say(`Chromium: ${environment.CHROMIUM_PATH}`);
  }
  const endMs = Date.now() + wholeRunMs;
  /** @type {Row[]} */
  const rows = [];
  for (const part of selected) rows.push(await runPart(part, { environment, endMs }));
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  printTable(rows);
  writeFileSync(summaryFile, JSON.stringify({ passed, failed, parts: rows }));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

await runMain(main);
