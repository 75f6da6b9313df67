/** `npm run -s smoke` says so when a site would only work at one address: it is run on copies with one fault each. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const repository = join(import.meta.dirname, '../..');

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function smoke(...words: readonly string[]): Ended {
  const tsx = join(repository, 'node_modules/tsx/dist/cli.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tsx, join(repository, 'src/cli/smoke.ts'), '--base', '/deep/path/', ...words],
    { cwd: repository, encoding: 'utf8', timeout: 50_000 },
  );
  return { code: status, said: stdout + stderr };
}

/** A copy of the built site, with one file changed. */
function copyWith(file: (name: string) => boolean, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'smoke-'));
  cpSync(join(repository, 'dist'), folder, { recursive: true });
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const before = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), change(before));
  }
  return folder;
}

test('an absolute address in a page fails it', () => {
  const folder = copyWith(
    (name) => name === 'fidelity.html',
    (html) => html.replace('href="./assets/', 'href="/assets/'),
  );
  try {
    const { code, said } = smoke('--folder', folder, '--only', 'every address');
    expect(said).toContain('fidelity.html names /assets/');
    expect(said).toContain('0 passed, 1 failed');
    expect(code).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an absolute address in the code fails it', () => {
  const folder = copyWith(
    (name) => /^assets[\\/]fidelity-[^.]*\.js$/.test(name),
    (code) => code.replace('`fidelity.json`', '`/fidelity.json`'),
  );
  try {
    const { code, said } = smoke('--folder', folder, '--only', 'fidelity page');
    expect(said).toMatch(/a request outside the site's path: \S+\/fidelity\.json/);
    expect(said).toContain('0 passed, 1 failed');
    expect(code).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a base that is no path is refused in a sentence', () => {
  const { code, said } = smoke('--base', 'some/path');
  expect(said).toContain('expected a path such as /some/deep/path/ after --base, got "some/path"');
  expect(code).toBe(2);
});
