/**
 * After the first visit the site works without a network, under a deep path of a plain server. A new build
 * takes the place of an old one without breaking the pages that are open.
 */

import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeServiceWorker } from '#cli/site/service_worker_plugin.ts';
import { type StaticSite, serveFolder } from '#cli/site/static_server.ts';

test.use({ serviceWorkers: 'allow' });

const repository = join(import.meta.dirname, '../..');
const dist = join(repository, 'dist');
const base = '/some/lab/';

const temporary = mkdtempSync(join(tmpdir(), 'offline-'));
test.afterAll(() => rmSync(temporary, { recursive: true }));

async function openApp(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await alive(page);
}

async function alive(page: Page): Promise<void> {
  const hop = page.getByTestId('hop');
  await expect(hop).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await expect(hop).toHaveText(/[1-9]\d*\D+\d+/);
}

/** Until the worker is in charge of the page. */
async function controlled(page: Page): Promise<void> {
  const inCharge = () => navigator.serviceWorker.controller?.state === 'activated';
  await expect.poll(() => page.evaluate(inCharge), { timeout: 30_000 }).toBe(true);
}

/** How many files are kept, in all caches of the origin. */
function keptFiles(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(
      names.map(async (name) => await (await caches.open(name)).keys()),
    );
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

/** The whole site but for the fonts that nobody has asked for. */
async function everythingKept(page: Page): Promise<void> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  const others = ['sw.js', '_headers', 'robots.txt', 'sitemap.xml', 'CNAME', '.nojekyll'];
  const wanted = files.filter((name) => !name.startsWith('noto-') && !others.includes(name));
  await expect
    .poll(async () => (await keptFiles(page)).length, { timeout: 50_000, intervals: [300] })
    .toBeGreaterThanOrEqual(wanted.length);
}

async function cut(page: Page, site: StaticSite): Promise<void> {
  await site.close();
  await page.context().setOffline(true);
}

