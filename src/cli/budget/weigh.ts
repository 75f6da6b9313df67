/** Weighs what has a budget and says how it stands. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BudgetName, kilobyte } from './budgets.ts';
import { firstLoad, type PageLoad } from './first_load.ts';
import { gzipped, sumOf, type Weighed } from './gzipped.ts';

/** Something with a budget, and what it is made of. */
export interface Load {
  readonly name: BudgetName;
  /** What is counted. */
  readonly what: string;
  readonly parts: readonly Weighed[];
}

/** A page with all that it fetches at first. */
export function pageParts(site: string, load: PageLoad): readonly Weighed[] {
  return firstLoad(site, load).map((file) => ({
    name: file,
    bytes: gzipped(readFileSync(join(site, file))),
  }));
}

/** The table, what is above its budget, and the exit code that this comes to. */
export function judged(
  loads: readonly Load[],
  budgets: Readonly<Record<BudgetName, number>>,
): { readonly text: string; readonly exitCode: number } {
  const heavy = loads.filter(({ name, parts }) => sumOf(parts) > budgets[name]);
  const names = heavy.map(({ name }) => name).join(', ');
  const verdict = heavy.length === 0 ? '' : `\nAbove the budget: ${names}.\n`;
  return { text: `${weightTable(loads, budgets)}\n${verdict}`, exitCode: Math.sign(heavy.length) };
}

const shownParts = 6;

/** A row for each, and below it the heaviest of its parts. */
function weightTable(
  loads: readonly Load[],
  budgets: Readonly<Record<BudgetName, number>>,
): string {
  const rows = loads.flatMap(({ name, what, parts }) => {
    const bytes = sumOf(parts);
    const ratio = `${Math.round((bytes / budgets[name]) * 100)}%`;
    const row = [name.padEnd(14), kilobytes(bytes), kilobytes(budgets[name]), ratio.padStart(5)];
    return [`${row.join('  ')}  ${what}`, ...heaviest(parts)];
  });
  const head = ['gzip -9'.padEnd(14), 'KB'.padStart(7), 'budget'.padStart(7), 'ratio'];
  return [head.join('  '), ...rows].join('\n');
}

function heaviest(parts: readonly Weighed[]): readonly string[] {
  const sorted = [...parts].sort((left, right) => right.bytes - left.bytes);
  const shown = sorted
    .slice(0, shownParts)
    .map(({ name, bytes }) => `${''.padEnd(16)}${kilobytes(bytes)}  ${name}`);
  const rest = sorted.slice(shownParts);
  if (rest.length === 0) return shown;
  return [...shown, `${''.padEnd(16)}${kilobytes(sumOf(rest))}  ${rest.length} more`];
}

function kilobytes(bytes: number): string {
  return (bytes / kilobyte).toFixed(1).padStart(7);
}
