/** A phone: no pointer but a finger, 360 px wide. Everything can be hit, and a watch is cut by tapping. */

import { expect, test } from '@playwright/test';
import { box, openStage } from './stage.ts';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test('a watch is cut from the sheet of verbs', async ({ page }) => {
  await openStage(page);
  await page.getByRole('button', { name: 'Pause' }).tap();
  const reflector = box(page, 'reflector');
  await reflector.scrollIntoViewIfNeeded();
  await reflector.getByRole('button', { name: /What can be done to/ }).tap();
  const sheet = page.getByRole('menu');
  await expect(sheet).toBeVisible();
  const place = await sheet.boundingBox();
  expect(place?.x).toBe(0);
  expect(place?.width).toBe(360);
  expect(Math.round((place?.y ?? 0) + (place?.height ?? 0))).toBe(740);
  for (const verb of await sheet.getByRole('menuitem').all()) {
    expect((await verb.boundingBox())?.height, await verb.innerText()).toBeGreaterThanOrEqual(44);
  }
  await sheet.getByRole('menuitem', { name: /^Cut the stream/ }).tap();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('watch rs-controller/pods cut EOF').first()).toBeVisible();
});

test('whatever can be tapped is at least 24 px high and wide, and the first acts 44', async ({
  page,
}) => {
  await openStage(page);
  await page.getByRole('button', { name: 'Pause' }).tap();
  const small = await page.locator('button, a[href], select, input').evaluateAll((all) =>
    all
      .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((each) => ({ each, place: each.getBoundingClientRect() }))
      .filter(({ place }) => place.width > 1 && (place.width < 24 || place.height < 24))
      .map(({ each, place }) => `${each.outerHTML.slice(0, 90)} ${place.width}×${place.height}`),
  );
  expect(small).toEqual([]);
  for (const name of [/^Cut the watch of/, /^Play$/]) {
    const button = page.getByRole('button', { name }).first();
    const place = await button.boundingBox();
    const least = Math.min(place?.width ?? 0, place?.height ?? 0);
    expect(Math.ceil(least), String(name)).toBeGreaterThanOrEqual(44);
  }
});

test('a tap lights the copies of an object until the next tap', async ({ page }) => {
  await openStage(page);
  await page.getByRole('button', { name: 'Pause' }).tap();
  const row = box(page, 'workqueue');
  await row.scrollIntoViewIfNeeded();
  const copy = page.locator('[data-box="indexer"] [data-object]').first();
  await copy.scrollIntoViewIfNeeded();
  await copy.dispatchEvent('pointerover', { pointerType: 'touch', bubbles: true });
  await copy.dispatchEvent('pointerout', { pointerType: 'touch', bubbles: true });
  await expect(page.locator('.brushed-marks')).toHaveAttribute('data-brushed', /^[1-9]/);
});
