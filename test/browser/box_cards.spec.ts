/** Every box says what is simplified in it and which Go it mirrors: by keyboard, by its menu and by touch. */

import { expect, test } from '@playwright/test';
import { box, openStage, press } from './stage.ts';

const boxes = ['server', 'reflector', 'queue', 'indexer', 'handlers', 'workqueue', 'workers'];

test('by keyboard, from the title of every box', async ({ page }) => {
  await openStage(page);
  await press(page, 'End');
  for (const name of boxes) {
    const title = box(page, name).getByRole('heading').getByRole('button');
    await title.focus();
    await press(page, 'Enter');
    const card = page.getByRole('dialog');
    await expect(card.getByRole('heading', { name: 'What is simplified here' })).toBeVisible();
    await expect(card.locator('dd').first()).toBeVisible();
    const links = card.getByRole('listitem').getByRole('link');
    await expect(links.first()).toHaveAttribute(
      'href',
      /github\.com\/kubernetes\/.*\/v0\.32\.\d+\/.*\.go$/,
    );
    await press(page, 'Escape');
    await expect(card).toBeHidden();
    await expect(title).toBeFocused();
  }
});

test('from the menu of a box', async ({ page }) => {
  await openStage(page);
  await press(page, 'End');
  await box(page, 'reflector')
    .getByRole('button', { name: /What can be done to/ })
    .click();
  await page.getByRole('menuitem', { name: 'What is simplified here, and the Go' }).click();
  const card = page.getByRole('dialog', { name: 'Reflector' });
  await expect(card.getByText('tools/cache/reflector.go', { exact: true })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('by a tap on the title of every box', async ({ page }) => {
    await openStage(page);
    for (const name of boxes) {
      const title = box(page, name).getByRole('heading').getByRole('button');
      await title.scrollIntoViewIfNeeded();
      expect((await title.boundingBox())?.height).toBeGreaterThanOrEqual(24);
      await title.tap();
      const card = page.getByRole('dialog');
      await expect(card.locator('dd').first()).toBeVisible();
      await card.getByRole('button', { name: 'Close' }).tap();
      await expect(card).toBeHidden();
    }
  });
});
