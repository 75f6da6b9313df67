/** The page that writes the lines for an embed: what is chosen is shown, written, kept in the address and copied. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type SnippetName, snippet, snippetNames } from '#embed/snippets.ts';
import { complaintsOf } from './host_pages.ts';
import { openStage, pause, press } from './stage.ts';

const lines = (page: Page) => page.getByRole('tabpanel').locator('pre');

test('what is chosen is written, shown at once, and copied', async ({ page, baseURL, context }) => {
  const complaints = complaintsOf(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/configure.html?scenario=exhibit/B04-tombstone&height=400&lang=en');
  const scene = page.getByRole('combobox', { name: 'Scene' });
  await expect(scene).toHaveValue('exhibit/B04-tombstone');
  const title = await scene.locator('option:checked').innerText();
  const site = `${baseURL}/`;
  const written = { site, heightPx: 400, language: 'en', title } as const;
  const scenario = 'exhibit/B04-tombstone';
  await expect(lines(page)).toHaveText(
    snippet('element', { ...written, parameters: { scenario } }).trimEnd(),
  );

  await page.getByRole('checkbox', { name: 'Log' }).check();
  await page.getByRole('combobox', { name: 'Colours' }).selectOption('dark');
  await page.getByRole('textbox', { name: 'Ends at' }).fill('75%');
  await page.getByRole('textbox', { name: 'Begins at' }).fill('soon');
  await expect(page.getByRole('alert')).toContainText('Expected a hop');
  await page.getByRole('textbox', { name: 'Begins at' }).fill('');
  const parameters = {
    scenario,
    panels: ['stage', 'log', 'timeline', 'caption'],
    theme: 'dark',
    end: { kind: 'fraction', fraction: 0.75 },
  } as const;
  await expect(page).toHaveURL(
    `${baseURL}/configure.html?lang=en&scenario=${scenario}&panels=stage,log,timeline,caption&theme=dark&end=75%25&height=400`,
  );
  const lab = page.locator('informer-lab');
  await expect(lab).toHaveAttribute('end', '75%');
  await expect
    .poll(() => lab.evaluate((each) => (each as HTMLElement & { state?: object }).state), {
      timeout: 30_000,
    })
    .toMatchObject({ phase: 'ready', theme: 'dark', scenario });

  const tabs = page.getByRole('tab');
  await tabs.first().focus();
  for (const name of snippetNames) {
    await expect(page.getByRole('tab', { selected: true })).toBeFocused();
    const text = snippet(name satisfies SnippetName, { ...written, parameters });
    await expect(lines(page)).toHaveText(text.trimEnd());
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    await page.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('ArrowRight');
  }

  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Colours' })).toHaveValue('dark');
  expect(complaints).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing to complain of for axe, and room enough at 360 pixels: ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    const language = colorScheme === 'dark' ? 'zh-CN' : 'en';
    await page.goto(`/configure.html?theme=red&start=x&lang=${language}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.locator('summary').click();
    const found = await new AxeBuilder({ page }).exclude('informer-lab').analyze();
    expect(found.violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
}

test('the app leads to it with what is shown: a scene by its name, what has been done to it as a run', async ({
  page,
  context,
}) => {
  await openStage(page);
  await pause(page);
  const embed = async (): Promise<Page> => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command palette' }).fill('embed this run');
    const opened = context.waitForEvent('page');
    await page.keyboard.press('Enter');
    return opened;
  };
  const first = await embed();
  // The first scene is what the page shows when its address says nothing.
  await expect(first).toHaveURL(/\/configure\.html$/);
  await expect(first.getByRole('combobox', { name: 'Scene' })).toHaveValue('opening');
  await first.close();

  await press(page, 'End', '`');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
  await page.keyboard.type('kubectl scale deployment/web --replicas=1');
  await press(page, 'Enter');
  await expect(page.getByRole('log', { name: 'Console output' })).toContainText(
    /--replicas=1\s*deployment\.apps\/web scaled/,
  );
  await press(page, 'Escape');
  const second = await embed();
  await expect(second).toHaveURL(/\/configure\.html#run=2\./);
  await expect(second.getByRole('combobox', { name: 'Scene' })).toHaveValue('run');
  await expect(lines(second)).toContainText('run="2.');
});
