/** A talk: by address and by button, with the keys of a remote control, large type, notes and no network. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { hopOf, openStage, pause, press } from './stage.ts';

const screen1080 = { width: 1920, height: 1080 };

/** Opens stage mode by its address, when everything that it needs has been fetched. */
async function openTalk(page: Page, address: string): Promise<void> {
  await page.goto(`/${address}`);
  await expect(page.locator('.talk[data-ready="true"]')).toBeVisible({ timeout: 30_000 });
}

function position(page: Page) {
  return page.getByRole('button', { name: /^Cue \d+ of \d+/ });
}

/** Every text that can be seen, and how high its type is drawn, in pixels of the screen. */
function typeOnScreen(page: Page): Promise<readonly { text: string; px: number }[]> {
  return page.evaluate(() => {
    const found: { text: string; px: number }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const holder = node.parentElement;
      if (text === '' || holder === null) continue;
      if (holder.closest('.visually-hidden, style, script, title, noscript') !== null) continue;
      if (getComputedStyle(holder).visibility === 'hidden') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { width, height, left, top } = range.getBoundingClientRect();
      if (width * height === 0 || left > innerWidth || top > innerHeight) continue;
      let px = Number.parseFloat(getComputedStyle(holder).fontSize);
      for (let each: Element | null = holder; each !== null; each = each.parentElement) {
        const { transform, zoom } = getComputedStyle(each);
        if (transform !== 'none') px *= new DOMMatrix(transform).d;
        px *= Number(zoom) || 1;
      }
      found.push({ text, px });
    }
    return found;
  });
}

async function expectLargeType(page: Page, leastPx: number): Promise<void> {
  const all = await typeOnScreen(page);
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(({ px }) => px < leastPx - 0.01)).toEqual([]);
}

