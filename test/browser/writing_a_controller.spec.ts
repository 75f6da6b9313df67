/** The lessons about writing a controller, from their bets to their last goals, by their own solutions. */

import { expect, test } from '@playwright/test';

for (const { lesson, steps, principle } of [
  { lesson: 'L20-build-the-loop', steps: 5, principle: 'as if it were the first one' },
  { lesson: 'L21-read-your-own-writes', steps: 5, principle: 'what you did last' },
]) {
  test(`${lesson} is solved step by step in the playground`, async ({ page }) => {
    test.slow();
    await page.goto(`/#lesson=${lesson}`);
    const article = page.getByRole('article').first();
    await article.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Bet and play', exact: true }).click();
    for (let step = 1; step <= steps; step++) {
      await expect(article.getByText(`STEP ${step} OF ${steps}`)).toBeVisible();
      await expect(article.locator('[data-reached]')).not.toHaveCount(0);
      await page.getByRole('button', { name: 'Run it for me', exact: true }).click();
      await page.getByRole('button', { name: 'Run it', exact: true }).click();
      await expect(article.locator('[data-reached=false]')).toHaveCount(0, { timeout: 40_000 });
      const check = page.getByRole('button', { name: 'Check', exact: true });
      await expect(check).toBeEnabled({ timeout: 40_000 });
      await check.click();
    }
    await expect(article).toContainText(principle);
    await expect(article).toContainText('The run went another way');
  });
}
