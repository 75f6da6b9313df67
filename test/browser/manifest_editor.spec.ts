/** A manifest is written by keyboard: what the API server would refuse is marked, and what it knows is offered. */

import { expect, test } from '@playwright/test';
import { box, openStage, press } from './stage.ts';

test('an unknown field is marked, a field is completed, and the manifest is applied', async ({
  page,
}) => {
  await openStage(page);
  await press(page, 'End');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Apply a manifest' });
  await expect(dialog.locator('.monaco-editor.focused')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.type('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: typed\n');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('dat: {colour: teal}');

  const says = dialog.getByRole('status');
  await expect(says).toContainText('line 5: unknown field "dat"');
  await expect(dialog.locator('.squiggly-error')).toHaveCount(1);

  // The key is written anew, and the offer taken.
  await press(page, 'Home', 'Delete', 'Delete', 'Delete', 'Delete');
  await page.keyboard.type('da');
  await page.keyboard.press('Control+Space');
  const offer = dialog.locator('.suggest-widget .monaco-list-row').first();
  await expect(offer).toContainText('data');
  await expect(offer).toContainText('map[string]string, optional');
  // Escape closes the offers and leaves the dialog.
  await page.keyboard.press('Escape');
  await expect(offer).toBeHidden();
  await expect(dialog).toBeVisible();
  await press(page, 'Control+Space', 'Enter');
  await expect(dialog).toContainText('data:');
  await expect(says).toHaveText('');
  await expect(dialog.locator('.squiggly-error')).toHaveCount(0);

  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await press(page, 'End');
  await expect(box(page, 'server').getByRole('button', { name: /^typed\b/ })).toBeVisible();
});

test('Escape closes the offers first, and then the dialog', async ({ page }) => {
  await openStage(page);
  await press(page, 'End', 'a');
  const dialog = page.getByRole('dialog', { name: 'Apply a manifest' });
  await expect(dialog.locator('.monaco-editor.focused')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.type('api');
  const offer = dialog.locator('.suggest-widget .monaco-list-row').first();
  await expect(offer).toContainText('apiVersion');
  await page.keyboard.press('Escape');
  await expect(offer).toBeHidden();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
