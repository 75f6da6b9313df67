/** Runs other programs with their output shown, and never leaves one behind when time is up. */

import { spawn, spawnSync } from 'node:child_process';
import { repository } from './place.mjs';

/**
 * @typedef {object} Run
 * @property {string} program
 * @property {readonly string[]} words
 * @property {Readonly<Record<string, string>>} [environment] added to our own
 * @property {number} [limitMs] the program is ended after this long
 * @property {(text: string) => void} [hear] also told of what is written to standard output
 */

/**
 * Resolves to the exit code; 127 when the program is not there, 124 when its time was up.
 * @param {Run} run
 * @returns {Promise<number>}
 */
export function show({ program, words, environment = {}, limitMs, hear }) {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: repository,
      stdio: hear === undefined ? 'inherit' : ['inherit', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
      shell: process.platform === 'win32' && !program.endsWith('.exe'),
    });
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      process.stdout.write(text);
      hear?.(text);
    });
    let late = false;
    const alarm = setTimeout(
      () => {
        late = true;
        child.kill();
        setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
      },
      limitMs ?? 2 ** 31 - 1,
    );
    child.on('error', () => {
      clearTimeout(alarm);
      resolve(127);
    });
    child.on('close', (code) => {
      clearTimeout(alarm);
      resolve(late ? 124 : (code ?? 1));
    });
  });
}

/**
 * Whether a program can be started and answers with exit code 0; its output is dropped.
 * @param {string} program
 * @param {readonly string[]} words
 */
export function answers(program, words) {
  const asked = spawnSync(program, words, { stdio: 'ignore', timeout: 30_000 });
  return asked.status === 0;
}
