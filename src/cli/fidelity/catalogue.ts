/**
 * The catalogue: every test of client-go and apimachinery whose behaviour can be had here, and where we
 * test it. Beside it lie the tests that are left out, each with the reason.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#base/assert.ts';

/** The top of the repository. */
export const repository = join(import.meta.dirname, '../../..');

const catalogueFile = join(repository, 'test/catalogue.tsv');
const leftOutFile = join(repository, 'test/catalogue_left_out.tsv');

/** `partly`: upstream's test also asserts internals or real time, which stay behind. */
export type Portability = 'portable' | 'partly';

export interface UpstreamTest {
  /** The package, as the table of figures names it: `tools/cache`, `apimachinery/util/wait`. */
  readonly component: string;
  /** `client-go/tools/cache/store_test.go` */
  readonly file: string;
  readonly test: string;
}

export interface CatalogueRow extends UpstreamTest {
  readonly portability: Portability;
  /** `DF4 DF5`; empty while we have no test. */
  readonly ids: readonly string[];
  /** `test/client-go/…/store.test.ts: an added object is found by its key`; empty while there is none. */
  readonly ours: string;
  /** `0.32 0.34`: the pinned releases that have the test. */
  readonly releases: readonly string[];
}

export interface LeftOutRow extends UpstreamTest {
  readonly reason: string;
}

const catalogueColumns = [
  'component',
  'upstream file',
  'Go test',
  'portability',
  'behaviour',
  'our test',
  'releases',
];

const leftOutColumns = ['component', 'upstream file', 'Go test', 'reason'];

export function isCovered(row: CatalogueRow): boolean {
  return row.ids.length > 0;
}

export function readCatalogue(): readonly CatalogueRow[] {
  return readTable(catalogueFile, catalogueColumns).map(
    ([component = '', file = '', test = '', portability, ids = '', ours = '', releases = '']) => {
      const known = portability === 'portable' || portability === 'partly';
      assert(known, `expected portable or partly for ${test}, got "${portability}"`);
      return {
        component,
        file,
        test,
        portability,
        ids: words(ids),
        ours,
        releases: words(releases),
      };
    },
  );
}

export function readLeftOut(): readonly LeftOutRow[] {
  return readTable(leftOutFile, leftOutColumns).map(
    ([component = '', file = '', test = '', reason = '']) => ({ component, file, test, reason }),
  );
}

export function writeCatalogue(rows: readonly CatalogueRow[]): void {
  const lines = rows.map((row) =>
    [
      row.component,
      row.file,
      row.test,
      row.portability,
      row.ids.join(' '),
      row.ours,
      row.releases.join(' '),
    ].join('\t'),
  );
  writeFileSync(catalogueFile, `${[catalogueColumns.join('\t'), ...lines].join('\n')}\n`);
}

function readTable(path: string, columns: readonly string[]): readonly (readonly string[])[] {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  assert(header === columns.join('\t'), `${path} must have the columns ${columns.join(', ')}`);
  return lines.map((line) => {
    const cells = line.split('\t');
    assert(cells.length === columns.length, `expected ${columns.length} cells in "${line}"`);
    return cells;
  });
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