test('one visit is enough: the app, its lessons, the editor and both languages open without a network', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const site = await serveFolder({ folder: dist, base });
  await openApp(page, site.address);
  await controlled(page);
  await everythingKept(page);
  await cut(page, site);

  await page.reload();
  await alive(page);
  await page.keyboard.press('End');
  await page.keyboard.press('`');
  await page
    .getByRole('combobox', { name: 'Command' })
    .fill('kubectl scale deploy/web --replicas=1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('deployment.apps/web scaled').first()).toBeVisible();
  await page.keyboard.press('Escape');

  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('a');
  await expect(page.locator('.monaco-editor.focused')).toBeVisible({ timeout: 30_000 });

  await page.goto(`${site.address}?lang=zh-CN#lesson=L05-list-and-watch`);
  await expect(page.getByRole('article')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.goto(`${site.address}fidelity.html`);
  await expect(page.getByRole('row').nth(5)).toBeVisible();

  // Pages of plain HTML, also without the slash that a host would have added.
  await page.goto(`${site.address}presets/tombstone/`);
  await alive(page);
  await page.goto(`${site.address}zh-CN/lessons/L05-list-and-watch`);
  await expect(page).toHaveURL(/L05-list-and-watch\/(#.*)?$/);
  await expect(page.getByRole('article')).toBeVisible({ timeout: 30_000 });
  await page.goto(`${site.address}embed.html?scenario=preset/tombstone&lang=en`);
  await expect(page.getByRole('slider').or(page.locator('[data-box]')).first()).toBeVisible({
    timeout: 30_000,
  });
});

test('a page in Chinese keeps its fonts as well', async ({ page }) => {
  const site = await serveFolder({ folder: dist, base });
  await openApp(page, `${site.address}?lang=zh-CN`);
  await controlled(page);
  const fonts = readdirSync(join(dist, 'assets')).filter((name) => name.startsWith('noto-'));
  expect(fonts.length).toBeGreaterThan(50);
  const kept = async (): Promise<number> =>
    (await keptFiles(page)).filter((path) => path.includes('/noto-')).length;
  await expect.poll(kept, { timeout: 50_000, intervals: [300] }).toBe(fonts.length);
  await site.close();
});

/** A later build of the same site: its entry and one of its parts have other names. */
async function laterBuild(folder: string): Promise<void> {
  cpSync(dist, folder, { recursive: true });
  const assets = join(folder, 'assets');
  const names = readdirSync(assets);
  const renamed = names
    .filter((name) => /^(index|export_dialog)-.*\.js$/.test(name))
    .map((name) => [name, name.replace(/-[\w-]{8}\.js$/, '-NewNames.js')] as const);
  expect(renamed.length).toBeGreaterThanOrEqual(2);
  for (const name of names.filter((each) => each.endsWith('.js'))) {
    changeText(join(assets, name), renamed);
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.html')) changeText(join(folder, name), renamed);
  }
  for (const [before, after] of renamed) renameSync(join(assets, before), join(assets, after));
  await writeServiceWorker({ repository, folder, off: false });
}

function changeText(file: string, changes: readonly (readonly [string, string])[]): void {
  const text = readFileSync(file, 'utf8');
  const changed = changes.reduce((so, [before, after]) => so.replaceAll(before, after), text);
  if (changed !== text) writeFileSync(file, changed);
}

test('a new build announces itself, leaves the open page whole, and opens at a reload', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const current = join(temporary, 'current');
  const later = join(temporary, 'later');
  await laterBuild(later);
  symlinkSync(dist, current);
  const site = await serveFolder({ folder: current, base });
  await openApp(page, site.address);
  await controlled(page);

  rmSync(current);
  symlinkSync(later, current);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const notice = page.getByRole('listitem').filter({ hasText: 'A new version is here' });
  await expect(notice).toBeVisible({ timeout: 40_000 });

  // The server has this part under its new name only.
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Export or open a run' })).toBeVisible();
  await page.keyboard.press('Escape');

  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('script[type=module][src*="NewNames"]')).toBeAttached();
  await alive(page);
  await expect(notice).toHaveCount(0);
  const builds = () => caches.keys().then(({ length }) => length);
  await expect.poll(() => page.evaluate(builds), { timeout: 40_000 }).toBe(1);

  await cut(page, site);
  await page.reload();
  await alive(page);
  await expect(page.locator('script[type=module][src*="NewNames"]')).toBeAttached();
});

function registrations(): Promise<number> {
  return navigator.serviceWorker.getRegistrations().then(({ length }) => length);
}

test('?sw=off takes the worker away, and so does the worker of a site that wants none', async ({
  page,
}) => {
  const retired = join(temporary, 'retired');
  const current = join(temporary, 'switched');
  cpSync(dist, retired, { recursive: true });
  await writeServiceWorker({ repository, folder: retired, off: true });
  symlinkSync(dist, current);
  const site = await serveFolder({ folder: current, base });
  const gone = async (): Promise<void> => {
    await expect.poll(() => page.evaluate(registrations), { timeout: 20_000 }).toBe(0);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  };

  await page.goto(`${site.address}fidelity.html`);
  await controlled(page);
  await page.goto(`${site.address}?sw=off`);
  // It loads itself once more, so as not to be in the worker's charge.
  await page.waitForFunction(() => navigator.serviceWorker.controller === null);
  await gone();
  await page.waitForTimeout(2_500);
  await gone();

  await page.goto(`${site.address}fidelity.html`);
  await controlled(page);
  rmSync(current);
  symlinkSync(retired, current);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await gone();
  await site.close();
});

test("nothing is kept for a page in another site's frame, nor for another site of the origin", async ({
  page,
}) => {
  const site = await serveFolder({ folder: dist, base });
  const host = join(temporary, 'host');
  cpSync(join(dist, 'icon.svg'), join(host, 'icon.svg'));
  writeFileSync(
    join(host, 'index.html'),
    `<link rel="icon" href="icon.svg"><iframe width="900" height="600" src="${site.address}"></iframe>`,
  );
  const blog = await serveFolder({ folder: host, base: '/' });
  await page.goto(blog.address);
  await expect(page.frameLocator('iframe').getByTestId('hop')).toBeVisible({ timeout: 30_000 });
  // Longer than a page rests before it asks for its worker.
  await page.waitForTimeout(3_000);
  const [, frame] = page.frames();
  expect(await frame?.evaluate(registrations)).toBe(0);
  await blog.close();

  await page.goto(`${site.address}fidelity.html`);
  await controlled(page);
  await page.evaluate(() => caches.open('another app'));
  const outside = await page.evaluate(async () => {
    const answer = await fetch('/elsewhere/index.html');
    const names = await caches.keys();
    return { status: answer.status, names };
  });
  expect(outside.status).toBe(404);
  expect(outside.names).toContain('another app');
  expect((await keptFiles(page)).filter((path) => !path.startsWith(base))).toEqual([]);
  await site.close();
});
