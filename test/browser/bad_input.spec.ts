/** Bad input is answered with where and why, and the run goes on as if nothing had been said. */

import { expect, type Page, test } from '@playwright/test';
import { hopOf, openStage, press } from './stage.ts';

async function runHash(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Run' }).click();
  return page.locator('[data-fact="trace hash"]').innerText();
}

async function apply(page: Page, text: string): Promise<void> {
  await press(page, 'a');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  // The plain text area stands in until the editor has come; either holds the text that is typed.
  await page.evaluate(
    () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
  );
  await dialog.locator('.examples').getByRole('button').first().click();
  const editor = dialog.locator('.monaco-editor');
  await expect(editor).toBeVisible({ timeout: 30_000 });
  await editor.click();
  await press(page, 'ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await dialog.getByRole('button', { name: 'kubectl apply' }).click();
}

const manifests = [
  { name: 'YAML that does not parse', text: 'kind: Pod\nmetadata: [name\n', position: /^[23]:\d+/ },
  {
    name: 'a kind that nobody serves',
    text: 'apiVersion: v1\nkind: Gadget\nmetadata:\n  name: x\n',
    position: /^2:\d+/,
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
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'a: b\n'.repeat(1_000_000));
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByText('Too much to apply at once')).toBeVisible();
  await expect(page.locator('.notice')).toContainText('got 5.0 MB');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a malformed link says where it breaks and opens the first scene', async ({ page }) => {
  await openStage(page, '#run=1.ab%25c');
  const notice = page.locator('.notice');
  await expect(notice).toContainText('The link cannot be followed');
  await expect(notice).toContainText('character 10');
});
