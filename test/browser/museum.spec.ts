/** The bug museum and the scenes for talks, by keyboard. */

import { expect, type Page, test } from '@playwright/test';

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled({ timeout: 20_000 });
  await button.focus();
  await page.keyboard.press('Enter');
}

test('an exhibit: the lamp lights where it breaks; a wrong repair leaves it lit, the right one does not', async ({
  page,
}) => {
  await page.goto('/#exhibit=B04-tombstone');
  const exhibit = page.getByRole('article', { name: 'The tombstone' });
  const lamp = exhibit.locator('.lamp');
  await expect(lamp).toContainText('No bug so far');
  await expect(exhibit.getByRole('link', { name: 'longhorn/longhorn#1900' })).toHaveAttribute(
    'href',
    'https://github.com/longhorn/longhorn/issues/1900',
  );
  await expect(exhibit).toMatchAriaSnapshot(`
    - article "The tombstone":
      - button "All lessons"
      - paragraph: EXHIBIT 4
      - heading "The tombstone" [level=2]
      - status: No bug so far
      - region "What to watch":
        - button "Play the broken run"
        - button "To where it breaks"
      - region "It really happened"
      - region "Mechanism"
      - region "Choose a repair":
        - list:
          - listitem "Check the assertion"
          - listitem "Check the assertion, and resync every 10 seconds"
          - listitem "Take the key out of the tombstone"
  `);
  await press(page, 'To where it breaks');
  await expect(lamp).toContainText('The bug is there');

  const wrong = exhibit.getByRole('listitem', { name: 'Check the assertion', exact: true });
  await expect(wrong).toContainText('if (!isPod(obj)) return;');
  await expect(wrong).not.toContainText('No panic any more.');
  await wrong.getByRole('button', { name: 'Try this repair' }).focus();
  await page.keyboard.press('Enter');
  await expect(wrong).toContainText('The bug is still there', { timeout: 20_000 });
  await expect(wrong).toContainText('No panic any more.');
  await expect(lamp).toContainText('The bug is there');
  await expect(exhibit.getByRole('blockquote')).toHaveCount(0);

  const right = exhibit.getByRole('listitem', { name: 'Take the key out of the tombstone' });
  await right.getByRole('button', { name: 'Try this repair' }).focus();
  await page.keyboard.press('Enter');
  await expect(right).toContainText('The bug is gone, and the work is done', { timeout: 20_000 });
  await expect(lamp).toContainText('No bug so far');
  await expect(exhibit.getByRole('blockquote')).toContainText('may be given a tombstone');
  await expect(
    exhibit.getByRole('region', { name: 'READ THE GO' }).getByRole('link').first(),
  ).toBeVisible();
});

test('a scene for talks: the question, then cue by cue, with the whole page', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/#preset=tombstone');
  const cues = page.getByRole('region', { name: 'A tombstone' });
  await expect(cues).toContainText('What does OnDelete receive');
  await expect(page.getByRole('tab', { name: 'Lesson' })).toBeHidden();
  await press(page, 'Begin');
  await expect(cues).toContainText('Three pods run.');
  await page.keyboard.press('PageDown');
  await expect(cues).toContainText('I cut the watch');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(cues).toContainText('CUE 4 OF 4');
  await expect(page.getByRole('button', { name: 'Next cue' })).toBeDisabled();
  await page.keyboard.press('PageUp');
  await expect(cues).toContainText('CUE 3 OF 4');
  await press(page, 'Close the scene’s cues');
  await expect(cues).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Lesson' })).toBeVisible();
});

test('everything there is to learn from is listed in the reader’s language', async ({ page }) => {
  await page.goto('/?lang=zh-CN');
  await expect(
    page.getByRole('region', { name: '课程' }).getByRole('button', { name: '墓碑与同名者' }),
  ).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Bug 博物馆' }).getByRole('button', { name: '墓碑' }),
  ).toBeVisible();
  await page
    .getByRole('region', { name: '演讲场景' })
    .getByRole('button', { name: '墓碑' })
    .click();
  await expect(page.getByRole('region', { name: '墓碑' })).toContainText('OnDelete');
});
