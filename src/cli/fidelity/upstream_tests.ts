/**
 * Which tests the pinned releases of client-go and apimachinery have: read from the Go module cache,
 * into which `go mod download` puts them.
 */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oracleFolder, type Release, releases } from '#cli/oracle/releases.ts';
import type { UpstreamTest } from './catalogue.ts';

/** A test function, with the releases that have it. */
export interface FoundTest extends UpstreamTest {
  readonly releases: readonly string[];
}

/** The packages that the catalogue speaks of. */
const folders = [
  'client-go/dynamic/dynamicinformer',
  'client-go/dynamic/dynamiclister',
  'client-go/dynamic/fake',
  'client-go/metadata',
  'client-go/rest',
  'client-go/testing',
  'client-go/tools/cache',
  'client-go/tools/events',
  'client-go/tools/leaderelection',
  'client-go/tools/pager',
  'client-go/tools/record',
  'client-go/tools/watch',
  'client-go/util/flowcontrol',
  'client-go/util/retry',
  'client-go/util/workqueue',
  'apimachinery/pkg/util/wait',
  'apimachinery/pkg/watch',
];

/** `tools/cache` of `client-go/tools/cache/synctrack/lazy_test.go`. */
export function componentOf(file: string): string {
  const folder = folders.find((each) => file.startsWith(`${each}/`)) ?? '';
  return folder.replace(/^client-go\//, '').replace('apimachinery/pkg/', 'apimachinery/');
}

/** Every test and example of those packages in the pinned releases. */
export function upstreamTests(): readonly FoundTest[] {
  const found = new Map<string, { test: UpstreamTest; releases: string[] }>();
  for (const release of releases) {
    for (const test of testsOf(release)) {
      const key = `${test.file} ${test.test}`;
      const entry = found.get(key) ?? { test, releases: [] };
      found.set(key, entry);
      entry.releases.push(shortVersion(release));
    }
  }
  return [...found.values()].map(({ test, releases: has }) => ({ ...test, releases: has }));
}

/** `0.32` */
function shortVersion(release: Release): string {
  const version = moduleOf(release, 'client-go').version;
  return /^v(\d+\.\d+)/.exec(version)?.[1] ?? version;
}

function testsOf(release: Release): readonly UpstreamTest[] {
  return ['client-go', 'apimachinery'].flatMap((module) => {
    const folder = moduleOf(release, module).folder;
    return folders
      .filter((each) => each.startsWith(`${module}/`))
      .flatMap((each) => testsBelow(folder, each.slice(module.length + 1)))
      .map(({ file, test }) => ({
        component: componentOf(`${module}/${file}`),
        file: `${module}/${file}`,
        test,
      }));
  });
}

function testsBelow(root: string, folder: string) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('_test.go'))
    .sort()
    .flatMap((path) => {
      const file = `${folder}/${path.replaceAll('\\', '/')}`;
      const text = readFileSync(join(root, file), 'utf8');
      const names = [...text.matchAll(/^func ((?:Test|Example)\w*)\(/gm)].map((match) => match[1]);
      return names.map((test = '') => ({ file, test }));
    });
}

const known = new Map<string, { folder: string; version: string }>();

function moduleOf(release: Release, module: string): { folder: string; version: string } {
  const key = `${release.moduleFile} ${module}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const words = ['mod', 'download', '-json', `-modfile=${release.moduleFile}`, `k8s.io/${module}`];
  const told = execFileSync('go', words, { cwd: oracleFolder, encoding: 'utf8' });
  const { Dir, Version } = JSON.parse(told) as { Dir: string; Version: string };
  known.set(key, { folder: Dir, version: Version });
  return { folder: Dir, version: Version };
}
