/** A run leaves the page as a file and comes back: chosen in the dialog, or dropped on the page. */

import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openStage, pause, press } from './stage.ts';

interface Saved {
  readonly name: string;
  readonly text: string;
}

async function saved(page: Page, save: () => Promise<void>): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent('download'), save()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('each format is saved from the dialog under a name of its own', async ({ page }) => {
  await openStage(page);
  await pause(page);
  const formats = [
    ['Trace file', '.ndjson', '{"format":"informer-lab/trace","record":'],
    ['Sequence diagram', '.mmd', 'sequenceDiagram'],
    ['Trace events', '.trace.json', '{'],
    ['Metrics', '.prom', '# HELP'],
    ['Transcript', '.txt', ' '],
  ] as const;
  for (const [name, ending, start] of formats) {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export or open a run' });
    await dialog.getByRole('radio', { name }).check();
    if (ending === '.ndjson') {
      const { violations } = await new AxeBuilder({ page }).include('.dialog').analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
    const file = await saved(page, () =>
      dialog.getByRole('button', { name: 'Save the file' }).click(),
    );
    expect(file.name).toMatch(/^informer-lab-.+-classic\./);
    expect(file.name.endsWith(ending)).toBe(true);
    expect(file.text.startsWith(start)).toBe(true);
  }
});

test('between two hops wants hops that there are', async ({ page }) => {
  await openStage(page);
  await pause(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export or open a run' });
  await dialog.getByRole('radio', { name: /Transcript/ }).check();
  await dialog.getByLabel('Range', { exact: true }).selectOption('between');
  await dialog.getByLabel('From hop').fill('20');
  await dialog.getByLabel('To hop').fill('10');
  await expect(dialog.getByRole('status')).toContainText('Hops go from 1 to');
  await expect(dialog.getByRole('button', { name: 'Save the file' })).toBeDisabled();
  await dialog.getByLabel('To hop').fill('29');
  const file = await saved(page, () =>
    dialog.getByRole('button', { name: 'Save the file' }).click(),
  );
  const hops = file.text
    .trimEnd()
    .split('\n')
    .map((line) => Number(line.trim().split(' ')[0]));
  expect(Math.min(...hops)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...hops)).toBeLessThanOrEqual(29);
  expect(hops.length).toBeGreaterThan(3);
});

test('a trace file comes back live, and one without its record read-only, by choice and by drop', async ({
  page,
}) => {
  await openStage(page);
  await pause(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('radio', { name: 'Trace file' }).check();
  const file = await saved(page, () => page.getByRole('button', { name: 'Save the file' }).click());
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const buffer = Buffer.from(file.text);
  await page
    .getByTestId('trace-file')
    .setInputFiles({ name: 'mine.ndjson', mimeType: 'text/plain', buffer });
  await expect(page.locator('.notice-text', { hasText: 'the run is live' })).toBeVisible({
    timeout: 30_000,
  });

  const plain = file.text.replace(/^.*\n/, '{"format":"informer-lab/trace","version":1}\n');
  await drop(page, 'old.ndjson', plain);
  await expect(page.locator('.notice-text', { hasText: 'it cannot be changed' })).toBeVisible({
    timeout: 30_000,
  });

  const lines = plain.split('\n');
  await drop(page, 'broken.ndjson', [...lines.slice(0, 41), 'oops', ...lines.slice(42)].join('\n'));
  await expect(page.locator('.notice-text', { hasText: 'Line 42: ' })).toBeVisible();
  await press(page, 'Escape');
});

async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([fileName = '', content = '']) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName));
      const init = { dataTransfer: data, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('drop', init));
    },
    [name, text],
  );
}
