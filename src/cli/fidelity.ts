/**
 * `npm run fidelity`: how far the engine is held against client-go, per component. `--write` looks up
 * the catalogue's tests among ours anew, writes the pages, and takes what no longer differs out of the list of
 * cases in which our API server does; `--upstream` asks the Go module cache
 * whether the catalogue is complete.
 */

import { parseArgs } from 'node:util';
import {
  type CatalogueRow,
  readCatalogue,
  readLeftOut,
  writeCatalogue,
} from '#cli/fidelity/catalogue.ts';
import { type Fidelity, figureCells, figureTitles, readFidelity } from '#cli/fidelity/figures.ts';
import { allClaims, withClaims } from '#cli/fidelity/our_tests.ts';
import { generatedPages, writePages } from '#cli/fidelity/pages.ts';
import { upstreamTests } from '#cli/fidelity/upstream_tests.ts';
import { forgetEqual } from '#cli/transcripts/compare.ts';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function sayTable({ components, totals, uncovered }: Fidelity): void {
  const rows = [figureTitles, ...[...components, totals].map(figureCells)];
  const widths = figureTitles.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    say(cells.join('  '));
  }
  for (const { file, test } of uncovered) say(`uncovered: ${file} ${test}`);
}

/** Where the catalogue and the pinned releases disagree. */
function upstreamFaults(rows: readonly CatalogueRow[]): readonly string[] {
  const found = new Map(upstreamTests().map((test) => [`${test.file} ${test.test}`, test]));
  const listed = [...rows, ...readLeftOut()].map((row) => `${row.file} ${row.test}`);
  const twice = listed.filter((name, index) => listed.indexOf(name) !== index);
  const gone = listed.filter((name) => !found.has(name));
  const missing = [...found.keys()].filter((name) => !listed.includes(name));
  const elsewhere = rows.filter(({ file, test, releases }) => {
    const has = found.get(`${file} ${test}`)?.releases;
    return has !== undefined && has.join(' ') !== releases.join(' ');
  });
  return [
    ...twice.map((name) => `${name}: listed twice`),
    ...gone.map((name) => `${name}: no pinned release has it`),
    ...missing.map((name) => `${name}: neither in the catalogue nor left out`),
    ...elsewhere.map(({ file, test }) => `${file} ${test}: other releases have it`),
  ];
}

function main(): number {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      upstream: { type: 'boolean', default: false },
    },
  });
  const rows = readCatalogue();
  if (values.write) {
    const claims = allClaims();
    writeCatalogue(rows.map((row) => withClaims(row, claims)));
    writePages(readFidelity());
    forgetEqual();
  }
  const fidelity = readFidelity();
  sayTable(fidelity);
  const stale = generatedPages(fidelity).filter(({ is, shouldBe }) => is !== shouldBe);
  for (const { path } of stale) say(`${path} is out of date: npm run fidelity -- --write`);
  const faults = values.upstream ? upstreamFaults(rows) : [];
  for (const fault of faults) say(fault);
  const { covered, behaviours, recordings, randomScripts, differences } = fidelity.totals;
  const share = ((100 * covered) / behaviours).toFixed(1);
  say(
    `${covered} of ${behaviours} behaviours covered (${share} %), ${recordings} recordings compared, ` +
      `${randomScripts} random scripts, ${differences} known differences`,
  );
  return stale.length + faults.length === 0 ? 0 : 1;
}

process.exitCode = main();
