/**
 * From the opened page to a tombstone and where it came from, by what a person can see and name: twelve
 * actions at most, no help text. What a screen reader was told on the way is a snapshot to read.
 */

import { expect, type Page, test } from '@playwright/test';

const mostActions = 12;

test('a tombstone is made, found and explained in at most twelve actions', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await listenToLiveRegions(page);
  const walk = new Walk(page);

  await walk.act('open the page', () => page.goto('/'));
  await expect(page.getByText(/^hop [1-9]\d* of \d+$/)).toBeVisible({ timeout: 30_000 });
  await walk.told(/The run stands/);
  const opening = (await spoken(page)).length;
  await walk.act('go to the end', () => button(page, 'Last hop (End)').click());
  await walk.told(/hops on/);
  await walk.act('open the menu of the watch', () =>
    button(page, 'What can be done to watch rs-controller/pods').first().click(),
  );
  await walk.act('lose its connection', () => menuItem(page, /^Half-open/).click());
  await walk.told(/half open/);

  const server = page.getByRole('region', { name: 'kube-apiserver' });
  const pod = server.getByRole('button', { name: /^web-\w+-\w+ Running/ }).first();
  await walk.act('open the menu of a pod', () => pod.click({ button: 'right' }));
  await walk.act('delete it', () => menuItem(page, /^Delete/).click());
  await walk.told(/Command: kubectl delete/);

  await walk.act('go on', () => button(page, 'Last hop (End)').click());
  await walk.told(/DELETED pods/);
  await walk.act('go on', () => button(page, 'Last hop (End)').click());
  await walk.told(/DeletedFinalStateUnknown/);
  await expect(
    page
      .getByRole('list', { name: 'Marks on the timeline' })
      .getByText(/^relist/)
      .first(),
  ).toBeAttached();

  await walk.act('open the log', () => page.getByRole('tab', { name: 'Log' }).click());
  await walk.act('search the log for the tombstone', () =>
    page.getByRole('searchbox', { name: 'Search the log' }).fill('DeletedFinalStateUnknown'),
  );
  await walk.told(/in the log match/);
  await walk.act('ask why', () =>
    page
      .getByRole('button', { name: /^Why\? .*DeletedFinalStateUnknown/ })
      .first()
      .click(),
  );
  const path = page.getByRole('list', { name: 'From what started it' });
  await expect(path.getByRole('listitem').last()).toContainText('DeletedFinalStateUnknown');
  await expect(path).toContainText('halfopen');
  await expect(path).toContainText('http2: client connection lost');
  await walk.told(/^Why\?/);

  expect(walk.actions.length).toBeLessThanOrEqual(mostActions);
  // How far the scene has played before the first act is the reader's affair.
  const told = (await spoken(page)).slice(opening);
  expect(`${told.map(withoutNumbers).join('\n')}\n`).toMatchSnapshot('tombstone_walk.txt');
});

/** Counts what is done, and waits for what is said. */
class Walk {
  readonly actions: string[] = [];
  readonly #page: Page;
  #heard = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async act(name: string, act: () => Promise<unknown>): Promise<void> {
    this.#heard = (await spoken(this.#page)).length;
    this.actions.push(name);
    await test.step(`${this.actions.length}. ${name}`, act);
  }

  /** Something of the kind has been said since the last action. */
  async told(what: RegExp): Promise<void> {
    await expect
      .poll(async () => (await spoken(this.#page)).slice(this.#heard).join('\n'), {
        timeout: 20_000,
      })
      .toMatch(what);
  }
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

function menuItem(page: Page, name: RegExp) {
  return page.getByRole('menuitem', { name }).first();
}

/** Writes down every text that a live region shows, in the order shown. */
async function listenToLiveRegions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    (globalThis as unknown as { heard: readonly string[] }).heard = heard;
    const last = new WeakMap<Element, string>();
    new MutationObserver(() => {
      const regions = document.querySelectorAll(
        '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]',
      );
      for (const region of regions) {
        if (region.getAttribute('aria-live') === 'off') continue;
        const words: string[] = [];
        const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
        while (texts.nextNode() !== null) words.push(texts.currentNode.textContent?.trim() ?? '');
        const text = words.filter((word) => word !== '').join(' ');
        if (text === last.get(region)) continue;
        last.set(region, text);
        if (text !== '') heard.push(text);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

async function spoken(page: Page): Promise<readonly string[]> {
  if (page.url() === 'about:blank') return [];
  return await page.evaluate(
    () => (globalThis as unknown as { heard?: readonly string[] }).heard ?? [],
  );
}

/** How many hops there were, and which number a request has, is the engine's affair. */
function withoutNumbers(line: string): string {
  return line.replace(/\b\d+ hops\b/g, 'N hops').replace(/\breq-\d+/g, 'req-N');
}
