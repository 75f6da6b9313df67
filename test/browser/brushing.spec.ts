/** What is pointed at in one view is lit in every other that shows it. */

import { expect, type Locator, type Page, test } from '@playwright/test';
import { openStage, pause, press } from './stage.ts';

/** A pod of the opening scene and its key. */
async function somePod(page: Page): Promise<{ readonly row: Locator; readonly key: string }> {
  const row = page.locator('[data-box="indexer"] [data-object^="pods/default/web-"]').first();
  const key = (await row.getAttribute('data-object')) ?? '';
  return { row, key };
}

/** Whether the element is lit: only then has it a shadow around it. */
function isLit(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const shown = element.matches('tr') ? element.querySelector('td') : element;
    if (shown === null) return false;
    const { boxShadow, backgroundColor } = getComputedStyle(shown);
    return (
      boxShadow !== 'none' || (element.matches('tr') && backgroundColor !== 'rgba(0, 0, 0, 0)')
    );
  });
}

const marks = (page: Page): Locator => page.locator('.brushed-marks');

test('an object is lit in the stage, the log, the timeline and every other view', async ({
  page,
}) => {
  await openStage(page);
  await press(page, 'End');
  await pause(page);
  await page.getByRole('tab', { name: 'Log' }).click();
  const { row, key } = await somePod(page);
  await page.getByRole('searchbox', { name: 'Search the log' }).fill(key.split('/').at(-1) ?? '');
  const logged = page.locator(`.log-row[data-object="${key}"]`).first();
  await expect(logged).toBeVisible();

  // From the stage to the log and the timeline.
  await row.hover();
  await expect.poll(() => isLit(logged)).toBe(true);
  await expect(marks(page)).not.toHaveAttribute('data-brushed', '0');
  const server = page.locator(`[data-box="server"] [data-object="${key}"]`).first();
  expect(await isLit(server)).toBe(true);

  // From the log back to the stage; and away.
  await page.mouse.move(4, 4);
  await expect.poll(() => isLit(server)).toBe(false);
  await logged.hover();
  await expect.poll(() => isLit(row)).toBe(true);

  // By keyboard too.
  await page.mouse.move(4, 4);
  await row.focus();
  await expect.poll(() => isLit(server)).toBe(true);

  // What is being inspected stays lit.
  await row.click();
  await page.mouse.move(4, 4);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await expect.poll(() => isLit(server)).toBe(true);
  await page.getByRole('tab', { name: 'Log' }).click();

  for (const [view, list] of views) {
    await open(page, view);
    if (view === 'States') await page.getByLabel('of each').selectOption('workItem');
    const shown = page
      .locator(`${list}[data-object^="pods/"], ${list}[data-object^="replicasets/"]`)
      .first();
    await expect(shown, view).toBeVisible();
    const other = (await shown.getAttribute('data-object')) ?? '';
    const same = page.locator(`${list}[data-object="${other}"]`).first();
    await page.mouse.move(4, 4);
    await expect(marks(page), view).toHaveAttribute('data-brushed', '0');
    await same.hover();
    await expect(marks(page), view).toHaveAttribute('data-brushed', /^[1-9]/);
    await expect
      .poll(() => isLit(page.locator(`${list}[data-object="${other}"]`).first()))
      .toBe(true);
    // What the log shows of it is lit too.
    await page
      .getByRole('searchbox', { name: 'Search the log' })
      .fill(other.split('/').at(-1) ?? '');
    await page.mouse.move(4, 4);
    await same.hover();
    await expect
      .poll(() => isLit(page.locator(`.log-row[data-object="${other}"]`).first()), view)
      .toBe(true);
  }
});

/** Each view, and what lists objects in it. */
const views = [
  ['Sequence', '.sequence-row'],
  ['States', '.states-list button'],
  ['Requests', '.request-row'],
  ['Queue', '.queue-work tr'],
  ['Metrics', '.metric li'],
] as const;

function open(page: Page, view: string): Promise<void> {
  return page
    .locator('.view-switch, [role=tablist], nav')
    .getByText(view, { exact: true })
    .first()
    .click();
}

test('a hop is lit where it stands: in the log, the sequence and on the timeline', async ({
  page,
}) => {
  await openStage(page);
  await press(page, 'End');
  await pause(page);
  await page.getByRole('tab', { name: 'Log' }).click();
  await open(page, 'Sequence');
  const rows = page.locator('.sequence-row[data-hop]');
  await expect(rows.first()).toBeVisible();
  const hops = await rows.evaluateAll((all) => all.map((each) => each.getAttribute('data-hop')));
  const logged = await page
    .locator('.log-row[data-hop]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-hop')));
  const both = logged.find((hop) => hops.includes(hop));
  expect(both).toBeDefined();
  const inLog = page.locator(`.log-row[data-hop="${both}"]`);
  const inSequence = page.locator(`.sequence-row[data-hop="${both}"]`);
  const outline = (locator: Locator) =>
    locator.evaluate((element) => getComputedStyle(element).outlineStyle);
  await inLog.hover();
  await expect.poll(() => outline(inSequence)).toBe('solid');
  await expect(marks(page).locator('.hop')).toHaveCount(1);

  // On the timeline the hop under the pointer is lit.
  const field = page.getByRole('slider', { name: 'Timeline' });
  const place = await field.boundingBox();
  if (place === null) throw new Error('the timeline is not on the page');
  await page.mouse.move(place.x + place.width * 0.5, place.y + place.height / 2);
  await expect(marks(page).locator('.hop')).toHaveCount(1);
  await page.mouse.move(4, 4);
  await expect(marks(page).locator('.hop')).toHaveCount(0);
});
