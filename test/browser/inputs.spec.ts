/** The palette, undo, settings, scenes and scripts, by keyboard alone. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { hopOf, openStage, pause, press } from './stage.ts';

async function seriousFaults(page: Page, layer: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(layer)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

/** The line of the palette that Enter would do. */
function chosen(page: Page): Locator {
  return page.getByRole('dialog').getByRole('option', { selected: true });
}

/** Opens the palette, types, and waits for the line that is then chosen. */
async function find(page: Page, typed: string, label: string | RegExp): Promise<void> {
  await press(page, 'Control+k');
  const input = page.getByRole('combobox', { name: 'Command palette' });
  await expect(input).toBeFocused();
  await page.keyboard.type(typed);
  await expect(chosen(page)).toContainText(label);
}

test('a fault is found and done in the palette, and undone by a key', async ({ page }) => {
  await openStage(page);
  await pause(page);
  const before = await hopOf(page);
  await find(page, 'cut the stream', 'Cut the stream');
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect.poll(() => hopOf(page)).toBeGreaterThan(before);

  await press(page, 'Control+z');
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();
  await expect.poll(() => hopOf(page)).toBe(before);
  await find(page, 'panel run', 'Run');
  await press(page, 'Enter');
  await expect(page.getByRole('button', { name: /^watch rs-controller\/pods cut/ })).toBeVisible();
  await find(page, 'undo', 'nothing has been done by hand');
});

test('what cannot be done now says why, and a statement can be written', async ({ page }) => {
  await openStage(page);
  await pause(page);
  await find(page, 'release the stream', 'not now: the stream is not held');
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await press(page, 'Escape');
  await find(page, 'latency watch 80ms', 'Do: latency watch 80ms');
  await press(page, 'Enter');
  await expect(page.locator('.notice').getByText('latency watch 80ms')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} palette`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStage(page);
    await pause(page);
    await press(page, 'Control+k');
    await expect(chosen(page)).toBeVisible();
    expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
    await page.keyboard.type('release');
    await expect(page.getByText(/not now/).first()).toBeVisible();
    expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
  });
}
