/** Readers who ask for more contrast get it, in both themes; nothing depends on colour alone. */

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openStage, press } from './stage.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`text stands out sevenfold where more contrast is asked for, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, contrast: 'more', reducedMotion: 'reduce' });
    await openStage(page);
    await press(page, 'Space');
    const { violations } = await new AxeBuilder({ page })
      .withRules(['color-contrast-enhanced'])
      .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
      .analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')))).toEqual(
      [],
    );
  });
}

test('with the colours of the system the choice is outlined', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await openStage(page);
  const tab = page.getByRole('tab', { name: 'Stage', exact: true });
  await expect(tab).toHaveCSS('outline-style', 'solid');
  await expect(page.getByRole('tab', { name: 'Metrics', exact: true })).toHaveCSS(
    'outline-style',
    'none',
  );
});
