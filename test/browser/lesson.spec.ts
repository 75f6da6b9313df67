/** Lessons are taken by keyboard alone: in English, in Chinese, and on a small phone. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled({ timeout: 20_000 });
  await button.focus();
  await page.keyboard.press('Enter');
}

interface Said {
  readonly bet: string;
  readonly solve: string;
  readonly run: string;
  readonly check: string;
}

const english: Said = {
  bet: 'Bet and play',
  solve: 'Run it for me',
  run: 'Run it',
  check: 'Check',
};

async function bet(page: Page, lesson: Locator, answer: number, said = english): Promise<void> {
  await lesson.getByRole('radio').nth(answer).focus();
  await page.keyboard.press('Space');
  await press(page, said.bet);
}

/** Runs the solution of the step and has it checked. */
async function solve(page: Page, lesson: Locator, said = english): Promise<void> {
  const goals = await lesson.locator('[data-reached]').count();
  await press(page, said.solve);
  await press(page, said.run);
  await expect(lesson.locator('[data-reached=true]')).toHaveCount(goals, { timeout: 20_000 });
  await expect(lesson.getByRole('button', { name: said.solve, exact: true })).toBeEnabled();
  await press(page, said.check);
}

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('article')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('a lesson in English: the bet first, four steps, and the run settles the bet', async ({
  page,
}) => {
  await page.goto('/#lesson=L05-list-and-watch');
  const lesson = page.getByRole('article', { name: 'ListAndWatch, one hop at a time' });
  await expect(lesson.getByRole('radio')).toHaveCount(4);
  await expect(lesson.getByRole('button', { name: 'Check' })).toHaveCount(0);
  await expect(lesson).toMatchAriaSnapshot(`
    - article "ListAndWatch, one hop at a time":
      - button "All lessons"
      - paragraph: LESSON 5
      - heading "ListAndWatch, one hop at a time" [level=2]
      - paragraph: Name what the Reflector does next after each way of losing its watch.
      - navigation "Steps":
        - 'button "Step 1: Let it list and watch"'
        - 'button "Step 2: End the watch cleanly"'
        - 'button "Step 3: Let the server forget"'
        - 'button "Step 4: Refuse that list too"'
  `);
  expect(await faults(page)).toEqual([]);

  await bet(page, lesson, 0);
  for (const step of [1, 2, 3, 4]) {
    await expect(lesson.getByText(`STEP ${step} OF 4`)).toBeVisible();
    if (step === 2) {
      await press(page, 'Check');
      await expect(lesson.getByText('Not yet:').first()).toBeVisible();
      await expect(lesson.getByText('the Reflector has not opened a second watch')).toBeVisible();
      await press(page, 'Hint 1 of 3');
      await expect(lesson.getByText('A clean close says nothing was lost.')).toBeVisible();
      expect(new URL(page.url()).hash).toBe('#lesson=L05-list-and-watch/close');
      expect(await faults(page)).toEqual([]);
    }
    await solve(page, lesson);
  }

  const explained = lesson.getByRole('region', { name: 'What happened' });
  await expect(explained).toContainText('A closed watch is resumed');
  await expect(explained.getByRole('link', { name: 'tools/cache/reflector.go' })).toHaveAttribute(
    'href',
    /\/kubernetes\/client-go\/blob\/v0\.32\.\d+\/tools\/cache\/reflector\.go$/,
  );
  expect(await faults(page)).toEqual([]);

  await explained.getByRole('button', { name: 'What this rests on' }).nth(3).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('relists rs-controller/pods == 0');
  await page.keyboard.press('Escape');

  await expect(lesson.getByRole('region', { name: 'Your bet' })).toContainText(
    'The run went another way',
  );
  await press(page, 'Watch it');
  await expect(page.locator('.caption')).toContainText('WATCH');
});

test('a lesson is not lost while another tab is looked at', async ({ page }) => {
  await page.goto('/#lesson=L05-list-and-watch/close');
  const lesson = page.getByRole('article', { name: 'ListAndWatch, one hop at a time' });
  await expect(lesson.getByText('STEP 2 OF 4')).toBeVisible();
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(lesson).toHaveCount(0);
  await page.getByRole('tab', { name: 'Lesson' }).click();
  await expect(lesson.getByText('STEP 2 OF 4')).toBeVisible();
});

test('a lesson in Chinese, with a table and code to choose', async ({ page }) => {
  test.slow();
  const said: Said = { bet: '押下并播放', solve: '替我运行', run: '运行', check: '检查' };
  await page.goto('/?lang=zh-CN#lesson=L16-tombstones-and-twins');
  const lesson = page.getByRole('article', { name: '墓碑与同名者' });
  await bet(page, lesson, 0, said);
  for (const step of [1, 2, 3, 4, 5]) {
    await expect(lesson.getByText(`第 ${step} 步，共 5 步`)).toBeVisible();
    await solve(page, lesson, said);
  }
  await expect(lesson.getByRole('region', { name: '发生了什么' })).toBeVisible();
  await expect(lesson.getByRole('region', { name: '你的预测' })).toContainText('运行走了另一条路');
});

