/** Bad input is answered with where and why, and the run goes on as if nothing had been said. */

import { expect, type Page, test } from '@playwright/test';
import { hopOf, openStage, press } from './stage.ts';

async function runHash(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Run' }).click();
  return page.locator('[data-fact="trace hash"]').innerText();
}

/** As a person pastes: with the focus on nothing. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function apply(page: Page, text: string): Promise<void> {
  await paste(page, text);
  await page.getByRole('dialog').getByRole('button', { name: 'kubectl apply' }).click();
}

const manifests = [
  { name: 'YAML that does not parse', text: 'kind: Pod\nmetadata: [name\n', position: /^[23]:\d+/ },
  {
    name: 'a kind that nobody serves',
    text: 'apiVersion: v1\nkind: Gadget\nmetadata:\n  name: x\n',
    position: /^\d+:\d+/,
  },
  {
    name: 'an object without a name',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n',
    position: /^\d+:\d+/,
  },
  {
    name: '2,000 objects',
    text: Array.from({ length: 2_000 }, () => 'kind: ConfigMap').join('\n---\n'),
    position: /^\d+:1/,
  },
];

for (const { name, text, position } of manifests) {
  test(`${name} is refused with its position`, async ({ page }) => {
    await openStage(page);
    await press(page, 'Space');
    const before = { hop: await hopOf(page), hash: await runHash(page) };
    await apply(page, text);
    const problem = page.locator('.problems li').first();
    await expect(problem).toBeVisible();
    await expect(problem.locator('code')).toHaveText(position);
    await expect(page.getByText('Nothing was applied.')).toBeVisible();
    await press(page, 'Escape');
    expect({ hop: await hopOf(page), hash: await runHash(page) }).toEqual(before);
  });
}

test('a paste of 5 MB is refused at once', async ({ page }) => {
  await openStage(page);
  await press(page, 'Space');
  await paste(page, 'a: b\n'.repeat(1_000_000));
  const notice = page.locator('.notice');
  await expect(notice).toContainText('Too much to apply at once', { timeout: 20_000 });
  await expect(notice).toContainText('got 5.0 MB');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a malformed link says where it breaks and opens the first scene', async ({ page }) => {
  await openStage(page, '#run=1.ab%25c');
  const notice = page.locator('.notice');
  await expect(notice).toContainText('The link cannot be followed');
  await expect(notice).toContainText('character 10');
});
