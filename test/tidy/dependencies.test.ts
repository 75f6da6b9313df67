import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isCompatible, notices, thirdParties } from '#cli/third_party.ts';
import { readFile, repository } from './repository_files.ts';

const manifest = JSON.parse(readFile('package.json').text);
const lock = JSON.parse(readFile('package-lock.json').text);
const declared: Readonly<Record<string, string>> = manifest.devDependencies;

test('whoever installs our package installs nothing else: what we build with is for development', () => {
  const kinds = ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies'];
  expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
});

test('every dependency is pinned exactly, and the lock file agrees', () => {
  expect(Object.keys(declared).length).toBeGreaterThan(0);
  const loose = Object.entries(declared).filter(
    ([name, version]) =>
      !/^\d+\.\d+\.\d+$/.test(version) ||
      lock.packages[join('node_modules', name)]?.version !== version,
  );
  expect(loose).toEqual([]);
});

test('the lock file holds every platform of each native tool', () => {
  const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(lock.packages)
    .flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ path, name })),
    )
    .filter(({ path, name }) => {
      const places = [join('node_modules', name), join(path, 'node_modules', name)];
      return !places.some((place) => place in lock.packages);
    });
  expect(missing).toEqual([]);
});

test('every licence in the site fits ours', () => {
  const packages = thirdParties(repository);
  expect(packages.length).toBeGreaterThan(5);
  expect(packages.filter(({ licence }) => !isCompatible(licence))).toEqual([]);
});

test('the third-party notices are those of the installed packages (npm run notices)', () => {
  const written = readFile('public/third-party-notices.txt').text;
  expect(written === notices(thirdParties(repository))).toBe(true);
});

test.each([
  ['MIT', true],
  ['(MPL-2.0 OR Apache-2.0)', true],
  ['MIT AND OFL-1.1', true],
  ['GPL-3.0', false],
  ['MIT AND GPL-3.0', false],
  ['none stated', false],
])('licence %s: %s', (expression, fits) => {
  expect(isCompatible(expression)).toBe(fits);
});
