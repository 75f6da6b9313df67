import { expect, type Page, test } from '@playwright/test';

/** What the page has asked the server for. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

const isEngine = (path: string): boolean => path.startsWith('/engine/');

async function open(page: Page, query = ''): Promise<readonly string[]> {
  const asked = requestsOf(page);
  page.on('pageerror', (error) => expect(error).toBeUndefined());
  await page.goto(`/embed.html${query}`, { waitUntil: 'commit' });
  return asked;
}

const hop = (page: Page) => page.getByTestId('hop');
const cover = (page: Page) => page.locator('.embed-cover');
const play = (page: Page) => cover(page).getByRole('button', { name: 'Play' });

async function hopNow(page: Page): Promise<number> {
  return Number(/(\d[\d,]*)/.exec((await hop(page).textContent()) ?? '')?.[1]?.replace(',', ''));
}

test('shows its poster first, and plays the recording without an engine', async ({ page }) => {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/embed_*.js', async (route) => {
    await held;
    await route.continue();
  });
  const asked = await open(page, '?scenario=tombstone');
  const first = page.locator('img.first-poster');
  await expect(first).toHaveAttribute('src', 'posters/preset/tombstone.svg');
  await expect
    .poll(() => first.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(960);
  release?.();
  await expect(cover(page).locator('img')).toBeVisible();
  await expect(page).toHaveTitle('Informer Lab: A tombstone');
  await expect(page.locator('[data-box="server"]')).toBeAttached();
  const before = await hopNow(page);
  await play(page).click();
  await expect(cover(page)).toHaveCount(0);
  await expect.poll(() => hopNow(page)).toBeGreaterThan(before + 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(asked.filter((path) => path.startsWith('/recordings/preset/tombstone-'))).toHaveLength(1);
  expect(asked.filter(isEngine)).toEqual([]);
});

test('the first act starts the engine and has its effect, and the run goes on', async ({
  page,
}) => {
  const asked = await open(page, '?scenario=opening&panels=stage,caption,timeline,log');
  await play(page).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Cut the watch of rs-controller/pods' }).click();
  await expect(page.locator('.embed-note.done')).toContainText('watch rs-controller/pods cut EOF');
  expect(asked.filter(isEngine).length).toBeGreaterThan(0);
  await expect(page.getByRole('log')).toContainText('Command: watch rs-controller/pods cut');
  const length = await hop(page).textContent();
  await page.getByRole('button', { name: 'Last hop (End)' }).click();
  await page.getByRole('button', { name: 'Last hop (End)' }).click();
  await expect(hop(page)).not.toHaveText(length ?? '');
});

test('with the keyboard, the picture is one stop under its cover and can be skipped after', async ({
  page,
}) => {
  await open(page, '?scenario=tombstone&controls=minimal');
  const hint = (): Promise<string | null> =>
    page.evaluate(
      () => document.activeElement?.closest('.embed-cover, .embed-controls')?.className ?? null,
    );
  await expect(play(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(play(page)).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await hint()).toBe('embed-controls');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(cover(page)).toHaveCount(0);
  const skip = page.getByRole('button', { name: 'Skip the picture' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  expect(await hint()).toBe('embed-controls');
});

test('a verb from a menu is done by the engine', async ({ page }) => {
  await open(page, '?scenario=tombstone');
  await play(page).click();
  await page.locator('[data-box="reflector"] .box-menu').click();
  await page.getByRole('menuitem', { name: /^Hold messages back/ }).click();
  await expect(page.locator('.embed-note.done')).toContainText('hold');
  await expect(page.getByRole('button', { name: /^Release the watch/ })).toBeVisible();
});

test('shows the panels, controls, theme, language and speed of its address', async ({ page }) => {
  await open(
    page,
    '?scenario=tombstone&panels=caption,lanes&controls=minimal&theme=dark&lang=zh-CN',
  );
  await expect(page.locator('.lanes')).toBeVisible();
  await expect(page.locator('.stage')).toHaveCount(0);
  await expect(page.locator('.scrubber')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle('嵌入的 Informer Lab：墓碑');
  await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
  await expect(page.getByRole('link', { name: '在 Informer Lab 中打开' })).toHaveAttribute(
    'href',
    /index\.html#preset=tombstone$/,
  );
  await page.goto('/embed.html?panels=stage&controls=none&speed=5');
  await expect(cover(page)).toBeVisible();
  await expect(page.locator('footer')).toHaveCount(0);
  await page.goto('/embed.html?speed=4.6');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('5');
});

test('plays the part between start and end, stops there, and begins again', async ({ page }) => {
  await open(page, '?scenario=tombstone&start=700&end=720&speed=10');
  await play(page).click();
  await expect(hop(page)).toContainText('720');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.getByRole('slider', { name: 'Position in the run' }).fill('500');
  await expect.poll(() => hopNow(page)).toBeLessThan(720);
  expect(await hopNow(page)).toBeGreaterThan(700);
  await page.keyboard.press('End');
  await page.getByRole('button', { name: /^Back/ }).click();
  await expect(hop(page)).toContainText('719');
  await page.goto('/embed.html?scenario=tombstone&start=12.3s&end=12.4s&speed=100');
  await play(page).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('says what is wrong with its address, in the frame', async ({ page }) => {
  await open(page, '?scenario=tombstone&theme=pink&start=500&end=400');
  await expect(page.getByRole('alert')).toContainText('theme="pink": expected one of auto, light');
  await expect(page.getByRole('alert')).toContainText('end: expected a place after start');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('/embed.html?scenario=preset/nowhere');
  await expect(page.getByRole('alert')).toContainText('There is no scenario "preset/nowhere"');
  await page.goto('/embed.html?lang=en#run=2.garbage');
  await expect(page.getByRole('alert')).toContainText('The run in this address cannot be read.');
});

test('another client-go plays in the engine, and keeps its title', async ({ page }) => {
  const asked = await open(page, '?scenario=tombstone&profile=inOrder&controls=minimal');
  await play(page).click();
  await expect(page.locator('[data-box="queue"] h2')).toContainText('RealFIFO');
  expect(asked.filter(isEngine).length).toBeGreaterThan(0);
  await expect(page).toHaveTitle('Informer Lab: A tombstone');
});

test('plays by itself only where it is asked to and seen, and leaves focus, keys and wheel alone', async ({
  page,
}) => {
  await page.goto('/embed.html');
  const host = (query: string): string => `<!doctype html><body style="margin:0;height:5000px">
    <input id="own" autofocus /><div style="height:2000px"></div>
    <iframe title="embed" src="/embed.html${query}" width="800" height="500"></iframe></body>`;
  await page.route('**/host.html*', (route) =>
    route.fulfill({ contentType: 'text/html', body: host(new URL(route.request().url()).search) }),
  );
  await page.goto('/host.html?scenario=tombstone&autoplay');
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('.embed-cover')).toBeVisible();
  await page.locator('#own').focus();
  await page.keyboard.press('Space');
  await expect(page.locator('#own')).toHaveValue(' ');
  await expect(frame.getByTestId('hop')).toBeAttached();
  const still = await frame.getByTestId('hop').textContent();
  await page.waitForTimeout(500);
  await expect(frame.getByTestId('hop')).toHaveText(still ?? '');
  await page.evaluate(() => scrollTo(0, 2000));
  await expect(frame.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(frame.locator('.embed-cover')).toHaveCount(0);
  await expect(page.locator('#own')).toBeFocused();
  const box = await page.locator('iframe').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 250);
  const from = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(from);
  await page.evaluate(() => scrollTo(0, 0));
  const left = await frame.getByTestId('hop').textContent();
  await page.waitForTimeout(500);
  const later = await frame.getByTestId('hop').textContent();
  expect(Math.abs(numberIn(later) - numberIn(left))).toBeLessThan(40);
  await page.waitForTimeout(500);
  await expect(frame.getByTestId('hop')).toHaveText(later ?? '');
});

function numberIn(text: string | null): number {
  return Number(/(\d[\d,]*)/.exec(text ?? '')?.[1]?.replace(',', ''));
}

test('leads to the same place in the app', async ({ page, context }) => {
  await open(page, '?scenario=tombstone&start=900');
  await play(page).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  const at = await hopNow(page);
  const link = page.getByRole('link', { name: 'Open in Informer Lab' });
  await link.hover();
  await expect(link).toHaveAttribute('href', /index\.html#run=2\./);
  const opened = context.waitForEvent('page');
  await link.click();
  const app = await opened;
  await expect.poll(() => hopNow(app), { timeout: 20_000 }).toBe(at);
});
