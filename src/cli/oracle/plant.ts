/** Plants each defect in a copy of the repository and lets the recordings look for it. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';
import { oracleFolder, releases } from './releases.ts';

const repository = join(oracleFolder, '../..');

/** What the copy needs for the recordings to be compared. */
const copied = [
  ...['src', 'test/golden', 'test/setup', 'package.json', 'vite.config.ts', '.config'],
  ...releases.map(({ moduleFile }) => `test/oracle/${moduleFile}`),
];

export interface Catch {
  readonly mutant: Mutant;
  /** The recordings that noticed, or why the defect could not be planted. */
  readonly by: readonly string[];
  readonly fault?: string;
}

/** One after another, each in a clean copy. */
export function* plantAll(chosen: readonly Mutant[]): Generator<Catch> {
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  try {
    for (const path of copied)
      cpSync(join(repository, path), join(copy, path), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
    const before = noticed(copy);
    for (const mutant of chosen) {
      if (before.length === 0) yield plant(copy, mutant);
      else yield { mutant, by: [], fault: `not planted, already failing: ${before[0]}` };
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function plant(copy: string, mutant: Mutant): Catch {
  const file = join(copy, 'src', mutant.file);
  const text = readFileSync(file, 'utf8');
  const pieces = text.split(mutant.from);
  if (pieces.length !== 2) {
    return {
      mutant,
      by: [],
      fault: `its place occurs ${pieces.length - 1} times in ${mutant.file}`,
    };
  }
  writeFileSync(file, pieces.join(mutant.to));
  try {
    return { mutant, by: noticed(copy) };
  } finally {
    writeFileSync(file, text);
  }
}

function noticed(copy: string): readonly string[] {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const words = ['run', '--project', 'recordings', '--reporter=json', `--outputFile=${report}`];
  const { status } = spawnSync(process.execPath, [vitest, ...words], {
    cwd: copy,
    stdio: 'ignore',
    timeout: 120_000,
  });
  if (status === 0) return [];
  return failedIn(report);
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly ancestorTitles: readonly string[];
      readonly title: string;
    }[];
  }[];
}

function failedIn(file: string): readonly string[] {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    return report.testResults
      .flatMap((result) => result.assertionResults)
      .filter(({ status }) => status === 'failed')
      .map(({ ancestorTitles, title }) => ancestorTitles.join(' ') || title);
  } catch {
    // It was ended for its time, or broke before it began: no recording has caught anything.
    return [];
  }
}