test('no type is smaller than 24 px at 1080p, and nothing is fetched from first to last cue', async ({
  page,
  context,
}) => {
  await page.setViewportSize(screen1080);
  for (const preset of ['paused-leader', 'bellerophon']) {
    await context.setOffline(false);
    await openTalk(page, `?stage#preset=${preset}`);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await context.setOffline(true);
    await expectLargeType(page, 24);
    for (let cue = 1; cue <= 5; cue++) {
      await page.keyboard.press('PageDown');
      await expect(position(page)).toHaveText(`${cue}/5`);
      await expectLargeType(page, 24);
    }
    // Back again, each time to where a cue has ended.
    for (let cue = 4; cue >= 1; cue--) {
      await page.keyboard.press('PageUp');
      await expect(position(page)).toHaveText(`${cue}/5`);
      await expectLargeType(page, 24);
    }
    await press(page, 'l', 'Escape', 'b', 'x', 'Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectLargeType(page, 24);
    expect(requests).toEqual([]);
    page.removeAllListeners('request');
  }
});

test('in proportion on smaller screens, in Chinese too, and nothing is fetched', async ({
  page,
}) => {
  await openTalk(page, '?stage&lang=zh-CN#preset=self-trigger');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  for (const [width, height, leastPx] of [
    [1280, 720, 16],
    [1024, 768, 17],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const key of ['PageDown', 'PageDown', 'PageUp', 't']) {
      await page.keyboard.press(key);
      await expectLargeType(page, leastPx);
    }
  }
  await expect(page.locator('.talk-line')).toContainText('generation');
  expect(requests).toEqual([]);
});

test('keys: a held one counts once, dark screens, numbers, beginning and end', async ({ page }) => {
  await openTalk(page, '?stage#preset=self-trigger');
  await expect(page.getByRole('region', { name: 'A question first' })).toContainText(
    'How often does it reconcile',
  );
  for (let times = 0; times < 6; times++) await page.keyboard.down('PageDown');
  await page.keyboard.up('PageDown');
  await expect(position(page)).toHaveText('1/5');
  await expect(page.locator('.talk-line')).toContainText('The status is written');

  for (const [key, colour] of [
    ['.', 'rgb(0, 0, 0)'],
    ['b', 'rgb(0, 0, 0)'],
    ['w', 'rgb(255, 255, 255)'],
  ] as const) {
    await page.keyboard.press(key);
    const dark = page.locator('.talk-dark');
    await expect(dark).toHaveCSS('background-color', colour);
    await expect(page.getByText('Any key brings it back')).toBeAttached();
    const { x = 1, y = 1, width = 0, height = 0 } = (await dark.boundingBox()) ?? {};
    const screen = page.viewportSize() ?? { width: 1, height: 1 };
    expect(Math.max(x, y)).toBeLessThanOrEqual(0);
    expect(x + width).toBeGreaterThanOrEqual(screen.width);
    expect(y + height).toBeGreaterThanOrEqual(screen.height);
    // Whatever is pressed, it is light again and nothing else.
    await page.keyboard.press('PageDown');
    await expect(dark).toHaveCount(0);
    await expect(position(page)).toHaveText('1/5');
  }

  await press(page, '4', 'Enter');
  await expect(position(page)).toHaveText('4/5');
  await press(page, '9', 'Enter');
  await expect(position(page)).toHaveText('4/5');
  await page.keyboard.press('End');
  await expect(position(page)).toHaveText('5/5');
  await page.keyboard.press('PageDown');
  await expect(position(page)).toHaveText('5/5');
  await page.keyboard.press('Home');
  await expect(position(page)).toHaveText('0/5');
  await press(page, 'PageDown', 'PageDown');
  await page.evaluate(() => {
    document.documentElement.dataset['loaded'] = 'once';
  });
  await page.keyboard.press('Shift+F5');
  await expect(position(page)).toHaveText('2/5');
  await page.keyboard.press('F5');
  await expect(position(page)).toHaveText('0/5');
  await expect(page.locator('html')).toHaveAttribute('data-loaded', 'once');

  // What is typed into a field belongs to the field.
  await page.keyboard.press('Control+k');
  const field = page.getByPlaceholder(/A verb, an object/);
  await field.pressSequentially('.bw 5');
  await press(page, 'PageDown', 'Home');
  await expect(field).toHaveValue('.bw 5');
  await expect(page.locator('.talk-dark')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(position(page)).toHaveText('0/5');
});

test('from any run by its button, and back to where it was', async ({ page }) => {
  await openStage(page);
  await pause(page);
  await page.getByRole('tab', { name: 'Log' }).click();
  const hop = await hopOf(page);
  const { hash } = new URL(page.url());
  const button = page.getByRole('banner').getByRole('button', { name: 'Present' });
  await button.click();
  await expect(page.getByRole('main', { name: 'Stage mode' })).toBeVisible();
  expect(page.url()).toContain('?stage#run=');
  await expect(position(page)).toBeVisible();
  const before = await position(page).innerText();
  await page.keyboard.press('PageUp');
  await expect(position(page)).not.toHaveText(before);
  await page.keyboard.press('Escape');
  if (await page.evaluate(() => document.fullscreenElement !== null)) {
    await page.keyboard.press('Escape');
  }
  await expect(page.getByRole('main', { name: 'Stage mode' })).toHaveCount(0);
  const left = new URL(page.url());
  expect(left.searchParams.has('stage')).toBe(false);
  expect(left.hash).toBe(hash);
  expect(await hopOf(page)).toBe(hop);
  await expect(page.getByRole('tab', { name: 'Log', selected: true })).toBeVisible();
  await expect(button).toBeFocused();
  // Presented again, it goes on where it was left.
  await button.click();
  await expect(position(page)).toBeVisible();
  await expect(position(page)).not.toHaveText(before);
});

test('what is done by hand is said, and the next cue goes on with the script', async ({ page }) => {
  await openTalk(page, '?stage#preset=tombstone');
  await press(page, 'PageDown', 'PageDown', 'PageUp', 'Control+k');
  await page
    .getByPlaceholder(/A verb, an object/)
    .fill('kubectl scale deployment/nginx-deployment --replicas=5');
  await page.keyboard.press('Enter');
  const said = page.locator('.talk-away');
  await expect(said).toContainText('Improvised: kubectl scale deployment/nginx-deployment');
  await page.keyboard.press('PageDown');
  await expect(said).toHaveCount(0);
  await expect(position(page)).toHaveText('2/4');
  await expect(page.locator('.talk-line')).toContainText('I cut the watch');
});

test('the speaker’s window tells and drives the talk, whatever is closed or loaded anew', async ({
  page,
}) => {
  await openTalk(page, '?stage#preset=tombstone');
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('n');
  const notes = await opened;
  const now = notes.getByRole('region', { name: 'Now' });
  const next = notes.getByRole('region', { name: 'Next' });
  await expect(now).toContainText('What does OnDelete receive');
  await expect(now).toContainText('Collect three answers');
  await expect(next).toContainText('Three pods run.');
  await expect(notes.getByRole('timer')).toHaveText('00:00');
  await expect(notes.getByRole('img', { name: 'The stage at the end of this cue' })).toBeVisible();

  await notes.getByRole('button', { name: 'Next cue' }).click();
  await expect(position(page)).toHaveText('1/4');
  await expect(now).toContainText('Three pods run.');
  await expect(next).toContainText('I cut the watch');
  await expect(notes.getByRole('timer')).not.toHaveText('00:00');
  await notes.getByRole('button', { name: 'Pause', exact: true }).click();
  await notes.getByRole('button', { name: 'Black' }).click();
  await expect(page.locator('.talk-dark.black')).toBeVisible();
  await notes.getByRole('button', { name: 'Bring the stage back' }).click();
  await expect(page.locator('.talk-dark')).toHaveCount(0);
  await notes.getByRole('combobox').selectOption('3');
  await expect(position(page)).toHaveText('3/4');
  await notes.keyboard.press('PageUp');
  await expect(position(page)).toHaveText('2/4');
  const { violations } = await new AxeBuilder({ page: notes }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.reload();
  await expect(position(page)).toHaveText('2/4', { timeout: 30_000 });
  await expect(now).toContainText('I cut the watch');
  await notes.close();
  // The name of a window is free again only when it has gone.
  await expect(async () => {
    await page.keyboard.press('n');
    expect(page.context().pages()).toHaveLength(2);
  }).toPass();
  const again = page.context().pages()[1] ?? page;
  await expect(again.getByRole('region', { name: 'Now' })).toContainText('I cut the watch');
  await page.keyboard.press('Escape');
  await expect(again.getByRole('status')).toContainText('No talk is being presented');
});

test('a window that was not let open is offered as a link', async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await openTalk(page, '?stage#preset=tombstone');
  await page.keyboard.press('n');
  const link = page.getByRole('alert').getByRole('link', { name: 'Speaker notes' });
  await expect(link).toHaveAttribute('href', /\/notes\.html\?talk=/);
});

test('axe has nothing to say of the stage and its cues, in both themes', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTalk(page, '?stage#preset=tombstone');
  const faults = async (): Promise<readonly string[]> => {
    const { violations } = await new AxeBuilder({ page }).include('.stage-mode').analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };
  await press(page, 'PageDown', 'PageDown', 'PageDown', 'PageUp');
  expect(await faults()).toEqual([]);
  await press(page, 't', 'l');
  expect(await faults()).toEqual([]);
  await page.getByRole('button', { name: /relist lacks one key/ }).click();
  await expect(position(page)).toHaveText('4/4');
});
