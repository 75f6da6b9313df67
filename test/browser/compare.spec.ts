/** Two profiles side by side: from the menu and from a link, by keyboard, in both themes, on any screen. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openStage, pause, press } from './stage.ts';

const link = '/#compare=classic,modern';
const patient = { timeout: 30_000 };

async function openComparison(page: Page): Promise<void> {
  await page.goto(link);
  await expect(page.getByTestId('parting')).toBeVisible(patient);
}

function stageOf(page: Page, name: 'left' | 'right') {
  return page.locator(`.twin.${name}`);
}

async function hopsOf(page: Page): Promise<readonly number[]> {
  const texts = await page.getByTestId(/^hop-(left|right)$/).allInnerTexts();
  return texts.map((text) => Number(/hop (\d+)/.exec(text)?.[1] ?? Number.NaN));
}

async function faultsOf(page: Page, layer = 'body'): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include(layer).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

test('a link opens two machines where they part', async ({ page }) => {
  await openComparison(page);
  await expect(page.getByTestId('parting')).toContainText(
    'Here they part: classic lists pods at resourceVersion 0; modern opens a WATCH of pods with sendInitialEvents.',
  );
  await expect(stageOf(page, 'left').getByRole('heading', { level: 2 }).first()).toHaveText(
    'classic · DeltaFIFO',
  );
  await expect(stageOf(page, 'right').getByRole('heading', { level: 2 }).first()).toHaveText(
    'modern · RealFIFO',
  );
  await expect(stageOf(page, 'left').locator('.asked')).toContainText('resourceVersion=0');
  await expect(stageOf(page, 'right').locator('.asked')).toContainText('sendInitialEvents=true');
  await expect(page.getByTestId(/^parting-(left|right)$/)).toHaveCount(2);
  const row = page.locator('.state-table tr', { hasText: 'state' }).first();
  await expect(row).toContainText('listing');
  await expect(row).toContainText('streaming');
});

test('one transport moves both, by keyboard', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openComparison(page);
  const start = await hopsOf(page);
  await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
  const stepped = await hopsOf(page);
  expect(Math.max(...stepped)).toBeGreaterThan(Math.max(...start));
  await press(page, 'End');
  const [left = 0, right = 0] = await hopsOf(page);
  expect(Math.min(left, right)).toBeGreaterThan(3_000);
  await expect(page.getByTestId('parting')).toContainText('They parted at 0.000 s');
  await press(page, 'Home');
  expect(await hopsOf(page)).toEqual([0, 0]);
  await expect(page.getByTestId('parting')).toContainText('They will part at');
  await press(page, 'd');
  expect(await hopsOf(page)).toEqual(start);
  await press(page, 'Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(async () => (await hopsOf(page))[0], patient).toBeGreaterThan(start[0] ?? 0);
  await press(page, 'Space', 'Escape');
  await expect(page.locator('.compare')).toHaveCount(0);
  await expect(page.getByTestId('hop')).toBeVisible();
  await expect(page.getByRole('button', { name: /choose another, or compare/ })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
});

test('the table of lanes leads to where each parts', async ({ page }) => {
  await openComparison(page);
  await page.getByRole('button', { name: /differences now/ }).click();
  await page.getByRole('button', { name: /^rs-controller\/replicasets store/ }).click();
  await expect(page.getByLabel('Informer on both stages')).toHaveValue('rs-controller/replicasets');
  expect(Math.min(...(await hopsOf(page)))).toBeGreaterThan(200);
});

test('the profile menu replays the run, and puts it beside itself', async ({ page }) => {
  await openStage(page);
  await pause(page);
  const pill = page.getByRole('button', { name: /choose another, or compare/ });
  await expect(pill).toContainText('classic');
  await pill.focus();
  await press(page, 'Enter');
  await expect(page.getByRole('menuitemradio')).toHaveCount(4);
  await expect(page.getByRole('menuitemradio', { name: /modern/ })).toContainText('v0.37.2');
  await page.getByRole('menuitemradio', { name: /modern/ }).click();
  await expect(pill).toContainText('modern', patient);
  await expect(page.locator('[data-box="queue"]')).toContainText('RealFIFO');
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(page.locator('.branches .branch')).toHaveCount(2);
  await expect(page.locator('.branches .branch').first()).toContainText('the opening run');

  await pill.click();
  await page.getByRole('menuitem', { name: 'Compare with classic' }).click();
  await expect(page.getByTestId('parting')).toContainText('modern opens a WATCH', patient);
  await expect(stageOf(page, 'left').getByRole('heading', { level: 2 }).first()).toHaveText(
    'modern · RealFIFO',
  );
  await page.getByRole('button', { name: 'Close the comparison' }).click();
  await expect(page.locator('.branches .branch')).toHaveCount(2);
});

test('what was done by hand is done under the other profile too', async ({ page }) => {
  await openStage(page);
  await pause(page);
  await press(page, 'x');
  await expect(page.getByText('watch rs-controller/pods cut EOF').first()).toBeVisible(patient);
  await page.getByRole('button', { name: /choose another, or compare/ }).click();
  await page.getByRole('menuitem', { name: 'Compare with modern' }).click();
  await expect(page.getByTestId('parting')).toContainText('Here they part', patient);
  await press(page, 'End');
  for (const name of ['left', 'right'] as const) {
    await expect(stageOf(page, name).locator('.asked li')).not.toHaveCount(1);
  }
});

test('two machines that do the same are said to', async ({ page }) => {
  await page.goto('/#compare=classic,inOrder');
  await expect(page.getByText('They never part.')).toBeVisible(patient);
  await expect(page.getByRole('button', { name: /first divergence/ })).toHaveCount(0);
});

test('a link that names no profile says so', async ({ page }) => {
  await openStage(page, '#compare=classic,newest');
  await expect(page.getByText(/^expected two different profiles/)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openComparison(page);
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'End');
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Escape');
    await page.getByRole('button', { name: /choose another, or compare/ }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await faultsOf(page, '[role="menu"]')).toEqual([]);
  });
}

for (const width of [1024, 360]) {
  test(`it fits ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await openComparison(page);
    for (const name of ['left', 'right'] as const) {
      const bounds = await stageOf(page, name).boundingBox();
      expect((bounds?.x ?? -1) + (bounds?.width ?? 0)).toBeLessThanOrEqual(width);
    }
    const widthPx = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widthPx).toBeLessThanOrEqual(width);
    await page.getByRole('button', { name: 'Close the comparison' }).click();
    const closedPx = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(closedPx).toBeLessThanOrEqual(width);
  });
}
