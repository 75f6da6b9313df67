/**
 * Every action of the registry that is a fault is done on its noun, by pointer and by keyboard, and what
 * it leads to is seen on the stage, in the log and on the timeline. A fault without a row fails here.
 */

import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultLocale } from '#messages/locales.ts';
import { actions } from '#script/actions.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { encodePlainLink } from '#trace/link/plain_link.ts';
import { type FaultRow, faultRows, faultScenes, nameOf } from './fault_rows.ts';
import { promisedFaults } from './promised_faults.ts';
import { openStage, press } from './stage.ts';

const faults = actions.filter(({ honesty }) => honesty !== undefined);
const hands = ['pointer', 'keyboard'] as const;
type Hand = (typeof hands)[number];
const done: Readonly<Record<Hand, Set<string>>> = { pointer: new Set(), keyboard: new Set() };

test('every fault of the registry has a row, with the honesty that the registry gives it', () => {
  const rows = new Set(faultRows.map(({ kind, honesty }) => `${kind} ${honesty}`));
  expect([...rows].toSorted()).toEqual(
    faults.map(({ kind, honesty }) => `${kind} ${honesty}`).toSorted(),
  );
  expect(new Set(faultRows.map(nameOf)).size).toBe(faultRows.length);
});

test('every fault that the stage promises is one of them', () => {
  const names = new Set(faultRows.flatMap((row) => [row.kind, nameOf(row)]));
  const missing = promisedFaults.filter(({ rows }) => !rows.every((row) => names.has(row)));
  expect(missing).toEqual([]);
  const promised = new Set(promisedFaults.flatMap(({ rows }) => rows));
  expect(faultRows.map(nameOf).filter((name) => !promised.has(name))).toEqual([]);
});

for (const hand of hands) {
  for (const { name, script, rows } of faultScenes) {
    const kinds = rows.map(nameOf).join(', ');
    test(`by ${hand}, with ${name}: ${kinds}`, async ({ page }) => {
      test.setTimeout(30_000 + rows.length * 30_000);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await openStage(page, encodePlainLink({ record: recordOf(script), seq: 1 }));
      await toEnd(page);
      for (const row of rows) {
        await test.step(`${row.kind}: ${row.log}`, () => tryOut(page, hand, row));
        done[hand].add(nameOf(row));
      }
    });
  }
}

test.afterAll(() => {
  const of = (hand: Hand): string => `${done[hand].size} of ${faultRows.length}`;
  process.stdout.write(`${of('pointer')} faults by pointer, ${of('keyboard')} by keyboard\n`);
});

function recordOf(script: string): RunRecord {
  return { version: 1, profile: 'classic', seed: 'web-7', policy: 'arrival', script, acts: [] };
}

async function tryOut(page: Page, hand: Hand, row: FaultRow): Promise<void> {
  await toEnd(page);
  const { drive = [], stays, log, again } = row;
  const [place, text] = row.stage;
  const holds = (before: string, now: string) =>
    typeof text === 'function' ? text(before, now) : text.test(now) !== (stays === 'gone');
  const before = await textOf(page, place);
  expect(holds(before, before), `not on the stage before: ${place}`).toBe(false);
  expect(await toldTimes(page, log), `not in the log before: ${log}`).toBe(0);
  const toldBefore = again === undefined ? 0 : await toldTimes(page, again);
  const marked = new Set(await marks(page).allInnerTexts());
  await simulates(page, () =>
    hand === 'pointer' ? doByPointer(page, row) : doByKeyboard(page, row),
  );
  for (const [index, line] of drive.entries()) {
    if (index > 0) await toEnd(page);
    await simulates(page, () => command(page, line));
  }
  await toEnd(page);
  if (again !== undefined) expect(await toldTimes(page, again)).toBeGreaterThan(toldBefore);
  expect(await toldTimes(page, log), `in the log: ${log}`).toBeGreaterThan(0);
  // What passes by stands on the stage at the hop that the log leads to.
  if (stays === 'passes') await page.locator('.log-row').last().click();
  await expect
    .poll(async () => holds(before, await textOf(page, place)), {
      message: `${row.kind} on the stage, in ${place}`,
    })
    .toBe(true);
  const fresh = (await marks(page).allInnerTexts()).filter((mark) => !marked.has(mark));
  expect(
    fresh.some((mark) => mark.trim().startsWith(row.mark)),
    `${row.kind} on the timeline: ${row.mark} in ${fresh.join('; ')}`,
  ).toBe(true);
}

