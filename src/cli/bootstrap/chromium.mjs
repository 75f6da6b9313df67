/** Finds a Chromium on this machine, or gets one from the system's package manager. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { answers, show } from './command.mjs';
import { say, Unavailable } from './place.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const usualPlaces = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Each way to install it, by the program that does it; the first one found is used. */
const installers = [
  {
    program: 'apt-get',
    steps: [['update'], ['install', '-y', '--no-install-recommends', 'chromium']],
    asRoot: true,
  },
  { program: 'dnf', steps: [['install', '-y', 'chromium']], asRoot: true },
  { program: 'apk', steps: [['add', 'chromium']], asRoot: true },
  { program: 'pacman', steps: [['-Sy', '--noconfirm', 'chromium']], asRoot: true },
  { program: 'zypper', steps: [['--non-interactive', 'install', 'chromium']], asRoot: true },
  { program: 'brew', steps: [['install', '--cask', 'chromium']], asRoot: false },
];

/** @param {string} name */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/**
 * A distribution may put a stub on the PATH that only explains how to install the browser.
 * @param {string} file
 */
function works(file) {
  return process.platform === 'win32' || answers(file, ['--version']);
}

/** The browser's executable, if there is one. `CHROMIUM_PATH` goes before everything else. */
export function findChromium() {
  const told = process.env.CHROMIUM_PATH;
  if (told !== undefined && told !== '') return existsSync(told) ? told : undefined;
  const candidates = [...names.map(onPath), ...usualPlaces];
  return candidates.find((file) => file !== undefined && existsSync(file) && works(file));
}

/** @param {{ program: string, asRoot: boolean }} installer */
function prefix({ program, asRoot }) {
  if (!asRoot || process.getuid?.() === 0) return [program];
  if (answers('sudo', ['-n', 'true'])) return ['sudo', '-n', program];
  throw new Unavailable(
    `The browser tests need Chromium: install it (${program} needs root) or set CHROMIUM_PATH.`,
  );
}

/** The browser's executable, installed if it was missing. */
export async function ensureChromium() {
  const present = findChromium();
  if (present !== undefined) return present;
  const told = process.env.CHROMIUM_PATH;
  if (told) throw new Unavailable(`CHROMIUM_PATH says ${told}, and there is no such file.`);
  const installer = installers.find(({ program }) => onPath(program) !== undefined);
  if (installer === undefined) {
    throw new Unavailable(
      'The browser tests need Chromium, and no package manager that we know is on the PATH: install it or set CHROMIUM_PATH.',
    );
  }
  const [program = installer.program, ...before] = prefix(installer);
  say(`Installing Chromium with ${installer.program}; this takes about a minute.`);
  for (const step of installer.steps) {
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    const code = await show({ program, words: [...before, ...step], environment });
    if (code !== 0) break;
  }
  const found = findChromium();
  if (found !== undefined) return found;
  throw new Unavailable(
    `Chromium could not be installed with ${installer.program}: install it by hand or set CHROMIUM_PATH.`,
  );
}
