import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { firstLoad } from '#cli/budget/first_load.ts';
import { appLoad, embedLoad } from '#cli/budget/site_loads.ts';
import { hopOf, openStage, pause, press } from './stage.ts';

const site = join(import.meta.dirname, '../../dist');

interface Fetched {
  readonly file: string;
  readonly before: boolean;
}

/** Notes when the stage first shows a hop. */
async function noteFirstPicture(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = (): void => {
      const hop = document.querySelector('[data-testid="hop"]')?.textContent ?? '';
      const stands = /[1-9]\d* of [1-9]/.test(hop) && document.querySelector('[data-box]') !== null;
      if (stands) performance.mark('first picture');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Everything but fonts, and whether it was asked for before the first picture. */
async function fetchedBy(page: Page): Promise<readonly Fetched[]> {
  await page.waitForFunction(() => performance.getEntriesByName('first picture').length > 0);
  return page.evaluate(() => {
    const picture = performance.getEntriesByName('first picture')[0]?.startTime ?? 0;
    return performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({
        file: new URL(name).pathname.slice(1),
        before: startTime < picture,
      }))
      .filter(({ file }) => !file.endsWith('.woff2'));
  });
}

test('the app fetches what its budget counts, and not the engine, before its first picture', async ({
  page,
}) => {
  await noteFirstPicture(page);
  await openStage(page);
  const fetched = await fetchedBy(page);
  const counted = firstLoad(site, appLoad).filter((file) => file !== appLoad.page);
  const early = fetched.filter(({ before }) => before).map(({ file }) => file);
  expect(early.filter((file) => !counted.includes(file))).toEqual([]);
  const all = fetched.map(({ file }) => file);
  expect(counted.filter((file) => !all.includes(file))).toEqual([]);
  expect(early.filter((file) => file.includes('engine_worker'))).toEqual([]);
});

test('the engine comes by itself when the picture stands, and goes on where the recording ends', async ({
  page,
}) => {
  await openStage(page);
  await expect.poll(() => page.workers().length).toBe(1);
  await pause(page);
  const length = async (): Promise<number> =>
    Number(/of (\d+)/.exec(await page.getByTestId('hop').innerText())?.[1]);
  const recorded = await length();
  await press(page, 'End');
  await expect.poll(() => hopOf(page)).toBe(recorded);
  await press(page, 'ArrowRight');
  await expect.poll(length, { timeout: 30_000 }).toBeGreaterThan(recorded);
});

test('the embed page fetches what its budget counts, and no engine, until its run plays', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname.slice(1)));
  await page.goto('/embed.html?scenario=opening');
  await page.locator('.embed-cover').getByRole('button', { name: 'Play' }).click();
  const before = await hopOf(page);
  await expect.poll(() => hopOf(page)).toBeGreaterThan(before + 5);
  const counted = firstLoad(site, embedLoad);
  const code = fetched.filter((file) => !file.endsWith('.woff2') && !file.startsWith('data:'));
  expect(code.filter((file) => !counted.includes(file))).toEqual([]);
  expect(counted.filter((file) => !code.includes(file))).toEqual([]);
});
