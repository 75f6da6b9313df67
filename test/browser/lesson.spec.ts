import { expect, type Page, test } from '@playwright/test';

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

test('a lesson is taken by keyboard: the bet first, then four steps, and the run settles the bet', async ({
  page,
}) => {
  await page.goto('/#lesson=L05-list-and-watch');
  const lesson = page.getByRole('article', { name: 'ListAndWatch, one hop at a time' });
  await expect(lesson.getByRole('radio')).toHaveCount(4);
  await expect(lesson.getByRole('button', { name: 'Check' })).toHaveCount(0);

  await lesson.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await press(page, 'Bet and play');
  await page.keyboard.press('Escape');

  for (const step of [1, 2, 3, 4]) {
    await expect(lesson.getByText(`STEP ${step} OF 4`)).toBeVisible();
    if (step === 2) {
      await press(page, 'Check');
      await expect(lesson.getByText('the Reflector has not opened a second watch')).toBeVisible();
      await press(page, 'Hint 1 of 3');
      await expect(lesson.getByText('A clean close says nothing was lost.')).toBeVisible();
    }
    await press(page, 'Run it for me');
    await press(page, 'Run it');
    await expect(lesson.locator('[data-reached=true]')).toHaveCount(2, { timeout: 20_000 });
    await press(page, 'Check');
  }

  await expect(lesson.getByRole('region', { name: 'What happened' })).toContainText(
    'A closed watch is resumed',
  );
  await expect(lesson.getByRole('region', { name: 'Your bet' })).toContainText(
    'The run went another way',
  );
});

test('a lesson that does not exist is told, and the first scene opens', async ({ page }) => {
  await page.goto('/#lesson=L99-nothing');
  await expect(page.getByText(/^There is no lesson "L99-nothing"/)).toBeVisible();
  await expect(page.getByText('kube-apiserver')).toBeVisible();
});
