/** The console by keyboard alone: completion, history, tables, requests, a watch that is ended, and its stage. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { box, openStage, press } from './stage.ts';

const output = (page: Page): Locator => page.getByRole('log', { name: 'Console output' });
const prompt = (page: Page): Locator => page.getByRole('combobox', { name: 'Command' });

/** Opens the console with time standing still at the end of what there is. */
async function openConsole(page: Page): Promise<void> {
  await openStage(page);
  await press(page, 'Space', 'End', '`');
  await expect(prompt(page)).toBeFocused();
}

async function enter(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await press(page, 'Enter');
}

test('commands are typed, completed, done, and seen on the stage', async ({ page }) => {
  await openConsole(page);
  await page.keyboard.type('kubectl sc');
  await press(page, 'Tab');
  await expect(prompt(page)).toHaveValue('kubectl scale ');
  await page.keyboard.type('deployment/w');
  await press(page, 'Tab');
  await expect(prompt(page)).toHaveValue('kubectl scale deployment/web ');
  await page.keyboard.type('--replicas=1 -v=8');
  await press(page, 'Enter');
  await expect(output(page)).toContainText('deployment.apps/web scaled');
  await expect(output(page)).toContainText(
    /"Request" verb="PATCH" url="\S+deployments\/web\/scale"/,
  );
  await expect(output(page)).toContainText('"Request Body" body="{\\"spec\\":{\\"replicas\\":1}}"');

  await enter(page, 'kubectl rollout status deployment/web');
  await expect(output(page)).toContainText('deployment "web" successfully rolled out');
  const pods = box(page, 'server').getByRole('button', { name: /^web-\w+-\w+/ });
  await press(page, 'Escape', 'Tab', 'End');
  await expect(pods).toHaveCount(1);

  await press(page, '`', 'ArrowUp', 'ArrowUp');
  await expect(prompt(page)).toHaveValue(/^kubectl scale/);
  await press(page, 'Control+c');
  await expect(prompt(page)).toHaveValue('');
});

test('a watch goes on until Ctrl C, and its rows lead to their objects', async ({ page }) => {
  await openConsole(page);
  await enter(page, 'kubectl get pods -w');
  await expect(output(page)).toContainText(/NAME\s+READY\s+STATUS/);
  await enter(page, 'kubectl delete pod/web-* --wait=false');
  await expect(output(page)).toContainText(/--wait=false\s*pod "web-\S+" deleted/);
  await expect(output(page)).toContainText('goes on. Ctrl C ends it.');
  await press(page, 'Control+c');
  await expect(output(page)).toContainText('$ interrupt kubectl/');
  await expect(output(page)).not.toContainText('goes on. Ctrl C ends it.');

  await output(page).getByRole('button', { name: /^web-/ }).last().focus();
  await press(page, 'Enter');
  await expect(page.getByRole('tab', { name: 'Inspect' })).toHaveAttribute('aria-selected', 'true');
});

test('other verbs, help, faults in a line, and the editor', async ({ page }) => {
  await openConsole(page);
  await enter(page, 'watch rs-controller/pods cut');
  await expect(output(page)).toContainText('$ watch rs-controller/pods cut');
  await enter(page, 'kubectl get --help');
  await expect(output(page)).toContainText('Usage: kubectl get');
  await enter(page, 'kubectl fly');
  await expect(output(page)).toContainText(/expected .*apply/);

  await enter(page, 'kubectl edit deployment/web');
  const dialog = page.getByRole('dialog', { name: 'Edit deployment/web' });
  await expect(dialog).toContainText('replicas');
  await press(page, 'Escape');
  await expect(dialog).toBeHidden();
});

test('the history is searched, and nobody is kept in the field', async ({ page }) => {
  await openConsole(page);
  await enter(page, 'help get');
  await enter(page, 'kubectl get deployments');
  await press(page, 'Control+r');
  await page.keyboard.type('help');
  await press(page, 'Enter');
  await expect(prompt(page)).toHaveValue('help get');
  await press(page, 'Escape', 'Tab');
  await expect(prompt(page)).not.toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the ${colorScheme} console has no fault that axe finds`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openConsole(page);
    await enter(page, 'kubectl get pods');
    await expect(output(page)).toContainText('NAME');
    await page.keyboard.type('kubectl get ');
    await press(page, 'Tab');
    await expect(page.getByRole('listbox', { name: 'Completions' })).toBeVisible();
    // A command may have several lines: what completes it is a textarea, to which HTML grants no role.
    const { violations } = await new AxeBuilder({ page })
      .disableRules(['aria-allowed-role'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
  });
}
