/** The table of figures: how far each component is compared with upstream, and where it differs. */

import { assert } from '#base/assert.ts';
import { presetsOf, readCommitted, readScripts } from '#cli/oracle/corpus.ts';
import { lacking } from '#cli/oracle/engine/engine_side.ts';
import { randomSetIds, readRandomSet } from '#cli/oracle/random_set.ts';
import { isCovered, readCatalogue } from './catalogue.ts';
import { goldenHomes } from './our_tests.ts';
import { readSimplifications, type Simplification } from './simplifications.ts';
import { componentOf } from './upstream_tests.ts';

export interface Figures {
  readonly component: string;
  /** Upstream's tests that can be had here. */
  readonly behaviours: number;
  readonly covered: number;
  /** Recordings of the real client-go that `npm test` compares the engine with. */
  readonly recordings: number;
  /** Random scripts, recorded likewise and compared beside them. */
  readonly randomScripts: number;
  /** `@diverges` notes. */
  readonly differences: number;
}

export interface Fidelity {
  readonly components: readonly Figures[];
  readonly totals: Figures;
  readonly simplified: readonly Simplification[];
  readonly uncovered: readonly { readonly file: string; readonly test: string }[];
}

/** Files that mirror upstream but whose tests the catalogue does not speak of. */
const otherFiles = 'other mirrored files';

export function readFidelity(): Fidelity {
  const catalogue = readCatalogue();
  const simplified = readSimplifications();
  const counts = new Map<string, Counts>();
  for (const { component } of catalogue) counts.set(component, noCounts());
  counts.set(otherFiles, noCounts());
  const at = (component: string) => counts.get(component) ?? counts.get(otherFiles) ?? noCounts();
  for (const row of catalogue) {
    at(row.component).behaviours++;
    if (isCovered(row)) at(row.component).covered++;
  }
  for (const { component, recordings } of recordedScripts()) {
    at(component).recordings += recordings;
  }
  for (const id of randomSetIds) {
    at(homeOf(id.component)).randomScripts += readRandomSet(id)?.scripts.length ?? 0;
  }
  for (const { file, notes } of simplified) at(mirrored(file)).differences += notes.length;
  const components = [...counts].map(([component, figures]) => ({ component, ...figures }));
  return {
    components,
    totals: totalOf(components),
    simplified,
    uncovered: catalogue.filter((row) => !isCovered(row)).map(({ file, test }) => ({ file, test })),
  };
}

/** The figures as one line each, for a terminal or a README. */
export function figureCells(figures: Figures): readonly string[] {
  const { component, behaviours, covered, recordings, randomScripts, differences } = figures;
  const tested = behaviours === 0 ? '–' : `${covered} of ${behaviours}`;
  return [component, tested, ...[recordings, randomScripts, differences].map(String)];
}

export const figureTitles = [
  'component',
  'behaviours covered',
  'recordings compared',
  'random scripts',
  'known differences',
];

type Counts = { -readonly [K in Exclude<keyof Figures, 'component'>]: number };

function noCounts(): Counts {
  return { behaviours: 0, covered: 0, recordings: 0, randomScripts: 0, differences: 0 };
}

function totalOf(components: readonly Figures[]): Figures {
  const total = noCounts();
  for (const figures of components) {
    for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += figures[key];
  }
  return { component: 'total', ...total };
}

function mirrored(file: string): string {
  return componentOf(file.replace(/^src\//, ''));
}

function recordedScripts() {
  return readScripts().map((script) => {
    const [folder = ''] = script.name.split('/');
    const compared = presetsOf(script).filter(
      (preset) =>
        lacking(script, preset) === undefined && readCommitted(script.name, preset) !== undefined,
    );
    return { component: homeOf(folder), recordings: compared.length };
  });
}

/** The component of the table to which a component of the oracle belongs. */
function homeOf(folder: string): string {
  const home = goldenHomes[folder];
  assert(home !== undefined, `test/golden/${folder} must have a home in our_tests.ts`);
  return componentOf(`${home}/`);
}
