/** The font for Chinese is bundled with the site, and costs nothing where no Chinese is shown. */

import { expect, type Page, test } from '@playwright/test';
import { openStage, pause, press } from './stage.ts';

/** The addresses that the page asks for on account of Chinese, from now on. */
function fontRequests(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/noto-sans-sc|chinese_faces/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

test('an English page asks for no file of it', async ({ page }) => {
  const asked = fontRequests(page);
  await openStage(page);
  await pause(page);
  for (const view of ['1', '2', '3', '4', '5', '6']) await press(page, view);
  for (const tab of ['Log', 'Run', 'Inspect']) await page.getByRole('tab', { name: tab }).click();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const faces = await page.evaluate(() => [...document.fonts].map(({ family }) => family));
  expect(faces.some((family) => family.includes('Inter'))).toBe(true);
  expect(faces.filter((family) => family.includes('Noto'))).toEqual([]);
  expect(asked).toEqual([]);
});

test('a Chinese page is set in it, from the own origin', async ({ page, baseURL }) => {
  const asked = fontRequests(page);
  await openStage(page);
  await pause(page);
  await page.evaluate(() => {
    document.documentElement.lang = 'zh-CN';
    document.body.append(Object.assign(document.createElement('p'), { textContent: '控制器' }));
  });
  const loaded = () =>
    [...document.fonts].filter(
      ({ family, status }) => family.includes('Noto Sans SC') && status === 'loaded',
    ).length;
  await expect.poll(() => page.evaluate(loaded)).toBeGreaterThan(0);
  expect(asked.filter((url) => !url.startsWith(`${baseURL}/`))).toEqual([]);
  // Three signs and a few symbols of the stage, of a hundred files.
  const files = asked.filter((url) => url.endsWith('.woff2'));
  expect(files.length).toBeGreaterThan(0);
  expect(files.length).toBeLessThanOrEqual(8);
});

test('Chinese words on an English page are set in it too', async ({ page, baseURL }) => {
  const asked = fontRequests(page);
  await page.goto('/gallery.html?only=type');
  await expect(page.getByText('控制器从缓存读取')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => asked.filter((url) => url.endsWith('.woff2')).length).toBeGreaterThan(0);
  expect(asked.filter((url) => !url.startsWith(`${baseURL}/`))).toEqual([]);
});
