/** The parts of `npm test`, in their order: what each runs and how its tests are counted. */

import { join } from 'node:path';
import { installed, reports } from './place.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} purpose
 * @property {readonly (readonly string[])[]} commands words after `node`, one list per command
 * @property {'exit code' | 'vitest' | 'playwright'} counts
 */

/** @param {string} file */
function tool(file) {
  return join(installed, file);
}

const biome = tool('@biomejs/biome/bin/biome');
const tsc = tool('typescript/bin/tsc');
const vitest = tool('vitest/vitest.mjs');
const vite = tool('vite/bin/vite.js');
const tsx = tool('tsx/dist/cli.mjs');
const playwright = tool('@playwright/test/cli.js');

/** @param {string} name */
export function reportOf(name) {
  return join(reports, `${name}.json`);
}

/**
 * @param {string} name
 * @param {string} purpose
 * @returns {Part}
 */
function vitestPart(name, purpose) {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(name)}`];
  const command = [vitest, 'run', '--project', name, ...report];
  return { name, purpose, commands: [command], counts: 'vitest' };
}

const lessons = vitestPart(
  'lessons',
  'every lesson, exhibit and preset proves itself, and every claim rests on something',
);

/** @type {readonly Part[]} */
export const parts = [
  {
    name: 'format',
    purpose: 'layout and import order (npm run format mends them)',
    commands: [[biome, 'check', '--linter-enabled=false', '--max-diagnostics=50', '.']],
    counts: 'exit code',
  },
  {
    name: 'types',
    purpose: 'the TypeScript projects, each with its own globals',
    commands: [[tsc, '-b']],
    counts: 'exit code',
  },
  {
    name: 'lint',
    purpose: 'rules of determinism and style',
    commands: [[biome, 'lint', '--error-on-warnings', '--max-diagnostics=200', '.']],
    counts: 'exit code',
  },
  vitestPart('tidy', 'layers, names, upstream addresses, notices'),
  vitestPart('unit', 'every behaviour by itself'),
  vitestPart('recordings', 'the same traces as the real client-go'),
  {
    ...lessons,
    commands: [
      ...lessons.commands,
      [tsx, 'src/cli/lab.ts', 'lessons', '--check'],
      [tsx, 'src/cli/lab.ts', 'claims'],
    ],
  },
  vitestPart('package', 'what npm pack makes, installed and used in an empty project'),
  {
    name: 'browser',
    purpose: 'journeys through the built site in Chromium',
    commands: [
      [vite, 'build', '--logLevel', 'warn'],
      [playwright, 'test', '--config', 'test/browser/playwright.config.ts', '--pass-with-no-tests'],
    ],
    counts: 'playwright',
  },
  {
    name: 'budget',
    purpose: "what the engine's core, the pages and the worker weigh",
    commands: [[tsx, 'src/cli/budget.ts']],
    counts: 'exit code',
  },
  {
    name: 'smoke',
    purpose: 'the built site under a deep path of a plain static server',
    commands: [[tsx, 'src/cli/smoke.ts', '--base', '/some/deep/path/']],
    counts: 'exit code',
  },
];
