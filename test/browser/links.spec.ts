/** A link gives whoever opens it the same run, or says why not. */

import { expect, type Page, test } from '@playwright/test';
import { decodeLink, encodeLink } from '#trace/link/link_codec.ts';
import type { SharedLink } from '#trace/link/shared_link.ts';
import { choose, hopOf, openStage, press } from './stage.ts';

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

/** The hash that the button copies. */
async function copiedHash(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('.notice.done')).toContainText('The link to this hop is copied');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(await page.evaluate(() => location.href)).toBe(address);
  return new URL(address).hash;
}

function runsOf(hash: string): SharedLink {
  const decoded = decodeLink(hash);
  if (!decoded.ok || decoded.value?.kind !== 'runs') throw new Error(`expected runs in ${hash}`);
  return decoded.value.link;
}

/** A fork of the first scene: something done where a later hop had been seen. */
async function fork(page: Page): Promise<void> {
  await openStage(page);
  await press(page, 'End', 'Alt+ArrowLeft', 'Alt+ArrowLeft');
  await choose(page, 'watch rs-controller/pods', /Cut the stream/);
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(page.locator('button.branch')).toHaveCount(2);
}

test('a link to a fork opens the same run at the same hop in a fresh profile, with the other branch', async ({
  page,
  browser,
}) => {
  await fork(page);
  const hop = await hopOf(page);
  const hash = await copiedHash(page);
  expect(runsOf(hash).runs).toHaveLength(2);

  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const other = await context.newPage();
  await openStage(other, hash);
  expect(await hopOf(other)).toBe(hop);
  await expect(other.locator('.notice')).toHaveCount(0);
  await other.getByRole('tab', { name: 'Run' }).click();
  await expect(other.locator('button.branch')).toHaveCount(2);
  await expect(other.locator('button.branch[aria-current="true"]')).toContainText('cut');
  // What the fresh profile would share is what was shared: the hop, both branches, their final hashes.
  expect(await copiedHash(other)).toBe(hash);
  await context.close();
});

test('a link whose end this engine does not come to is shown, but cannot be changed, and says why', async ({
  page,
}) => {
  await openStage(page);
  const shared = runsOf(await copiedHash(page));
  const runs = shared.runs.map((run) => ({ ...run, hash: '0123456789abcdef' }));
  const stale = encodeLink({ ...shared, engine: '0.0.9', runs }) ?? '';
  await page.goto('about:blank');
  await openStage(page, stale);
  const notice = page.locator('.notice');
  await expect(notice).toContainText('This engine plays the run of the link otherwise');
  await expect(notice).toContainText('made with engine 0.0.9, and this page has engine');
  await page
    .getByRole('button', { name: 'What can be done to watch rs-controller/pods' })
    .last()
    .click();
  const verb = page.getByRole('menuitem', { name: /Cut the stream/ }).first();
  await expect(verb).toHaveAttribute('aria-disabled', 'true');
  await expect(verb).toContainText('it can be looked at, but not changed');
});

test('a damaged link opens the first scene and says what is wrong', async ({ page }) => {
  await openStage(page);
  const hash = await copiedHash(page);
  for (const [damaged, told] of [
    [hash.slice(0, -9), /cut off: \d+ of its \d+ characters/],
    [hash.slice(0, 60) + (hash[60] === 'A' ? 'B' : 'A') + hash.slice(61), /checksum/],
  ] as const) {
    await page.goto('about:blank');
    await openStage(page, damaged);
    await expect(page.locator('.notice')).toContainText('The link cannot be followed');
    await expect(page.locator('.notice')).toContainText(told);
  }
});

test('a link of another engine that the site has kept is played by that engine', async ({
  page,
}) => {
  await openStage(page);
  const shared = runsOf(await copiedHash(page));
  const answer = await page.request.get('/engine/versions.json');
  const { current, engines } = await answer.json();
  const own = engines[current];
  const worker = 'engine/0.0.9/engine_worker-kept.js';
  await page.route('**/engine/versions.json', (route) =>
    route.fulfill({
      json: { current, engines: { ...engines, '0.0.9': { ...own, worker, files: [worker] } } },
    }),
  );
  let asked = 0;
  await page.route(`**/${worker}`, async (route) => {
    asked++;
    await route.fulfill({ response: await page.request.get(`/${own.worker}`) });
  });
  await page.goto('about:blank');
  await openStage(page, encodeLink({ ...shared, engine: '0.0.9' }) ?? '');
  await expect(page.locator('.notice')).toContainText('Played by engine 0.0.9');
  expect(asked).toBeGreaterThan(0);
  expect(runsOf(await copiedHash(page)).engine).toBe('0.0.9');
});
