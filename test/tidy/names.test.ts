import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { isCode, repositoryPaths } from './repository_files.ts';

const dumpingGrounds = ['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc'];

/** Upstream's file names are kept, whatever they are. */
function isPort(path: string): boolean {
  return path.startsWith('src/client-go/') || path.startsWith('src/apimachinery/');
}

function nameFault(path: string): string | undefined {
  const name = basename(path).replace(/(\.(d|test|spec|config))?\.[a-z]+$/, '');
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) return `${path}: file names are snake_case`;
  if (!isPort(path) && dumpingGrounds.includes(name)) {
    return `${path}: name the one idea it holds, not "${name}"`;
  }
  return undefined;
}

const files = repositoryPaths().filter(isCode);

test('every file is named after its one idea, in snake_case', () => {
  expect(files.length).toBeGreaterThan(10);
  expect(files.map(nameFault).filter((fault) => fault !== undefined)).toEqual([]);
});

const topLevel = [
  'LICENSE',
  'NOTICE',
  'README.md',
  'lessons',
  'package-lock.json',
  'package.json',
  'public',
  'src',
  'test',
  'tsconfig.json',
  'vite.config.ts',
];

test('nothing else lies at the top of the repository', () => {
  const tops = new Set(repositoryPaths().map((path) => path.split('/')[0] ?? ''));
  const others = [...tops].filter((top) => !top.startsWith('.') && !topLevel.includes(top));
  expect(others).toEqual([]);
});

test.each([
  ['src/sim/ring_buffer.ts', true],
  ['src/sim/RingBuffer.ts', false],
  ['src/sim/ring-buffer.ts', false],
  ['src/ui/utils.ts', false],
  ['src/ui/stage.test.tsx', true],
  ['src/client-go/metadata/types.ts', true],
])('a name: %s: %s', (path, fine) => {
  expect(nameFault(path) === undefined).toBe(fine);
});
