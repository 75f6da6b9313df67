/** The texts that the configurator writes, pasted into the pages they are for: slides, documentation, README, feed. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { marked } from 'marked';
import { createElement, type FunctionComponent } from 'react';
import { renderToString } from 'react-dom/server';
import { build, runnerImport } from 'vite';
import type { EventDataOf } from '#embed/protocol.ts';
import { type SnippetName, snippet } from '#embed/snippets.ts';
import {
  complaintsOf,
  type Host,
  type HostPages,
  document as pageOf,
  serve,
} from './host_pages.ts';

type Lab = HTMLElement & { readonly state: EventDataOf<'state'> | undefined };

const installed = join(import.meta.dirname, '../../node_modules');
const title = 'A "tombstone" & {its} [twin]';

const hosts: Host[] = [];

test.afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

async function open(page: Page, pages: HostPages): Promise<void> {
  const host = await serve(pages);
  hosts.push(host);
  await page.goto(`${host.origin}/`);
}

/** What the configurator writes for the scene with the tombstone. */
function recipe(name: SnippetName, site: string | undefined): string {
  const parameters = { scenario: 'preset/tombstone', lang: 'en', autoplay: true } as const;
  return snippet(name, { site: `${site}/`, parameters, language: 'en', heightPx: 420, title });
}

/** A text in two at a line. */
function parted(text: string, line: string): readonly [string, string] {
  const [first = '', second = ''] = text.split(`${line}\n`);
  expect(second).not.toBe('');
  return [first, second];
}

function playing(page: Page): Promise<boolean | undefined> {
  return page.locator('informer-lab').evaluate((lab) => (lab as Lab).state?.playing);
}

async function ready(page: Page): Promise<void> {
  await expect
    .poll(() => page.locator('informer-lab').evaluate((lab) => (lab as Lab).state?.phase), {
      timeout: 30_000,
    })
    .toBe('ready');
}

test('Reveal.js: it plays on its slide and rests elsewhere, and the keys stay those of the slides', async ({
  page,
  baseURL,
}) => {
  const complaints = complaintsOf(page);
  const [slide, scripts] = parted(
    recipe('reveal', baseURL),
    '<!-- once, after Reveal.initialize(…) -->',
  );
  const reveal = (file: string): string =>
    readFileSync(join(installed, 'reveal.js/dist', file), 'utf8');
  await open(page, {
    '/reveal.js': reveal('reveal.js'),
    '/reveal.css': reveal('reveal.css'),
    '/': pageOf(
      `<div class="reveal"><div class="slides">
        <section><h2>First</h2></section>${slide}<section><h2>Last</h2></section>
      </div></div>
      <script src="/reveal.js"></script>
      <script>Reveal.initialize({ transition: 'none' });</script>${scripts}`,
      '<link rel="stylesheet" href="/reveal.css">',
    ),
  });
  const shown = () =>
    page.evaluate(() =>
      (window as unknown as { Reveal: { getIndices: () => { h: number } } }).Reveal.getIndices(),
    );
  await expect(page.getByRole('heading', { name: 'First' })).toBeVisible();
  expect(await playing(page)).not.toBe(true);
  await page.keyboard.press('ArrowRight');
  expect((await shown()).h).toBe(1);
  await ready(page);
  await expect.poll(() => playing(page)).toBe(true);
  await page.keyboard.press('ArrowRight');
  expect((await shown()).h).toBe(2);
  await expect.poll(() => playing(page)).toBe(false);
  await page.keyboard.press('ArrowLeft');
  expect((await shown()).h).toBe(1);
  await expect.poll(() => playing(page)).toBe(true);
  await page.keyboard.press('Space');
  expect((await shown()).h).toBe(2);
  await expect.poll(() => playing(page)).toBe(false);
  expect(complaints).toEqual([]);
});

/**
 * Docusaurus renders a page's MDX with React on the server and hydrates it in the browser, with the scripts of
 * its configuration in the head. The whole of Docusaurus is not installed for this: the element in the recipe
 * is JSX, which is rendered and hydrated here by the same React.
 */
