/** Pages to read: there without JavaScript, and taken over by the app with it. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const lesson = 'lessons/L05-list-and-watch/';

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, heading, panel, width, colorScheme] of [
    [lesson, 'ListAndWatch, one hop at a time', /^Panel 1\. t = /, 360, 'light'],
    [`zh-CN/${lesson}`, 'ListAndWatch：一跳一跳地看', /^第 1 格/, 1024, 'dark'],
  ] as const) {
    test(`${path} is text and five panels, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      await expect(page.getByRole('img')).toHaveCount(5);
      await expect(page.getByRole('img').first()).toHaveAttribute('aria-label', panel);
      await expect(page.getByRole('img').first()).toBeVisible();
      // The words in a panel are as large as other small print.
      const drawn = await page.getByRole('img').first().locator('text').first().boundingBox();
      expect(drawn?.height).toBeGreaterThanOrEqual(10);
      const dark = colorScheme === 'dark' ? 'rgb(10, 13, 19)' : 'rgb(243, 245, 249)';
      await expect(page.locator('.static-page')).toHaveCSS('background-color', dark);
    });
  }

  test('a reader goes from the first page to a lesson, its answer, a term and the next lesson', async ({
    page,
  }) => {
    await page.goto('/');
    // Nothing stands empty where the app would be.
    const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
    expect(heading?.y).toBeLessThan(300);
    await page.getByRole('navigation').getByRole('link', { name: 'Lessons' }).click();
    await page.getByRole('link', { name: /ListAndWatch, one hop at a time/ }).click();
    const answer = page.getByText(/the items are queued, .* is set/).last();
    await expect(answer).toBeHidden();
    await page.getByText('Show the answer').click();
    await expect(answer).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Reflector' }).first().click();
    await expect(page.locator(':target')).toContainText('Reflector');
    await page.goBack();
    await page.getByRole('link', { name: /^Next / }).click();
    await expect(page).toHaveTitle('Resync is not relist · Informer Lab');
    await page.getByRole('link', { name: '简体中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  });

  for (const path of ['fidelity.html', 'zh-CN/fidelity/']) {
    test(`${path} has its figures`, async ({ page }) => {
      await page.goto(`/${path}`);
      await expect(page.getByRole('row')).not.toHaveCount(0);
      await expect(page.getByRole('cell', { name: /^\d+( of |\D+)\d+/ }).first()).toBeVisible();
    });
  }
});

test('axe finds nothing in the pages to read', async ({ page }) => {
  // With the app's own script kept away, the pages stay as they were written.
  await page.route(/assets\/.*\.js/, (route) => route.abort());
  for (const [path, colorScheme] of [
    [lesson, 'light'],
    ['zh-CN/exhibits/B04-tombstone/', 'dark'],
    ['presets/tombstone/', 'dark'],
    ['glossary/', 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`/${path}`);
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    expect(await faults(page), `${path} ${colorScheme}`).toEqual([]);
  }
});

test('the app opens a lesson on its page, and another one on its own', async ({ page }) => {
  await page.goto(`/${lesson}`);
  const open = page.getByRole('article', { name: 'ListAndWatch, one hop at a time' });
  await expect(open.getByRole('radio')).toHaveCount(4);
  await expect(page.locator('.static-page')).toHaveCount(0);
  await expect(open.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(page).toHaveTitle('ListAndWatch, one hop at a time · Informer Lab');
  expect(new URL(page.url()).pathname).toBe(`/${lesson}`);
  // A file of the site is found from here as well.
  await page
    .getByRole('button', { name: /^kube-apiserver/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText('OpenAPI v2 is not served');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'All lessons' }).click();
  await expect(page).toHaveTitle('Informer Lab');
  expect(new URL(page.url()).pathname).toBe('/');
  await page.goto(`/${lesson}#lesson=L08-resync-is-not-relist`);
  await expect(page.getByRole('article', { name: 'Resync is not relist' })).toBeVisible();
  await expect(page).toHaveURL('/#lesson=L08-resync-is-not-relist');
  await page.reload();
  await expect(page.getByRole('article', { name: 'Resync is not relist' })).toBeVisible();
});

test('a page in Chinese opens in Chinese; a term and a scene open where their pages are', async ({
  page,
}) => {
  await page.goto('/zh-CN/exhibits/B04-tombstone/');
  await expect(page.getByRole('article', { name: '墓碑' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle('墓碑 · Informer Lab');
  await page.getByRole('button', { name: '全部课程' }).click();
  await expect(page).toHaveURL('/zh-CN/');
  await page.getByRole('combobox', { name: '语言' }).selectOption('en');
  await expect(page).toHaveURL('/');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/glossary/#reflector');
  const library = page.getByRole('dialog', { name: 'Library' });
  await expect(library.getByRole('searchbox')).toHaveValue('reflector');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL('/');
  await page.goto('/presets/tombstone/');
  await expect(page.getByRole('region', { name: 'A tombstone' })).toBeVisible();
  await page.getByRole('button', { name: 'Close the scene’s cues' }).click();
  await expect(page).toHaveURL('/');
});
