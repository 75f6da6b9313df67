/**
 * The component gallery: what a screen reader is told of every component in each of its moods, and what axe
 * finds in any. The runs it is drawn from are the same everywhere, so their figures are compared too.
 */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { press } from './stage.ts';

/** The whole gallery, or these sections alone. */
async function openGallery(page: Page, only?: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(only === undefined ? '/gallery.html' : `/gallery.html?only=${only}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
}

function sectionOf(page: Page, id: string): Locator {
  return page.locator(`[data-section="${id}"]`);
}

/** Compares with the committed `snapshots/gallery/NAME.yml`. */
async function expectSnapshot(place: Locator, name: string): Promise<void> {
  expect.soft(await place.ariaSnapshot(), name).toMatchSnapshot(['gallery', `${name}.yml`]);
}

const sections = [
  'glyphs',
  'controls',
  'time',
  'texts',
  'server',
  'reflector',
  'queue',
  'indexer',
  'handlers',
  'workqueue',
  'workers',
  'ruler',
  'programs',
];

test('every component says what it shows', async ({ page }) => {
  await openGallery(page);
  const shown = await page.locator('[data-section]').evaluateAll((all) => all.map(({ id }) => id));
  expect(shown).toEqual(expect.arrayContaining(sections));
  for (const id of sections) await expectSnapshot(sectionOf(page, id), id);
});

const nouns: readonly (readonly [name: string, button: string | RegExp])[] = [
  ['watch', 'watch rs-controller/pods'],
  ['frame', 'message 1 of rs-controller/pods'],
  ['informer', 'informer rs-controller/pods'],
  ['handlers', 'handlers of rs-controller/pods'],
  ['worker', 'worker rs-controller/worker-1'],
  ['apiserver', 'API server a'],
  ['request', /^req-/],
  ['program', 'rs-controller'],
  ['object', /^pods\//],
];

test('every menu says what can be done, and why the rest cannot', async ({ page }) => {
  await openGallery(page, 'menus');
  for (const mood of ['a held stream', 'a crashed program']) {
    const buttons = sectionOf(page, 'menus').getByRole('figure', { name: mood });
    for (const [name, button] of nouns) {
      await buttons.getByRole('button', { name: button, exact: true }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectSnapshot(page.getByRole('menu'), `menu ${name}, ${mood}`.replaceAll(/\W+/g, '-'));
      await press(page, 'Escape');
      await expect(page.getByRole('menu')).toHaveCount(0);
    }
  }
});

const dialogs = ['Settings', 'Scenes', 'Script', 'Apply a manifest', 'Command palette', 'Keys'];

test('every dialog and notice says what it is about', async ({ page }) => {
  await openGallery(page, 'notices,dialogs');
  for (const name of dialogs) {
    await sectionOf(page, 'dialogs').getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    if (name === 'Keys') await expectSnapshot(dialog, 'dialog-keys');
    await press(page, 'Escape');
    await expect(dialog).toHaveCount(0);
  }
  const notices = page.getByRole('region', { name: /^Notifications|^Message/ });
  for (const name of ['Act in the past', 'Ask for the impossible']) {
    await sectionOf(page, 'notices').getByRole('button', { name }).click();
    await expect(notices.getByRole('listitem').last()).toContainText(
      name === 'Act in the past' ? 'A new branch' : 'Not done',
    );
  }
  await expectSnapshot(notices, 'notices');
});

/** The same box is shown many times over, with the same name; the stage is checked where it stands. */
function faultsOf(page: Page, layer = 'body') {
  return new AxeBuilder({ page })
    .disableRules(['landmark-unique'])
    .include(layer)
    .exclude('[data-section="stage"]')
    .analyze();
}

test('axe finds nothing in any component', async ({ page }) => {
  await openGallery(page);
  const { violations } = await faultsOf(page);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
});

test('every component is as readable in the dark', async ({ page }) => {
  await openGallery(page);
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')))).toEqual(
    [],
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any ${colorScheme} dialog`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openGallery(page, 'dialogs');
    for (const name of dialogs) {
      await sectionOf(page, 'dialogs').getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      const { violations } = await faultsOf(page, '[role="dialog"]');
      expect
        .soft(violations.map(({ id, nodes }) => `${name}, ${id}: ${nodes[0]?.target}`))
        .toEqual([]);
      await press(page, 'Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
}

for (const theme of ['Light', 'Dark']) {
  test(`shapes and boxes look as they did, ${theme.toLowerCase()}`, async ({ page }) => {
    await openGallery(page, 'glyphs,queue');
    await page.getByRole('button', { name: theme, exact: true }).click();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    // Letters differ by a hair between browsers; a shape, a colour or a place that changes is more than that.
    const tolerant = { maxDiffPixelRatio: 0.02, threshold: 0.3 };
    for (const id of ['glyphs', 'queue']) {
      const name = `${id}-${theme.toLowerCase()}.png`;
      await expect.soft(sectionOf(page, id)).toHaveScreenshot(['gallery', name], tolerant);
    }
  });
}

test('more contrast is one click away, and gives seven to one', async ({ page }) => {
  await openGallery(page);
  const muted = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--muted'));
  const before = await muted();
  await page.getByRole('button', { name: 'More contrast' }).click();
  expect(await muted()).not.toBe(before);
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: ['color-contrast-enhanced'] })
    .analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')))).toEqual(
    [],
  );
  await page.getByRole('button', { name: 'More contrast' }).click();
  expect(await muted()).toBe(before);
});
