/** Every page keeps its own Content-Security-Policy through all that it does, and asks nobody else for anything. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openStage, pause, press } from './stage.ts';

/** What the pages of this test were refused, and whom else they asked. */
async function watched(page: Page, baseURL: string | undefined): Promise<readonly string[]> {
  const seen: string[] = [];
  await page.exposeBinding('tellViolation', (_, text: string) => {
    seen.push(text);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sample, sourceFile } = event;
      const told = `${location.pathname}: ${effectiveDirective} forbids ${blockedURI} ${sample} in ${sourceFile}`;
      (window as unknown as { tellViolation: (text: string) => void }).tellViolation(told);
    });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.context().on('request', (request) => {
    const url = request.url();
    const own = url.startsWith(`${baseURL}/`) || /^(data|blob):/.test(url);
    if (!own) seen.push(`asked ${url}`);
  });
  return seen;
}

async function writeAManifest(page: Page): Promise<void> {
  await press(page, 'End', 'a');
  const dialog = page.getByRole('dialog', { name: 'Apply a manifest' });
  await expect(dialog.locator('.monaco-editor.focused')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.type('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: typed\n');
  await press(page, 'Home');
  await page.keyboard.type('da');
  await press(page, 'Control+Space');
  await expect(dialog.locator('.suggest-widget .monaco-list-row').first()).toBeVisible();
  await press(page, 'Escape', 'Escape');
  await expect(dialog).toBeHidden();
}

test('the app plays, edits, commands, exports and teaches within its policy', async ({
  page,
  baseURL,
}) => {
  const seen = await watched(page, baseURL);
  await openStage(page);
  await pause(page);
  await writeAManifest(page);
  for (const view of ['2', '3', '4', '5', '6', '1']) await press(page, view);
  await press(page, '`');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
  await page.keyboard.type('kubectl get pods');
  await press(page, 'Enter', 'Escape');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export or open a run' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  await download;
  await press(page, 'Escape');
  await page.goto('/?lang=zh-CN#lesson=L05-list-and-watch');
  await page.reload();
  await expect(page.getByRole('article')).toBeVisible({ timeout: 30_000 });
  expect(seen).toEqual([]);
});

const others = ['fidelity.html', 'gallery.html', 'embed.html', 'configure.html'];
const built = join(import.meta.dirname, '../../dist');

for (const name of others.filter((each) => existsSync(join(built, each)))) {
  test(`${name} draws itself within its policy`, async ({ page, baseURL }) => {
    const seen = await watched(page, baseURL);
    await page.goto(`/${name}`);
    await expect(page.locator('svg, table').first()).toBeVisible({ timeout: 40_000 });
    expect(seen).toEqual([]);
  });
}

test('a policy that is broken is seen here: this test can fail', async ({ page, baseURL }) => {
  const seen = await watched(page, baseURL);
  await page.goto('/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const frame = document.createElement('iframe');
    frame.src = 'https://elsewhere.example/';
    document.body.append(frame);
  });
  await expect.poll(() => seen.join('\n')).toContain('script-src-elem forbids inline');
  await expect.poll(() => seen.join('\n')).toContain('frame-src forbids https://elsewhere.example');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});
