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

test('settings are explained, validated, and open a run whose script says them', async ({
  page,
}) => {
  await openStage(page);
  await pause(page);
  await press(page, 's');
  const dialog = page.getByRole('dialog', { name: 'Settings of the run' });
  const apply = dialog.getByRole('button', { name: 'Run with these' });
  await expect(apply).toBeDisabled();
  const window = dialog.getByLabel('Watch-cache window');
  await expect(window).toHaveAccessibleDescription(/remembers/);
  await window.focus();
  await page.keyboard.type('none');
  await expect(
    dialog.getByText('expected a number of changes from 1 to 999999, got “none”'),
  ).toBeVisible();
  await expect(apply).toBeDisabled();
  await press(page, 'Control+a');
  await page.keyboard.type('4');
  await dialog.getByLabel('Workers of rs-controller').focus();
  await page.keyboard.type('3');
  await press(page, 'Enter');
  await expect(dialog).toBeHidden();
  await find(page, 'panel run', 'Run');
  await press(page, 'Enter');
  const script = page.getByLabel('Script', { exact: true });
  await expect(script).toContainText('set watch-window 4');
  await expect(script).toContainText('start rs-controller workers=3');
  await expect(page.getByRole('button', { name: /^main/ })).toBeVisible();
});

test('the script is edited, completed, refused with its position, and run anew', async ({
  page,
}) => {
  await openStage(page);
  await pause(page);
  await press(page, 'e');
  const dialog = page.getByRole('dialog', { name: 'The script of this run' });
  const editor = dialog.locator('.monaco-editor').first();
  await expect(editor).toBeVisible({ timeout: 20_000 });
  await press(page, 'Control+End');
  await page.keyboard.type('etcd zzz');
  await expect(dialog.getByRole('alert')).toContainText(/\d+:6\s*expected compact/);
  await expect(dialog.getByRole('button', { name: 'Run it' })).toBeDisabled();
  for (let count = 0; count < 'etcd zzz'.length; count++) await press(page, 'Backspace');
  await page.keyboard.type('etcd comp');
  await press(page, 'Control+Space');
  await expect(dialog.locator('.suggest-widget')).toContainText('compact');
  await press(page, 'Enter');
  await press(page, 'Control+Enter');
  await expect(dialog).toBeHidden();
  await find(page, 'panel run', 'Run');
  await press(page, 'Enter');
  await expect(page.getByLabel('Script', { exact: true })).toContainText('etcd compact');
});

/** Every scene has a picture, once it has come. */
async function expectPictures(dialog: Locator): Promise<void> {
  const cards = dialog.locator('.scene-card');
  await expect(cards.first()).toBeVisible();
  await expect(cards.filter({ has: dialog.page().locator('.scene-picture') })).toHaveCount(
    await cards.count(),
  );
  expect(await cards.count()).toBeGreaterThan(5);
}

test('a scene is chosen by its picture and words, and the branches are drawn', async ({ page }) => {
  await openStage(page);
  await pause(page);
  await press(page, 'g');
  const dialog = page.getByRole('dialog', { name: 'Scenes' });
  await expectPictures(dialog);
  await dialog.getByRole('button', { name: /^A tombstone/ }).focus();
  await press(page, 'Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('.notice-title').getByText('A new run: A tombstone')).toBeVisible({
    timeout: 15_000,
  });
  await find(page, 'panel run', 'Run');
  await press(page, 'Enter');
  await expect(page.getByRole('button', { name: /^A tombstone/ })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await expect(page.getByLabel('Script', { exact: true })).toContainText('seed tombstone');
  await expect(page.locator('.branch-node')).toHaveCount(2);
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

  test(`axe finds nothing in the ${colorScheme} settings, scenes and script`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStage(page);
    await pause(page);
    await press(page, 's');
    await page.getByRole('dialog').getByLabel('Nodes').fill('many');
    expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
    await press(page, 'Escape', 'g');
    await expectPictures(page.getByRole('dialog'));
    expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
    await press(page, 'Escape', 'e');
    await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 20_000 });
    expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
  });
}
