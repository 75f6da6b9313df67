/** When the engine breaks there is a page that says so and gives the run away, not a blank screen. */

import { expect, test } from '@playwright/test';

test('an engine that does not start leaves a run that can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.route('**/engine_worker*', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'The run broke.' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy this run' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/seed\s+\S+/);
  expect(copied).toMatch(/position\s+hop \d+/);
  expect(copied).toContain('kubectl apply');
  expect(copied).toMatch(/link\s+http\S+#run=1\./);
});