/** The end of what has been simulated. */
async function toEnd(page: Page): Promise<void> {
  const { cursor, length } = await placeIn(page);
  if (cursor < length) {
    await page.getByRole('button', { name: 'Last hop (End)', exact: true }).click();
  }
  await expect.poll(async () => (await placeIn(page)).cursor).toBeGreaterThanOrEqual(length);
}

async function placeIn(page: Page): Promise<{ readonly cursor: number; readonly length: number }> {
  const text = await page.getByTestId('hop').innerText();
  const [, cursor = '', length = ''] = /hop (\d+) of (\d+)/.exec(text) ?? [];
  return { cursor: Number(cursor), length: Number(length) };
}

/** Does something that the engine answers with more of the run, and waits for it. */
async function simulates(page: Page, act: () => Promise<void>): Promise<void> {
  const { length } = await placeIn(page);
  await act();
  await expect
    .poll(async () => (await placeIn(page)).length, { timeout: 20_000 })
    .toBeGreaterThan(length);
  await expect(page.getByTestId('hop')).toHaveAttribute('aria-busy', 'false', { timeout: 20_000 });
}

function marks(page: Page): Locator {
  return page.getByRole('list', { name: 'Marks on the timeline' }).getByRole('listitem');
}

/** What stands somewhere on the stage, in words. */
async function textOf(page: Page, place: string): Promise<string> {
  if (place === 'history') {
    const cells = page.locator('[data-box="server"] .ribbon li');
    return (
      await cells.evaluateAll((items) =>
        items.map((item) => item.querySelector('title')?.textContent),
      )
    ).join('; ');
  }
  if (place === 'frames') {
    const frames = await page.locator('[data-box="server"] .row.frame').allInnerTexts();
    return frames.map((frame) => frame.trim().replace(/\s+/g, ' ')).join('; ');
  }
  const program = /^program (.+)$/.exec(place)?.[1];
  const box = program === undefined ? `[data-box="${place}"]` : `[data-program="${program}"]`;
  return (await page.locator(box).innerText()).replace(/\s+/g, ' ');
}

/** How many hops of the log have that text. */
async function toldTimes(page: Page, text: string): Promise<number> {
  await page.getByRole('tab', { name: 'Log' }).click();
  const field = page.getByRole('searchbox', { name: 'Search the log' });
  await field.fill(text);
  const count = page.getByRole('status').filter({ hasText: /hops? in the log match/ });
  const found = Number(/^\d+/.exec(await count.innerText())?.[0]);
  await field.blur();
  return found;
}

/** The button that opens the menu of a noun. */
function menuOf(page: Page, noun: string): Locator {
  return page
    .getByRole('button', { name: `What can be done to ${noun}`, exact: true })
    .filter({ visible: true })
    .first();
}

function itemOf(page: Page, row: FaultRow): Locator {
  return page.getByRole('menuitem').filter({ hasText: row.verb + row.statement });
}

async function doByPointer(page: Page, row: FaultRow): Promise<void> {
  await menuOf(page, row.noun).click();
  const item = itemOf(page, row);
  await expect(item).toContainText(defaultLocale.words.verbs.honesty[row.honesty]);
  await expect(item).not.toHaveAttribute('aria-disabled', 'true');
  await item.click();
}

/** The focus is put one stop before the button: from there Tab, Enter and the arrows do the rest. */
async function doByKeyboard(page: Page, row: FaultRow): Promise<void> {
  const button = menuOf(page, row.noun);
  await button.focus();
  await press(page, 'Shift+Tab', 'Tab');
  await expect(button).toBeFocused();
  await press(page, 'Enter');
  const item = itemOf(page, row);
  await expect(item).toContainText(defaultLocale.words.verbs.honesty[row.honesty]);
  await expect(item).not.toHaveAttribute('aria-disabled', 'true');
  await expect(page.locator('[role="menu"]:focus, [role="menu"] :focus')).toHaveCount(1);
  const most = await page.getByRole('menuitem').count();
  for (let presses = 0; presses <= most; presses++) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    const before = await focusedText(page);
    await press(page, 'ArrowDown');
    // The menu moves the focus a moment later: pressing again at once would go past the item.
    await expect.poll(() => focusedText(page)).not.toBe(before);
  }
  await expect(item).toBeFocused();
  await press(page, 'Enter');
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

/** Types a line into the console. */
async function command(page: Page, line: string): Promise<void> {
  await press(page, '`');
  const prompt = page.getByRole('combobox', { name: 'Command' });
  await expect(prompt).toBeFocused();
  await prompt.fill(line);
  await press(page, 'Escape', 'Enter');
}
