/** The views of a run beside the stage: reached by key, true to the cursor, free of faults for axe. */

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { hopOf, openStage, press } from './stage.ts';

const views = ['Stage', 'Sequence', 'States', 'Requests', 'Queue', 'Metrics'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any ${colorScheme} view`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStage(page);
    await press(page, 'Space');
    for (const [index, name] of views.entries()) {
      await press(page, String(index + 1));
      await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      await expect(page.getByRole('tabpanel', { name, exact: true })).not.toContainText('Opening');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.target}`)).toEqual([]);
    }
  });
}

test('a request leads to the hop that sent it, and the chart to the one that moved it', async ({
  page,
}) => {
  await openStage(page);
  await press(page, 'Space', '4');
  await page.getByRole('searchbox', { name: 'Search the requests' }).fill('409');
  const row = page.locator('.request-row').first();
  await expect(row).toContainText('409');
  await row.click();
  await page.getByRole('button', { name: 'When it was sent' }).click();
  const sent = await hopOf(page);
  await expect(page.locator('.caption')).toContainText('sends UPDATE');
  await press(page, '3');
  await page.locator('.states-taken button').last().click();
  expect(await hopOf(page)).toBeLessThan(sent);
});

test('no view is wider than a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openStage(page);
  for (const name of views) {
    await page.getByRole('tab', { name, exact: true }).click();
    const widthPx = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widthPx, name).toBeLessThanOrEqual(360);
  }
});
