/**
 * Makes sure that Node is new enough and that node_modules holds exactly what the lock file says.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { show } from './command.mjs';
import { installed, repository, say, Unavailable } from './place.mjs';

/** @param {string} version such as `20.19.0` */
function parts(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return { major, minor };
}

/** Throws a sentence when this Node is older than package.json's `engines` asks for. */
export function requireNode(running = process.versions.node) {
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const wanted = manifest.engines.node.replace('>=', '');
  const need = parts(wanted);
  const have = parts(running);
  if (have.major > need.major || (have.major === need.major && have.minor >= need.minor)) return;
  throw new Unavailable(
    `Node ${wanted} or newer is needed and this is ${running}: install it from https://nodejs.org.`,
  );
}

/**
 * @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>} Locked
 */

/**
 * @param {string} file
 * @returns {Locked | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether every package of the lock file is installed in its version. npm writes what it installed
 * into node_modules/.package-lock.json; other platforms' optional packages are absent from it.
 * @param {Locked | undefined} wanted
 * @param {Locked | undefined} present
 */
export function sameInstall(wanted, present) {
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** Installs the locked packages unless they are there already. */
export async function ensurePackages() {
  const wanted = lockedPackages(join(repository, 'package-lock.json'));
  const present = lockedPackages(join(installed, '.package-lock.json'));
  if (sameInstall(wanted, present)) return;
  say('Installing the packages of package-lock.json (npm ci); this takes about a minute.');
  const npm = process.env.npm_execpath;
  const words = ['ci', '--no-audit', '--no-fund'];
  const code =
    npm?.endsWith('.js') === true
      ? await show({ program: process.execPath, words: [npm, ...words] })
      : await show({ program: 'npm', words });
  if (code === 0) return;
  throw new Unavailable(
    `The packages could not be installed (npm ci ended with ${code}): is the npm registry reachable?`,
  );
}
