/** axe finds nothing, in either theme, on the stage, in its panels, menus and dialogs. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openStage, press } from './stage.ts';

/** `layer`: the menu or dialog that is open; it keeps the focus, so what lies below cannot have it. */
async function faults(page: Page, layer = 'body'): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include(layer).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the ${colorScheme} stage`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStage(page);
    await press(page, 'Space');
    expect(await faults(page)).toEqual([]);

    await page
      .getByRole('button', { name: 'What can be done to watch rs-controller/pods' })
      .last()
      .click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await faults(page, '[role="menu"]')).toEqual([]);
    await press(page, 'Escape', 'a');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page, '[role="dialog"]')).toEqual([]);
  });

  test(`the ${colorScheme} panels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStage(page);
    await press(page, 'Space');
    for (const tab of ['Lesson', 'Why?', 'Log', 'Run', 'Inspect']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await faults(page, '.side-panel[data-state="active"]')).toEqual([]);
    }
  });
}

test('nothing is wider than a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openStage(page);
  const widthPx = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widthPx).toBeLessThanOrEqual(360);
});
