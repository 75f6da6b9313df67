/** Everything on the stage can be done without a mouse. */

import { expect, test } from '@playwright/test';
import { box, hopOf, openStage, press, tabTo } from './stage.ts';

test('time is stepped, searched and played by keys alone', async ({ page }) => {
  await openStage(page);
  await press(page, 'Space');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const paused = await hopOf(page);

  await press(page, 'ArrowRight');
  await expect.poll(() => hopOf(page)).toBeGreaterThan(paused);
  await press(page, 'ArrowRight', 'ArrowLeft');
  const back = await hopOf(page);
  await press(page, 'Shift+ArrowLeft');
  const beforeEvent = await hopOf(page);
  expect(beforeEvent).toBeLessThan(back);
  await press(page, 'Alt+ArrowLeft');
  expect(await hopOf(page)).toBeLessThan(beforeEvent);

  await press(page, 'Home');
  expect(await hopOf(page)).toBe(0);
  await press(page, 'End');
  expect(await hopOf(page)).toBeGreaterThan(paused);

  await press(page, '+');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('2');
  await press(page, 't');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await press(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a watch is held and released from its menu by keys alone', async ({ page }) => {
  await openStage(page);
  await press(page, 'Space');
  await tabTo(page, /What can be done to watch rs-controller\/pods/);
  await press(page, 'Enter');
  const hold = page.getByRole('menuitem', { name: /Hold messages back/ });
  await expect(hold).toBeVisible();
  await page.keyboard.type('Hold');
  await expect(hold).toBeFocused();
  await press(page, 'Enter');
  await expect(box(page, 'server').getByText('held')).toBeVisible();

  await expect(hold).toBeHidden();
  await expect(page.locator(':focus')).toHaveAccessibleName(/rs-controller\/pods/);
  await press(page, 'Enter');
  const release = page.getByRole('menuitem', { name: /Release/ });
  await expect(release).toBeVisible();
  await page.keyboard.type('Release');
  await expect(release).toBeFocused();
  await press(page, 'Enter');
  await expect(box(page, 'server').getByText('held')).toBeHidden();
});

test('with reduced motion a step is complete at once', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openStage(page);
  await press(page, 'Space');
  const before = await hopOf(page);
  await press(page, 'ArrowRight');
  expect(await hopOf(page)).toBeGreaterThan(before);
});
