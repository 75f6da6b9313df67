/**
 * Where things are, and how these scripts speak. Everything in this folder is plain JavaScript
 * without dependencies, because it runs before the packages are installed.
 */

import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../../..');
export const installed = join(repository, 'node_modules');
export const reports = join(installed, '.cache/reports');
export const summaryFile = join(reports, 'summary.json');

/** Something this machine lacks and we could not get: the message is all that a person needs. */
export class Unavailable extends Error {}

/** @param {string} sentence */
export function say(sentence) {
  console.log(`▸ ${sentence}`);
}

/**
 * Mistakes on the command line are a person's, not ours: they get a sentence, not a stack.
 * @param {unknown} error
 */
function isForPeople(error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof Unavailable || code.startsWith('ERR_PARSE_ARGS');
}

/**
 * Runs a script's main function and turns what people can mend into one sentence and exit code 1.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Error) || !isForPeople(error)) throw error;
    console.error(`✗ ${error.message}`);
    process.exitCode = 1;
  }
}
