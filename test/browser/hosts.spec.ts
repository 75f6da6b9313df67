/** The recipes of .github/HOSTING.md, tried with the servers that this machine has. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';

const repository = join(import.meta.dirname, '../..');
const dist = join(repository, 'dist');
const recipes = readFileSync(join(repository, '.github/HOSTING.md'), 'utf8');
const nginx = process.env.NGINX_PATH ?? 'nginx';
const caddy = process.env.CADDY_PATH ?? 'caddy';

const temporary = mkdtempSync(join(tmpdir(), 'hosts-'));
const started: ChildProcess[] = [];

test.afterAll(() => {
  for (const each of started) each.kill();
  rmSync(temporary, { recursive: true });
});

function isThere(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

async function start(program: string, words: readonly string[], address: string): Promise<void> {
  started.push(spawn(program, words, { stdio: 'ignore' }));
  const answers = () =>
    fetch(address).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(answers, { timeout: 20_000 }).toBe(200);
}

async function comesAlive(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const hop = page.getByTestId('hop');
  await expect(hop).toHaveText(/hop [1-9]\d* of \d+/, { timeout: 30_000 });
  await expect(hop).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
}

test("a folder and Python's server", async ({ page }) => {
  // biome-ignore lint/suspicious/noSkippedTests: not every machine has every server, and the report says so.
  test.skip(!isThere('python3', '--version'), 'python3 is not on this machine');
  const folder = join(temporary, 'python');
  mkdirSync(folder);
  symlinkSync(dist, join(folder, 'lab'));
  const port = await freePort();
  expect(recipes).toContain('python3 -m http.server --bind 127.0.0.1 8000');
  const words = ['-m', 'http.server', '--bind', '127.0.0.1', String(port), '--directory', folder];
  await start('python3', words, `http://127.0.0.1:${port}/lab/`);
  await comesAlive(page, `http://127.0.0.1:${port}/lab/`);
  await page.goto(`http://127.0.0.1:${port}/lab/fidelity.html`);
  await expect(page.getByRole('row').nth(5)).toBeVisible();
});

/** What every recipe promises: one policy, frames for embeds alone, and what may be kept for ever. */
async function saysItsHeaders(address: string): Promise<void> {
  const headersOf = async (path: string): Promise<Headers> => (await fetch(address + path)).headers;
  const policyOf = async (path: string): Promise<string> =>
    (await headersOf(path)).get('content-security-policy') ?? '';
  expect(await policyOf('')).toMatch(/^default-src 'none';.*frame-ancestors 'self'$/);
  expect(await policyOf('fidelity.html')).toMatch(/^default-src 'none';.*frame-ancestors 'self'$/);
  expect(await policyOf('embed.html')).toMatch(/^default-src 'none';/);
  expect(await policyOf('embed.html')).not.toContain("frame-ancestors 'self'");
  const home = await headersOf('');
  expect(home.get('cache-control')).toBe('no-cache');
  expect(home.get('x-content-type-options')).toBe('nosniff');
  expect(home.get('content-type')).toBe('text/html; charset=utf-8');
  expect((await headersOf('engine/versions.json')).get('cache-control')).toBe('no-cache');
  expect((await headersOf('sw.js')).get('cache-control')).toBe('no-cache');
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const [asset = ''] = /assets\/[^"]+\.js/.exec(html) ?? [];
  const code = await headersOf(asset);
  expect(code.get('cache-control')).toContain('immutable');
  expect(code.get('content-type')).toContain('text/javascript');
}

/** The two blocks of the recipe, around what a whole configuration needs besides. */
function nginxConfiguration(port: number, folder: string): string {
  const [http = '', server = ''] = [...recipes.matchAll(/```nginx\n([\s\S]*?)```/g)].map(
    ([, block = '']) => block,
  );
  return `daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
access_log off;
client_body_temp_path ${folder}/body;
proxy_temp_path ${folder}/proxy;
fastcgi_temp_path ${folder}/fastcgi;
uwsgi_temp_path ${folder}/uwsgi;
scgi_temp_path ${folder}/scgi;
${http}
server {
listen 127.0.0.1:${port};
${server.replace('/srv/informer-lab/', `${dist}/`)}
}
}
`;
}

test('nginx, with all its headers', async ({ page }) => {
  // biome-ignore lint/suspicious/noSkippedTests: not every machine has every server, and the report says so.
  test.skip(!isThere(nginx, '-v'), 'nginx is not on this machine (NGINX_PATH can name one)');
  const folder = join(temporary, 'nginx');
  mkdirSync(folder);
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, nginxConfiguration(port, folder));
  const checked = spawnSync(nginx, ['-t', '-p', folder, '-c', file], { encoding: 'utf8' });
  expect(checked.stderr).toContain('test is successful');
  const address = `http://127.0.0.1:${port}/lab/`;
  await start(nginx, ['-p', folder, '-c', file], address);

  await saysItsHeaders(address);
  const manifest = await fetch(`${address}manifest.webmanifest`);
  expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
  await comesAlive(page, address);
});

test('Caddy, with all its headers', async ({ page }) => {
  // biome-ignore lint/suspicious/noSkippedTests: not every machine has every server, and the report says so.
  test.skip(!isThere(caddy, 'version'), 'Caddy is not on this machine (CADDY_PATH can name one)');
  const [, recipe = ''] = /## Caddy\s+```\n([\s\S]*?)```/.exec(recipes) ?? [];
  const port = await freePort();
  const file = join(temporary, 'Caddyfile');
  const site = recipe
    .replace('example.org {', `http://127.0.0.1:${port} {`)
    .replace('/srv/informer-lab', dist);
  writeFileSync(file, `{\nadmin off\nauto_https off\n}\n${site}`);
  const address = `http://127.0.0.1:${port}/lab/`;
  await start(caddy, ['run', '--config', file, '--adapter', 'caddyfile'], address);
  await saysItsHeaders(address);
  await comesAlive(page, address);
});
