import { expect, test } from 'vitest';
import { isCovered, readCatalogue, readLeftOut } from '#cli/fidelity/catalogue.ts';
import { readFidelity } from '#cli/fidelity/figures.ts';
import { allClaims, withClaims } from '#cli/fidelity/our_tests.ts';
import { generatedPages } from '#cli/fidelity/pages.ts';

const rows = readCatalogue();
const claims = allClaims();

test('every test that the catalogue names is there, with its behaviour and the Go test it answers to', () => {
  expect(rows.length).toBeGreaterThan(300);
  const lost = rows.filter(isCovered).flatMap((row) => {
    const { ids } = withClaims(row, claims);
    return row.ids.filter((id) => !ids.includes(id)).map((id) => `${id} (${row.test})`);
  });
  expect(lost).toEqual([]);
});

test('the catalogue knows every behaviour that names one of its tests', () => {
  const unknown = rows.flatMap((row) => {
    const { ids } = withClaims(row, claims);
    return ids.filter((id) => !row.ids.includes(id)).map((id) => `${id} (${row.test})`);
  });
  expect(unknown, 'npm run fidelity -- --write').toEqual([]);
});

test('nothing is both in the catalogue and left out, and what is left out has a reason', () => {
  const named = new Set(rows.map(({ file, test }) => `${file} ${test}`));
  const leftOut = readLeftOut();
  expect(leftOut.filter(({ file, test }) => named.has(`${file} ${test}`))).toEqual([]);
  expect(leftOut.filter(({ reason }) => reason === '')).toEqual([]);
});

test.each(generatedPages(readFidelity()))('$path is up to date', ({ is, shouldBe }) => {
  expect(is === shouldBe, 'npm run fidelity -- --write').toBe(true);
});
