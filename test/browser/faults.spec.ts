/** Faults are done on the picture, and the picture shows what they do. */

import { expect, type Page, test } from '@playwright/test';
import { box, choose, hopOf, openStage, pause, press, searchLog } from './stage.ts';

const pods = 'watch rs-controller/pods';

async function expectDone(page: Page, statement: string): Promise<void> {
  await expect(page.locator('.notice').getByText(statement).first()).toBeVisible();
}

test('the plug is pulled, and the Reflector watches again', async ({ page }) => {
  await openStage(page);
  await page
    .getByRole('button', { name: `Cut the ${pods.replace('watch ', 'watch of ')}` })
    .click();
  await expectDone(page, `${pods} cut EOF`);
  await press(page, 'End');
  const rows = await searchLog(page, 'reflector.watch.ended');
  await expect(rows.first()).toBeVisible();
});

test('two held messages are swapped, under a chip that says how honest that is', async ({
  page,
}) => {
  await openStage(page);
  await choose(page, pods, /Hold messages back/);
  await expectDone(page, `${pods} hold`);
  await press(page, 'End');
  await page
    .getByRole('button', { name: `What can be done to ${pods}` })
    .last()
    .click();
  const swap = page.getByRole('menuitem', { name: /Swap the next two/ });
  await expect(swap).toContainText('breaks the watch contract: simulator only');
  await swap.click();
  await expectDone(page, `${pods} swap 0`);
  await choose(page, pods, /Release the stream/);
  await expectDone(page, `${pods} release`);
});

test('what cannot be done says why', async ({ page }) => {
  await openStage(page);
  await pause(page);
  await page
    .getByRole('button', { name: `What can be done to ${pods}` })
    .last()
    .click();
  const release = page.getByRole('menuitem', { name: /Release the stream/ });
  await expect(release).toHaveAttribute('aria-disabled', 'true');
  await expect(release).toContainText('the stream is not held');
});

test.describe('each fault leaves its trace', () => {
  const faults = [
    {
      noun: 'API server a',
      verb: /^Restart/,
      statement: 'apiserver a restart',
      told: 'replica.stopped',
    },
    {
      noun: 'rs-controller',
      verb: /Conflict \(409\)/,
      statement: 'client rs-controller conflict',
      told: 'command.applied',
    },
    {
      noun: pods,
      verb: /Force a relist/,
      statement: 'informer rs-controller/pods relist',
      told: 'reflector.list.started',
    },
  ];
  for (const { noun, verb, statement, told } of faults) {
    test(statement, async ({ page }) => {
      await openStage(page);
      await choose(page, noun, verb);
      await expectDone(page, statement);
      await press(page, 'End');
      const rows = await searchLog(page, told);
      await expect(rows.first()).toBeVisible();
    });
  }
});

test('acting in the past forks, and the old future stays within reach', async ({ page }) => {
  await openStage(page);
  await press(page, 'End');
  const end = await hopOf(page);
  await press(page, 'Alt+ArrowLeft', 'Alt+ArrowLeft');
  expect(await hopOf(page)).toBeLessThan(end);
  await choose(page, pods, /Cut the stream/);
  await page.getByRole('tab', { name: 'Run' }).click();
  const branches = page.locator('button.branch');
  await expect(branches).toHaveCount(2);
  await branches.first().click();
  await press(page, 'End');
  expect(await hopOf(page)).toBe(end);
  await expect(box(page, 'reflector')).toBeVisible();
});
