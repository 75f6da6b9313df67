/**
 * What is tried on a served site: each page comes alive there, and nothing of it asks for anything outside its
 * own path. Pages are looked for in the folder, so that what is not built is not asked for.
 */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { crawl, filesOf } from './crawl.ts';
import { watchedPage } from './watched_context.ts';

export interface SmokeCheck {
  readonly name: string;
  /** Resolves to what is wrong, one sentence each; rejects when something expected did not come. */
  readonly run: () => Promise<readonly string[]>;
}

export interface SmokeSite {
  readonly folder: string;
  /** With its base, ending in a slash. */
  readonly address: string;
  readonly browser: Browser;
}

const patienceMs = 20_000;

/** In the page: until a service worker is in charge of it. */
const inCharge = `new Promise((resolve, reject) => {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) resolve();
  serviceWorker.addEventListener('controllerchange', () => resolve());
  setTimeout(() => reject(new Error('no service worker took over')), ${patienceMs});
})`;

export function smokeChecks(site: SmokeSite): readonly SmokeCheck[] {
  return [
    {
      name: 'every address in every page and style sheet resolves within the site',
      run: () => Promise.resolve(addressProblems(site.folder)),
    },
    {
      name: 'every file has a hash in its name, or one of the names that stay',
      run: () => Promise.resolve(unexpectedNames(site.folder)),
    },
    { name: 'nothing outside the path is served', run: () => servedOutside(site) },
    onPage(site, 'the first page comes alive, and an act has its effect', async (page) => {
      await open(page, site.address);
      await act(page);
    }),
    onPage(site, 'the first page by its file name', (page) =>
      open(page, `${site.address}index.html`),
    ),
    onPage(site, 'the editor of manifests opens', async (page) => {
      await open(page, site.address);
      await page.keyboard.press('a');
      await page.locator('.monaco-editor.focused').waitFor({ timeout: patienceMs });
    }),
    onPage(site, 'a lesson opens from its address', async (page) => {
      await page.goto(`${site.address}#lesson=L05-list-and-watch`);
      await page.getByRole('article').waitFor({ timeout: patienceMs });
    }),
    onPage(site, 'the first page in Chinese', async (page) => {
      await page.goto(`${site.address}?lang=zh-CN`);
      await page.locator('html[lang="zh-CN"]').waitFor({ state: 'attached', timeout: patienceMs });
      await page.getByTestId('hop').waitFor({ timeout: patienceMs });
    }),
    onPage(site, 'the fidelity page shows its figures', async (page) => {
      // The page is written in English already; for another language its code has to find the figures.
      const asked = page.waitForRequest(/\/fidelity\.json$/, { timeout: patienceMs });
      await page.goto(`${site.address}fidelity.html?lang=zh-CN`);
      await asked;
      await page.getByRole('row').nth(5).waitFor({ timeout: patienceMs });
    }),
    ...optionalChecks(site),
  ];
}

/** Checks of pages that a build may be without. */
function optionalChecks(site: SmokeSite): readonly SmokeCheck[] {
  const has = (file: string): boolean => existsSync(join(site.folder, file));
  return [
    ...['lessons', 'zh-CN/lessons', 'exhibits', 'presets'].filter(has).map((folder) => {
      const pages = filesOf(join(site.folder, folder)).filter((file) =>
        file.endsWith('/index.html'),
      );
      const path = `${folder}/${(pages.at(-1) ?? '').replace(/index\.html$/, '')}`;
      return onPage(site, `${path} opens in the app`, (page) => open(page, site.address + path));
    }),
    ...(has('embed.html')
      ? [
          onPage(site, 'the embed page draws', async (page) => {
            await page.goto(`${site.address}embed.html`);
            await page.locator('svg').first().waitFor({ timeout: patienceMs });
          }),
        ]
      : []),
    ...(has('configure.html') && has('embed.html')
      ? [
          onPage(site, 'the configurator shows what it configures', async (page) => {
            await page.goto(`${site.address}configure.html`);
            await page
              .frameLocator('iframe')
              .locator('svg')
              .first()
              .waitFor({ timeout: patienceMs });
          }),
        ]
      : []),
    ...(has('posters')
      ? [onPage(site, 'every poster is a picture', (page) => drawPosters(page, site))]
      : []),
    ...(has('sw.js')
      ? [
          onPage(
            site,
            'the service worker takes over',
            async (page) => {
              await open(page, site.address);
              await page.evaluate(inCharge);
            },
            'allow',
          ),
        ]
      : []),
  ];
}

