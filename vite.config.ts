/**
 * How the site is built and how the tests are grouped. Pages are the `.html` files of src/app;
 * everything else about the tests' environment stands in test/setup.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const repository = import.meta.dirname;
const pages = join(repository, 'src/app');

function pageFiles(): string[] {
  return readdirSync(pages)
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(pages, name));
}

/** One group of tests, run as one part of `npm test`. */
function group(name: string, include: readonly string[], exclude: readonly string[] = []) {
  return {
    extends: true as const,
    test: { name, include: [...include], exclude: ['**/node_modules/**', ...exclude] },
  };
}

const ownGroups = ['test/tidy/**', 'test/golden/**', 'test/lessons/**', 'test/browser/**'];

export default defineConfig(({ command }) => ({
  root: process.env.VITEST ? repository : pages,
  base: './',
  publicDir: join(repository, 'public'),
  cacheDir: join(repository, 'node_modules/.cache/vite'),
  plugins: [react()],
  worker: { format: 'es' },
  server: { fs: { allow: [repository] } },
  build: {
    target: 'es2022',
    outDir: join(repository, 'dist'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 8000,
    ...(command === 'build' ? { rolldownOptions: { input: pageFiles() } } : {}),
  },
  test: {
    environment: 'node',
    passWithNoTests: true,
    maxWorkers: 2,
    setupFiles: [join(repository, 'test/setup/determinism_trap.ts')],
    projects: [
      group('tidy', ['test/tidy/**/*.test.ts']),
      group('unit', ['test/**/*.test.{ts,tsx}'], ownGroups),
      group('recordings', ['test/golden/**/*.test.ts']),
      group('lessons', ['test/lessons/**/*.test.ts']),
    ],
  },
}));
