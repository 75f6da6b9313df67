/** The server that the site is tried on is no kinder than the plainest host. */

import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { serveFolder } from '#cli/site/static_server.ts';
import { madeSite } from './made_site.ts';

async function served(): Promise<{ readonly address: string; readonly port: number }> {
  const folder = madeSite({
    'index.html': 'home',
    'lessons/one/index.html': 'one',
    'assets/a-1.js': 'code',
    'empty/x.txt': '',
  });
  const site = await serveFolder({ folder, base: '/deep/path/' });
  onTestFinished(site.close);
  return site;
}

/** As it is on the wire: `fetch` would tidy the path up. */
function statusOf(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  { path: '/deep/path/', status: 200 },
  { path: '/deep/path/index.html?lang=zh-CN', status: 200 },
  { path: '/deep/path/lessons/one/', status: 200 },
  { path: '/deep/path/lessons/one', status: 301 },
  { path: '/deep/path/lessons/two/', status: 404 },
  { path: '/deep/path/empty/', status: 404 },
  { path: '/deep/path/lessons', status: 404 },
  { path: '/', status: 404 },
  { path: '/index.html', status: 404 },
  { path: '/assets/a-1.js', status: 404 },
  { path: '/deep/path/../../../etc/hostname', status: 404 },
  { path: '/deep/path/%2e%2e/%2e%2e/etc/hostname', status: 404 },
])('$path: $status', async ({ path, status }) => {
  const { port } = await served();
  expect(await statusOf(port, path)).toBe(status);
});

test('each file comes with its type, and none may be taken for another', async () => {
  const { address } = await served();
  const page = await fetch(address);
  const code = await fetch(`${address}assets/a-1.js`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(code.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(code.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await page.text()).toBe('home');
});
