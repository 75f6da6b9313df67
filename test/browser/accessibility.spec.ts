/** axe finds nothing serious, in either theme, on the stage, in its menus and in its dialogs. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openStage, press } from './stage.ts';

/** `layer`: the menu or dialog that is open; it keeps the focus, so what lies below cannot have it. */
async function seriousFaults(page: Page, layer = 'body'): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(layer)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the ${colorScheme} stage`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStage(page);
    await press(page, 'Space');
    expect(await seriousFaults(page)).toEqual([]);

    for (const tab of ['Log', 'Run', 'Inspect']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await seriousFaults(page)).toEqual([]);
    }

    await page
      .getByRole('button', { name: 'What can be done to watch rs-controller/pods' })
      .last()
      .click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await seriousFaults(page, '[role="menu"]')).toEqual([]);
    await press(page, 'Escape', 'a');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
  });
}

test('nothing is wider than a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openStage(page);
  const widthPx = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widthPx).toBeLessThanOrEqual(360);
});
