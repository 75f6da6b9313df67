/** The tables beside the transcripts: which case shows what. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transcriptFolder } from './script.ts';

/** The rows of a table by the names in its first line. */
export function readTable(file: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readFileSync(join(transcriptFolder, file), 'utf8')
    .trimEnd()
    .split('\n');
  const names = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}
