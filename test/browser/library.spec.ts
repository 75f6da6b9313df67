/** The lists around the lessons: found by a pasted message, read by keyboard, progress carried and printed. */

import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { ProgressRecord } from '#tutor/progress.ts';

const logged =
  'E1127 03:01:12.123456 1 reflector.go:158] "Unhandled Error" err="Failed to watch *v1.Pod: too old resource version: 4817 (5120)"';

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('[role="dialog"]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('a message out of a log leads to the lesson that explains it', async ({ page }) => {
  await page.goto(`/?q=${encodeURIComponent(logged)}`);
  const library = page.getByRole('dialog', { name: 'Library' });
  const hit = library.getByRole('listitem').filter({ hasText: 'too old resource version' }).first();
  await expect(hit).toContainText('Lesson L05');
  await expect(hit).toMatchAriaSnapshot(`
    - listitem:
      - paragraph: Lesson L05
      - heading "ListAndWatch, one hop at a time" [level=3]:
        - link "ListAndWatch, one hop at a time":
          - /url: "#lesson=L05-list-and-watch"
      - paragraph: explains “too old resource version”
      - paragraph: Name what the Reflector does next after each way of losing its watch.
  `);
  expect(await faults(page)).toEqual([]);
  await hit.getByRole('link').press('Enter');
  await expect(
    page.getByRole('article', { name: 'ListAndWatch, one hop at a time' }),
  ).toBeVisible();
  await expect(library).toHaveCount(0);
});

test('the palette finds a question, and the list that it stands in', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Find and do anything' }).click();
  await page.getByPlaceholder(/A verb, an object/).fill('HasSynced up to date');
  await page.getByRole('option', { name: /HasSynced is true/ }).click();
  const library = page.getByRole('dialog', { name: 'Library' });
  await expect(library.getByRole('tab', { selected: true })).toHaveText('Questions');
  await expect(library.locator('#Q06')).toBeVisible();
  await expect(library.getByRole('status')).toHaveText('1 of 60');
});

for (const [hash, text] of [
  ['#questions', '60 of 60'],
  ['#glossary', '100 of 100'],
  ['#notes', 'Five learners’ notes'],
  ['#overview', 'five panels'],
] as const) {
  test(`${hash} opens by its address, and axe has nothing to say`, async ({ page }) => {
    await page.goto(`/${hash}`);
    const library = page.getByRole('dialog', { name: 'Library' });
    await expect(library.getByText(text).first()).toBeVisible();
    if (hash === '#overview') await expect(library.locator('svg[role=img]').first()).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(library).toHaveCount(0);
    expect(new URL(page.url()).hash).toBe('');
  });
}

test('a term is opened by keyboard, and tells where it is seen at work', async ({ page }) => {
  await page.goto('/#lesson=L05-list-and-watch');
  const lesson = page.getByRole('article', { name: 'ListAndWatch, one hop at a time' });
  const term = lesson.getByRole('button', { name: 'Reflector', exact: true }).first();
  await term.press('Enter');
  const card = page.getByRole('dialog', { name: 'Reflector' });
  await expect(card).toContainText('Seen at work in');
  await expect(card.getByRole('link').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(term).toBeFocused();
});

const elsewhere: ProgressRecord = {
  version: 1,
  lessons: {
    'L05-list-and-watch': {
      opened: '2026-03-01T10:00:00.000Z',
      bets: [{ option: 'queued-first', right: true, at: '2026-03-01T10:01:00.000Z' }],
      steps: { start: { at: '2026-03-01T10:02:00.000Z', hints: 1 } },
      finished: '2026-03-01T10:30:00.000Z',
    },
  },
  exhibits: {},
};

test('progress is imported, exported, reset and brought back, and refused if it is none', async ({
  page,
}) => {
  await page.goto('/#progress');
  const library = page.getByRole('dialog', { name: 'Library' });
  const input = library.locator('input[type=file]');
  await input.setInputFiles({
    name: 'notes.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...elsewhere, version: 9 })),
  });
  await expect(library.getByRole('status')).toContainText('notes.json is no record of progress');
  await input.setInputFiles({
    name: 'progress.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(elsewhere)),
  });
  await expect(library.getByRole('status')).toHaveText('Imported, and joined with what was here.');
  const sheet = library.getByRole('region', { name: 'What I have done in Informer Lab' });
  await expect(sheet).toMatchAriaSnapshot(`
    - region "What I have done in Informer Lab":
      - heading "What I have done in Informer Lab" [level=3]
      - list "Lessons":
        - listitem:
          - heading "● L05 ListAndWatch, one hop at a time" [level=4]
          - paragraph: finished Mar 1, 2026 · 1 of 4 steps · bet right · 1 hint
          - paragraph
  `);
  expect(await faults(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await library.getByRole('button', { name: 'Export to a file' }).click();
  const path = await (await download).path();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(elsewhere);

  await library.getByRole('button', { name: 'Reset' }).click();
  await expect(sheet).toContainText('Nothing yet.');
  await page.reload();
  await library.getByRole('button', { name: 'Bring it back' }).click();
  await expect(sheet).toContainText('bet right');

  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeVisible();
  await expect(page.locator('.playground')).toBeHidden();
  await expect(library.getByRole('button', { name: 'Print' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Lesson' }).click();
  await expect(
    page.getByRole('button', { name: /ListAndWatch, one hop at a time.*done/ }),
  ).toBeVisible();
});