test('a lesson on a small phone: cells are ticked and code is chosen by keyboard', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/#lesson=L16-tombstones-and-twins');
  const lesson = page.getByRole('article', { name: 'Tombstones and twins' });
  await bet(page, lesson, 2);

  await press(page, 'Run it for me');
  await press(page, 'Run it');
  await expect(lesson.locator('[data-reached=true]')).toHaveCount(2, { timeout: 20_000 });
  await expect(lesson.getByRole('button', { name: 'Run it for me' })).toBeEnabled();
  await expect(lesson.getByRole('table')).toMatchAriaSnapshot(`
    - table "Tick what is true of the run, then check.":
      - rowgroup:
        - row:
          - columnheader "OnDelete, the pod"
          - columnheader "OnDelete, a tombstone"
          - columnheader "OnAdd, again"
      - rowgroup:
        - row:
          - rowheader "web-1"
          - cell:
            - checkbox "web-1, OnDelete, the pod"
          - cell:
            - checkbox "web-1, OnDelete, a tombstone" [checked]
          - cell:
            - checkbox "web-1, OnAdd, again"
  `);
  const right = lesson.getByRole('checkbox', { checked: true });
  const ticked = await right.count();
  expect(ticked).toBeGreaterThan(0);
  await right.first().focus();
  await page.keyboard.press('Space');
  await press(page, 'Check');
  await expect(lesson.getByText('The run disagrees with 1 of your cells.')).toBeVisible();
  await expect(lesson.getByText('the run says yes')).toBeVisible();
  await lesson
    .getByRole('checkbox', { checked: false })
    .and(page.locator('[aria-invalid=true]'))
    .focus();
  await page.keyboard.press('Space');
  await press(page, 'Check');

  for (const step of [2, 3]) {
    await expect(lesson.getByText(`STEP ${step} OF 5`)).toBeVisible();
    await solve(page, lesson);
  }

  await expect(lesson.getByText('STEP 4 OF 5')).toBeVisible();
  const bench = lesson.getByRole('region', { name: 'Code at on-update' });
  await expect(bench.getByText('DeletedFinalStateUnknown(keyOf(old)')).toBeVisible();
  const standing = bench.locator('label', { hasText: 'stands there now' });
  await expect(standing).toContainText('same-key');
  await expect(bench).toMatchAriaSnapshot(`
    - region "Code at on-update":
      - group "Pieces that fit":
        - radio "same-key, stands there now" [checked]
        - radio "compare-uid"
        - radio "deletion-timestamp"
      - button "Run with this code"
  `);
  await bench.getByRole('radio', { name: 'compare-uid' }).focus();
  await page.keyboard.press('Space');
  await press(page, 'Run with this code');
  await expect(standing).toContainText('compare-uid', { timeout: 20_000 });
  const widthPx = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widthPx).toBeLessThanOrEqual(360);

  for (const step of [4, 5]) {
    await expect(lesson.getByText(`STEP ${step} OF 5`)).toBeVisible();
    await solve(page, lesson);
  }
  await expect(lesson.getByRole('region', { name: 'Your bet' })).toContainText('The run agrees.');
});

test('pieces are put in order by keyboard, and the program runs in that order', async ({
  page,
}) => {
  await page.goto('/#lesson=L20-build-the-loop/order');
  const bench = page.getByRole('region', { name: 'Code at reconcile' });
  const order = bench.getByRole('list').first().getByRole('listitem');
  await expect(order.first()).toContainText('list');
  const before = await order.count();
  await press(page, 'Move list down');
  await expect(order.nth(1)).toContainText('*list(');
  await press(page, 'Remove list');
  await expect(order).toHaveCount(before - 1);
  await press(page, 'Add list');
  await expect(order.last()).toContainText('*list(');
  await press(page, 'Run with this code');
  await expect(bench.getByText('stands there now')).toBeVisible({ timeout: 20_000 });
  await expect(order.last()).toContainText('*list(');
});

test('a step that does not exist is told, and the lesson opens at its bet', async ({ page }) => {
  await page.goto('/#lesson=L05-list-and-watch/nothing');
  await expect(
    page.getByText('There is nothing at “L05-list-and-watch/nothing”.', { exact: true }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bet and play' })).toBeVisible();
});

test('a lesson that does not exist is told, and the first scene opens', async ({ page }) => {
  await page.goto('/#lesson=L99-nothing');
  await expect(page.getByText(/^There is no lesson "L99-nothing"/)).toBeVisible();
  await expect(page.getByText('kube-apiserver')).toBeVisible();
});