function onPage(
  { browser, address }: SmokeSite,
  name: string,
  walk: (page: Page) => Promise<void>,
  serviceWorkers: 'allow' | 'block' = 'block',
): SmokeCheck {
  const run = async (): Promise<readonly string[]> => {
    const { page, complaints, complained, close } = await watchedPage(browser, address, {
      serviceWorkers,
    });
    try {
      await Promise.race([walk(page), complained]);
      return complaints;
    } catch (error) {
      const [said = ''] = String(error).split('\n');
      return [...complaints, said];
    } finally {
      await close();
    }
  };
  return { name, run };
}

/** The app with its run simulated: events have arrived from the engine's worker. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page
    .getByTestId('hop')
    .filter({ hasText: /[1-9]\d*\D+\d+/ })
    .and(page.locator('[aria-busy="false"]'))
    .waitFor({ timeout: patienceMs });
}

/** A command at the console is answered by the simulated API server. */
async function act(page: Page): Promise<void> {
  await page.keyboard.press('End');
  await page.keyboard.press('`');
  await page
    .getByRole('combobox', { name: 'Command' })
    .fill('kubectl scale deployment/web --replicas=1');
  await page.keyboard.press('Enter');
  await page.getByText('deployment.apps/web scaled').first().waitFor({ timeout: patienceMs });
}

async function drawPosters(page: Page, { folder, address }: SmokeSite): Promise<void> {
  const posters = filesOf(join(folder, 'posters')).filter((file) => file.endsWith('.svg'));
  if (posters.length === 0) throw new Error('there is no poster in posters/');
  await page.goto(`${address}fidelity.html`);
  const sources = posters.map((file) => `${address}posters/${file}`);
  const broken = await page.evaluate<readonly string[]>(
    `Promise.all(${JSON.stringify(sources)}.map((source) => {
      const image = Object.assign(new Image(), { src: source });
      return image.decode().then(() => [], () => [source]);
    })).then((found) => found.flat())`,
  );
  if (broken.length > 0) throw new Error(`no pictures: ${broken.join(', ')}`);
}

/** Names that stand in other people's pages, links and servers, or that hosts and browsers look for. */
const lastingNames = [
  /(^|\/)index\.html$/,
  /^[a-z0-9]+\.html$/,
  /^(embed|sw)\.js$/,
  /^(fidelity\.json|third-party-notices\.txt|manifest\.webmanifest|icon(-maskable)?\.svg)$/,
  /^(robots\.txt|sitemap\.xml|_headers|CNAME|\.nojekyll)$/,
  /^engine\/versions\.json$/,
  /^posters\/.*\.svg$/,
];

const hashedName = /^(assets|engine|recordings)\/.*-[\w-]{8,}\.[a-z0-9]+$/;

function unexpectedNames(folder: string): readonly string[] {
  return filesOf(folder)
    .filter((file) => !hashedName.test(file) && !lastingNames.some((name) => name.test(file)))
    .map((file) => `${file} may change under the same name`);
}

function addressProblems(folder: string): readonly string[] {
  const { pages, addresses, problems } = crawl(folder);
  if (pages === 0 || addresses === 0) return ['there is no page, or no page names anything'];
  return problems;
}

/** The server itself is as strict as it should be: else every check here would pass for nothing. */
async function servedOutside({ address, folder }: SmokeSite): Promise<readonly string[]> {
  const { origin, pathname } = new URL(address);
  const [asset = ''] = readdirSync(join(folder, 'assets'));
  const inside = await fetch(`${address}assets/${asset}`);
  const outside = pathname === '/' ? [] : ['/', '/index.html', `/assets/${asset}`];
  const answers = await Promise.all(outside.map((path) => fetch(origin + path)));
  return [
    ...(inside.status === 200 ? [] : [`${inside.status} for assets/${asset}`]),
    ...answers.filter(({ status }) => status !== 404).map(({ url }) => `${url} is served`),
  ];
}
