/** The page in Chinese: asked for in its address, walked by keyboard, with no English word left; and what English pages fetch. */

import { expect, type Locator, type Page, test } from '@playwright/test';
import { programNames } from '#script/program_names.ts';
import { openStage, press } from './stage.ts';

/** The addresses of Chinese words that the page asks for, from now on. */
function wordRequests(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/zh[_-]cn/i.test(request.url())) asked.push(request.url());
  });
  return asked;
}

async function openChinese(page: Page): Promise<void> {
  await page.goto('/?lang=zh-CN');
  const hop = page.getByTestId('hop');
  await expect(hop).toHaveText(/第 [1-9]\d* 跳，共 \d+ 跳/, { timeout: 30_000 });
  await expect(hop).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await press(page, 'Space');
}

/** Words that stay: Kubernetes' and Go's own names, resources and kinds, verbs of requests, units, names of releases. */
const kept: ReadonlySet<string> = new Set([
  ...programNames.map(({ name }) => name),
  ...`Kubernetes Informer Lab client go informer informers Reflector Indexer listers lister watch Watch worker workers reconcile resync
  goroutine kubectl etcd leader finalizer apiserver Pod Pods Deployment ReplicaSet Event Get Done Forget Pop panic recover
  classic inOrder watchList modern arrival shuffle pods deployments replicasets nodes namespaces leases events services endpoints
  endpointslices jobs configmaps get list create update patch delete deletecollection scale label cut hold release
  queue processing dirty Delta delta fifo Ctrl Shift Alt Enter Esc Escape Tab Space Home End nginx English
  reflector cache kube Prometheus gauge counter histogram default web main nobody dropped scheduler deployment pod node hop
  Added Updated Deleted Sync Replaced Bookmark Updates true false ms min Go YAML yaml key
  kubelet gc secrets Running Pending namespace apply latency Conflict Gone person network website
  Worker tombstone relist conflict help select range map ctx on off en handler server bug Bug Workqueue`.split(
    /\s+/,
  ),
]);

/** English words that a reader would see, or hear in a name, a description or a placeholder, and that are no names. */
async function englishIn(place: Locator): Promise<readonly string[]> {
  const texts = await place.evaluate((root) => {
    const found: string[] = [];
    // Forms of statements are written in no language of the page; titles of lessons are full of names, and are held to
    // rules of their own.
    const quoted =
      '.lesson-title, [data-value^="lesson "], [data-value^="exhibit "], [data-value^="preset "], [data-value^="usage "], code, pre, kbd, samp, textarea, style, script, [lang="en"], .monaco-editor';
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node: Node | null = walk.currentNode; node !== null; node = walk.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest(quoted) !== null) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      if (node instanceof Text) found.push(node.data);
      else {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
          found.push((node as Element).getAttribute(name) ?? '');
        }
      }
    }
    return found;
  });
  const left = texts.flatMap((text) =>
    text
      // What the API server answered is its own; a run that has come this far has had a conflict.
      .replace(/\b[A-Z]+ \/apis?\/[\s\S]*|\S+-controller：.*|\w+…/g, '')
      .split(/[^\w\-/.:@#=]+/)
      .filter((word) => /^[A-Z]?[a-z]{2,}$/.test(word) && !kept.has(word))
      .map((word) => `${word}: ${text.slice(0, 90)}`),
  );
  return [...new Set(left)];
}

test('a Chinese page has no English word left, in any view, panel or dialog', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openChinese(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle(/逐跳看懂 client-go/);
  const left: string[] = [];
  const look = async (name: string): Promise<void> => {
    for (const word of await englishIn(page.locator('body'))) left.push(`${name}: ${word}`);
  };
  for (const key of ['1', '2', '3', '4', '5', '6']) {
    await press(page, key);
    await expect(page.locator('.view:not([hidden])')).not.toContainText('正在打开');
    await look(`view ${key}`);
  }
  await press(page, '1');
  for (const tab of ['课程', '为什么？', '检视', '日志', '控制台', '运行']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(page.getByRole('tabpanel', { name: tab, exact: true })).not.toBeEmpty();
    await look(tab);
  }
  for (const key of ['?', 's', 'g', 'e', 'a', 'Control+k']) {
    await press(page, key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(`dialog ${key}`);
    await press(page, 'Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  expect(left).toEqual([]);
});

test('an English page asks for no Chinese words, until its reader chooses Chinese', async ({
  page,
}) => {
  const asked = wordRequests(page);
  await openStage(page);
  await press(page, 'Space', '2', '3', '4', '5', '6', '1');
  await page.getByRole('tab', { name: 'Log' }).click();
  await press(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await press(page, 'Escape');
  expect(asked).toEqual([]);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.getByRole('tab', { name: '日志' })).toBeVisible();
  expect(asked.length).toBeGreaterThan(0);
  await page.reload();
  await expect(page.getByRole('tab', { name: '日志' })).toBeVisible();
  await page.getByRole('combobox', { name: '语言' }).selectOption('en');
  await expect(page.getByRole('tab', { name: 'Log' })).toBeVisible();
});

test('the address wins over the browser, and a choice over the address', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('tab', { name: '日志' })).toBeVisible();
  await page.goto('/?lang=en');
  await expect(page.getByRole('tab', { name: 'Log' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.getByRole('tab', { name: '日志' })).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
  await context.close();
});

test('its header and its clock are named in Chinese', async ({ page }) => {
  await openChinese(page);
  await expect(page.getByRole('tablist').first()).toMatchAriaSnapshot(`
    - tablist "运行的各个视图":
      - tab "舞台" [selected]
      - tab "时序"
      - tab "状态"
      - tab "请求"
      - tab "队列"
      - tab "指标"
  `);
  await expect(page.getByRole('group', { name: '时间' })).toMatchAriaSnapshot(`
    - group "时间":
      - button "第一跳（Home）"
      - button "后退（跳，←）"
      - button "播放"
      - button "前进（跳，→）"
      - button "最后一跳（End）"
      - combobox "步进单位":
        - option "跳：发生的一件事" [selected]
        - option "事件：一个 watch 事件及其引起的一切"
        - option "轮次：worker 的一轮 reconcile"
      - combobox "速度"
  `);
});
