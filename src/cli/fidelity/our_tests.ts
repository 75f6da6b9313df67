/**
 * Finds, in the text of our tests, which behaviour names which test of upstream. Three spellings are
 * known: a title `'DF4 a sentence (TestX)'`, a table row with `id`, `name` and `upstream`, and a title
 * `'$id $name (TestX)'` that speaks for all rows above it.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogueRow, repository } from './catalogue.ts';

/** One behaviour that we test, and a Go test that it answers to. */
export interface Claim {
  /** From the top of the repository. */
  readonly path: string;
  readonly id: string;
  readonly sentence: string;
  readonly test: string;
}

interface Row {
  readonly id: string;
  sentence: string;
  claimed: boolean;
}

const literal =
  /(?:\b(id|name|upstream):\s*)?(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;
const titled = /^([A-Z]{2,3}\d+[a-z]?) (.*)$/s;
const goTest = /\b(?:Test_?[A-Za-z]|Example)\w*/g;

/** What one file claims. */
export function claimsOf(path: string, text: string): readonly Claim[] {
  const claims: Claim[] = [];
  let rows: Row[] = [];
  const claim = (row: Row, names: string) => {
    for (const [test] of names.matchAll(goTest)) {
      claims.push({ path, id: row.id, sentence: row.sentence, test });
    }
  };
  for (const [, field, single, double, template] of text.matchAll(literal)) {
    const value = single ?? double ?? template ?? '';
    const title = titled.exec(value);
    const last = rows.at(-1);
    if (field === 'id' && /^[A-Z]{2,3}\d+[a-z]?$/.test(value)) {
      if (last?.claimed === true) rows = [];
      rows.push({ id: value, sentence: '', claimed: false });
    } else if (title !== null) {
      const [, id = '', said = ''] = title;
      claim({ id, sentence: sentenceOf(said), claimed: true }, said);
    } else if (field === 'name' && last !== undefined) {
      last.sentence ||= sentenceOf(value);
    } else if (field === 'upstream' && last !== undefined) {
      claim(last, value);
    } else if (value.startsWith('$id ')) {
      for (const row of rows) {
        claim(row, value);
        row.claimed = true;
      }
    }
  }
  return claims;
}

/** The title without the names of upstream. */
function sentenceOf(title: string): string {
  return title
    .replace(/\s*\([^()]*\b(?:Test_?[A-Za-z]|Example)[^()]*\)\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Everything that our tests and recorded scripts claim. */
export function allClaims(): readonly Claim[] {
  return ['test/client-go', 'test/apimachinery', 'test/golden'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.test.ts') || path.endsWith('.script.json'))
      .sort()
      .flatMap((path) => claimsOf(path, readFileSync(join(repository, path), 'utf8'))),
  );
}

/** Where the recorded scripts of a component of the oracle belong. */
export const goldenHomes: Readonly<Record<string, string>> = {
  deltafifo: 'client-go/tools/cache',
  realfifo: 'client-go/tools/cache',
  store: 'client-go/tools/cache',
  informer: 'client-go/tools/cache',
  workqueue: 'client-go/util/workqueue',
  limiters: 'client-go/util/workqueue',
  flowcontrol: 'client-go/util/flowcontrol',
  wait: 'apimachinery/pkg/util/wait',
  correlator: 'client-go/tools/record',
  elector: 'client-go/tools/leaderelection',
  broadcaster: 'apimachinery/pkg/watch',
};

/** The folder of upstream that a file of ours answers to. */
function homeOf(path: string): string {
  const [, top = '', component = ''] = path.split('/');
  if (top === 'golden') return goldenHomes[component] ?? '';
  return path.replace(/^test\//, '').replace(/\/[^/]*$/, '');
}

/** True if the claim answers to the row: the same name, in the mirrored folder or one below. */
function answers({ path, test }: Claim, row: CatalogueRow): boolean {
  if (test !== row.test) return false;
  const folder = row.file.replace(/\/[^/]*$/, '');
  const home = homeOf(path);
  return home === folder || home.startsWith(`${folder}/`);
}

/** The row with the behaviours and the test that answer to it now. */
export function withClaims(row: CatalogueRow, claims: readonly Claim[]): CatalogueRow {
  const found = claims.filter((claim) => answers(claim, row));
  const [first] = found;
  const ids = [...new Set(found.map(({ id }) => id))];
  return { ...row, ids, ours: first === undefined ? '' : `${first.path}: ${first.sentence}` };
}
