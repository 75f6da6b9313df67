/** The stage as a test's hands and eyes: opens it, waits for its run, reads where it is. */

import { expect, type Locator, type Page } from '@playwright/test';

/** The first page with its run simulated, playing or not. */
export async function openStage(page: Page, hash = ''): Promise<void> {
  await page.goto(`/${hash}`);
  const hop = page.getByTestId('hop');
  await expect(hop).toHaveText(/hop [1-9]\d* of \d+/, { timeout: 30_000 });
  await expect(hop).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
}

/** The hop that has just happened. */
export async function hopOf(page: Page): Promise<number> {
  const text = await page.getByTestId('hop').innerText();
  return Number(/hop (\d+)/.exec(text)?.[1] ?? Number.NaN);
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Stops time, if it runs, with the focus on nothing. */
export async function pause(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Pause', exact: true });
  if (await button.isVisible()) await button.click();
  await page.locator('body').click({ position: { x: 2, y: 2 } });
}

/** Goes on with Tab until the focus is on something of this name. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`the focus never came to ${name}`);
}

/** A box of the stage. */
export function box(page: Page, name: string): Locator {
  return page.locator(`[data-box="${name}"]`);
}

/** Does a verb of a box's menu. */
export async function choose(page: Page, noun: string, verb: RegExp): Promise<void> {
  await page
    .getByRole('button', { name: `What can be done to ${noun}` })
    .last()
    .click();
  await page.getByRole('menuitem', { name: verb }).first().click();
}

/** The log's rows that match, after a search. */
export async function searchLog(page: Page, text: string): Promise<Locator> {
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByRole('searchbox', { name: 'Search the log' }).fill(text);
  return page.locator('.log-row');
}
