/** Pictures that leave the page are opened by programs that know nothing of it, and what they see is checked. */

import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { differingShare, exported, seenGif, seenSvg } from './exporting.ts';
import { openStage, pause } from './stage.ts';

/** Every view, a theme for each, and what there must be to read on it. */
const views = [
  { view: 'stage', theme: 'light', words: ['kube-apiserver', 'Reflector', 'DeltaFIFO', 'Indexer'] },
  { view: 'sequence', theme: 'dark', words: ['Sequence', 'kube-apiserver', 'worker-1'] },
  { view: 'states', theme: 'light', words: ['processing', 'default/web-757b9878c4'] },
  { view: 'requests', theme: 'dark', words: ['GET', '/api/v1/pods', 'kubelet'] },
  { view: 'queue', theme: 'light', words: ['Work queue', 'which worker had which key'] },
  { view: 'metrics', theme: 'dark', words: ['freshness gap', 'workqueue_depth'] },
  { view: 'log', theme: 'light', words: ['everything', 'etcd commits revision'] },
] as const;

const grounds = { light: '#f3f5f9', dark: '#0a0d13' } as const;

test('every view is an SVG file that stands on its own, drawn as it says', async ({ page }) => {
  await openStage(page);
  await pause(page);
  // A picture shows a view as its reader has it.
  await page.getByRole('tab', { name: 'States' }).click();
  await page.getByLabel('of each').selectOption('workItem');
  await page.getByRole('tab', { name: 'Stage' }).click();
  for (const { view, theme, words } of views) {
    const file = await exported(page, 'Picture (SVG)', async (dialog) => {
      await dialog.getByLabel('View', { exact: true }).selectOption(view);
      await dialog.getByLabel('Theme').selectOption(theme);
      await dialog.getByRole('checkbox', { name: 'All of it' }).check();
    });
    expect(file.name).toMatch(new RegExp(`^informer-lab-.+-classic-${view}-hop\\d+\\.svg$`));
    const text = file.bytes.toString('utf8');
    const seen = await seenSvg(page, text);
    expect(seen.broken, view).toBe('');
    expect(seen.foreign, view).toEqual([]);
    expect(seen.title).toContain('Informer Lab: ');
    expect(seen.description).toMatch(/^hop \d+ · t = /);
    for (const word of words) expect(seen.words, view).toContain(word);
    expect(text).toContain(`fill="${grounds[theme]}"`);
    expect(text).toContain("@font-face{font-family:'Inter Variable'");
    expect(seen.width).toBeGreaterThanOrEqual(1_280);
    expect(seen.height).toBeGreaterThanOrEqual(720);
    expect(seen.looked, view).toBeGreaterThan(8);
    expect(seen.unseen, view).toEqual([]);
  }
});

/** Keeps a copy of the unseen page from which a picture is painted, while it is there. */
async function keepPictured(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (made) => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe[aria-hidden="true"]');
      const pictured = frame?.contentDocument?.documentElement.outerHTML;
      if (pictured !== undefined) Object.assign(globalThis, { pictured });
      return make.call(URL, made);
    };
  });
}

test('a PNG file has the pixels of the page that it was painted from, in both themes', async ({
  page,
  context,
}) => {
  await keepPictured(page);
  await openStage(page);
  await pause(page);
  for (const theme of ['light', 'dark'] as const) {
    const { bytes } = await exported(page, 'Picture (PNG)', async (dialog) => {
      await dialog.getByLabel('Theme').selectOption(theme);
      await dialog.getByLabel('Size', { exact: true }).selectOption('1');
    });
    const [width, height] = await page.evaluate(async (file) => {
      const blob = new Blob([Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0))]);
      const bitmap = await createImageBitmap(blob);
      return [bitmap.width, bitmap.height] as const;
    }, bytes.toString('base64'));
    const body = await page.evaluate(() => String(Reflect.get(globalThis, 'pictured')));
    const other = await context.newPage();
    await other.setViewportSize({ width, height });
    await other.route('**/pictured.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html>${body}` }),
    );
    await other.goto('/pictured.html');
    await other.evaluate(() => document.fonts.ready);
    const share = await differingShare(page, bytes, await other.screenshot());
    expect(share).toBeLessThan(0.02);
    await other.close();
  }
});

test('a comparison is a picture of both runs and of what differs', async ({ page }) => {
  await page.goto('/#compare=classic,modern');
  await expect(page.getByTestId('parting')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save a picture' });
  await expect(dialog.getByRole('radio')).toHaveCount(2);
  await dialog.getByRole('radio', { name: 'Picture (SVG)' }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the file' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/-comparison\.svg$/);
  const seen = await seenSvg(page, readFileSync(await download.path(), 'utf8'));
  expect(seen.broken).toBe('');
  expect(seen.foreign).toEqual([]);
  expect(seen.description).toBe('classic | modern');
  const words = ['DeltaFIFO', 'RealFIFO', 'State of rs-controller now', 'resourceVersion=0'];
  for (const word of words) expect(seen.words).toContain(word);
  expect(seen.looked).toBeGreaterThan(60);
  expect(seen.unseen).toEqual([]);
});

test('a GIF of a range has its frames, the same ones each time', async ({ page }) => {
  await openStage(page);
  await pause(page);
  const range = async (dialog: Locator): Promise<void> => {
    await dialog.getByLabel('Theme').selectOption('dark');
    await dialog.getByLabel('Width of the picture').selectOption('640');
    await dialog.getByLabel('From hop').fill('1200');
    await dialog.getByLabel('To hop').fill('1206');
    await dialog.getByLabel('Frames a second').selectOption('5');
    await expect(dialog.getByRole('status')).toHaveText(/^\d+ frames, [\d.]+ s$/);
  };
  const file = await exported(page, 'Moving picture (GIF)', range);
  expect(file.name).toMatch(/-stage-hops1200-1206\.gif$/);
  const seen = await seenGif(page, file.bytes);
  expect(seen.frames).toBeGreaterThan(2);
  expect(seen.repetitions).toBe(Number.POSITIVE_INFINITY);
  expect(new Set(seen.widths)).toEqual(new Set([640]));
  expect(new Set(seen.heights)).toEqual(new Set([360]));
  expect(seen.lastsMs.slice(0, -1).every((ms) => ms > 0 && ms % 200 === 0)).toBe(true);
  expect(seen.lastsMs.at(-1)).toBeGreaterThanOrEqual(1_500);
  expect(seen.changed.every((pixels) => pixels > 0)).toBe(true);
  const again = await exported(page, 'Moving picture (GIF)', range);
  expect(again.bytes.equals(file.bytes)).toBe(true);
});

test('a moving picture can be given up, and one that is too long is refused', async ({ page }) => {
  await openStage(page);
  await pause(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export or open a run' });
  await dialog.getByRole('radio', { name: 'Moving picture (GIF)' }).check();
  await dialog.getByLabel('From hop').fill('1');
  await dialog.getByLabel('Frames a second').selectOption('20');
  await dialog.getByLabel('Pace', { exact: true }).selectOption('0.5');
  await expect(dialog.getByRole('status')).toContainText('are more than 600');
  await expect(dialog.getByRole('button', { name: 'Save the file' })).toBeDisabled();
  await dialog.getByLabel('Frames a second').selectOption('5');
  await dialog.getByLabel('Pace', { exact: true }).selectOption('4');
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('button', { name: 'Save the file' })).toBeEnabled();
  await expect(page.locator('iframe')).toHaveCount(0);
  await expect(page.locator('.notice')).toHaveCount(0);
});