test('Docusaurus: the element is rendered on the server and hydrated without a difference', async ({
  page,
  baseURL,
}) => {
  const complaints = complaintsOf(page);
  const [configuration, element] = parted(recipe('docusaurus', baseURL), '{/* in a page, .mdx */}');
  const script = /src: '([^']+)'/.exec(configuration)?.[1] ?? '';
  expect(script).toBe(`${baseURL}/embed.js`);
  const { html, client } = await documentationPage(element);
  expect(html).toContain('autoplay=""');
  expect(html).toContain('style="display:block;height:420px"');
  await open(page, {
    '/client.js': client,
    '/': pageOf(
      `<div id="root">${html}</div><script src="/client.js"></script>`,
      `<script src="${script}"></script>`,
    ),
  });
  await ready(page);
  const differences = () =>
    page.evaluate(() => (window as unknown as { differences: string[] }).differences);
  expect(await differences()).toEqual([]);
  // What is rendered once more does not open it anew.
  const opened = await page.locator('informer-lab iframe').getAttribute('src');
  await page.getByRole('button', { name: 'Render again' }).click();
  await expect(page.getByText('rendered 1 times more')).toBeVisible();
  expect(await page.locator('informer-lab iframe').getAttribute('src')).toBe(opened);
  await expect.poll(() => playing(page)).toBe(true);
  expect(complaints).toEqual([]);
});

/** A page with this JSX in it: as the server renders it, and the script that hydrates it. */
async function documentationPage(element: string): Promise<{ html: string; client: string }> {
  const folder = join(installed, '.cache/embed_recipes');
  mkdirSync(folder, { recursive: true });
  const pageFile = join(folder, 'page.jsx');
  writeFileSync(
    pageFile,
    `import { useState } from 'react';
export function Page() {
  const [times, setTimes] = useState(0);
  return <main><p>rendered {times} times more</p>
    <button onClick={() => setTimes(times + 1)}>Render again</button>${element}</main>;
}`,
  );
  const clientFile = join(folder, 'client.jsx');
  writeFileSync(
    clientFile,
    `import { hydrateRoot } from 'react-dom/client';
import { Page } from './page.jsx';
window.differences = [];
hydrateRoot(document.getElementById('root'), <Page />, {
  onRecoverableError: (error) => window.differences.push(String(error)),
});`,
  );
  const { module } = await runnerImport<{ Page: FunctionComponent }>(pageFile, { root: folder });
  const built = await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: clientFile, output: { format: 'iife' } },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('expected a bundle');
  return { html: renderToString(createElement(module.Page)), client: output.output[0].code };
}

test('a frame alone: it is loaded, and plays by itself', async ({ page, baseURL }) => {
  const complaints = complaintsOf(page);
  await open(page, { '/': pageOf(recipe('frame', baseURL)) });
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: /Pause/ }).first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.locator('iframe')).toHaveAttribute('title', title);
  expect(complaints).toEqual([]);
});

/** Every picture and every link of a page is there. */
async function areThere(page: Page, request: APIRequestContext): Promise<void> {
  const image = page.getByRole('img', { name: title });
  await expect(image).toBeVisible();
  expect(await image.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBeGreaterThan(
    0,
  );
  const source = await request.get((await image.getAttribute('src')) ?? '');
  expect(source.status()).toBe(200);
  expect(source.headers()['content-type']).toContain('image/svg+xml');
  const link = page.getByRole('link').filter({ has: image });
  const target = await request.get((await link.getAttribute('href')) ?? '');
  expect(target.status()).toBe(200);
}

test('README: the picture is there, and its link opens the scene', async ({
  page,
  baseURL,
  request,
}) => {
  const html = await marked.parse(`# A project\n\nSome *text*.\n\n${recipe('markdown', baseURL)}`);
  await open(page, { '/': pageOf(html) });
  await areThere(page, request);
  await page.getByRole('link').click();
  await expect(page).toHaveURL(/#preset=tombstone$/);
  await expect(page.getByTestId('hop')).toHaveText(/hop [1-9]\d* of \d+/, { timeout: 30_000 });
});

test('a feed: the same without script or style', async ({ page, baseURL, request }) => {
  const text = recipe('feed', baseURL);
  expect(text).not.toMatch(/<script|style=/);
  await open(page, { '/': pageOf(text) });
  await areThere(page, request);
});
