/** What is generated from the figures: the data of the fidelity page and a section of the README. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#base/assert.ts';
import { repository } from './catalogue.ts';
import { type Fidelity, type Figures, figureCells, figureTitles } from './figures.ts';

const dataFile = join(repository, 'public/fidelity.json');
const readmeFile = join(repository, 'README.md');

const begin = '<!-- fidelity: written by `npm run fidelity -- --write` -->';
const end = '<!-- end of fidelity -->';

/** The files as they are, and as they should be. */
export function generatedPages(fidelity: Fidelity) {
  const readme = readFileSync(readmeFile, 'utf8');
  return [
    { path: 'public/fidelity.json', is: readIfThere(dataFile), shouldBe: dataOf(fidelity) },
    { path: 'README.md', is: readme, shouldBe: withSection(readme, sectionOf(fidelity)) },
  ];
}

export function writePages(fidelity: Fidelity): void {
  for (const { path, shouldBe } of generatedPages(fidelity)) {
    writeFileSync(join(repository, path), shouldBe);
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function dataOf(fidelity: Fidelity): string {
  return `${JSON.stringify(fidelity, undefined, 2)}\n`;
}

function sectionOf({ components, totals, simplified }: Fidelity): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    row(figureTitles),
    row(figureTitles.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...components.map((figures: Figures) => row(figureCells(figures))),
    row(figureCells(totals).map((cell) => `**${cell}**`)),
  ];
  const known = `The ${totals.differences} known differences stand as \`@diverges\` notes in ${simplified.length} files,`;
  return [...lines, '', `${known} and on the app's fidelity page.`].join('\n');
}

function withSection(readme: string, section: string): string {
  const [before, rest = ''] = readme.split(`${begin}\n`);
  const [, after] = rest.split(end);
  assert(after !== undefined, `README.md must have "${begin}" and "${end}"`);
  return `${before}${begin}\n\n${section}\n\n${end}${after}`;
}
