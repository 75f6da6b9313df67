/** A link gives whoever opens it the same run, or says why not. */

import { expect, type Page, test } from '@playwright/test';
import { decodeLink, encodeLink } from '#trace/link/link_codec.ts';
import { encodePlainLink } from '#trace/link/plain_link.ts';
import type { SharedLink } from '#trace/link/shared_link.ts';
import { choose, hopOf, openStage, pause, press } from './stage.ts';

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

/** The hash that the button copies. */
async function copiedHash(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('.notice', { hasText: 'The link to this hop' })).toBeVisible();
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
  // Node packs the same runs into the same text.
  expect(encodeLink(runsOf(hash))).toBe(hash);

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
  await expect(verb).toContainText('Read-only: this engine plays the run');
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
  const kept = JSON.parse(JSON.stringify(own).replaceAll(`engine/${current}/`, 'engine/0.0.9/'));
  await page.route('**/engine/versions.json', (route) =>
    route.fulfill({ json: { current, engines: { ...engines, '0.0.9': kept } } }),
  );
  let asked = 0;
  await page.route('**/engine/0.0.9/*', async (route) => {
    asked++;
    const address = route.request().url().replace('/engine/0.0.9/', `/engine/${current}/`);
    await route.fulfill({ response: await page.request.get(address) });
  });
  await page.goto('about:blank');
  await openStage(page, encodeLink({ ...shared, engine: '0.0.9' }) ?? '');
  await expect(page.locator('.notice')).toContainText('Played by engine 0.0.9');
  expect(asked).toBeGreaterThan(0);
  expect(runsOf(await copiedHash(page)).engine).toBe('0.0.9');
});

test('the address bar is the link: it follows what is at rest, and a reload comes back to it', async ({
  page,
}) => {
  await openStage(page);
  const entries = await page.evaluate(() => history.length);
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  await pause(page);
  await press(page, 'End', '2');
  await expect.poll(() => page.url(), { timeout: 10_000 }).toMatch(/\?view=sequence#run=2\./);
  const hop = await hopOf(page);
  await page.reload();
  await expect(page.getByTestId('hop')).toHaveText(new RegExp(`hop ${hop} of`));
  await expect(page.getByRole('tab', { name: 'Sequence' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  const rested = page.url();
  await press(page, 'Home', 'Space');
  await expect.poll(() => hopOf(page)).toBeGreaterThan(2);
  expect(page.url()).toBe(rested);
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test('what an address says of the page is done, and what is wrong in it told', async ({ page }) => {
  await openStage(page, '?theme=dark&view=metrics&panel=log&speed=0.5&informer=lost');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true');
  const notice = page.locator('.notice');
  await expect(notice).toContainText('The address could not be read in full');
  await expect(notice).toContainText('?informer=: expected rs-controller/pods, got "lost".');
  await pause(page);
  await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('#run=2.');
  const { search } = new URL(page.url());
  expect(search).toBe('?theme=dark&view=metrics&panel=log&speed=0.5');
});

test('two branches side by side, and two profiles, open as they were shared', async ({ page }) => {
  await fork(page);
  await page.locator('.compare-branch').click();
  await page.getByRole('button', { name: 'Copy a link to this comparison' }).click();
  await expect(page.locator('.notice.done')).toContainText('The link to this comparison is copied');
  const hash = new URL(page.url()).hash;
  expect(hash).toMatch(/^#compare=\d,\d&run=2\./);
  const title = await page.locator('.compare-title').innerText();
  await page.goto('about:blank');
  await page.goto(`/${hash}`);
  await expect(page.locator('.compare-title')).toHaveText(title, { timeout: 30_000 });

  await page.goto('about:blank');
  await page.goto('/#compare=classic,modern');
  await page
    .getByRole('button', { name: 'Copy a link to this comparison' })
    .click({ timeout: 30_000 });
  await expect(page.locator('.notice.done')).toContainText('The link to this comparison is copied');
  const profiles = new URL(page.url()).hash;
  expect(profiles).toMatch(/^#compare=classic,modern&run=2\./);
  await page.goto('about:blank');
  await page.goto(`/${profiles}`);
  await expect(page.locator('.compare-title')).toContainText('modern', { timeout: 30_000 });
});

test('a run that is too long for a link can be saved as a file that opens again', async ({
  page,
}) => {
  let seed = 1;
  const noise = Array.from({ length: 12_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (seed % 26));
  });
  const script = `# ${noise.join('')}\nstart rs-controller\nrun 2s\n`;
  const record = {
    version: 1,
    profile: 'classic',
    seed: 'long',
    policy: 'arrival',
    script,
  } as const;
  await openStage(page, encodePlainLink({ record: { ...record, acts: [] }, seq: 5 }));
  await page.getByRole('button', { name: 'Copy link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this run' });
  await expect(dialog).toContainText('Addresses of more than 8,192 are cut off');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('informer-lab-long-classic.ndjson');
  expect(new URL(page.url()).hash).not.toContain('run=2');
});
