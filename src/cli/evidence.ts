/** What claims can rest on outside of the lessons: the catalogue, the transcripts, the committed scripts. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '#tutor/ties.ts';

const test = join(import.meta.dirname, '../../test');

/** Reads what there is, once. */
export function readEvidence(): Evidence {
  const rows = new Set(
    readFileSync(join(test, 'catalogue.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .flatMap(([component, , , , behaviour = '']) =>
        behaviour.split(/[ ,]+/).map((name) => `${component} ${name}`),
      ),
  );
  const cases = new Set(transcripts());
  return {
    catalogue: (row) => rows.has(row),
    transcript: (name) => cases.has(name),
    script: (name) => existsSync(join(test, 'scripts', `${name}.lab`)),
  };
}

function transcripts(): readonly string[] {
  const folder = join(test, 'golden/apiserver');
  const suffix = '.script.json';
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .flatMap((file) => {
      const topic = file.slice(0, -suffix.length);
      const script = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        readonly cases: readonly { readonly name: string }[];
      };
      return script.cases.map(({ name }) => `${topic}: ${name}`);
    });
}
